import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { TrackView } from '../../../contract/views.ts';
import type { PhoneActions } from '../phone-actions.ts';
import type { PhoneModel, Question } from '../model.ts';
import { t } from '../texts.ts';

const words = {
  leave: {
    title: 'leaveTitle',
    means: 'leaveMeans',
    yes: 'leaveYes',
    no: 'leaveNo',
    refused: 'leaveRefused',
    unreachable: 'leaveUnreachable',
  },
  delay: {
    title: 'delayTitle',
    means: 'delayMeans',
    yes: 'delayYes',
    no: 'delayNo',
    refused: 'delayRefused',
    unreachable: 'delayUnreachable',
  },
} as const;

/** What cannot be taken back is asked once; staying is the first key, and what it means is said. */
export function QuestionDialog(props: {
  readonly model: PhoneModel;
  readonly view: TrackView;
  readonly actions: PhoneActions;
}): JSX.Element {
  const { model, view, actions } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const question = model.question.value;
  const isOpen = question !== null;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const stay = () => {
    model.question.value = null;
  };
  return (
    <dialog
      ref={dialog}
      class="question"
      onClose={stay}
      aria-labelledby="question-title"
      data-testid="phone-question"
    >
      {question === null ? null : (
        <Asked question={question} view={view} stay={stay} confirm={actions.confirm} />
      )}
    </dialog>
  );
}

function Asked(props: {
  readonly question: Question;
  readonly view: TrackView;
  readonly stay: () => void;
  readonly confirm: () => void;
}): JSX.Element {
  const { question, view, stay, confirm } = props;
  const { about, state } = question;
  const { minutes, left } = view.delay;
  const own = words[about];
  const params = { label: view.label, minutes, left };
  return (
    <div data-testid={`phone-${about}-dialog`}>
      <h2 id="question-title">{t(own.title, params)}</h2>
      <p>{t(own.means, params)}</p>
      {about === 'delay' ? <p>{t(left === 1 ? 'delayOnce' : 'delaySome', params)}</p> : null}
      {state === 'refused' || state === 'unreachable' ? (
        <p class="failed" role="alert">
          {t(own[state])}
        </p>
      ) : null}
      <button type="button" class="main-key" onClick={stay} data-testid="phone-stay">
        {t(own.no)}
      </button>
      <button
        type="button"
        class={about === 'leave' ? 'fault-key' : 'outline-key'}
        onClick={confirm}
        disabled={state === 'sending'}
        data-testid={`phone-${about}-yes`}
      >
        {t(own.yes)}
      </button>
    </div>
  );
}
