import type { ReportGrouping } from '../../../contract/reports.ts';
import type { VisitClass } from '../../../contract/values.ts';
import {
  judgeLeg,
  KpiTally,
  noCounterTime,
  QuoteTally,
  SmallTally,
  type CounterSums,
  type JudgedLeg,
  type Promised,
} from '../../domain/kpi-tally.ts';
import { calendarGroup, hourKey, isCalendar } from '../../domain/report-groups.ts';
import type { CounterHour } from '../../store/counter-hours.ts';
import type { DayFacts } from '../../store/day-columns.ts';

/** Which legs are counted; what is left out leaves nothing out. */
export interface LegFilter {
  readonly agencyId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly counterId?: string | undefined;
  readonly staffId?: string | undefined;
  readonly class?: VisitClass | undefined;
}

interface Group {
  readonly tally: KpiTally;
  readonly time: CounterSums;
  /** The last visit that was counted, by its day and number. */
  lastVisit: number;
}

/** More numbers than any day gives. */
const visitsOfDayMax = 10_000_000;

const newGroup = (): Group => ({ tally: new KpiTally(), time: noCounterTime(), lastVisit: -1 });

/** Time of a counter belongs to its agency, its officer and its day, to no service and no class. */
const dividesTime = (by: ReportGrouping): boolean =>
  by === 'agency' || by === 'counter' || by === 'officer' || isCalendar(by);

function addTime(sums: CounterSums, row: CounterHour, isScheduled: boolean): void {
  sums.open += row.open;
  if (isScheduled) sums.openOfScheduled += row.open;
  sums.paused += row.paused;
  sums.scheduled += row.scheduled;
}

const columnOf = {
  agencyId: 'agency',
  serviceId: 'service',
  queueId: 'queue',
  counterId: 'counter',
  staffId: 'officer',
} as const;
type FilterId = keyof typeof columnOf;
const filterIds = Object.keys(columnOf) as FilterId[];

/** Reads the legs of a day that a filter leaves, each judged once. */
export function* filteredLegs(
  day: DayFacts,
  filter: LegFilter,
): Generator<number, void, undefined> {
  const { legs } = day;
  const wanted: [Uint32Array, number][] = [];
  for (const name of filterIds) {
    const id = filter[name];
    if (id === undefined) continue;
    const place = legs.names.indexOf(id);
    if (place < 1) return;
    wanted.push([legs.column(columnOf[name]), place]);
  }
  for (let at = 0; at < legs.count; at += 1) {
    if (filter.class !== undefined && legs.classOf(at) !== filter.class) continue;
    if (wanted.every(([column, place]) => column[at] === place)) yield at;
  }
}

/** All figures of one period: in whole, by group, by hour and by day. */
export class PeriodFigures {
  readonly total = newGroup();
  readonly groups = new Map<string, Group>();
  readonly hours = new Map<number, SmallTally>();
  readonly days = new Map<string, SmallTally>();
  /** Where each group of the calendar begins. */
  readonly begins = new Map<string, string>();
  readonly #by: ReportGrouping;
  readonly #filter: LegFilter;
  readonly #promised: Promised;
  readonly #workingMs = new Map<number, number>();
  /** Days that were added. */
  #begun = 0;
  readonly #openCounters = new Set<string>();

  constructor(by: ReportGrouping, filter: LegFilter, promised: Promised) {
    this.#by = by;
    this.#filter = filter;
    this.#promised = promised;
  }

  /** Whether the time of counters can be told of what the filter leaves. */
  get hasTime(): boolean {
    const { serviceId, queueId, class: visitClass } = this.#filter;
    return serviceId === undefined && queueId === undefined && visitClass === undefined;
  }

