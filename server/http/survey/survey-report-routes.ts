import {
  surveyReportQuerySchema,
  surveyReportSchema,
  trendPointsMax,
  type SurveyReport,
  type SurveyReportQuery,
} from '../../../contract/survey-report.ts';
import {
  commentsOfPageMax,
  commentsOfPageMin,
  type SurveyComment,
} from '../../../contract/survey-comments.ts';
import type { Actor } from '../../../contract/commands.ts';
import type { Building } from '../../building.ts';
import { setupOf, type BuildingState } from '../../domain/state.ts';
import { periodWithin, usualPeriod, type DayRange } from '../../domain/survey-periods.ts';
import type { SurveyAsk, SurveySums } from '../../store/survey-figures.ts';
import type { SurveyComments as CommentTable } from '../../store/survey-comments.ts';
import { surveyComments } from '../../views/survey-comments.ts';
import { surveyReport, type SurveyReportAsk } from '../../views/survey-report.ts';
import { problemAnswer } from '../problem.ts';
import { json, route, sheetFileType, type Call, type Reply, type Route } from '../route.ts';
import { fileNameOf } from '../setup-file-routes.ts';
import { lastDayOf, surveyCsv } from './survey-csv.ts';
import { surveySheet } from './survey-sheet.ts';

export interface SurveyReportOptions {
  readonly building: Building;
  /** Reads beside the thread of the building; null where too many reports are read already. */
  readonly read: (
    asks: readonly SurveyAsk[],
    serviceIds: readonly string[] | null,
  ) => Promise<readonly SurveySums[] | null>;
  readonly comments: CommentTable;
}

export const commentPage = { min: commentsOfPageMin, max: commentsOfPageMax };

/** Pages of comments in one file, so that it ends. */
const commentPagesMax = 20;

/** Whose answers somebody may ask for, and asks for. */
export interface SurveyScope {
  readonly agencyId: string | null;
  readonly serviceId: string | null;
  readonly agencyIds: readonly string[] | null;
}

const unknown = (path: string, message: string): Reply =>
  problemAnswer('invalid-input', undefined, [{ path: `query.${path}`, message }]);

/** An agency's administrator reads of their own agencies: of the first where none is named. */
export function scopeOf(
  state: BuildingState,
  actor: Actor,
  query: { readonly agencyId?: string | undefined; readonly serviceId?: string | undefined },
): SurveyScope | Reply {
  const { agencies, services } = setupOf(state);
  const own = actor.role === 'agency-administrator' ? (actor.agencyIds ?? []) : null;
  const service = query.serviceId === undefined ? null : services.get(query.serviceId);
  if (service === undefined) return unknown('serviceId', 'No service of this building');
  if (query.agencyId !== undefined && !agencies.has(query.agencyId)) {
    return unknown('agencyId', 'No agency of this building');
  }
  if (service && query.agencyId !== undefined && service.agencyId !== query.agencyId) {
    return unknown('serviceId', 'No service of this agency');
  }
  const agencyId = service?.agencyId ?? query.agencyId ?? own?.[0] ?? null;
  if (own !== null && (agencyId === null || !own.includes(agencyId))) {
    return problemAnswer('not-allowed');
  }
  return {
    agencyId,
    serviceId: service?.id ?? null,
    agencyIds: agencyId === null ? null : [agencyId],
  };
}

function servicesOf(state: BuildingState, scope: SurveyScope): readonly string[] | null {
  if (scope.serviceId !== null) return [scope.serviceId];
  if (scope.agencyId === null) return null;
  const { setup } = setupOf(state);
  return setup.services.filter(row => row.agencyId === scope.agencyId).map(({ id }) => id);
}

type Asked = Pick<Call<unknown, SurveyReportQuery, unknown>, 'actor' | 'query'>;

