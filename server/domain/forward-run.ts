import {
  prepareRun,
  type CounterPlan,
  type PreparedRun,
  type RunCounter,
  type RunInput,
  type RunService,
} from './prepared-run.ts';
import { Chooser, type RunNow } from './run-choice.ts';
import { drawMinutes, drawRemaining } from './service-times.ts';

/** Minutes until the call, and how many of the same queue are called before. */
export interface RunOutcome {
  readonly calls: ReadonlyMap<string, { minutes: number; ahead: number }>;
  readonly ghosts: readonly { minutes: number; ahead: number }[];
}

/** Walking from the seat to the counter, part of what a counter needs per visitor. */
export const walkMinutes = 0.5;

/** What one run gives, in arrays that the next run overwrites. -1 ahead: never called. */
export interface RunResult {
  readonly minutes: Float64Array;
  readonly ahead: Int32Array;
  readonly ghostMinutes: Float64Array;
  readonly ghostAhead: Int32Array;
  /** What a run works with, for every run anew. */
  readonly now: RunNow;
  readonly best: Chooser;
  /** Per counter: when it calls next. */
  readonly freeAt: Float64Array;
  /** Per queue: how many were called. */
  readonly calledOf: Int32Array;
}

export function resultFor(run: PreparedRun): RunResult {
  const ahead = new Int32Array(run.legIds.length);
  const ghostAhead = new Int32Array(run.ghosts.length);
  const now = {
    heads: new Int32Array(run.heads.length),
    ahead,
    ghostAhead,
    inARow: new Int32Array(run.queueCount),
    busyUntil: new Float64Array(run.visits?.held.length ?? 0),
  };
  return {
    minutes: new Float64Array(run.legIds.length),
    ahead,
    ghostMinutes: new Float64Array(run.ghosts.length),
    ghostAhead,
    now,
    best: new Chooser(run, now),
    freeAt: new Float64Array(run.counters.length),
    calledOf: new Int32Array(run.queueCount),
  };
}

/** Minutes left of a service in progress; `mean` takes it at its mean. */
function remaining(
  { factors, betweenMinutes }: PreparedRun,
  service: RunService,
  run: number,
  mean: boolean,
): number {
  const { meanMinutes, elapsed, order } = service;
  const left = mean
    ? Math.max(0.25 * meanMinutes, meanMinutes - elapsed)
    : drawRemaining(meanMinutes, elapsed, run, order, factors);
  return left + betweenMinutes;
}

/** What a counter does in a run; the mean run takes the usual day, which stands first. */
const planOf = ({ plans }: RunCounter, run: number): CounterPlan | undefined =>
  plans?.[run % plans.length];

/**
 * When a counter calls that ended what it began at `since`: a rest that was due meanwhile is taken
 * first, and is as long as it is, or ends at its time.
 */
function thereFrom(plan: CounterPlan | undefined, since: number, minutes: number): number {
  if (plan === undefined) return minutes;
  let from = minutes;
  for (const { from: due, to, lasts } of plan.away) {
    if (due < since || due > from) continue;
    from = lasts === null ? Math.max(from, to) : from + lasts;
  }
  return from;
}

function earliest(freeAt: Float64Array): number {
  let next = 0;
  for (let index = 1; index < freeAt.length; index += 1) {
    if (freeAt[index]! < freeAt[next]!) next = index;
  }
  return next;
}

function begin(prepared: PreparedRun, run: number, mean: boolean, result: RunResult): void {
  const { now, freeAt } = result;
  result.minutes.fill(Infinity);
  result.ahead.fill(-1);
  result.ghostMinutes.fill(Infinity);
  result.ghostAhead.fill(-1);
  result.calledOf.fill(0);
  now.heads.set(prepared.heads);
  now.inARow.set(prepared.prioritisedInARow);
  prepared.counters.forEach((counter, place) => {
    const { busy } = counter;
    const plan = planOf(counter, run);
    const from = plan ? plan.availableIn : counter.availableIn;
    const until = busy ? Math.max(from, remaining(prepared, busy, run, mean)) : from;
    freeAt[place] = thereFrom(plan, -1, until);
  });
  // The same draw as that of the counter they are at: both are free at the same time.
  prepared.visits?.held.forEach((service, visit) => {
    now.busyUntil[visit] = service ? remaining(prepared, service, run, mean) : 0;
  });
}

