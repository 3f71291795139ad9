import { ChevronDown, ChevronRight } from 'lucide';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { lastAxis, nearMinutes } from '../board-rows.ts';
import type { AgencyRow, QueueRow, TimeAxis } from '../board-rows.ts';
import type { BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { BoardLegend } from './board-legend.tsx';
import { LastCell, LastHead } from './board-last.tsx';
import { CounterSquares } from './counter-squares.tsx';

/** Below this many waiting the longest bar stays short: a calm hall looks calm. */
const barFullMin = 10;

interface Measures {
  readonly most: number;
  readonly axis: TimeAxis | null;
  readonly overview: Overview;
}

const queuePath = (id: string): string => `/supervisor/queues/${encodeURIComponent(id)}`;

/** Why no number is given, where it is none of the hours that every visitor sees anyway. */
function closedWords({ queue }: QueueRow): string {
  const { availability, issuing } = queue;
  if (issuing.state === 'limited' && issuing.left !== null && issuing.left > 0) {
    return t('limited', { count: issuing.left });
  }
  if (availability.open || !availability.reason) return '';
  return t(availability.reason === 'paused' ? 'pausedService' : availability.reason);
}

function Longest(props: {
  readonly row: Pick<QueueRow, 'longestMinutes'>;
  readonly waiting: number;
  readonly limit: number;
}): JSX.Element {
  const { longestMinutes: minutes } = props.row;
  if (props.waiting === 0) return <td class="longest">{t('none')}</td>;
  const isNear = minutes >= nearMinutes(props.limit);
  const look = minutes >= props.limit ? 'over' : isNear ? 'near' : '';
  return <td class={`longest ${look}`}>{t('minutes', { minutes })}</td>;
}

/** What agencies and their queues have in common: everything right of the name. */
function Figures(props: {
  readonly row: Pick<QueueRow, 'longestMinutes' | 'counters' | 'last' | 'unserved'>;
  readonly waiting: number;
  readonly within: AgencyRow['served'];
  readonly measures: Measures;
}): JSX.Element {
  const { row, waiting, within } = props;
  const { most, axis, overview } = props.measures;
  const { limits, building } = overview;
  const isBelow = within !== null && within.percent < limits.serviceLevelPercent;
  return (
    <>
      <td class="count">
        <span>
          <b>{waiting}</b>
          {waiting > 0 && (
            <i class="bar" style={{ width: `${Math.round((waiting / most) * 100)}%` }} />
          )}
        </span>
      </td>
      <Longest row={row} waiting={waiting} limit={limits.waitAlertMinutes} />
      <td class={isBelow ? 'within is-below' : 'within'}>
        {within === null ? t('none') : t('percent', { percent: within.percent })}
      </td>
      <td class="squares">
        <CounterSquares counters={row.counters} />
      </td>
      <td class="last">
        {axis && (
          <LastCell
            axis={axis}
            timeZone={building.timeZone}
            last={row.last}
            unserved={row.unserved}
          />
        )}
      </td>
    </>
  );
}

function Notes(props: {
  readonly row: Pick<AgencyRow, 'hasNoCounter' | 'isBroken'>;
  readonly closed: string;
}) {
  const { row, closed } = props;
  if (row.hasNoCounter) {
    return <em class={row.isBroken ? 'over' : 'near'}>{t('noCounterOpen')}</em>;
  }
  return closed === '' ? null : <em>{closed}</em>;
}

function QueueLine(props: { readonly row: QueueRow; readonly measures: Measures }): JSX.Element {
  const { row, measures } = props;
  const { queue } = row;
  return (
    <tr class={row.isBroken ? 'sub broken' : 'sub'} data-testid={`queue-${queue.series}`}>
      <td class="series">{queue.series}</td>
      <td class="zone" />
      <th scope="row" class="name">
        <span class="cut">
          <a class="row-way" href={queuePath(queue.id)}>
            {pick(queue.name)}
          </a>
          <Notes row={row} closed={closedWords(row)} />
        </span>
      </th>
      <Figures row={row} waiting={queue.waiting} within={queue.servedWithin} measures={measures} />
    </tr>
  );
}

/** An agency with one queue leads to it; one with several opens them below itself. */
function AgencyWay(props: { readonly page: BoardPage; readonly row: AgencyRow }): JSX.Element {
  const { page, row } = props;
  const name = pick(row.name);
  const [only, ...others] = row.queues;
  if (others.length === 0) {
    return (
      <a class="row-way" href={queuePath(only!.queue.id)} title={name}>
        {name}
      </a>
    );
  }
  const isOpen = page.opened.value.has(row.id);
  return (
    <button
      type="button"
      class="row-way"
      aria-expanded={isOpen}
      title={name}
      onClick={() => page.toggleAgency(row.id)}
    >
      <span class="cut">{name}</span>
      <Icon of={isOpen ? ChevronDown : ChevronRight} size={14} />
      <span aria-hidden="true" class="way-count">
        {row.queues.length}
      </span>
      <span class="spoken-only">{t('queues', { count: row.queues.length })}</span>
    </button>
  );
}

function AgencyLine(props: {
  readonly page: BoardPage;
  readonly row: AgencyRow;
  readonly measures: Measures;
}): JSX.Element {
  const { page, row, measures } = props;
  const [only, ...others] = row.queues;
  const closed = others.length === 0 ? closedWords(only!) : '';
  return (
    <tr class={row.isBroken ? 'broken' : ''} data-testid={`agency-${row.series}`}>
      <td class="series">{row.series}</td>
      <td class="zone">{row.zone && pick(row.zone.word)}</td>
      <th scope="row" class="name">
        <span class="cut">
          <AgencyWay page={page} row={row} />
          <Notes row={row} closed={closed} />
        </span>
      </th>
      <Figures row={row} waiting={row.waiting} within={row.served} measures={measures} />
    </tr>
  );
}

function Head({ overview, axis }: Measures): JSX.Element {
  return (
    <thead>
      <tr>
        <th scope="col" class="series">
          {t('series')}
        </th>
        <th scope="col" class="zone">
          {t('zone')}
        </th>
        <th scope="col">{t('agency')}</th>
        <th scope="col" class="count">
          {t('waitingColumn')}
        </th>
        <th scope="col" class="longest">
          {t('longestColumn')}
        </th>
        <th scope="col" class="within">
          {t('withinColumn', { minutes: overview.limits.serviceLevelMinutes })}
        </th>
        <th scope="col" class="squares">
          {t('counters')}
        </th>
        <th scope="col" class="last">
          {t('lastColumn')}
          {axis && <LastHead axis={axis} timeZone={overview.building.timeZone} />}
        </th>
      </tr>
    </thead>
  );
}

/** Rows of 37 px while they fit, of 30 where there are more. */
const tallRowsMax = 20;

export function BoardTable(props: {
  readonly page: BoardPage;
  readonly overview: Overview;
}): JSX.Element {
  const { page, overview } = props;
  const rows = page.rows.value;
  const most = Math.max(barFullMin, ...page.allRows.value.map(row => row.waiting));
  const measures = { most, axis: lastAxis(page.allRows.value, page.shownAt), overview };
  return (
    <section class="table">
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t('agencies')}>
        <table
          class={`${rows.length > tallRowsMax ? 'is-dense' : ''} ${measures.axis ? '' : 'is-endless'}`}
        >
          <Head {...measures} />
          <tbody>
            {rows.flatMap(row => [
              <AgencyLine key={row.id} page={page} row={row} measures={measures} />,
              ...(page.opened.value.has(row.id) && row.queues.length > 1
                ? row.queues.map(queue => (
                    <QueueLine key={queue.queue.id} row={queue} measures={measures} />
                  ))
                : []),
            ])}
          </tbody>
        </table>
      </div>
      <BoardLegend page={page} hasBars={measures.axis !== null} />
    </section>
  );
}
