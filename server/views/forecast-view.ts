import type {
  Forecast,
  ForecastCurve,
  InstantRange,
  MinutesRange,
  PeopleRange,
  QueueForecast,
  QueueForecastDetail,
} from '../../contract/forecast.ts';
import type { ExpectedCounter } from '../domain/expected-counters.ts';
import { p10OfRuns, rangeOfRuns, type PoolOutcome, type QueueOutcome } from '../domain/foresee.ts';
import { minuteMs } from '../domain/local-time.ts';
import { setupOf, visitClasses, waitingCount, type BuildingState } from '../domain/state.ts';
import { closedAt, countersAt } from '../domain/what-if.ts';
import { waitingBefore, waitsBefore } from './past-curves.ts';
import { instant } from './names.ts';

/** What the runs say, as a supervisor reads it. */

/** Everything beside the runs that a view needs. */
export interface ForecastFrame {
  readonly state: BuildingState;
  /** The moment from which the runs were played. */
  readonly now: number;
  readonly grid: readonly number[];
  readonly runs: number;
  readonly pastDays: number;
}

const atMinute = ({ state, now }: ForecastFrame, minute: number): string =>
  instant(state, Math.round((now + minute * minuteMs) / 1_000) * 1_000);

const atMinuteOrNull = (frame: ForecastFrame, minute: number | null): string | null =>
  minute === null || minute === Infinity ? null : atMinute(frame, minute);

/** All runs of one point. */
const runsAt = (values: Float64Array, point: number, runs: number): Float64Array =>
  values.subarray(point * runs, (point + 1) * runs);

const people = (values: Float64Array): PeopleRange => {
  const { p50, p90 } = rangeOfRuns(values);
  return { p50: Math.round(p50), p90: Math.round(p90) };
};

/** Waits of a point; null where most of those who take a number then are never called. */
function waitAt({ waits }: QueueOutcome, point: number, { runs }: ForecastFrame) {
  const { p50, p90 } = rangeOfRuns(runsAt(waits, point, runs));
  if (p50 === Infinity) return null;
  // The tenth worst may be of runs in which nobody calls them any more.
  const finite = runsAt(waits, point, runs).filter(Number.isFinite);
  return { p50, p90: p90 === Infinity ? Math.max(...finite) : p90 };
}

const rounded = (wait: { p50: number; p90: number } | null): MinutesRange | null =>
  wait && { p50: Math.round(wait.p50), p90: Math.round(wait.p90) };

/** The longest wait that a newcomer of any moment has to expect. */
function longestOf(outcome: QueueOutcome, frame: ForecastFrame): MinutesRange {
  let [p50, p90] = [0, 0];
  outcome.probes.forEach((_, point) => {
    const wait = waitAt(outcome, point, frame);
    p50 = Math.max(p50, wait?.p50 ?? 0);
    p90 = Math.max(p90, wait?.p90 ?? 0);
  });
  return { p50: Math.round(p50), p90: Math.round(p90) };
}

function lastOf({ lastEnds }: QueueOutcome, frame: ForecastFrame): InstantRange | null {
  const { p50, p90 } = rangeOfRuns(lastEnds);
  if (p90 < 0) return null;
  return { p50: atMinute(frame, Math.max(0, p50)), p90: atMinute(frame, p90) };
}

function isLate({ lastEnds, hours, unserved }: QueueOutcome): boolean {
  const isUnserved = rangeOfRuns(unserved).p90 > 0;
  return isUnserved || (hours.closes !== null && rangeOfRuns(lastEnds).p90 > hours.closes);
}

/** Stopping is offered in steps that people say. */
const stopStepMinutes = 5;

/** From when no number should be given, as minutes after now; null where nobody will be late. */
function stopOf(outcome: QueueOutcome): number | null {
  const { closes, lastTicket } = outcome.hours;
  if (closes === null || closes <= 0 || !isLate(outcome)) return null;
  const first = p10OfRuns(outcome.stops);
  if (first === Infinity || (lastTicket !== null && first >= lastTicket)) return null;
  return Math.max(0, first);
}

/** Down to a whole step of the clock, and never before now. */
function stopInstant(frame: ForecastFrame, minute: number | null): string | null {
  if (minute === null) return null;
  const step = stopStepMinutes * minuteMs;
  const at = Math.floor((frame.now + minute * minuteMs) / step) * step;
  return instant(frame.state, Math.max(at, frame.now));
}

function hoursView({ hours }: QueueOutcome, frame: ForecastFrame) {
  return {
    closesAt: atMinuteOrNull(frame, hours.closes),
    lastTicketAt: atMinuteOrNull(frame, hours.lastTicket),
    lateAt: hours.closes === null ? null : atMinute(frame, hours.late),
  };
}

