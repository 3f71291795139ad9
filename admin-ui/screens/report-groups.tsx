import { ChevronDown, ChevronUp } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { KpisReport, ReportGroup } from '../../contract/reports.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { wholeBuilding, type Breakdown, type ReportWish } from '../report-address.ts';
import { minutesText, shareText, sorted, type Column } from '../report-figures.ts';
import { groupName, type Names } from '../report-names.ts';
import { figure } from '../report-numbers.ts';
import type { ReportPage } from '../report-page.ts';
import { periodAround } from '../report-period.ts';
import { reportText as r, type ReportKey } from '../report-texts.ts';
import type { VisitsWish } from '../visits-list.ts';
import { OpenNumber } from './report-figures.tsx';

interface Has {
  readonly page: ReportPage;
  readonly report: KpisReport;
  readonly names: Names;
}

/** Rows before somebody asks for all of them; paper has them all. */
const rowsFirst = 24;

const times: ReadonlySet<string> = new Set(['hour', 'day', 'week', 'month']);

const heads: readonly (readonly [Exclude<Column, 'name' | 'time'>, ReportKey])[] = [
  ['issued', 'tickets'],
  ['served', 'servedColumn'],
  ['median', 'waitMedian'],
  ['p90', 'waitP90'],
  ['within', 'withinColumn'],
  ['service', 'serviceMean'],
  ['noShow', 'noShow'],
  ['occupancy', 'occupancy'],
];

function Head(props: {
  readonly page: ReportPage;
  readonly column: Column;
  readonly words: string;
}): JSX.Element {
  const { page, column, words } = props;
  const { column: sortedBy, isDown } = page.sorting.value;
  const isSorted = sortedBy === column;
  return (
    <th scope="col" aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        class="report-sort"
        data-testid={`report-sort-${column}`}
        onClick={() => page.sortBy(column)}
      >
        {words}
        {isSorted ? <Icon of={isDown ? ChevronDown : ChevronUp} size={14} /> : null}
      </button>
    </th>
  );
}

/** What a row leads to: the same report of itself alone; null where there is none. */
function wayInto(group: ReportGroup, by: Breakdown, wish: ReportWish): Partial<ReportWish> | null {
  const { key, from } = group;
  if (key === '') return null;
  const { scope } = wish;
  if (by === 'agency') {
    return { by: 'service', scope: { ...wholeBuilding, class: scope.class, agencyId: key } };
  }
  if (by === 'service') return { by: 'hour', scope: { ...scope, serviceId: key } };
  if (by === 'queue') return { by: 'service', scope: { ...scope, queueId: key } };
  if (by === 'counter') return { by: 'service', scope: { ...scope, counterId: key } };
  if (by === 'class') {
    const is = key === 'walk-in' || key === 'booked' || key === 'vulnerable' ? key : null;
    return is && { by: 'agency', scope: { ...scope, class: is } };
  }
  if (from === null || by === 'hour' || by === 'officer') return null;
  return { by: by === 'day' ? 'hour' : 'day', days: periodAround(by, from) };
}

/** The visits of a row; null where the list cannot be told apart (an officer's). */
function visitsOf(group: ReportGroup, by: Breakdown, wish: ReportWish): Partial<VisitsWish> | null {
  if (by === 'officer' || group.key === '') return null;
  if (by === 'hour') return { hour: Number(group.key) };
  const way = wayInto(group, by, wish);
  return way === null ? null : { scope: way.scope ?? wish.scope, days: way.days ?? wish.days };
}

const barWidthPx = 72;

/** How far a figure goes beside the others of its column. */
function Bar({ share }: { readonly share: number }): JSX.Element {
  return (
    <svg class="report-bar" width={barWidthPx} height="8" aria-hidden="true">
      <rect width={barWidthPx} height="8" rx="3" class="is-ground" />
      <rect width={Math.round(barWidthPx * Math.min(1, share))} height="8" rx="3" />
    </svg>
  );
}

