import type { Queue } from '../../contract/setup.ts';
import type { VisitClass } from '../../contract/values.ts';
import type { Stretch } from './day-run.ts';
import { slotMinutes, slotsPerDay, type LearntDays } from './learnt-days.ts';
import { localTime, minuteMs } from './local-time.ts';
import { lastTicketOn, openingsOfDay } from './opening-hours.ts';
import { mix } from './service-times.ts';
import { releasedPlaces } from './slots.ts';
import { setupOf, type BuildingState } from './state.ts';

/** Who will still take a number today. Minutes after now. */

/** A stretch in which so many come per minute. */
export interface Flow extends Stretch {
  readonly perMinute: number;
}

/** Those of one class who will come to a queue. */
export interface ComingLine {
  readonly queueId: string;
  readonly class: VisitClass;
  readonly flows: readonly Flow[];
  /** How many are expected. */
  readonly mean: number;
}

export interface ComingVisitors {
  readonly lines: readonly ComingLine[];
  /** How unsure the sum is, as a share of it. */
  readonly spread: number;
  /** Numbers that the quota still gives. */
  readonly left: number;
}

/** Past days weigh as much against today as so many tickets. */
const pastTickets = 8;
/** A queue of which nothing is known is expected to fill its counters so far. */
const unknownLoad = 0.7;
/** … which weighs as much as so many minutes of today. */
const unknownMinutes = 60;
const usualMix: readonly (readonly [VisitClass, number])[] = [
  ['walk-in', 0.9],
  ['vulnerable', 0.1],
];

/** When numbers are given today, as minutes of the day; empty on a day off. */
export function ticketStretches(state: BuildingState, queue: Queue, now: number): Stretch[] {
  const index = setupOf(state);
  const last = lastTicketOn(index, queue.agencyId, now);
  // Who stopped the giving of numbers stopped it for the rest of the day.
  if (state.queues.get(queue.id)?.issuing?.state === 'paused') return [];
  return openingsOfDay(index, queue.agencyId, now)
    .map(({ opens, closes }) => ({ from: opens, to: Math.min(closes, last ?? closes) }))
    .filter(({ from, to }) => to > from);
}

/** Those without a booking who took a number of the queue today. */
function issuedToday(state: BuildingState, queueId: string): number {
  let count = 0;
  for (const leg of state.legs.values()) {
    if (leg.queueId === queueId && leg.class !== 'booked' && leg.isCounted) count += 1;
  }
  return count;
}

/** Minutes since midnight at which the first number of today was taken; now where none was. */
function firstMinute(state: BuildingState, minute: number, now: number): number {
  let first = now;
  for (const leg of state.legs.values()) first = Math.min(first, leg.enqueuedAt);
  return Math.max(0, minute - (now - first) / minuteMs);
}

const within = (stretches: readonly Stretch[], from: number, to: number): number =>
  stretches.reduce(
    (sum, row) => sum + Math.max(0, Math.min(row.to, to) - Math.max(row.from, from)),
    0,
  );

/** As past days were, scaled by how today goes. */
function learntLines(
  learnt: LearntDays,
  queueId: string,
  open: readonly Stretch[],
  minute: number,
  issued: number,
): { lines: Omit<ComingLine, 'mean'>[]; spread: number } | null {
  const ofQueue = learnt.arrivals.get(queueId);
  if (!ofQueue) return null;
  let expected = 0;
  for (const slots of ofQueue.values()) {
    for (let slot = 0; slot * slotMinutes < minute; slot += 1) {
      expected += slots[slot]! * Math.min(1, (minute - slot * slotMinutes) / slotMinutes);
    }
  }
  const ratio = (issued + pastTickets) / (expected + pastTickets);
  const lines = [...ofQueue].map(([name, slots]) => {
    const flows: Flow[] = [];
    for (let slot = Math.floor(minute / slotMinutes); slot < slotsPerDay; slot += 1) {
      const [start, end] = [slot * slotMinutes, (slot + 1) * slotMinutes];
      const minutesOpen = within(open, start, end);
      const people = slots[slot] ?? 0;
      if (people === 0 || minutesOpen === 0) continue;
      const perMinute = (ratio * people) / minutesOpen;
      for (const row of open) {
        const from = Math.max(row.from, start, minute);
        const to = Math.min(row.to, end);
        if (to > from) flows.push({ from: from - minute, to: to - minute, perMinute });
      }
    }
    return { queueId, class: name, flows };
  });
  return { lines, spread: 1 / Math.sqrt(issued + pastTickets) };
}

