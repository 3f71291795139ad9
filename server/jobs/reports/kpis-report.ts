import type {
  AccuracyQuery,
  AccuracyReport,
  KpisQuery,
  KpisReport,
  MyFigures,
  ReportGroup,
  ReportGrouping,
} from '../../../contract/reports.ts';
import { isCalendar } from '../../domain/report-groups.ts';
import { AccuracyFigures, PeriodFigures, type LegFilter } from './period-figures.ts';
import type { ReportRoom } from './report-room.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

export const filterOf = ({
  agencyId,
  serviceId,
  queueId,
  counterId,
  class: visitClass,
}: Omit<LegFilter, 'staffId'>): LegFilter => ({
  agencyId,
  serviceId,
  queueId,
  counterId,
  class: visitClass,
});

function figuresOf(
  room: ReportRoom,
  by: ReportGrouping,
  filter: LegFilter,
  { from, to }: Period,
): PeriodFigures {
  const figures = new PeriodFigures(by, filter, room.promised);
  for (const day of room.days.between(from, to)) figures.add(day);
  return figures;
}

const periodOf = ({ from, to }: Period, figures: PeriodFigures) => ({
  from,
  to,
  days: figures.days.size,
  counters: figures.countersOpen,
});

/** Where a group stands beside the others: as the set-up orders them, days and hours in order. */
function orderedKeys(room: ReportRoom, by: ReportGrouping, keys: Iterable<string>): string[] {
  const { agencies, services, queues, counters } = room.index.setup;
  const rows = { agency: agencies, service: services, queue: queues, counter: counters };
  const places =
    by in rows
      ? new Map(rows[by as keyof typeof rows].map(({ id }, place) => [id, place]))
      : new Map<string, number>();
  const placeOf = (key: string): number => places.get(key) ?? Infinity;
  const compare = (one: string, other: string): number => {
    const [first, second] = [placeOf(one), placeOf(other)];
    if (first !== second) return first - second;
    return one < other ? -1 : one > other ? 1 : 0;
  };
  return [...keys].sort(compare);
}

function groupsOf(
  room: ReportRoom,
  by: ReportGrouping,
  figures: PeriodFigures,
  before: PeriodFigures | null,
  seesOfficers: boolean,
): ReportGroup[] {
  // Days of two periods are never the same days.
  const isPaired = before !== null && !isCalendar(by);
  const keys = new Set([...figures.groups.keys(), ...(isPaired ? before.groups.keys() : [])]);
  const empty = new PeriodFigures(by, {}, room.promised);
  return orderedKeys(room, by, keys).map((key, place) => {
    const own = figures.groups.get(key) ?? empty.total;
    const other = isPaired ? before.groups.get(key) : undefined;
    const isHidden = by === 'officer' && !seesOfficers;
    return {
      key: isHidden ? `officer-${place + 1}` : key,
      name: by === 'officer' ? (isHidden ? null : room.officerName(key)) : room.nameOf(by, key),
      from: figures.begins.get(key) ?? null,
      kpis: figures.kpis(own, figures.hasTimeByGroup),
      before: other && before ? before.kpis(other, before.hasTimeByGroup) : null,
    };
  });
}

export function kpisReport(room: ReportRoom, query: KpisQuery, seesOfficers: boolean): KpisReport {
  const { by, compareFrom, compareTo } = query;
  const filter = filterOf(query);
  const figures = figuresOf(room, by, filter, query);
  const other =
    compareFrom === undefined || compareTo === undefined
      ? null
      : { from: compareFrom, to: compareTo };
  const before = other && figuresOf(room, by, filter, other);
  const hours = [...figures.hours].sort(([one], [two]) => one - two);
  return {
    period: periodOf(query, figures),
    comparedWith: other && before && periodOf(other, before),
    by,
    counted: room.counted,
    target: room.target,
    totals: figures.kpis(figures.total, figures.hasTime),
    before: before && before.kpis(before.total, before.hasTime),
    groups: groupsOf(room, by, figures, before, seesOfficers),
    hours: hours.map(([hour, tally]) => tally.hour(hour, figures.countersAt(hour))),
    days: [...figures.days].map(([date, tally]) => tally.day(date)),
  };
}

/** What one officer did. */
export function myFigures(room: ReportRoom, period: Period, staffId: string): MyFigures {
  const figures = figuresOf(room, 'day', { staffId }, period);
  return {
    period: periodOf(period, figures),
    counted: room.counted,
    totals: figures.kpis(figures.total, true),
  };
}

export function accuracyReport(room: ReportRoom, query: AccuracyQuery): AccuracyReport {
  const figures = new AccuracyFigures(filterOf(query), room.promised);
  const period = new PeriodFigures('day', filterOf(query), room.promised);
  for (const day of room.days.between(query.from, query.to)) {
    figures.add(day);
    period.add(day);
  }
  const hoursOf = (hours: AccuracyFigures['hours']) =>
    [...hours]
      .sort(([one], [two]) => one - two)
      .map(([hour, tally]) => ({ hour, accuracy: tally.accuracy() }));
  return {
    period: periodOf(query, period),
    counted: room.counted,
    totals: figures.total.accuracy(),
    queues: orderedKeys(room, 'queue', figures.queues.keys()).map(queueId => {
      const { total, hours } = figures.queues.get(queueId)!;
      return {
        queueId,
        name: room.nameOf('queue', queueId),
        totals: total.accuracy(),
        hours: hoursOf(hours),
      };
    }),
    hours: hoursOf(figures.hours),
    days: [...figures.days].map(([date, tally]) => ({ date, accuracy: tally.accuracy() })),
  };
}