function Row(props: Has & { readonly group: ReportGroup; readonly p90Max: number }): JSX.Element {
  const { page, report, names, group, p90Max } = props;
  const by = report.by as Breakdown;
  const wish = page.wish.value!;
  const { kpis } = group;
  const name = groupName(group, by, names);
  const [way, behind] = [wayInto(group, by, wish), visitsOf(group, by, wish)];
  const open =
    (measure: VisitsWish['measure'], order: VisitsWish['order'] = 'time') =>
    () =>
      behind && page.openVisits({ ...behind, words: name, measure, order });
  const number = (value: string, measure: VisitsWish['measure'], order?: VisitsWish['order']) => (
    <OpenNumber
      words={name}
      isOpen={behind !== null && kpis.issued > 0 && value !== '–'}
      onOpen={open(measure, order)}
    >
      {value}
    </OpenNumber>
  );
  const p90 = kpis.wait.p90;
  return (
    <tr data-testid={`report-row-${group.key}`}>
      <th scope="row">
        {way === null ? (
          name
        ) : (
          <button
            type="button"
            class="report-open is-name"
            title={r('openReport', { name })}
            onClick={event => {
              page.show(way);
              // Its own report is read from its head.
              event.currentTarget.closest('.reports')?.scrollTo({ top: 0 });
            }}
          >
            {name}
          </button>
        )}
      </th>
      <td>{number(figure(kpis.issued), 'issued')}</td>
      <td>{number(figure(kpis.served), 'served')}</td>
      <td>{number(minutesText(kpis.wait.median, 'rank'), 'waited', 'wait')}</td>
      <td>
        <span class="report-barred">
          <Bar share={(p90 ?? 0) / Math.max(1, p90Max)} />
          <span>{number(minutesText(p90, 'rank'), 'waited', 'wait')}</span>
        </span>
      </td>
      <td class={isBroken(kpis.serviceLevel, report) ? 'is-broken' : undefined}>
        {number(shareText(kpis.serviceLevel), 'within-level', 'wait')}
      </td>
      <td>{number(minutesText(kpis.service.mean, 'mean'), 'served', 'service')}</td>
      <td>{number(shareText(kpis.noShowRate), 'no-show')}</td>
      {hasCounters(report) ? <td>{shareText(kpis.counters?.occupancy ?? null, 0)}</td> : null}
    </tr>
  );
}

const isBroken = (share: number | null, { target }: KpisReport): boolean =>
  share !== null && Math.round(share * 1000) / 10 < target.percent;

const hasCounters = ({ groups }: KpisReport): boolean =>
  groups.some(({ kpis }) => kpis.counters !== null);

/** The report once more for each agency, service, hour … with the longest waits seen at once. */
export function ReportGroups({ page, report, names }: Has): JSX.Element {
  const [isWhole, setWhole] = useState(false);
  const by = report.by as Breakdown;
  const rows = sorted(report.groups, page.sorting.value, group => groupName(group, by, names));
  const p90Max = Math.max(0, ...rows.map(({ kpis }) => kpis.wait.p90 ?? 0));
  const rest = isWhole ? 0 : Math.max(0, rows.length - rowsFirst);
  return (
    <section class="report-groups" data-testid="report-groups">
      <div class="report-chart-head">
        <h2>{`${r('groups')} ${r(`by:${by}`)}`}</h2>
        <select
          class="report-by"
          data-testid="report-by"
          aria-label={r('by')}
          value={by}
          onChange={event => {
            const asked = event.currentTarget.value;
            page.show({ by: page.breakdowns.value.find(one => one === asked) ?? by });
          }}
        >
          {page.breakdowns.value.map(one => (
            <option key={one} value={one}>
              {r(`one:${one}`)}
            </option>
          ))}
        </select>
      </div>
      {rows.length === 0 ? (
        <p class="report-note">{r('noGroups')}</p>
      ) : (
        <table class={isWhole ? 'report-table report-rows' : 'report-table report-rows is-short'}>
          <thead>
            <tr>
              <Head page={page} column={times.has(by) ? 'time' : 'name'} words={r(`one:${by}`)} />
              {heads
                .filter(([column]) => column !== 'occupancy' || hasCounters(report))
                .map(([column, words]) => (
                  <Head key={column} page={page} column={column} words={r(words)} />
                ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(group => (
              <Row
                key={group.key}
                page={page}
                report={report}
                names={names}
                group={group}
                p90Max={p90Max}
              />
            ))}
          </tbody>
        </table>
      )}
      {rest === 0 ? null : (
        <button
          type="button"
          class="report-key"
          data-testid="report-more"
          onClick={() => setWhole(true)}
        >
          {r('more', { count: figure(rest) })}
        </button>
      )}
    </section>
  );
}