function queueView(
  outcome: QueueOutcome,
  counters: readonly ExpectedCounter[],
  frame: ForecastFrame,
): QueueForecast {
  const { queueId } = outcome;
  return {
    queueId,
    waiting: waitingCount(frame.state.queues.get(queueId)!),
    ...hoursView(outcome, frame),
    last: lastOf(outcome, frame),
    isLate: isLate(outcome),
    afterClosing: people(outcome.afterClosing),
    unserved: people(outcome.unserved),
    longestWait: longestOf(outcome, frame),
    newcomerWait: rounded(waitAt(outcome, 0, frame)),
    stopAt: stopInstant(frame, stopOf(outcome)),
    counters: countersAt(counters, queueId, 0),
  };
}

/** Points after the last one who waits are left out. */
function withoutIdleEnd<Point extends { waiting: PeopleRange }>(points: readonly Point[]): Point[] {
  let end = points.length;
  while (end > 1 && points[end - 1]!.waiting.p90 === 0 && points[end - 2]!.waiting.p90 === 0) {
    end -= 1;
  }
  return points.slice(0, end);
}

export function forecastView(outcomes: readonly PoolOutcome[], frame: ForecastFrame): Forecast {
  const { state, now, grid, runs, pastDays } = frame;
  const sums = new Float64Array(grid.length * runs);
  for (const { waiting } of outcomes.flatMap(({ queues }) => queues)) {
    waiting.forEach((count, place) => {
      sums[place]! += count;
    });
  }
  const coming = grid.map((minute, point) => ({
    at: atMinute(frame, minute),
    waiting: people(runsAt(sums, point, runs)),
    isPast: false,
  }));
  const peak = coming.reduce(
    (best, row) => (row.waiting.p50 > best.waiting.p50 ? row : best),
    coming[0]!,
  );
  const order = new Map(setupOf(state).setup.queues.map(({ id }, place) => [id, place]));
  return {
    at: instant(state, now),
    businessDate: state.businessDate!,
    pastDays,
    waiting: [
      ...waitingBefore(state, now).map(({ at, waiting }) => ({
        at: instant(state, at),
        waiting: { p50: waiting, p90: waiting },
        isPast: true,
      })),
      ...withoutIdleEnd(coming),
    ],
    peak: peak.waiting.p50 > 0 ? { at: peak.at, waiting: peak.waiting } : null,
    queues: outcomes
      .flatMap(({ queues, counters }) => queues.map(row => queueView(row, counters, frame)))
      .sort((a, b) => order.get(a.queueId)! - order.get(b.queueId)!),
  };
}

function curveOf(
  { queues, counters }: PoolOutcome,
  queueId: string,
  minute: number,
  frame: ForecastFrame,
): ForecastCurve {
  const outcome = queues.find(row => row.queueId === queueId)!;
  const probed = new Map(outcome.probes.map((at, point) => [at, point]));
  const points = frame.grid.map((at, place) => {
    const point = probed.get(at);
    return {
      at: atMinute(frame, at),
      wait: point === undefined ? null : rounded(waitAt(outcome, point, frame)),
      waiting: people(runsAt(outcome.waiting, place, frame.runs)),
    };
  });
  return {
    counters: countersAt(counters, queueId, minute),
    points: withoutIdleEnd(points),
    longestWait: longestOf(outcome, frame),
    last: lastOf(outcome, frame),
    isLate: isLate(outcome),
    afterClosing: people(outcome.afterClosing),
    unserved: people(outcome.unserved),
    classes: visitClasses.flatMap(name => {
      const tally = outcome.classes.get(name)!;
      if (tally.people === 0) return [];
      return {
        class: name,
        people: Math.round(tally.people / frame.runs),
        meanMinutes: Math.round((10 * tally.minutes) / tally.people) / 10,
      };
    }),
  };
}

export interface QueueAsked {
  readonly queueId: string;
  /** When the change begins, in minutes after now. */
  readonly from: number;
  readonly base: PoolOutcome;
  readonly changed: PoolOutcome | null;
}

export function queueForecastView(asked: QueueAsked, frame: ForecastFrame): QueueForecastDetail {
  const { state, now, pastDays } = frame;
  const { queueId, base, changed, from } = asked;
  const index = setupOf(state);
  const outcome = base.queues.find(row => row.queueId === queueId)!;
  return {
    at: instant(state, now),
    queueId,
    ...hoursView(outcome, frame),
    alertMinutes: index.setup.rules.waitAlertMinutes,
    pastDays,
    policy: index.queues.get(queueId)!.policy.kind,
    past: waitsBefore(state, queueId, now).map(row => ({ ...row, at: instant(state, row.at) })),
    from: atMinute(frame, from),
    base: curveOf(base, queueId, from, frame),
    changed: changed && curveOf(changed, queueId, from, frame),
    stopAt: stopInstant(frame, stopOf(outcome)),
    closedCounters: closedAt(base.counters, queueId, from).map(({ caller: { counter } }) => ({
      id: counter.id,
      number: counter.number,
      name: counter.name,
    })),
  };
}
