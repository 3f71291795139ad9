import { CircleCheck, Hourglass, Printer, Unplug } from 'lucide';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import { outboxText } from '../outbox-texts.ts';
import { OutboxRows } from './outbox-rows.tsx';
import { timeWithSeconds } from '../time-with-seconds.ts';
import { t } from '../texts.ts';

function Line(props: { readonly bold: string; readonly rest: string }): JSX.Element {
  return (
    <li>
      <b>{props.bold}</b> {props.rest}
    </li>
  );
}

function GoesOn(props: { readonly view: DeskView }): JSX.Element {
  const { counter, ticket } = props.view;
  const here = t('counter', { number: counter.number });
  if (!ticket) {
    return (
      <ul>
        <Line bold={outboxText('counter')} rest={outboxText('counterLead')} />
      </ul>
    );
  }
  return (
    <ul>
      <Line
        bold={outboxText('owns', { label: ticket.label, counter: here })}
        rest={outboxText('ownsLead')}
      />
      <Line bold={outboxText('time')} rest={outboxText('timeLead')} />
      <Line bold={outboxText('kept')} rest={outboxText('keptLead')} />
    </ul>
  );
}

/** Since when, what goes on all the same, and what only the server may decide. */
export function OfflineNotice(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element {
  const { building } = props.view;
  const time = timeWithSeconds(props.desk.lostAt.value, building.timeZone, language.value);
  return (
    <>
      <section class="offline" role="status" data-testid="offline">
        <h2>
          <Icon of={Unplug} size={18} />
          {outboxText('since', { time })}
          <span>{outboxText('retry')}</span>
        </h2>
        <div>
          <h3 class="keeps">
            <Icon of={CircleCheck} size={16} />
            {outboxText('keeps')}
          </h3>
          <GoesOn view={props.view} />
        </div>
        <div>
          <h3>
            <Icon of={Hourglass} size={16} />
            {outboxText('waits')}
          </h3>
          <ul>
            <Line bold={outboxText('calls')} rest={outboxText('callsLead')} />
            <Line bold={outboxText('sending')} rest={outboxText('sendingLead')} />
            <Line bold={outboxText('voice')} rest={outboxText('voiceLead')} />
          </ul>
        </div>
      </section>
      <OutboxRows desk={props.desk} view={props.view} />
      <p class="paper-hint">
        <Icon of={Printer} size={16} />
        {outboxText('paper')}
      </p>
    </>
  );
}