async function reportOf(
  { building, read }: SurveyReportOptions,
  { actor, query }: Asked,
): Promise<{ readonly report: SurveyReport; readonly scope: SurveyScope } | Reply> {
  const scope = scopeOf(building.state, actor, query);
  if ('status' in scope) return scope;
  const { from, to, compareFrom, compareTo } = query;
  const period = { from, to };
  const compared: DayRange | null =
    compareFrom === undefined || compareTo === undefined
      ? null
      : { from: compareFrom, to: compareTo };
  const { agencyIds, serviceId } = scope;
  const asks = [period, ...(compared ? [compared] : [])].map(range => ({
    ...range,
    agencyIds,
    serviceId,
  }));
  const sums = await read(asks, servicesOf(building.state, scope));
  if (sums === null) return problemAnswer('busy');
  const by = periodWithin(period, query.by ?? usualPeriod(period), trendPointsMax);
  const ask: SurveyReportAsk = { period, compared, by, ...scope };
  return { report: surveyReport(building.state, ask, sums[0]!, sums[1] ?? null), scope };
}

/** What is not hidden, of the whole weeks of the report. */
function shownComments(
  { building, comments }: SurveyReportOptions,
  scope: SurveyScope,
  { from, to }: DayRange,
): SurveyComment[] {
  const found: SurveyComment[] = [];
  let before: string | null = null;
  const { agencyIds, serviceId } = scope;
  for (let page = 0; page < commentPagesMax; page += 1) {
    const ask = { from, to, agencyIds, serviceId, state: 'all' as const };
    const told = surveyComments(building.state, comments, ask, { before, ...commentPage });
    found.push(...told.comments.filter(({ hidden }) => hidden === null));
    before = told.nextBefore;
    if (before === null) break;
  }
  return found;
}

const attached = (file: Buffer, report: SurveyReport, extension: string): Reply => {
  const { unit, period } = report;
  const name = ['skm', fileNameOf(unit.name.id).slice(0, 60), period.from, lastDayOf(period.to)];
  const disposition = `attachment; filename="${name.join('-')}.${extension}"`;
  return { status: 200, body: '', file, headers: { 'Content-Disposition': disposition } };
};

/** The index of satisfaction as the regulation reports it. */
export const surveyReportRoutes = (options: SurveyReportOptions): Route[] => [
  route({
    method: 'get',
    path: '/api/v1/reports/survey',
    access: 'agency-administrator',
    summary: 'The public satisfaction index (SKM) of the building, an agency or a service',
    description:
      'By PermenPANRB 14/2017: NRR of the nine elements, IKM = 25 × Σ NRR / 9, mutu and kinerja. ' +
      'An agency’s administrator reads of their own agencies.',
    query: surveyReportQuerySchema,
    status: 200,
    answer: surveyReportSchema,
    refusals: ['busy'],
    async handle(call) {
      const found = await reportOf(options, call);
      return 'status' in found ? found : json(found.report);
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/reports/survey.csv',
    access: 'agency-administrator',
    summary: 'The index of the unit, its agencies and services as a CSV table',
    query: surveyReportQuerySchema,
    status: 200,
    answer: null,
    fileType: 'text/csv',
    refusals: ['busy'],
    async handle(call) {
      const found = await reportOf(options, call);
      if ('status' in found) return found;
      const text = surveyCsv(found.report, call.query.language);
      return attached(Buffer.from(text, 'utf8'), found.report, 'csv');
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/reports/survey.xlsx',
    access: 'agency-administrator',
    summary: 'The report as a workbook: index, respondents, units, trend, comments',
    description: 'Comments that are hidden are not in it.',
    query: surveyReportQuerySchema,
    status: 200,
    answer: null,
    fileType: sheetFileType,
    refusals: ['busy'],
    async handle(call) {
      const found = await reportOf(options, call);
      if ('status' in found) return found;
      const { report, scope } = found;
      const comments = shownComments(options, scope, report.period);
      return attached(await surveySheet(report, comments, call.query.language), report, 'xlsx');
    },
  }),
];