  get hasTimeByGroup(): boolean {
    return this.hasTime && dividesTime(this.#by);
  }

  get countersOpen(): number {
    return this.#openCounters.size;
  }

  add(day: DayFacts): void {
    const { legs, date } = day;
    const now = this.#promised.now - day.midnight;
    const promised = { promisedMs: this.#promised.promisedMs, now };
    const visits = legs.column('visit');
    const keyOf = this.#keyOf(day);
    let small: SmallTally | undefined;
    this.#begun += 1;
    for (const at of filteredLegs(day, this.#filter)) {
      const judged = judgeLeg(legs.leg(at), promised);
      const visit = this.#begun * visitsOfDayMax + visits[at]!;
      small ??= this.#day(date);
      const isNew = this.#count(this.total, judged, visit);
      small.add(judged, isNew);
      this.#hour(legs.hourOf(at)).add(judged, isNew);
      const key = keyOf(at);
      if (key !== null) this.#count(this.#group(key), judged, visit);
    }
    const due = day.hours.filter(({ scheduled }) => scheduled > 0);
    const scheduled = new Set(due.map(({ counterId }) => counterId));
    for (const row of day.hours) this.#addHour(day, row, scheduled.has(row.counterId));
  }

  kpis(group: Group, hasTime: boolean) {
    return group.tally.kpis(hasTime ? group.time : null);
  }

  /** Counters open and not paused in an hour, on the average of the days with a number. */
  countersAt(hour: number): number | null {
    if (!this.hasTime || this.days.size === 0) return null;
    const ms = this.#workingMs.get(hour) ?? 0;
    return Math.round((ms / 3_600_000 / this.days.size) * 100) / 100;
  }

  #addHour(day: DayFacts, row: CounterHour, isScheduled: boolean): void {
    const { agencyId, counterId, staffId } = this.#filter;
    if (agencyId !== undefined && row.agencyId !== agencyId) return;
    if (counterId !== undefined && row.counterId !== counterId) return;
    if (staffId !== undefined && row.staffId !== staffId) return;
    addTime(this.total.time, row, isScheduled);
    if (row.open > 0) this.#openCounters.add(row.counterId);
    const working = this.#workingMs.get(row.hour) ?? 0;
    this.#workingMs.set(row.hour, working + row.open - row.paused);
    const key = this.#keyOfTime(day, row);
    if (key !== null) addTime(this.#group(key).time, row, isScheduled);
  }

  #keyOfTime({ date }: DayFacts, row: CounterHour): string | null {
    if (isCalendar(this.#by)) return this.#calendarKey(date);
    if (this.#by === 'agency') return row.agencyId;
    if (this.#by === 'counter') return row.counterId;
    return this.#by === 'officer' ? row.staffId : null;
  }

  #keyOf({ legs, date }: DayFacts): (at: number) => string | null {
    const by = this.#by;
    if (by === 'hour') return at => hourKey(legs.hourOf(at));
    if (by === 'class') return at => legs.classOf(at);
    if (
      by === 'agency' ||
      by === 'service' ||
      by === 'queue' ||
      by === 'counter' ||
      by === 'officer'
    ) {
      const column = legs.column(by);
      return at => legs.names[column[at]!] || null;
    }
    let key: string | undefined;
    return () => (key ??= this.#calendarKey(date));
  }

  #calendarKey(date: string): string {
    if (!isCalendar(this.#by)) return date;
    const { key, from } = calendarGroup(this.#by, date);
    this.begins.set(key, from);
    return key;
  }

  #count(group: Group, leg: JudgedLeg, visit: number): boolean {
    // Legs of one visit follow each other within their day.
    const isNew = group.lastVisit !== visit;
    group.lastVisit = visit;
    group.tally.add(leg, isNew);
    return isNew;
  }

  #group(key: string): Group {
    let group = this.groups.get(key);
    if (!group) {
      group = newGroup();
      this.groups.set(key, group);
    }
    return group;
  }

  #hour(hour: number): SmallTally {
    let tally = this.hours.get(hour);
    if (!tally) {
      tally = new SmallTally();
      this.hours.set(hour, tally);
    }
    return tally;
  }

  #day(date: string): SmallTally {
    const tally = new SmallTally();
    this.days.set(date, tally);
    return tally;
  }
}

/** How well told waits held: in whole, by queue and hour, by day. */
export class AccuracyFigures {
  readonly total = new QuoteTally();
  readonly queues = new Map<string, { total: QuoteTally; hours: Map<number, QuoteTally> }>();
  readonly hours = new Map<number, QuoteTally>();
  readonly days = new Map<string, QuoteTally>();
  readonly #filter: LegFilter;
  readonly #promised: Promised;

  constructor(filter: LegFilter, promised: Promised) {
    this.#filter = filter;
    this.#promised = promised;
  }

  add(day: DayFacts): void {
    const { legs, date } = day;
    const queues = legs.column('queue');
    for (const at of filteredLegs(day, this.#filter)) {
      const judged = judgeLeg(legs.leg(at), this.#promised);
      const hour = legs.hourOf(at);
      const queueId = legs.names[queues[at]!]!;
      let queue = this.queues.get(queueId);
      if (!queue) {
        queue = { total: new QuoteTally(), hours: new Map() };
        this.queues.set(queueId, queue);
      }
      this.total.add(judged);
      queue.total.add(judged);
      tallyOf(queue.hours, hour).add(judged);
      tallyOf(this.hours, hour).add(judged);
      tallyOf(this.days, date).add(judged);
    }
  }
}

function tallyOf<Key>(tallies: Map<Key, QuoteTally>, key: Key): QuoteTally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = new QuoteTally();
    tallies.set(key, tally);
  }
  return tally;
}