/**
 * Nothing is known of other days: the rate of today since its first number, for doors that never
 * close say nothing of the night; and where that is young, what counters can do.
 */
function guessedLines(
  state: BuildingState,
  queue: Queue,
  open: readonly Stretch[],
  minute: number,
  issued: number,
  first: number,
): { lines: Omit<ComingLine, 'mean'>[]; spread: number } {
  const index = setupOf(state);
  const services = index.servicesOfQueue.get(queue.id) ?? [];
  const counters = index.countersOfQueue.get(queue.id) ?? [];
  const servers = counters.reduce((sum, counter) => sum + 1 / counter.queueIds.length, 0);
  const minutes =
    services.reduce((sum, service) => sum + service.minutes, 0) / Math.max(1, services.length);
  const guess = minutes > 0 ? (unknownLoad * servers) / minutes : 0;
  const sofar = within(open, first, minute);
  const perMinute = (issued + guess * unknownMinutes) / (sofar + unknownMinutes);
  const lines = usualMix.map(([name, share]) => ({
    queueId: queue.id,
    class: name,
    flows: open
      .filter(({ to }) => to > minute)
      .map(({ from, to }) => ({
        from: Math.max(0, from - minute),
        to: to - minute,
        perMinute: share * perMinute,
      })),
  }));
  return { lines, spread: 1 / Math.sqrt(issued + guess * unknownMinutes + 1) };
}

export function comingVisitors(
  state: BuildingState,
  queue: Queue,
  now: number,
  learnt: LearntDays,
): ComingVisitors {
  const { timeZone } = setupOf(state).setup.building;
  const { midnight } = localTime(now, timeZone);
  const minute = (now - midnight) / minuteMs;
  const open = ticketStretches(state, queue, now);
  const issued = issuedToday(state, queue.id);
  const { lines, spread } =
    learntLines(learnt, queue.id, open, minute, issued) ??
    guessedLines(state, queue, open, minute, issued, firstMinute(state, minute, now));
  const { issued: taken = 0, issuing = null } = state.queues.get(queue.id) ?? {};
  const limit = issuing?.limit;
  const quota =
    queue.quotaPerDay === null ? Infinity : queue.quotaPerDay + releasedPlaces(state, queue, now);
  return {
    lines: lines.map(line => ({
      ...line,
      mean: line.flows.reduce((sum, { from, to, perMinute }) => sum + (to - from) * perMinute, 0),
    })),
    spread,
    left: Math.max(0, Math.min(quota, limit ?? Infinity) - taken),
  };
}

/** Between 0 and 1, never either: the same for the same two numbers. */
export const uniform = (a: number, b: number): number => (mix(a, b) + 0.5) / 4_294_967_296;

/** Nearly normal, by the sum of three. */
const normal = (a: number, b: number): number =>
  2 * (uniform(a, b) + uniform(a, b + 1) + uniform(a, b + 2) - 1.5);

/** What the sum of a queue is multiplied by in a run; its mean is 1. */
export function volumeOf(run: number, key: number, spread: number): number {
  const sigma = Math.min(0.5, spread);
  return Math.exp(sigma * normal(run, key) - (sigma * sigma) / 2);
}

/**
 * Writes when the visitors of a line come in one run, in order, without end for those who do not:
 * a Poisson stream through the flows. The same run and key draw the same stream, faster or slower.
 */
export function drawComing(
  { flows }: Pick<ComingLine, 'flows'>,
  run: number,
  key: number,
  volume: number,
  times: Float64Array,
  start: number,
  end: number,
): void {
  let ticket = start;
  let place = 0;
  let passed = 0;
  let need = 0;
  const next = (): void => {
    need -= Math.log(uniform(run, key + ticket - start));
  };
  next();
  while (ticket < end && place < flows.length) {
    const { from, to, perMinute } = flows[place]!;
    const mass = (to - from) * perMinute * volume;
    if (passed + mass < need) {
      passed += mass;
      place += 1;
      continue;
    }
    times[ticket] = from + (need - passed) / (perMinute * volume);
    ticket += 1;
    next();
  }
  times.fill(Infinity, ticket, end);
}