/** Notes until when a called visitor is at the counter; others of the line may have been called first. */
function noteVisit(
  { visits, lines }: PreparedRun,
  now: RunNow,
  { ticket, line }: Chooser,
  until: number,
): void {
  let head = now.heads[line]!;
  while (head < lines[line]!.end && now.ahead[head]! >= 0) head += 1;
  now.heads[line] = head;
  const visit = visits!.of[ticket]!;
  if (visit >= 0) now.busyUntil[visit] = until;
}

/** Run `run` of the real calling policy; `mean` draws every service at its mean. */
export function runForward(
  prepared: PreparedRun,
  run: number,
  mean: boolean,
  result: RunResult,
): void {
  const { lines, counters, ghostsOf, ghosts, meanMinutes, order, factors } = prepared;
  const { freeAt, calledOf, ghostAhead, now, best } = result;
  const { heads, inARow } = now;
  begin(prepared, run, mean, result);
  let unasked = prepared.isForGhosts ? ghosts.length : Infinity;
  for (;;) {
    const next = earliest(freeAt);
    const minutes = freeAt[next]!;
    // Nobody is left for any counter, or whoever was asked for has been called.
    if (!(minutes < Infinity) || unasked <= 0) break;
    best.choose(next, minutes);
    const ghostsHere = ghostsOf[next]!;
    for (let place = 0; place < ghostsHere.length; place += 1) {
      const atCounter = ghostsHere[place]!;
      const { ghost } = atCounter;
      if (ghostAhead[ghost]! >= 0 || !best.isTaken(next, atCounter, minutes)) continue;
      result.ghostMinutes[ghost] = minutes;
      ghostAhead[ghost] = calledOf[ghosts[ghost]!.queue]!;
      unasked -= 1;
    }
    const { ticket, line } = best;
    if (ticket < 0) {
      freeAt[next] = thereFrom(planOf(counters[next]!, run), minutes, best.wakesAt(next, minutes));
      continue;
    }
    const { queue, isWalkIn } = lines[line]!;
    result.minutes[ticket] = minutes;
    result.ahead[ticket] = calledOf[queue]!;
    calledOf[queue]! += 1;
    const usual = meanMinutes[ticket]! * (counters[next]!.pace ?? 1);
    const service = mean ? usual : drawMinutes(usual, run, order[ticket]!, factors);
    // A number that comes to nothing takes nobody's time.
    const until = service > 0 ? minutes + walkMinutes + prepared.betweenMinutes + service : minutes;
    freeAt[next] = thereFrom(planOf(counters[next]!, run), minutes, until);
    // Where no walk-in waits the turns mean nothing to the lines, but they do to a newcomer.
    inARow[queue] = isWalkIn ? 0 : inARow[queue]! + 1;
    if (prepared.visits === null) heads[line] = ticket + 1;
    else noteVisit(prepared, now, best, until);
  }
}

/** One run in words: minutes until the call of each leg and each ghost. */
export function forwardRun(input: RunInput, run: number, mean: boolean): RunOutcome {
  const prepared = prepareRun(input);
  const result = resultFor(prepared);
  runForward(prepared, run, mean, result);
  const calls = new Map<string, { minutes: number; ahead: number }>();
  prepared.legIds.forEach((legId, index) => {
    const ahead = result.ahead[index]!;
    if (ahead >= 0) calls.set(legId, { minutes: result.minutes[index]!, ahead });
  });
  const ghosts = prepared.ghosts.map((_, index) => ({
    minutes: result.ghostMinutes[index]!,
    ahead: Math.max(0, result.ghostAhead[index]!),
  }));
  return { calls, ghosts };
}
