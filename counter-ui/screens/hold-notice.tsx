import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Barrier } from '../desk-edges.ts';
import type { Desk } from '../desk.ts';
import type { CounterPage } from '../model.ts';
import { questionText } from '../question-texts.ts';
import { refusalSentence } from '../refusal-texts.ts';
import { t } from '../texts.ts';

/** Another window or another officer has this counter: nothing is done here before that is settled. */
export function HoldNotice(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
  readonly barrier: Barrier;
}): JSX.Element {
  const { page, desk, barrier } = props;
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  const counter = t('counter', { number: props.view.counter.number });
  const isOfficer = barrier.by === 'officer';
  const takeOver = () => void desk.takeOver();
  const notice = desk.notice.value;
  return (
    <dialog
      ref={box}
      class="question hold"
      data-testid="hold"
      data-by={barrier.by}
      aria-labelledby="hold-title"
      // Esc settles nothing; a browser that closes it all the same is shown it again.
      onCancel={event => event.preventDefault()}
      onClose={() => desk.barrier.peek() && box.current?.showModal()}
    >
      {/* The sentence has the focus: a Space pressed by habit neither signs out nor takes over. */}
      <h2 id="hold-title" tabIndex={-1} autofocus>
        {isOfficer
          ? questionText('officerTitle', { counter, name: barrier.name })
          : questionText('windowTitle', { counter })}
      </h2>
      <p>{questionText(isOfficer ? 'officerLead' : 'windowLead')}</p>
      {notice && (
        <p class="notice" role="alert">
          {refusalSentence(notice.problem)}
        </p>
      )}
      <div class="question-keys">
        {page.mayChangeCounter.value ? (
          <button type="button" class="beside" onClick={() => page.leaveCounter()}>
            {questionText('otherCounter')}
          </button>
        ) : (
          <button type="button" class="beside" onClick={() => void page.session.signOut()}>
            {questionText('signOut')}
          </button>
        )}
        <button type="button" class="beside strong" data-testid="take-over" onClick={takeOver}>
          {questionText('takeOver')}
        </button>
      </div>
    </dialog>
  );
}
