import { forecastStepMinutes } from '../domain/forecast-grid.ts';
import { localTime, minuteMs } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Leg } from '../domain/visit.ts';

/** How today went until now, in steps of the forecast. */

const stepMs = forecastStepMinutes * minuteMs;

/** Until when a leg waited; now where it waits still. */
function waitedUntil(leg: Leg, now: number): number {
  if (leg.state === 'waiting') return now + stepMs;
  return leg.firstCalledAt ?? leg.endedAt ?? leg.parking?.since ?? leg.touchedAt;
}

/** The steps of the clock from the first ticket of today to before now. */
function stepsBefore(state: BuildingState, legs: readonly Leg[], now: number): number[] {
  const { midnight } = localTime(now, setupOf(state).setup.building.timeZone);
  const first = legs.reduce((least, leg) => Math.min(least, leg.enqueuedAt), now);
  const steps: number[] = [];
  const begin = Math.max(midnight, Math.floor(first / stepMs) * stepMs);
  for (let at = begin; at < now; at += stepMs) steps.push(at);
  return steps;
}

/** How many waited in the building at each step. */
export function waitingBefore(
  state: BuildingState,
  now: number,
): { readonly at: number; readonly waiting: number }[] {
  const legs = [...state.legs.values()];
  const steps = stepsBefore(state, legs, now);
  const changes = new Int32Array(steps.length + 1);
  const [first = now] = steps;
  const stepOf = (at: number): number =>
    Math.min(steps.length, Math.max(0, Math.ceil((at - first) / stepMs)));
  for (const leg of legs) {
    changes[stepOf(leg.enqueuedAt)]! += 1;
    changes[stepOf(waitedUntil(leg, now))]! -= 1;
  }
  let waiting = 0;
  return steps.map((at, step) => {
    waiting += changes[step]!;
    return { at, waiting };
  });
}

/** Half of those who took a number were called: their median is known. */
function medianOf(legs: readonly Leg[], now: number): { minutes: number; isKnown: boolean } {
  const waits = legs
    .map(leg => ({
      minutes: ((leg.firstCalledAt ?? now) - leg.enqueuedAt) / minuteMs,
      isKnown: leg.firstCalledAt !== null,
    }))
    .sort((a, b) => a.minutes - b.minutes);
  const middle = waits[Math.floor((waits.length - 1) / 2)]!;
  return { minutes: Math.max(0, Math.round(middle.minutes)), isKnown: middle.isKnown };
}

/** The median wait of those who took a number of a queue in each step; steps of nobody left out. */
export function waitsBefore(
  state: BuildingState,
  queueId: string,
  now: number,
): { readonly at: number; readonly minutes: number; readonly isKnown: boolean }[] {
  const legs = [...state.legs.values()].filter(
    leg => leg.queueId === queueId && (leg.state === 'waiting' || leg.firstCalledAt !== null),
  );
  return stepsBefore(state, legs, now).flatMap(at => {
    const ofStep = legs.filter(leg => leg.enqueuedAt >= at && leg.enqueuedAt < at + stepMs);
    return ofStep.length === 0 ? [] : [{ at, ...medianOf(ofStep, now) }];
  });
}
