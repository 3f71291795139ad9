import {
  accuracyQuerySchema,
  accuracyReportSchema,
  kpisQuerySchema,
  kpisReportSchema,
  myFiguresQuerySchema,
  myFiguresSchema,
  reportDaysMax,
  reportFileQuerySchema,
  reportLinesMax,
  reportLinesQuerySchema,
  reportVisitsQuerySchema,
  reportVisitsSchema,
  type KpisQuery,
} from '../../contract/reports.ts';
import type { Caller } from '../auth/access.ts';
import { StoreFault } from '../building.ts';
import { daysBetween } from '../domain/report-groups.ts';
import type { ReportDesk, ReportOrder } from '../domain/report-orders.ts';
import { problemAnswer } from './problem.ts';
import { route, sheetFileType, type Reply, type Route } from './route.ts';

interface ReportRoutesOptions {
  readonly desk: ReportDesk;
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** What is wrong with a stretch of days; null where nothing is. */
function wrongPeriod({ from, to }: Period, path = 'query.to'): Reply | null {
  const days = daysBetween(from, to);
  const told = (code: 'range-reversed' | 'range-too-long', message: string): Reply =>
    problemAnswer(code, { from, to, daysMax: reportDaysMax }, [{ path, message }]);
  if (days < 1) return told('range-reversed', '`to` is a day after `from`');
  return days > reportDaysMax ? told('range-too-long', `At most ${reportDaysMax} days`) : null;
}

function wrongKpisQuery(query: KpisQuery): Reply | null {
  const { compareFrom, compareTo } = query;
  if ((compareFrom === undefined) !== (compareTo === undefined)) {
    return problemAnswer('invalid-input', undefined, [
      { path: 'query.compareTo', message: '`compareFrom` and `compareTo` come together' },
    ]);
  }
  const other =
    compareFrom === undefined || compareTo === undefined
      ? null
      : wrongPeriod({ from: compareFrom, to: compareTo }, 'query.compareTo');
  return wrongPeriod(query) ?? other;
}

/** Figures of officers by name are for those who steer them, and each officer's own for themself. */
const seesOfficers = ({ staff }: Caller): boolean =>
  staff?.role === 'administrator' || staff?.role === 'supervisor';

/** `fileName`: the answer is a file of this name. */
async function replyOf(desk: ReportDesk, order: ReportOrder, fileName?: string): Promise<Reply> {
  const answer = await desk.ask(order);
  if ('isBusy' in answer) return problemAnswer('busy');
  if ('failed' in answer) throw new StoreFault(answer.failed);
  if ('unknown' in answer) {
    const path = `query.${answer.unknown}`;
    return problemAnswer('unknown-filter', { field: answer.unknown }, [
      { path, message: 'Stands in no set-up and in no report' },
    ]);
  }
  if ('json' in answer) return { status: 200, body: answer.json };
  const headers = { 'Content-Disposition': `attachment; filename="${fileName}"` };
  return { status: 200, body: '', file: Buffer.from(answer.bytes), headers };
}

const refusals = ['range-reversed', 'range-too-long', 'unknown-filter', 'busy'] as const;

function fileRoutes({ desk }: ReportRoutesOptions): Route[] {
  const file = (type: 'csv' | 'xlsx', summary: string): Route =>
    route({
      method: 'get',
      path: `/api/v1/reports/kpis.${type}`,
      access: 'supervisor',
      summary,
      query: reportFileQuerySchema,
      status: 200,
      answer: null,
      fileType: type === 'csv' ? 'text/csv' : sheetFileType,
      refusals,
      handle({ query, caller }) {
        const { language, ...asked } = query;
        const wrong = wrongKpisQuery(asked);
        if (wrong) return wrong;
        const sees = seesOfficers(caller);
        const order = { kind: 'file', query: asked, type, language, seesOfficers: sees } as const;
        return replyOf(desk, order, `laporan-${asked.from}-${asked.to}.${type}`);
      },
    });
  return [
    file('csv', 'The groups of a report as a sheet of text'),
    file('xlsx', 'A report as a workbook: in one, by group, by day, by hour'),
  ];
}

/** The list behind every number. */
function visitRoutes({ desk }: ReportRoutesOptions): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/reports/visits',
      access: 'supervisor',
      summary: 'The legs that a number of a report stands for, page by page; nobody by name',
      query: reportVisitsQuerySchema,
      status: 200,
      answer: reportVisitsSchema,
      refusals,
      handle: ({ query }) => wrongPeriod(query) ?? replyOf(desk, { kind: 'visits', query }),
    }),
    route({
      method: 'get',
      path: '/api/v1/reports/visits.csv',
      access: 'supervisor',
      summary: `The same list as a sheet of text, at most ${reportLinesMax} lines`,
      query: reportLinesQuerySchema,
      status: 200,
      answer: null,
      fileType: 'text/csv',
      refusals,
      handle({ query }) {
        const wrong = wrongPeriod(query);
        if (wrong) return wrong;
        const order = { kind: 'lines', query, language: 'id', linesMax: reportLinesMax } as const;
        return replyOf(desk, order, `kunjungan-${query.from}-${query.to}.csv`);
      },
    }),
  ];
}

/** What was, counted: for supervisors, for heads who read, and each officer's own for themself. */
export function reportRoutes(options: ReportRoutesOptions): Route[] {
  const { desk } = options;
  return [
    route({
      method: 'get',
      path: '/api/v1/reports/kpis',
      access: 'supervisor',
      summary: 'The figures of a period: in one, by group, by hour and by day',
      description:
        'From the day `from` to before the day `to`, in the building’s time zone. `by=officer` names ' +
        'officers to supervisors and administrators alone.',
      query: kpisQuerySchema,
      status: 200,
      answer: kpisReportSchema,
      refusals,
      handle({ query, caller }) {
        const wrong = wrongKpisQuery(query);
        if (wrong) return wrong;
        return replyOf(desk, { kind: 'kpis', query, seesOfficers: seesOfficers(caller) });
      },
    }),
    ...fileRoutes(options),
    ...visitRoutes(options),
    route({
      method: 'get',
      path: '/api/v1/reports/accuracy',
      access: 'supervisor',
      summary: 'How well the waits that were told held, by queue, hour and day',
      query: accuracyQuerySchema,
      status: 200,
      answer: accuracyReportSchema,
      refusals,
      handle: ({ query }) => wrongPeriod(query) ?? replyOf(desk, { kind: 'accuracy', query }),
    }),
    route({
      method: 'get',
      path: '/api/v1/reports/mine',
      access: 'staff',
      summary: 'An officer’s own figures',
      query: myFiguresQuerySchema,
      status: 200,
      answer: myFiguresSchema,
      refusals: ['range-reversed', 'range-too-long', 'busy'],
      handle({ query, actor }) {
        const wrong = wrongPeriod(query);
        if (wrong) return wrong;
        const asked = { ...query, by: 'day' as const };
        return replyOf(desk, { kind: 'mine', query: asked, staffId: actor.staffId ?? '' });
      },
    }),
  ];
}
