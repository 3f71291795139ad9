import type { JSX } from 'preact';
import { minuteRange } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { counterLook, waitNearMinutes, waitOverMinutes } from '../board-rows.ts';
import type { BoardRow, CounterLook, CounterRow } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import type { TextKey } from '../texts.ts';

const lookWords: Readonly<Record<CounterLook, TextKey>> = {
  serving: 'lookServing',
  ready: 'lookReady',
  paused: 'lookPaused',
  closed: 'lookClosed',
};

function CounterSquare(props: { readonly counter: CounterRow }): JSX.Element {
  const { counter } = props;
  const look = counterLook(counter);
  const words = t(lookWords[look]);
  const says = counter.label
    ? t('counterServes', { number: counter.number, look: words, label: counter.label })
    : t('counterSays', { number: counter.number, look: words });
  return <i class={`square ${look}`} role="img" aria-label={says} title={says} />;
}

function closedWords(row: BoardRow): string {
  const { availability } = row.queue;
  if (availability.open || !availability.reason) return '';
  return t(availability.reason === 'paused' ? 'pausedService' : availability.reason);
}

function Longest(props: { readonly row: BoardRow }): JSX.Element {
  const { row } = props;
  if (row.queue.waiting === 0) return <td class="longest">{t('none')}</td>;
  const minutes = row.longestMinutes;
  const look = minutes >= waitOverMinutes ? 'over' : minutes >= waitNearMinutes ? 'near' : '';
  return <td class={`longest ${look}`}>{t('minutes', { minutes })}</td>;
}

function QueueLine(props: { readonly row: BoardRow; readonly most: number }): JSX.Element {
  const { row, most } = props;
  const { queue, zone } = row;
  const closed = closedWords(row);
  return (
    <tr class={row.isBroken ? 'broken' : ''} data-testid={`queue-${queue.series}`}>
      <th scope="row" class="series">
        {queue.series}
      </th>
      <td class="zone">
        {zone && (
          <span>
            <i class={`zone-dot ${zone.colour}`} />
            {pick(zone.word)}
          </span>
        )}
      </td>
      <td class="name">
        <span class="cut">
          <b>{queue.agencyShort}</b> {pick(queue.name)}
          {row.hasNoCounter && (
            <em class={row.isBroken ? 'over' : 'near'}> {t('noCounterOpen')}</em>
          )}
          {!row.hasNoCounter && closed && <em> {closed}</em>}
        </span>
      </td>
      <td class="count">
        <span>
          <b>{queue.waiting}</b>
          <i class="bar" style={{ width: `${Math.round((queue.waiting / most) * 96)}px` }} />
        </span>
      </td>
      <Longest row={row} />
      <td class="range">
        {queue.estimate && queue.availability.open
          ? minuteRange(queue.estimate, language.value)
          : t('none')}
      </td>
      <td class="squares">
        <span>
          {row.counters.map(counter => (
            <CounterSquare key={counter.id} counter={counter} />
          ))}
        </span>
      </td>
    </tr>
  );
}

/** Below this many waiting the longest bar stays short: a calm hall looks calm. */
const barFullMin = 10;

export function BoardTable(props: { readonly page: BoardPage }): JSX.Element {
  const { page } = props;
  const rows = page.rows.value;
  const most = Math.max(barFullMin, ...rows.map(row => row.queue.waiting));
  const isUrgent = page.order.value === 'urgent';
  return (
    <section class="table">
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t('queue')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('series')}</th>
              <th scope="col" class="zone">
                {t('zone')}
              </th>
              <th scope="col">{t('queue')}</th>
              <th scope="col" class="count">
                {t('waitingColumn')}
              </th>
              <th scope="col" class="longest">
                {t('longestColumn')}
              </th>
              <th scope="col" class="range">
                {t('range')}
              </th>
              <th scope="col">{t('counters')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <QueueLine key={row.queue.id} row={row} most={most} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="legend">
        {(['serving', 'ready', 'paused', 'closed'] as const).map(look => (
          <span key={look}>
            <i class={`square ${look}`} />
            {t(lookWords[look])}
          </span>
        ))}
        <button
          type="button"
          class="quiet"
          data-testid="order"
          aria-pressed={isUrgent}
          onClick={() => page.toggleOrder()}
        >
          {t(isUrgent ? 'orderSeries' : 'orderUrgent')} <kbd>U</kbd>
        </button>
      </p>
    </section>
  );
}
