import type { Forecast, QueueForecast } from '../contract/forecast.ts';
import type { Overview, ServedWithin } from '../contract/overview.ts';
import type { Text } from '../contract/values.ts';

export type QueueView = Overview['queues'][number];
export type CounterRow = Overview['counters'][number];
type Zone = Overview['zones'][number];

/** What a counter is doing, as the small squares tell it. */
export type CounterLook = 'serving' | 'ready' | 'paused' | 'closed';

export function counterLook(counter: Pick<CounterRow, 'state' | 'legState'>): CounterLook {
  if (counter.legState === 'called' || counter.legState === 'serving') return 'serving';
  if (counter.state === 'open') return 'ready';
  return counter.state === 'paused' ? 'paused' : 'closed';
}

/** From three quarters of the threshold on a wait turns bold: 45 minutes of 60 (staff.md). */
export const nearMinutes = (limitMinutes: number): number => Math.ceil(limitMinutes * 0.75);

/** When the last visitor of today is served, P50–P90, against the closing. Milliseconds. */
export interface LastTicket {
  readonly from: number;
  readonly to: number;
  readonly closes: number;
  readonly isLate: boolean;
}

export interface QueueRow {
  readonly queue: QueueView;
  readonly counters: readonly CounterRow[];
  readonly longestMinutes: number;
  /** People wait and no counter of the queue is open or paused for a while. */
  readonly hasNoCounter: boolean;
  /** A threshold is broken: only such rows have colour. */
  readonly isBroken: boolean;
  readonly last: LastTicket | null;
  /** Who will probably not be served any more today. */
  readonly unserved: number;
}

export interface AgencyRow extends Omit<QueueRow, 'queue'> {
  readonly id: string;
  /** The shortest of its series: its own letter. */
  readonly series: string;
  readonly name: Text;
  readonly short: string;
  readonly zone: Zone | null;
  readonly queues: readonly QueueRow[];
  readonly waiting: number;
  readonly served: ServedWithin;
}

/** A last ticket that ends a few minutes after the closing is no reason to act. */
const lateMsMin = 5 * 60_000;

/** Who never closes has no last ticket; where nobody is served any more only the closing stands. */
function lastTicket(forecast: QueueForecast | undefined): LastTicket | null {
  if (!forecast || forecast.closesAt === null) return null;
  const closes = Date.parse(forecast.closesAt);
  const hasUnserved = forecast.unserved.p50 > 0;
  if (!forecast.last) {
    return hasUnserved ? { from: closes, to: closes, closes, isLate: true } : null;
  }
  const to = Date.parse(forecast.last.p90);
  const isLate = hasUnserved || (forecast.isLate && to - closes >= lateMsMin);
  return { from: Date.parse(forecast.last.p50), to, closes, isLate };
}

function queueRow(
  queue: QueueView,
  overview: Overview,
  forecast: QueueForecast | undefined,
): QueueRow {
  const { limits } = overview;
  const counters = overview.counters.filter(({ id }) => queue.counterIds.includes(id));
  const longestMinutes = Math.floor(queue.longestWaitSeconds / 60);
  const isStaffed = counters.some(counter => counterLook(counter) !== 'closed');
  const hasNoCounter = queue.waiting > 0 && !isStaffed;
  const overMinutes = hasNoCounter ? limits.unservedAlertMinutes : limits.waitAlertMinutes;
  const isLong = queue.waiting > 0 && longestMinutes >= overMinutes;
  const last = lastTicket(forecast);
  return {
    queue,
    counters,
    longestMinutes,
    hasNoCounter,
    isBroken: isLong || queue.waiting >= limits.waitingAlertPeople || last?.isLate === true,
    last,
    unserved: forecast?.unserved.p50 ?? 0,
  };
}

/** The promise of service of several lines as one, by how many each was kept or broken to. */
export function servedTogether(rows: readonly QueueView[]): ServedWithin {
  const told = rows.flatMap(({ servedWithin }) => servedWithin ?? []);
  const called = told.reduce((sum, row) => sum + row.called, 0);
  if (called === 0) return null;
  const kept = told.reduce((sum, { percent, called: of }) => sum + percent * of, 0);
  return { percent: Math.round(kept / called), called };
}

/** The latest of all lines; what is late in one of them is late. */
function latest(rows: readonly QueueRow[]): LastTicket | null {
  const [first, ...others] = rows.flatMap(({ last }) => last ?? []);
  if (first === undefined) return null;
  return others.reduce((sum, last) => {
    const later = last.to > sum.to ? last : sum;
    return { ...later, isLate: sum.isLate || last.isLate };
  }, first);
}

