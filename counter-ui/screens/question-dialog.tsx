import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Desk } from '../desk.ts';
import { pauseReasons } from '../desk-requests.ts';
import { t } from '../texts.ts';
import { pauseTitle } from './ticket-card.tsx';

function Dialog(props: {
  readonly desk: Desk;
  readonly title: string;
  readonly lead?: string;
  readonly onKey?: (key: string) => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  // Before the next key press: a reason may be typed right after its question.
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog
      ref={box}
      class="question"
      data-testid="question"
      aria-labelledby="question-title"
      onClose={() => (props.desk.asking.value = null)}
      onKeyDown={event => {
        if (!event.repeat) props.onKey?.(event.key.toLowerCase());
      }}
    >
      <h2 id="question-title">{props.title}</h2>
      {props.lead && <p>{props.lead}</p>}
      {props.children}
    </dialog>
  );
}

function BackKey(props: { readonly desk: Desk }): JSX.Element {
  return (
    <button type="button" class="beside" data-testid="back" onClick={() => props.desk.back()}>
      {t('goBack')} <kbd>Esc</kbd>
    </button>
  );
}

/** The safe way has the focus: a Space pressed by habit never cancels or closes. */
function Confirm(props: {
  readonly desk: Desk;
  readonly action: 'cancel' | 'close';
  readonly letter: string;
  readonly title: string;
  readonly lead: string;
  readonly yes: string;
}): JSX.Element {
  const { desk, action, letter } = props;
  const confirm = () => void desk.press(action);
  return (
    <Dialog
      desk={desk}
      title={props.title}
      lead={props.lead}
      onKey={key => {
        if (key === letter.toLowerCase()) confirm();
      }}
    >
      <div class="question-keys">
        <BackKey desk={desk} />
        <button type="button" class="beside fault" data-testid="confirm" onClick={confirm}>
          {props.yes} <kbd>{letter}</kbd>
        </button>
      </div>
    </Dialog>
  );
}

function PauseQuestion(props: { readonly desk: Desk }): JSX.Element {
  const { desk } = props;
  return (
    <Dialog
      desk={desk}
      title={t('pauseTitle')}
      lead={t('pauseLead')}
      onKey={key => {
        const reason = pauseReasons[Number(key) - 1];
        if (reason) void desk.press('pause', reason);
      }}
    >
      <ol class="reasons">
        {pauseReasons.map((reason, place) => (
          <li key={reason}>
            <button
              type="button"
              class="action"
              data-testid={`pause-${reason}`}
              onClick={() => void desk.press('pause', reason)}
            >
              <span class="words">{pauseTitle(reason)}</span> <kbd>{place + 1}</kbd>
            </button>
          </li>
        ))}
      </ol>
      <div class="question-keys">
        <BackKey desk={desk} />
      </div>
    </Dialog>
  );
}

function KeysSheet(props: { readonly desk: Desk }): JSX.Element {
  const rows: readonly (readonly [string, string])[] = [
    [t('keySpace'), t('keyPrimary')],
    [t('keyArrows'), t('keySelect')],
    ['Enter', t('keyCallSelected')],
    ['R', t('recall')],
    ['T', t('noShow')],
    ['F1 F2 F3', `${t('outcome')}: ${t('completed')}, ${t('incomplete')}, ${t('continued')}`],
    ['S', t('finish')],
    ['X', t('cancel')],
    ['I', t('pause')],
    ['Q', t('close')],
    ['?', t('keyHelp')],
    ['Esc', t('keyBack')],
  ];
  return (
    <Dialog desk={props.desk} title={t('keysTitle')}>
      <dl class="key-list">
        {rows.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <div class="question-keys">
        <BackKey desk={props.desk} />
      </div>
    </Dialog>
  );
}

export function QuestionDialog(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { desk, view } = props;
  const label = view.ticket?.label ?? '';
  const count = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  switch (desk.asking.value) {
    case 'pause':
      return <PauseQuestion desk={desk} />;
    case 'keys':
      return <KeysSheet desk={desk} />;
    case 'cancel':
      return (
        <Confirm
          desk={desk}
          action="cancel"
          letter="X"
          title={t('cancelTitle', { label })}
          lead={t('cancelLead')}
          yes={t('cancelYes', { label })}
        />
      );
    case 'close':
      return (
        <Confirm
          desk={desk}
          action="close"
          letter="Q"
          title={t('closeTitle')}
          lead={t('closeLead', { count })}
          yes={t('closeYes')}
        />
      );
    default:
      return null;
  }
}
