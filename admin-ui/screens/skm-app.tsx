import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { searchOf, wholeBuilding } from '../report-address.ts';
import { figure } from '../report-numbers.ts';
import { reportText as r } from '../report-texts.ts';
import type { SkmPage } from '../skm-page.ts';
import { skmText as s } from '../skm-texts.ts';
import { indexText as i } from '../survey-index-texts.ts';
import { Trouble } from './report-app.tsx';
import { ReportDays } from './report-days.tsx';
import { CompareKey, FileKeys, PrintKey, ReportHead } from './report-head.tsx';
import { ReportTabs } from './report-tabs.tsx';
import { SkmComments } from './skm-comments.tsx';
import { SkmCharts, SkmElements, SkmIndex, SkmProfile } from './skm-figures.tsx';
import { SkmUnits } from './skm-units.tsx';
import { TowerFrame } from './tower-frame.tsx';

interface Has {
  readonly page: SkmPage;
}

/** The building, an agency, or one of its services. */
function Scope({ page }: Has): JSX.Element | null {
  const [wish, names] = [page.wish.value, page.setup.value];
  if (wish === null || names === null) return null;
  const { agencyId, serviceId } = wish.scope;
  const own = page.agencyIds.value;
  const agencies = names.agencies.filter(({ id }) => own?.includes(id) ?? true);
  const services = names.services.filter(row =>
    agencyId === null ? (own?.includes(row.agencyId) ?? true) : row.agencyId === agencyId,
  );
  return (
    <div class="report-scope" role="group" aria-label={r('scope')}>
      <select
        data-testid="skm-agency-choice"
        aria-label={s('agency')}
        value={agencyId ?? ''}
        onChange={event =>
          page.show({ scope: { ...wholeBuilding, agencyId: event.currentTarget.value || null } })
        }
      >
        {own === null ? <option value="">{r('building')}</option> : null}
        {agencies.map(agency => (
          <option key={agency.id} value={agency.id}>
            {pick(agency.name)}
          </option>
        ))}
      </select>
      <select
        data-testid="skm-service-choice"
        aria-label={s('service')}
        value={serviceId ?? ''}
        onChange={event =>
          page.show({
            scope: { ...wholeBuilding, agencyId, serviceId: event.currentTarget.value || null },
          })
        }
      >
        <option value="">{s('allServices')}</option>
        {services.map(service => (
          <option key={service.id} value={service.id}>
            {pick(service.name)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Report({ page }: Has): JSX.Element | null {
  const report = page.report.value;
  if (report === null) return null;
  if (report.figures.respondents === 0) {
    return (
      <div class="report-empty" data-testid="skm-empty">
        <h2>{s('empty')}</h2>
        <p>{s('emptyLead')}</p>
        <button type="button" class="report-key" onClick={() => (page.isChoosing.value = true)}>
          {r('choosePeriod')}
        </button>
      </div>
    );
  }
  return (
    <>
      <div class="skm-top">
        <SkmElements page={page} report={report} />
        <SkmIndex page={page} report={report} />
      </div>
      {report.profile === null ? null : (
        <SkmProfile profile={report.profile} respondents={report.figures.respondents} />
      )}
      <SkmCharts page={page} report={report} />
      <SkmUnits page={page} report={report} />
      <p class="report-foot">{s('sampleFormula')}</p>
    </>
  );
}

function Whole({ page, building }: Has & { readonly building: BuildingView }): JSX.Element {
  const [report, wish] = [page.report.value, page.wish.value];
  const isThere = page.trouble.value === null && report !== null;
  const spoken = language.value;
  const facts = isThere ? [i('count', { count: figure(report.figures.respondents) })] : [];
  return (
    <main class="reports skm" tabIndex={0} aria-busy={page.isBusy.value}>
      <div class="report-page">
        <ReportTabs
          shown="survey"
          search={wish === null ? '' : searchOf(wish)}
          isAlone={page.agencyIds.value !== null}
        >
          <Scope page={page} />
        </ReportTabs>
        <ReportHead page={page} building={building} about={s('about')} facts={facts}>
          <CompareKey page={page} />
          <FileKeys
            xlsx={page.filePath('xlsx', spoken)}
            csv={page.filePath('csv', spoken)}
            isEmpty={!isThere}
          />
          <PrintKey />
        </ReportHead>
        <div class="report-body" data-testid="skm-body" data-busy={page.isBusy.value}>
          {page.trouble.value === null ? <Report page={page} /> : <Trouble page={page} />}
        </div>
        <SkmComments page={page} />
      </div>
      <ReportDays page={page} />
    </main>
  );
}

export function SkmApp({ page }: Has): JSX.Element {
  const words = { title: s('title'), signInLead: s('signInLead'), loading: s('loading') };
  const isLoaded =
    page.setup.value !== null && (page.report.value !== null || page.trouble.value !== null);
  return (
    <TowerFrame
      page={page}
      testId="survey-page"
      section="reports"
      words={words}
      isLoaded={isLoaded}
    >
      {building => <Whole page={page} building={building} />}
    </TowerFrame>
  );
}