function agencyRow(queues: readonly QueueRow[], overview: Overview): AgencyRow {
  const bySeries = queues.toSorted((a, b) => compareSeries(a.queue.series, b.queue.series));
  const { queue } = bySeries[0]!;
  const ids = new Set(queues.flatMap(row => row.queue.counterIds));
  return {
    id: queue.agencyId,
    series: queue.series,
    name: queue.agencyName,
    short: queue.agencyShort,
    zone: overview.zones.find(({ id }) => id === queue.zoneId) ?? null,
    queues: bySeries,
    counters: overview.counters.filter(({ id }) => ids.has(id)),
    waiting: queues.reduce((sum, row) => sum + row.queue.waiting, 0),
    longestMinutes: Math.max(...queues.map(row => row.longestMinutes)),
    served: servedTogether(queues.map(row => row.queue)),
    hasNoCounter: queues.some(row => row.hasNoCounter),
    isBroken: queues.some(row => row.isBroken),
    last: latest(queues),
    unserved: queues.reduce((sum, row) => sum + row.unserved, 0),
  };
}

/** A before AK before B: an agency's own letter stands before those that it shares. */
const compareSeries = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type BoardOrder = 'series' | 'urgent';

/** By series, so that places are learnt; or what presses most first. */
export function boardRows(
  overview: Overview,
  order: BoardOrder,
  forecast: Forecast | null = null,
): readonly AgencyRow[] {
  const foreseen = new Map(forecast?.queues.map(row => [row.queueId, row]));
  const ofAgency = new Map<string, QueueRow[]>();
  for (const queue of overview.queues) {
    const rows = ofAgency.get(queue.agencyId) ?? [];
    rows.push(queueRow(queue, overview, foreseen.get(queue.id)));
    ofAgency.set(queue.agencyId, rows);
  }
  const rows = [...ofAgency.values()].map(queues => agencyRow(queues, overview));
  rows.sort((a, b) => compareSeries(a.series, b.series));
  if (order === 'series') return rows;
  return rows.sort(
    (a, b) =>
      Number(b.isBroken) - Number(a.isBroken) ||
      b.longestMinutes - a.longestMinutes ||
      b.waiting - a.waiting,
  );
}

/** More agencies than one page holds: they are paged by zone (staff.md). */
export const rowsOnPageMax = 24;

export interface ZoneSum {
  readonly zone: Zone;
  readonly agencies: number;
  readonly waiting: number;
  readonly open: number;
  readonly counters: number;
  readonly isBroken: boolean;
}

/** What each zone holds now; a zone without an agency is none of the board's. */
export function zoneSums(overview: Overview, rows: readonly AgencyRow[]): readonly ZoneSum[] {
  return overview.zones.flatMap(zone => {
    const own = rows.filter(row => row.zone?.id === zone.id);
    if (own.length === 0) return [];
    const counters = own.flatMap(row => row.counters);
    return {
      zone,
      agencies: own.length,
      waiting: own.reduce((sum, row) => sum + row.waiting, 0),
      open: counters.filter(({ state }) => state === 'open').length,
      counters: counters.length,
      isBroken: own.some(row => row.isBroken),
    };
  });
}

/** The hours that the last-ticket bars are drawn over, in milliseconds. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
}

const hourMs = 3_600_000;

/** From now to the full hour after whatever comes last, at least four hours. */
export function lastAxis(rows: readonly AgencyRow[], now: number): TimeAxis | null {
  const ends = rows.flatMap(({ last }) => (last ? [last.to, last.closes] : []));
  if (ends.length === 0) return null;
  const to = Math.ceil(Math.max(now + 4 * hourMs, ...ends) / hourMs) * hourMs;
  return { from: now, to };
}

/** Where an instant stands on the axis, in percent of its width; at its ends where it is beyond. */
export const placeOn = ({ from, to }: TimeAxis, at: number): number =>
  Math.round(Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100)) * 100) / 100;

/** Full hours to write above the axis: few enough to be read. */
export function axisHours({ from, to }: TimeAxis): readonly number[] {
  const hours = (to - from) / hourMs;
  const step = hours > 9 ? 4 : 2;
  const found: number[] = [];
  for (let at = to; at > from; at -= step * hourMs) found.unshift(at);
  return found;
}
