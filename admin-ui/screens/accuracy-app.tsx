import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { AccuracyReport } from '../../contract/reports.ts';
import type { BuildingView } from '../../contract/views.ts';
import { language } from '../../ui-kit/language.ts';
import { cellText, curveOf, meaning, verdictOf, biasMinutesMax } from '../accuracy-figures.ts';
import type { AccuracyPage } from '../accuracy-page.ts';
import { accuracyText as a } from '../accuracy-texts.ts';
import { dayShort } from '../date-words.ts';
import { searchOf } from '../report-address.ts';
import { coverageMax, coverageMin, isOffTarget, nothing, quotesMin } from '../report-figures.ts';
import { figure, percent } from '../report-numbers.ts';
import { reportText as r } from '../report-texts.ts';
import { AccuracyTable } from './accuracy-table.tsx';
import { ChartOf } from './chart.tsx';
import { Trouble } from './report-app.tsx';
import { ReportDays } from './report-days.tsx';
import { countedWords, PrintKey, ReportHead } from './report-head.tsx';
import { ReportScope } from './report-scope.tsx';
import { ReportTabs } from './report-tabs.tsx';
import { ReportVisits } from './report-visits.tsx';
import { TowerFrame } from './tower-frame.tsx';

interface Has {
  readonly page: AccuracyPage;
}

interface HasReport extends Has {
  readonly report: AccuracyReport;
}

const minutes = (value: number | null, text: string): string =>
  value === null ? nothing : a('minutes', { count: text });

function Figures({ report: { totals } }: HasReport): JSX.Element {
  const { n, mae, bias, coverage90 } = totals;
  const verdict = verdictOf(totals);
  const tiles = [
    {
      words: a('coverage'),
      value: coverage90 === null ? nothing : percent(coverage90),
      small: a('coverageTarget'),
      isBroken: verdict === 'narrow' || verdict === 'wide',
    },
    { words: a('mae'), value: minutes(mae, cellText('mae', totals)), small: '', isBroken: false },
    {
      words: a('bias'),
      value: minutes(bias, cellText('bias', totals)),
      small: a('biasTarget'),
      isBroken: n >= quotesMin && Math.abs(bias ?? 0) > biasMinutesMax,
    },
    { words: a('count'), value: figure(n), small: '', isBroken: false },
  ];
  return (
    <section class="accuracy-first">
      <div class="accuracy-meaning" data-testid="accuracy-meaning">
        <p>{meaning(totals).join(' ')}</p>
        <p class="report-note">{a('explain')}</p>
      </div>
      <dl class="report-tiles accuracy-tiles">
        {tiles.map(({ words, value, small, isBroken }) => (
          <div key={words} class={isBroken ? 'report-tile is-broken' : 'report-tile'}>
            <dt>{words}</dt>
            <dd>
              <b>{value}</b>
              {small === '' ? null : <small>{small}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Curve({ report }: HasReport): JSX.Element | null {
  const spoken = language.value;
  const { by, points } = useMemo(() => curveOf(report.days), [report]);
  const load = useMemo(
    () => async () => {
      const { coverageByDay } = await import('../accuracy-charts.ts');
      const drawnPoints = points.map(({ date, accuracy }) => ({
        at: by === 'week' ? `${dayShort(date)} ${date.slice(2, 4)}` : dayShort(date),
        share: accuracy.coverage90 ?? 0,
        isFew: accuracy.n < quotesMin,
        isOff: isOffTarget(accuracy.coverage90, accuracy.n),
      }));
      return coverageByDay({ points: drawnPoints, band: [coverageMin, coverageMax] });
    },
    // A language more than the figures: what is drawn is words too.
    [points, spoken],
  );
  if (points.length < 2) return null;
  return (
    <section class="report-curve" data-testid="accuracy-curve">
      <div class="report-chart-head">
        <h2>{a(by === 'week' ? 'curveWeeks' : 'curve')}</h2>
      </div>
      <ChartOf testId="accuracy-curve-chart" load={load} />
      <p class="report-foot">{a('curveFoot', { least: quotesMin })}</p>
      <details class="report-numbers">
        <summary>{a('tableOf')}</summary>
        <table class="report-table">
          <thead>
            <tr>
              <th scope="col">{a(by)}</th>
              <th scope="col">{a('count')}</th>
              <th scope="col">{a('show:coverage')}</th>
              <th scope="col">{a('show:mae')}</th>
              <th scope="col">{a('show:bias')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ date, accuracy }) => (
              <tr key={date}>
                <th scope="row">{dayShort(date)}</th>
                <td>{figure(accuracy.n)}</td>
                <td>{cellText('coverage', accuracy)}</td>
                <td>{cellText('mae', accuracy)}</td>
                <td>{cellText('bias', accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Report({ page }: Has): JSX.Element | null {
  const report = page.report.value;
  if (report === null) return null;
  if (report.totals.n === 0) {
    return (
      <div class="report-empty" data-testid="report-empty">
        <h2>{a('empty')}</h2>
        <p>{a('emptyLead')}</p>
        <button type="button" class="report-key" onClick={() => (page.isChoosing.value = true)}>
          {r('choosePeriod')}
        </button>
      </div>
    );
  }
  return (
    <>
      <Figures page={page} report={report} />
      <AccuracyTable page={page} report={report} />
      <Curve page={page} report={report} />
    </>
  );
}

function Whole({ page, building }: Has & { readonly building: BuildingView }): JSX.Element {
  const [report, names, wish] = [page.report.value, page.setup.value, page.wish.value];
  const isThere = page.trouble.value === null && report !== null;
  return (
    <main class="reports" tabIndex={0} aria-busy={page.isBusy.value}>
      <div class="report-page">
        <ReportTabs shown="estimates" search={wish === null ? '' : searchOf(wish)}>
          <ReportScope page={page} />
        </ReportTabs>
        <ReportHead
          page={page}
          building={building}
          about={a('about')}
          facts={
            isThere
              ? [
                  r('daysWithData', { count: figure(report.period.days) }),
                  countedWords(report.counted, building),
                ]
              : []
          }
        >
          <PrintKey />
        </ReportHead>
        <div class="report-body" data-testid="report-body" data-busy={page.isBusy.value}>
          {page.trouble.value === null ? <Report page={page} /> : <Trouble page={page} />}
        </div>
      </div>
      <ReportDays page={page} isCompared={false} />
      {names === null ? null : (
        <ReportVisits list={page.visits} names={names} timeZone={building.timeZone} />
      )}
    </main>
  );
}

/** How well the waits were foretold that stood on tickets and screens. */
export function AccuracyApp({ page }: Has): JSX.Element {
  const words = { title: a('title'), signInLead: r('signInLead'), loading: a('loading') };
  const isLoaded =
    page.setup.value !== null && (page.report.value !== null || page.trouble.value !== null);
  return (
    <TowerFrame
      page={page}
      testId="estimates-page"
      section="reports"
      words={words}
      isLoaded={isLoaded}
    >
      {building => <Whole page={page} building={building} />}
    </TowerFrame>
  );
}
