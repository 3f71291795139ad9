import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { KpisReport, ReportHour, ReportSpread } from '../../contract/reports.ts';
import { language } from '../../ui-kit/language.ts';
import { dayShort } from '../date-words.ts';
import { hourText, minutesText, rushOf, shareText, withinMin } from '../report-figures.ts';
import { figure, percent } from '../report-numbers.ts';
import type { Curve, ReportPage } from '../report-page.ts';
import { dayAfter } from '../opening-days.ts';
import { daysIn, type Days } from '../report-period.ts';
import { reportText as r } from '../report-texts.ts';
import { monthShort } from '../report-words.ts';
import type { WaitAt } from '../wait-charts.ts';
import { ChartOf } from './chart.tsx';
import { OpenNumber } from './report-figures.tsx';

interface Has {
  readonly page: ReportPage;
  readonly report: KpisReport;
}

const waitAt = (
  at: string,
  tickets: number,
  { median, p90 }: ReportSpread,
  within: number | null,
): WaitAt => ({ at, tickets, median, p90, within });

/** What the marks mean; the dotted line where no sentence below the chart tells it. */
function Legend({ minutes }: { readonly minutes?: number }): JSX.Element {
  return (
    <>
      <span class="report-legend">
        <svg width="12" height="18" aria-hidden="true">
          <path d="M6 3v9M2 3h8" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
          <circle cx="6" cy="13" r="4" fill="currentColor" />
        </svg>
        {r('hoursKey')}
      </span>
      <span class="report-legend">
        <i />
        {r('ticketsKey')}
      </span>
      {minutes === undefined ? null : (
        <span class="report-legend">
          <svg width="18" height="4" aria-hidden="true" class="is-promise">
            <path d="M0 2h18" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 4" />
          </svg>
          {r('promiseKey', { minutes })}
        </span>
      )}
    </>
  );
}

function rushWords({ hours, period }: KpisReport): string {
  const rush = rushOf(hours);
  if (rush === null) return '';
  const { from, to, share, counters } = rush;
  const said = { from: hourText(from), to: hourText(to), share: percent(share, 0) };
  if (counters === null) return r('hoursRush', said);
  const open = figure(counters, 1);
  return r('hoursRushCounters', { ...said, open, counters: period.counters });
}

function HourTable({ page, hours }: Has & { readonly hours: readonly ReportHour[] }): JSX.Element {
  return (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">{r('hour')}</th>
          <th scope="col">{r('tickets')}</th>
          <th scope="col">{r('waitMedian')}</th>
          <th scope="col">{r('waitP90')}</th>
          <th scope="col">{r('withinColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map(({ hour, issued, wait, serviceLevel }) => (
          <tr key={hour}>
            <th scope="row">{hourText(hour)}</th>
            <td>
              <OpenNumber
                words={hourText(hour)}
                isOpen={issued > 0}
                testId={`report-hour-${hour}`}
                onOpen={() =>
                  page.openVisits({
                    words: hourText(hour),
                    hour,
                    measure: 'issued',
                    order: 'time',
                  })
                }
              >
                {figure(issued)}
              </OpenNumber>
            </td>
            <td>{minutesText(wait.median, 'rank')}</td>
            <td>{minutesText(wait.p90, 'rank')}</td>
            <td>{shareText(serviceLevel)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How long people waited by the hour in which they took their number. */
export function WaitByHour({ page, report }: Has): JSX.Element {
  const { hours, target } = report;
  const spoken = language.value;
  const load = useMemo(
    () => async () => {
      const { waitByHour } = await import('../wait-charts.ts');
      const waits = hours.map(({ hour, issued, wait, serviceLevel }) =>
        waitAt(hourText(hour), issued, wait, serviceLevel),
      );
      const options = { waits, promiseMinutes: target.minutes, withinMin: withinMin(target) };
      return waitByHour(options);
    },
    // A language more than the figures: what is drawn is words too.
    [hours, target, spoken],
  );
  const foot = r('hoursFoot', { minutes: target.minutes, min: percent(withinMin(target), 0) });
  return (
    <section class="report-hours" data-testid="report-hours">
      <div class="report-chart-head">
        <h2>{r('hours')}</h2>
        <Legend />
      </div>
      <ChartOf testId="report-hours-chart" load={load} class="is-hours" />
      <p class="report-foot">
        {foot} {rushWords(report)}
      </p>
      <details class="report-numbers">
        <summary>{r('tableOf')}</summary>
        <HourTable page={page} report={report} hours={hours} />
      </details>
    </section>
  );
}

/** Every day of the period in its place; days without a number are gaps. */
function daysAt({ days }: KpisReport, asked: Days): WaitAt[] {
  const known = new Map(days.map(day => [day.date, day]));
  return Array.from({ length: daysIn(asked) }, (_, at) => {
    const date = dayAfter(asked.from, at);
    const day = known.get(date);
    if (day) return waitAt(dayShort(date), day.issued, day.wait, day.serviceLevel);
    return { at: dayShort(date), tickets: 0, median: null, p90: null, within: null };
  });
}

const curveAt = ({ by, groups }: Curve): WaitAt[] =>
  groups.map(({ key, from, kpis }) => {
    const date = from ?? key;
    const at = by === 'week' ? `${dayShort(date)} ${date.slice(2, 4)}` : monthShort(date);
    return waitAt(at, kpis.issued, kpis.wait, kpis.serviceLevel);
  });

const titles = { day: 'curve', week: 'curveWeeks', month: 'curveMonths' } as const;

/** How it went from day to day, by weeks or months where the days are many; nothing of one day. */
export function WaitByDay({ page, report }: Has): JSX.Element | null {
  const [wish, curve] = [page.wish.value!, page.curve.value];
  const { target } = report;
  const spoken = language.value;
  const waits = useMemo(
    () => (curve === null ? daysAt(report, wish.days) : curveAt(curve)),
    [report, curve, wish.days, spoken],
  );
  const load = useMemo(
    () => async () => {
      const { waitByDay } = await import('../wait-charts.ts');
      return waitByDay({ waits, promiseMinutes: target.minutes });
    },
    [waits, target],
  );
  if (waits.length < 2) return null;
  return (
    <section class="report-curve" data-testid="report-curve">
      <div class="report-chart-head">
        <h2>{r(titles[curve?.by ?? 'day'])}</h2>
        <Legend minutes={target.minutes} />
      </div>
      <ChartOf testId="report-curve-chart" load={load} />
      <details class="report-numbers">
        <summary>{r('tableOf')}</summary>
        <DayTable waits={waits} words={r(curve?.by ?? 'day')} />
      </details>
    </section>
  );
}

function DayTable(props: { readonly waits: readonly WaitAt[]; words: string }): JSX.Element {
  return (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">{props.words}</th>
          <th scope="col">{r('tickets')}</th>
          <th scope="col">{r('waitMedian')}</th>
          <th scope="col">{r('waitP90')}</th>
          <th scope="col">{r('withinColumn')}</th>
        </tr>
      </thead>
      <tbody>
        {props.waits
          .filter(({ tickets }) => tickets > 0)
          .map(({ at, tickets, median, p90, within }) => (
            <tr key={at}>
              <th scope="row">{at}</th>
              <td>{figure(tickets)}</td>
              <td>{minutesText(median, 'rank')}</td>
              <td>{minutesText(p90, 'rank')}</td>
              <td>{shareText(within)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
