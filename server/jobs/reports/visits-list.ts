import type {
  ReportLinesQuery,
  ReportMeasure,
  ReportVisit,
  ReportVisits,
  ReportVisitsQuery,
} from '../../../contract/reports.ts';
import type { LegState, VisitClass } from '../../../contract/values.ts';
import { fateOf, timesOf, type LegFact } from '../../domain/kpi.ts';
import { judgeLeg, type JudgedLeg } from '../../domain/kpi-tally.ts';
import { minutesOf } from '../../domain/samples.ts';
import { filteredLegs } from './period-figures.ts';
import { filterOf } from './kpis-report.ts';
import type { ReportRoom } from './report-room.ts';

/** Whether a leg is one of those that a number stands for. */
function isMeant(measure: ReportMeasure, judged: JudgedLeg): boolean {
  switch (measure) {
    case 'issued':
      return true;
    case 'served':
    case 'no-show':
    case 'abandoned':
    case 'waiting':
      return judged.fate === measure;
    case 'called':
      return judged.isCalled;
    case 'waited':
      return judged.times.wait !== null;
    case 'within-level':
      return judged.isKept === true;
    case 'beyond-level':
      return judged.isKept === false;
    case 'quoted':
      return judged.quote !== null;
    case 'beyond-quote':
      return judged.quote?.isCovered === false;
    case 'late-slot':
      return (judged.times.lateness ?? 0) > 0;
    case 'faulty':
      return judged.times.isFaulty;
  }
}

interface Found {
  readonly date: string;
  /** Its place among the legs of its day. */
  readonly at: number;
  readonly by: number;
}

/** Legs behind a number, in the order asked for. */
function find(room: ReportRoom, query: ReportLinesQuery): Found[] {
  const { from, to, hour, measure, order } = query;
  const found: Found[] = [];
  for (const day of room.days.between(from, to)) {
    const promised = { ...room.promised, now: room.at.now - day.midnight };
    for (const at of filteredLegs(day, filterOf(query))) {
      if (hour !== undefined && day.legs.hourOf(at) !== hour) continue;
      const leg = day.legs.leg(at);
      const judged = judgeLeg(leg, promised);
      if (!isMeant(measure, judged)) continue;
      const { wait, service } = judged.times;
      const longest = order === 'wait' ? wait : service;
      const by = order === 'time' ? day.midnight + leg.enqueuedAt : -(longest ?? -1);
      found.push({ date: day.date, at, by });
    }
  }
  return found.sort((one, other) => one.by - other.by || one.at - other.at);
}

interface Row {
  leg_id: string;
  visit_id: string;
  label: string | null;
  business_date: string;
  class: VisitClass;
  service_id: string;
  queue_id: string;
  counter_id: string | null;
  state: LegState;
  outcome: string | null;
  enqueued_at: number;
  called_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  slot_at: number | null;
  quote_p50: number | null;
  quote_p90: number | null;
  calls: number;
  is_seated: number;
  ended_by: LegFact['endedBy'];
}

const factOf = (row: Row): LegFact => ({
  state: row.state,
  class: row.class,
  enqueuedAt: row.enqueued_at,
  calledAt: row.called_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  slotAt: row.slot_at,
  quoteP50: row.quote_p50,
  quoteP90: row.quote_p90,
  calls: row.calls,
  isSeated: row.is_seated === 1,
  isSentOn: row.outcome === 'transferred',
  endedBy: row.ended_by,
});

/** Rows of one page; a day is read once, in the order of its columns. */
function rowsOf(room: ReportRoom, page: readonly Found[]): ReportVisit[] {
  const ofDay = room.database.prepare<[string], string>(
    'SELECT leg_id FROM leg_fact WHERE business_date = ? ORDER BY leg_id',
  );
  const one = room.database.prepare<[string], Row>(
    `SELECT leg_fact.*, visit.label FROM leg_fact LEFT JOIN visit USING (visit_id)
      WHERE leg_id = ?`,
  );
  const idsOf = new Map<string, string[]>();
  return page.flatMap(({ date, at }) => {
    let ids = idsOf.get(date);
    if (!ids) {
      ids = ofDay.pluck().all(date);
      idsOf.set(date, ids);
    }
    const row = one.get(ids[at] ?? '');
    return row ? visitOf(room, row) : [];
  });
}

function visitOf(room: ReportRoom, row: Row): ReportVisit {
  const fact = factOf(row);
  const times = timesOf(fact);
  const instant = (at: number | null): string | null => (at === null ? null : room.instant(at));
  const minutes = (ms: number | null): number | null => (ms === null ? null : minutesOf(ms));
  const isQuoted = row.quote_p50 !== null && row.quote_p90 !== null;
  return {
    visitId: row.visit_id,
    legId: row.leg_id,
    label: row.label ?? '',
    businessDate: row.business_date,
    class: row.class,
    serviceId: row.service_id,
    queueId: row.queue_id,
    counterId: row.counter_id,
    state: row.state,
    outcome: row.outcome,
    enqueuedAt: room.instant(row.enqueued_at),
    calledAt: instant(row.called_at),
    startedAt: instant(row.started_at),
    endedAt: fateOf(fact) === 'waiting' ? null : instant(row.ended_at),
    slotAt: instant(row.slot_at),
    calls: row.calls,
    wait: minutes(times.wait),
    service: minutes(times.service),
    quote: isQuoted ? { p50: row.quote_p50!, p90: row.quote_p90! } : null,
    isFaulty: times.isFaulty,
  };
}

export function visitsPage(room: ReportRoom, query: ReportVisitsQuery): ReportVisits {
  const { offset, limit } = query;
  const found = find(room, query);
  const visits = rowsOf(room, found.slice(offset, offset + limit));
  return { counted: room.counted, count: found.length, visits };
}

/** All of them, for a file. */
export const visitLines = (
  room: ReportRoom,
  query: ReportLinesQuery,
  linesMax: number,
): ReportVisit[] => rowsOf(room, find(room, query).slice(0, linesMax));
