import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { language } from '../../ui-kit/language.ts';
import { reportYearsMax, type PeriodPage } from '../period-page.ts';
import { figure } from '../report-numbers.ts';
import { searchOf } from '../report-address.ts';
import type { ReportPage } from '../report-page.ts';
import { reportText as r } from '../report-texts.ts';
import { WaitByDay, WaitByHour } from './report-curves.tsx';
import { ReportDays } from './report-days.tsx';
import { ReportExports } from './report-exports.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportGroups } from './report-groups.tsx';
import { CompareKey, countedWords, FileKeys, PrintKey, ReportHead } from './report-head.tsx';
import { ReportScope } from './report-scope.tsx';
import { ReportSurvey } from './report-survey.tsx';
import { ReportTabs } from './report-tabs.tsx';
import { ReportVisits } from './report-visits.tsx';
import { TowerFrame } from './tower-frame.tsx';

const troubleWords = { reversed: 'reversed', unknown: 'unknownId', refused: 'refused' } as const;

/** Why there is no report, and the way on. */
export function Trouble({ page }: { readonly page: PeriodPage }): JSX.Element | null {
  const trouble = page.trouble.value;
  if (trouble === null) return null;
  const words =
    trouble === 'too-long'
      ? r('tooLong', { years: reportYearsMax })
      : r(trouble === 'failed' ? 'problem' : troubleWords[trouble]);
  return (
    <div class="report-empty" role="alert" data-testid="report-trouble">
      <p>{words}</p>
      {trouble === 'failed' ? (
        <button type="button" class="report-key" onClick={() => page.again()}>
          {r('again')}
        </button>
      ) : (
        <button type="button" class="report-key" onClick={() => (page.isChoosing.value = true)}>
          {r('choosePeriod')}
        </button>
      )}
    </div>
  );
}

export function Empty({ page }: { readonly page: PeriodPage }): JSX.Element {
  return (
    <div class="report-empty" data-testid="report-empty">
      <h2>{r('empty')}</h2>
      <p>{r('emptyLead')}</p>
      <button type="button" class="report-key" onClick={() => (page.isChoosing.value = true)}>
        {r('choosePeriod')}
      </button>
    </div>
  );
}

interface Has {
  readonly page: ReportPage;
  readonly building: BuildingView;
}

function Report({ page }: Has): JSX.Element | null {
  const [report, names] = [page.report.value, page.setup.value];
  if (report === null || names === null) return null;
  if (report.totals.issued === 0) return <Empty page={page} />;
  return (
    <>
      <ReportFigures page={page} report={report} />
      <div class="report-low">
        <WaitByHour page={page} report={report} />
        <ReportSurvey page={page} />
      </div>
      <WaitByDay page={page} report={report} />
      <ReportGroups key={report.by} page={page} report={report} names={names} />
    </>
  );
}

function Whole({ page, building }: Has): JSX.Element {
  const [report, names] = [page.report.value, page.setup.value];
  const isThere = page.trouble.value === null && report !== null;
  const facts = isThere
    ? [
        r('daysWithData', { count: figure(report.period.days) }),
        r('countersWorked', { count: figure(report.period.counters) }),
        countedWords(report.counted, building),
      ]
    : [];
  const spoken = language.value;
  const wish = page.wish.value;
  return (
    <main class="reports" tabIndex={0} aria-busy={page.isBusy.value}>
      <div class="report-page">
        <ReportTabs shown="kpis" search={wish === null ? '' : searchOf(wish)}>
          <ReportScope page={page} />
        </ReportTabs>
        <ReportHead page={page} building={building} facts={facts}>
          <CompareKey page={page} />
          <FileKeys
            xlsx={page.filePath('xlsx', spoken)}
            csv={page.filePath('csv', spoken)}
            isEmpty={!isThere}
          />
          <PrintKey />
        </ReportHead>
        <div class="report-body" data-testid="report-body" data-busy={page.isBusy.value}>
          {page.trouble.value === null ? (
            <Report page={page} building={building} />
          ) : (
            <Trouble page={page} />
          )}
        </div>
        <ReportExports exports={page.exports.value} building={building} />
      </div>
      <ReportDays page={page} />
      {names === null ? null : (
        <ReportVisits list={page.visits} names={names} timeZone={building.timeZone} />
      )}
    </main>
  );
}

export function ReportApp({ page }: Pick<Has, 'page'>): JSX.Element {
  const words = { title: r('title'), signInLead: r('signInLead'), loading: r('loading') };
  const isLoaded =
    page.setup.value !== null && (page.report.value !== null || page.trouble.value !== null);
  return (
    <TowerFrame
      page={page}
      testId="reports-page"
      section="reports"
      words={words}
      isLoaded={isLoaded}
    >
      {building => <Whole page={page} building={building} />}
    </TowerFrame>
  );
}
