import type { Overview } from '../contract/overview.ts';

export type QueueRow = Overview['queues'][number];
export type CounterRow = Overview['counters'][number];

/** What a counter is doing, as the small squares tell it. */
export type CounterLook = 'serving' | 'ready' | 'paused' | 'closed';

export function counterLook(counter: CounterRow): CounterLook {
  if (counter.legState === 'called' || counter.legState === 'serving') return 'serving';
  if (counter.state === 'open') return 'ready';
  return counter.state === 'paused' ? 'paused' : 'closed';
}

/** Minutes from which a wait turns bold, and from which it is broken (staff.md). */
export const waitNearMinutes = 45;
export const waitOverMinutes = 60;
/** A queue that nobody serves breaks its threshold sooner: the wait that visitors are promised. */
export const unservedOverMinutes = 15;

export interface BoardRow {
  readonly queue: QueueRow;
  readonly counters: readonly CounterRow[];
  readonly zone: Overview['zones'][number] | null;
  readonly longestMinutes: number;
  /** People wait and no counter of the queue is open or paused for a while. */
  readonly hasNoCounter: boolean;
  /** A threshold is broken: only such rows have colour. */
  readonly isBroken: boolean;
}

function boardRow(queue: QueueRow, overview: Overview): BoardRow {
  const counters = overview.counters.filter(counter => queue.counterIds.includes(counter.id));
  const longestMinutes = Math.floor(queue.longestWaitSeconds / 60);
  const isStaffed = counters.some(counter => counterLook(counter) !== 'closed');
  const hasNoCounter = queue.waiting > 0 && !isStaffed;
  const overMinutes = hasNoCounter ? unservedOverMinutes : waitOverMinutes;
  return {
    queue,
    counters,
    zone: overview.zones.find(zone => zone.id === queue.zoneId) ?? null,
    longestMinutes,
    hasNoCounter,
    isBroken: queue.waiting > 0 && longestMinutes >= overMinutes,
  };
}

/** By series, so that places are learnt; or what presses most first. */
export function boardRows(overview: Overview, order: 'series' | 'urgent'): readonly BoardRow[] {
  const rows = overview.queues.map(queue => boardRow(queue, overview));
  const bySeries = (a: BoardRow, b: BoardRow) => (a.queue.series < b.queue.series ? -1 : 1);
  if (order === 'series') return rows.sort(bySeries);
  return rows.sort(
    (a, b) =>
      Number(b.isBroken) - Number(a.isBroken) ||
      b.queue.longestWaitSeconds - a.queue.longestWaitSeconds ||
      b.queue.waiting - a.queue.waiting ||
      bySeries(a, b),
  );
}

export interface ZoneSum {
  readonly zone: Overview['zones'][number];
  readonly waiting: number;
  readonly open: number;
  readonly counters: number;
}

/** What each zone holds now. A counter belongs to the zone of the queues it serves. */
export function zoneSums(overview: Overview): readonly ZoneSum[] {
  return overview.zones.map(zone => {
    const queues = overview.queues.filter(queue => queue.zoneId === zone.id);
    const ids = new Set(queues.flatMap(queue => queue.counterIds));
    const counters = overview.counters.filter(counter => ids.has(counter.id));
    return {
      zone,
      waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
      open: counters.filter(counter => counter.state === 'open').length,
      counters: counters.length,
    };
  });
}

/** Counters on a pause, the longest pause first. */
export const pausedCounters = (overview: Overview): readonly CounterRow[] =>
  overview.counters
    .filter(counter => counter.state === 'paused')
    .sort((a, b) => Date.parse(a.stateSince) - Date.parse(b.stateSince));

/** Who is being served, the longest first. */
export const longestServices = (overview: Overview): readonly CounterRow[] =>
  overview.counters
    .filter(counter => counter.legState === 'serving' && counter.legSince !== null)
    .sort((a, b) => Date.parse(a.legSince ?? '') - Date.parse(b.legSince ?? ''));
