import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { ChoiceReason } from '../../contract/values.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import type { DeskAction } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { pauseReasons } from '../desk-requests.ts';
import type { CounterPage } from '../model.ts';
import { paneText } from '../pane-texts.ts';
import { questionText } from '../question-texts.ts';
import { pauseTitle } from '../reason-words.ts';
import { AbsentQuestion } from './absent-question.tsx';
import { BackKey, Dialog, NumberedAnswers } from './dialog.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { NoteQuestion, ParkQuestion } from './writing-questions.tsx';

/** The safe way has the focus: a Space pressed by habit never cancels or closes. */
function Confirm(props: {
  readonly desk: Desk;
  readonly action: DeskAction;
  readonly letter: string;
  readonly title: string;
  readonly lead: string;
  readonly yes: string;
}): JSX.Element {
  const { desk, letter } = props;
  const confirm = () => void desk.press(props.action);
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
      title={questionText('pauseTitle')}
      lead={questionText('pauseLead')}
      onKey={key => {
        const reason = pauseReasons[Number(key) - 1];
        if (reason) void desk.press({ do: 'pause', reason });
      }}
    >
      <NumberedAnswers
        answers={pauseReasons}
        words={pauseTitle}
        testId="pause"
        onAnswer={reason => void desk.press({ do: 'pause', reason })}
      />
      <div class="question-keys">
        <BackKey desk={desk} />
      </div>
    </Dialog>
  );
}

const choiceReasons: readonly ChoiceReason[] = [
  'returned',
  'special-need',
  'short-errand',
  'other',
];

const choiceWords = {
  returned: 'choiceReturned',
  'special-need': 'choiceNeed',
  'short-errand': 'choiceShort',
  other: 'choiceOther',
} as const satisfies Record<ChoiceReason, string>;

/** Out of order only for a reason, where the queue wants to know it. */
function ChoiceQuestion(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { desk, view } = props;
  const ticketId = desk.choosing.value;
  const rows = view.queues.flatMap(queue => queue.tickets);
  const label = rows.find(row => row.ticketId === ticketId)?.label ?? '';
  if (ticketId === null) return null;
  const call = (reason: ChoiceReason) => void desk.press({ do: 'call', ticketId, reason });
  const next = view.next?.ticket.label;
  return (
    <Dialog
      desk={desk}
      title={paneText('chooseTitle', { label })}
      lead={next ? paneText('chooseLead', { next }) : paneText('chooseLeadAlone')}
      onKey={key => {
        const reason = choiceReasons[Number(key) - 1];
        if (reason) call(reason);
      }}
    >
      <NumberedAnswers
        answers={choiceReasons}
        words={reason => paneText(choiceWords[reason])}
        testId="choice"
        onAnswer={call}
      />
      <div class="question-keys">
        <BackKey desk={desk} />
      </div>
    </Dialog>
  );
}

function CloseQuestion(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly shiftEnds: boolean;
}): JSX.Element {
  const { desk, view, shiftEnds } = props;
  const count = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const shiftLead = count > 0 ? 'shiftLeadWaiting' : 'shiftLead';
  return (
    <Confirm
      desk={desk}
      action={{ do: 'close', shiftEnds }}
      letter="Q"
      title={questionText(shiftEnds ? 'shiftTitle' : 'closeTitle')}
      lead={questionText(shiftEnds ? shiftLead : 'closeLead', { count })}
      yes={questionText(shiftEnds ? 'shiftYes' : 'closeYes')}
    />
  );
}

export function QuestionDialog(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { page, desk, view } = props;
  const { ticket } = view;
  const label = ticket?.label ?? '';
  const asking = desk.asking.value;
  const end = () => (desk.asking.value = null);
  switch (asking) {
    case 'pause':
      return <PauseQuestion desk={desk} />;
    case 'keys':
      return (
        <KeysSheet
          letterKeys={page.letterKeys.value}
          onLetterKeys={mode => page.setLetterKeys(mode)}
          onClose={end}
        />
      );
    case 'choice':
      return <ChoiceQuestion desk={desk} view={view} />;
    case 'account':
      return <AccountSheet session={page.session} onClose={end} onSignedOut={end} />;
    case 'absent':
      return ticket?.state === 'called' ? <AbsentQuestion desk={desk} ticket={ticket} /> : null;
    case 'park':
      return ticket && <ParkQuestion desk={desk} label={label} usualMinutes={view.parkMinutes} />;
    case 'note':
      return ticket && <NoteQuestion desk={desk} label={label} />;
    case 'cancel':
      return (
        <Confirm
          desk={desk}
          action={{ do: 'cancel' }}
          letter="X"
          title={questionText('cancelTitle', { label })}
          lead={questionText('cancelLead')}
          yes={questionText('cancelYes', { label })}
        />
      );
    case 'close':
    case 'shift-end':
      return <CloseQuestion desk={desk} view={view} shiftEnds={asking === 'shift-end'} />;
    default:
      return null;
  }
}
