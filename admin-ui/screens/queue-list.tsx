import { useEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { QueueNow, QueueTicket } from '../../contract/queue-now.ts';
import { minutes, timeOfDay } from '../../ui-kit/formats.ts';
import { language } from '../../ui-kit/language.ts';
import { nearMinutes } from '../board-rows.ts';
import { lineText as l } from '../line-texts.ts';
import type { QueuePage } from '../queue-page.ts';
import { policyWords } from '../why-sentences.ts';
import { ClassMark } from './class-mark.tsx';

interface Shows {
  readonly page: QueuePage;
  readonly line: QueueNow;
  readonly timeZone: string;
}

type Counter = QueueNow['counters'][number];

function counterWords(counter: Counter, now: number, timeZone: string): string {
  const { legState, legSince, state, stateSince, lastLabel } = counter;
  const time = (instant: string): string =>
    timeOfDay(Date.parse(instant), timeZone, language.value);
  if (legState === 'serving' && legSince) {
    const served = minutes((now - Date.parse(legSince)) / 1000);
    return served < 1 ? l('servingNow') : l('serving', { minutes: served });
  }
  if (legState !== null && legSince) return l('calledAt', { time: time(legSince) });
  if (state === 'paused') return l('paused', { time: time(stateSince) });
  if (state === 'closed') return l('closed');
  return lastLabel === null ? l('ready') : l('justDone', { label: lastLabel });
}

/** The counters of the line; those that are closed last, and only as many as have room. */
function Counters({ page, line, timeZone }: Shows): JSX.Element {
  const rank = (row: Counter): number =>
    row.label !== null ? 0 : row.state === 'open' ? 1 : row.state === 'paused' ? 2 : 3;
  const rows = line.counters.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
  if (rows.length === 0) return <p class="line-counters-none">{l('noCounters')}</p>;
  return (
    <ul class="line-counters" aria-label={l('counters')} tabIndex={0}>
      {rows.map(counter => (
        <li key={counter.id} class={counter.legState === 'called' ? 'is-called' : ''}>
          <span>
            {l('counter', { number: counter.number })}
            {counter.isHelp && <em> {l('helps')}</em>}
          </span>
          <span class="cut">
            {counter.label !== null && <b>{counter.label}</b>}{' '}
            {counterWords(counter, page.shownAt, timeZone)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function marksOf(row: QueueTicket): string[] {
  return [
    ...(row.isFirst ? [l('first')] : []),
    ...(row.isOverdue ? [l('overdue')] : []),
    ...(row.isElsewhere ? [l('elsewhere')] : []),
    ...(row.keptForCounter === null ? [] : [l('keptCounter', { number: row.keptForCounter })]),
    ...(row.keptForOfficer ? [l('keptOfficer')] : []),
  ];
}

function waitLook(waited: number, limit: number): string {
  return waited >= limit ? 'over' : waited >= nearMinutes(limit) ? 'near' : '';
}

function TicketRow(props: {
  readonly page: QueuePage;
  readonly line: QueueNow;
  readonly row: QueueTicket;
  readonly place: number;
  readonly most: number;
  readonly timeZone: string;
}): JSX.Element {
  const { page, line, row, place, most, timeZone } = props;
  const isChosen = page.chosen.value?.ticketId === row.ticketId;
  const isWeighed = line.queue.policy === 'accumulating';
  const waited = minutes(row.waitedSeconds);
  const value = isWeighed ? row.urgency / 60 : row.waitedSeconds / 60;
  const marks = marksOf(row).join(', ');
  return (
    <li
      id={`ticket-${row.ticketId}`}
      role="option"
      aria-selected={isChosen}
      class={`line-row ${row.class}`}
      data-testid={`ticket-${row.label}`}
      onClick={() => page.choose(row.ticketId)}
    >
      <span class="place">{place}</span>
      <b>{row.label}</b>
      <span class="line-class">
        <ClassMark of={row} timeZone={timeZone} />
      </span>
      <span class="line-urgency">
        <i style={{ width: `${Math.max(2, Math.round((value / most) * 100) * 0.62)}%` }} />
        <span>{Math.floor(value)}</span>
        {marks !== '' && (
          <em class="cut" title={marks}>
            {marks}
          </em>
        )}
      </span>
      <span class={`line-wait ${waitLook(waited, line.queue.maxWaitMinutes)}`}>
        {l('minutes', { minutes: waited })}
      </span>
    </li>
  );
}

/** Who waits, in the order of calling; `↑ ↓` move the choice and the story follows. */
export function QueueList({ page, line, timeZone }: Shows): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const chosenId = page.chosen.value?.ticketId ?? null;
  useEffect(() => {
    const row = list.current?.querySelector('[aria-selected="true"]');
    row?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const isWeighed = line.queue.policy === 'accumulating';
  const values = line.tickets.map(row => (isWeighed ? row.urgency : row.waitedSeconds) / 60);
  const most = Math.max(10, ...values);
  const left = line.queue.waiting - line.tickets.length;
  return (
    <section class="line-list">
      <Counters page={page} line={line} timeZone={timeZone} />
      <div class="line-row line-heads" aria-hidden="true">
        <span />
        <span>{l('label')}</span>
        <span>{l('kind')}</span>
        <span>{l(isWeighed ? 'urgency' : 'waitingSince')}</span>
        <span class="line-wait">{l('wait')}</span>
      </div>
      {line.tickets.length === 0 ? (
        <p class="line-none" data-testid="line-none">
          {l('none')}
        </p>
      ) : (
        <ul
          ref={list}
          class="line-tickets"
          role="listbox"
          tabIndex={0}
          aria-label={l('list')}
          aria-activedescendant={chosenId === null ? undefined : `ticket-${chosenId}`}
          data-testid="line-tickets"
        >
          {line.tickets.map((row, index) => (
            <TicketRow
              key={row.ticketId}
              page={page}
              line={line}
              row={row}
              place={index + 1}
              most={most}
              timeZone={timeZone}
            />
          ))}
        </ul>
      )}
      <p class="line-policy">
        {left > 0 && <>{l('more', { count: left })} </>}
        {line.aside.length > 0 && (
          <>{l('aside', { labels: line.aside.map(({ label }) => label).join(', ') })}. </>
        )}
        {policyWords(line.queue)}
      </p>
    </section>
  );
}
