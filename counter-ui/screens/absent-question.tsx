import { Megaphone, Undo, UserX } from 'lucide';
import type { JSX } from 'preact';
import type { DeskTicket } from '../../contract/desk-views.ts';
import { stopwatch } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import type { Desk } from '../desk.ts';
import { questionText } from '../question-texts.ts';
import { BackKey, Dialog } from './dialog.tsx';

function Way(props: {
  readonly testId: string;
  readonly icon: IconNode;
  readonly words: string;
  readonly lead: string;
  readonly letter: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class={props.isOff ? 'way waits' : 'way'}
      data-testid={props.testId}
      aria-disabled={props.isOff ?? false}
      onClick={props.onPress}
    >
      <Icon of={props.icon} size={18} />
      <span class="words">
        {props.words}
        <small>{props.lead}</small>
      </span>
      <kbd>{props.letter}</kbd>
    </button>
  );
}

/** Nobody came: called once more, back in the line, or out of it. */
export function AbsentQuestion(props: {
  readonly desk: Desk;
  readonly ticket: DeskTicket;
}): JSX.Element {
  const { desk, ticket } = props;
  const { label, ticketId, calls } = ticket;
  const recall = desk.offers.value.get('recall');
  const soon = recall?.waits?.for === 'time' ? recall.waits.seconds : 0;
  const seconds = Math.max(0, (desk.clock.second.value - Date.parse(ticket.calledAt)) / 1000);
  const answers: Readonly<Record<string, () => unknown>> = {
    r: () => desk.press({ do: 'recall' }),
    b: () => desk.press({ do: 'requeue', ticketId, place: 'back' }),
    t: () => desk.press({ do: 'no-show' }),
  };
  return (
    <Dialog
      desk={desk}
      title={questionText('absentTitle', { label })}
      lead={questionText('absentLead', { calls, time: stopwatch(seconds) })}
      onKey={key => void answers[key]?.()}
    >
      <div class="ways">
        {recall && (
          <Way
            testId="absent-recall"
            icon={Megaphone}
            words={questionText('absentRecall')}
            lead={
              soon > 0
                ? questionText('absentRecallSoon', { seconds: soon })
                : questionText('absentRecallLead')
            }
            letter="R"
            isOff={soon > 0}
            onPress={() => void answers.r?.()}
          />
        )}
        <Way
          testId="absent-requeue"
          icon={Undo}
          words={questionText('absentRequeue')}
          lead={questionText('absentRequeueLead')}
          letter="B"
          onPress={() => void answers.b?.()}
        />
        <Way
          testId="absent-no-show"
          icon={UserX}
          words={questionText('absentNoShow')}
          lead={questionText('absentNoShowLead')}
          letter="T"
          onPress={() => void answers.t?.()}
        />
      </div>
      <div class="question-keys">
        <BackKey desk={desk} />
      </div>
    </Dialog>
  );
}
