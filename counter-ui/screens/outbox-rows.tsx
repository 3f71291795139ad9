import { CircleCheck, ClockAlert, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Desk } from '../desk.ts';
import type { Kept, KeptRow, KeptWhat } from '../outbox.ts';
import { outboxText } from '../outbox-texts.ts';
import { outcomeWord, parkWord } from '../reason-words.ts';
import { refusalSentence } from '../refusal-texts.ts';
import { timeWithSeconds } from '../time-with-seconds.ts';

function whatWords(what: KeptWhat): string {
  switch (what.do) {
    case 'finish':
      return what.outcome
        ? outboxText('finishAs', { outcome: outcomeWord(what.outcome) })
        : outboxText('finish');
    case 'park':
      return outboxText('park', { reason: parkWord(what.reason) });
    case 'note':
      return outboxText('note', { text: what.text });
  }
}

function State(props: { readonly desk: Desk; readonly row: KeptRow }): JSX.Element {
  const { kept, state } = props.row;
  if (state === 'sent') {
    return (
      <span class="sent">
        <Icon of={CircleCheck} size={16} />
        {outboxText('sent')}
      </span>
    );
  }
  if (state === 'kept') {
    return (
      <span>
        <Icon of={ClockAlert} size={16} />
        {outboxText('notSent')}
      </span>
    );
  }
  return (
    <button
      type="button"
      class="quiet"
      data-testid="outbox-dismiss"
      onClick={() => props.desk.outbox.dismiss(kept.key)}
    >
      {outboxText('dismiss')}
    </button>
  );
}

function Row(props: {
  readonly desk: Desk;
  readonly row: KeptRow;
  readonly timeOf: (kept: Kept) => string;
}): JSX.Element {
  const { desk, row, timeOf } = props;
  const { kept, state } = row;
  return (
    <li class={state} data-testid={`outbox-${state}`}>
      <span class="at">{timeOf(kept)}</span>
      <b>{kept.label}</b>
      <span class="cut">{whatWords(kept.what)}</span>
      <State desk={desk} row={row} />
      {kept.refused && (
        <p>
          <Icon of={TriangleAlert} size={14} />
          {outboxText('refused')}: {refusalSentence(kept.refused)}
        </p>
      )}
    </li>
  );
}

function headline(rows: readonly KeptRow[]): string {
  const count = rows.filter(row => row.state === 'kept').length;
  if (count > 0) return outboxText('count', { count });
  const refused = rows.filter(row => row.state === 'refused').length;
  return refused > 0 ? outboxText('countRefused', { count: refused }) : outboxText('countNone');
}

/** What is kept on this machine, in the order of the presses, until the server has it. */
export function OutboxRows(props: {
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element | null {
  const { desk, view } = props;
  const rows = desk.outbox.rows.value;
  if (rows.length === 0) return null;
  const timeOf = (kept: Kept): string =>
    timeWithSeconds(kept.at, view.building.timeZone, language.value);
  return (
    <section class="outbox" data-testid="outbox">
      <h2>{headline(rows)}</h2>
      <ul aria-live="polite">
        {rows.map(row => (
          <Row key={row.kept.key} desk={desk} row={row} timeOf={timeOf} />
        ))}
      </ul>
    </section>
  );
}
