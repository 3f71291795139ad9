import type { Replay, ReplaySide, ReplayWaits } from '../../contract/replay.ts';
import { minuteMs } from '../domain/local-time.ts';
import { countersMost, countersOpen, type RealDay } from '../domain/replay-day.ts';
import { setupOf, visitClasses, type BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

/** A day played again, as a supervisor reads it. */

/** As `contract/replay.ts` says it. */
const stepMinutes = 5;
const stepsMax = 400;
const ticketsMax = 3_000;

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The value that a share of the sorted ones does not exceed. */
const quantile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

const tenthOrNull = (value: number | null): number | null => (value === null ? null : tenth(value));

function waitsOf(waits: readonly number[], unserved: number, levelMinutes: number): ReplayWaits {
  const sorted = [...waits].sort((a, b) => a - b);
  const count = sorted.length;
  const sum = sorted.reduce((total, wait) => total + wait, 0);
  const within = sorted.filter(wait => wait <= levelMinutes).length;
  return {
    people: count,
    meanMinutes: count === 0 ? null : tenth(sum / count),
    medianMinutes: tenthOrNull(quantile(sorted, 0.5)),
    p90Minutes: tenthOrNull(quantile(sorted, 0.9)),
    levelPercent: count + unserved === 0 ? null : tenth((100 * within) / (count + unserved)),
  };
}

export interface Replayed {
  readonly date: string;
  readonly queueId: string;
  readonly midnight: number;
  readonly day: RealDay;
  readonly same: Float64Array;
  readonly changed: Float64Array | null;
}

interface Span {
  readonly from: number;
  readonly steps: number;
}

/** From the first ticket to the last that leaves, in whole steps. */
function spanOf({ day, queueId, same, changed }: Replayed): Span {
  const own = day.legs
    .map((row, place) => ({ ...row, place }))
    .filter(({ leg }) => leg.queueId === queueId);
  const first = Math.min(...own.map(({ enqueued }) => enqueued));
  const ends = own.flatMap(({ ended, place }) => {
    const holds = day.holds[place]!;
    return [ended, same[place]! + holds, (changed?.[place] ?? 0) + holds].filter(Number.isFinite);
  });
  const from = Math.floor(first / stepMinutes) * stepMinutes;
  const steps = Math.ceil((Math.max(first, ...ends) - from) / stepMinutes) + 1;
  return { from, steps: Math.min(stepsMax, steps) };
}

function sideOf(
  { day, queueId, midnight }: Replayed,
  calledAt: (place: number) => number,
  span: Span,
  state: BuildingState,
): ReplaySide {
  const { serviceLevelMinutes } = setupOf(state).setup.rules;
  const waiting = Array.from({ length: span.steps }, () => 0);
  const longest = Array.from({ length: span.steps }, () => 0);
  const waits = new Map(visitClasses.map(name => [name, [] as number[]]));
  const missed = new Map(visitClasses.map(name => [name, 0]));
  let last = -1;
  day.legs.forEach(({ leg, enqueued, ended, wasServed }, place) => {
    if (leg.queueId !== queueId) return;
    const called = calledAt(place);
    const until = called === Infinity && ended < Infinity ? ended : called;
    const first = Math.max(0, Math.ceil((enqueued - span.from) / stepMinutes));
    for (let step = first; step < span.steps; step += 1) {
      const minute = span.from + step * stepMinutes;
      if (minute >= until) break;
      waiting[step]! += 1;
      longest[step] = Math.max(longest[step]!, Math.round(minute - enqueued));
    }
    if (called < Infinity) last = Math.max(last, called + day.holds[place]!);
    if (!wasServed) return;
    if (called === Infinity) missed.set(leg.class, missed.get(leg.class)! + 1);
    else waits.get(leg.class)!.push(Math.max(0, called - enqueued));
  });
  const unserved = [...missed.values()].reduce((sum, count) => sum + count, 0);
  return {
    all: waitsOf([...waits.values()].flat(), unserved, serviceLevelMinutes),
    classes: visitClasses.flatMap(name => {
      const own = waits.get(name)!;
      const lost = missed.get(name)!;
      if (own.length + lost === 0) return [];
      return [{ class: name, ...waitsOf(own, lost, serviceLevelMinutes) }];
    }),
    unserved,
    lastAt: last < 0 ? null : instant(state, Math.round(midnight + last * minuteMs)),
    waiting,
    longest,
  };
}

function likenessOf({ day, queueId, same }: Replayed): Replay['likeness'] {
  const apart = day.legs.flatMap(({ leg, called, wasServed }, place) =>
    leg.queueId === queueId && wasServed && same[place]! < Infinity ? [same[place]! - called] : [],
  );
  const mean = (values: readonly number[]): number | null =>
    values.length === 0
      ? null
      : tenth(values.reduce((sum, value) => sum + value, 0) / values.length);
  return {
    people: apart.length,
    meanAbsoluteMinutes: mean(apart.map(Math.abs)),
    biasMinutes: mean(apart),
  };
}

export function replayView(state: BuildingState, replayed: Replayed): Replay {
  const { day, queueId, date, midnight, same, changed } = replayed;
  const { counters } = setupOf(state);
  const span = spanOf(replayed);
  const at = (minute: number): string => instant(state, Math.round(midnight + minute * minuteMs));
  const atOrNull = (minute: number): string | null => (minute === Infinity ? null : at(minute));
  const side = (calledAt: (place: number) => number) => sideOf(replayed, calledAt, span, state);
  return {
    date,
    queueId,
    poolQueueIds: day.pool.queues.map(({ id }) => id),
    from: at(span.from),
    until: at(span.from + (span.steps - 1) * stepMinutes),
    levelMinutes: setupOf(state).setup.rules.serviceLevelMinutes,
    countersMost: countersMost(day.counters, queueId),
    actual: side(place => day.legs[place]!.called),
    same: side(place => same[place]!),
    likeness: likenessOf(replayed),
    changed: changed && side(place => changed[place]!),
    tickets: day.legs
      .flatMap(({ leg, enqueued, called }, place) =>
        leg.queueId === queueId
          ? [
              {
                label: leg.label,
                class: leg.class,
                queueId,
                enqueuedAt: at(enqueued),
                calledAt: atOrNull(called),
                counterNumber: counters.get(leg.counterId ?? '')?.number ?? null,
                changedAt: changed && atOrNull(changed[place]!),
              },
            ]
          : [],
      )
      .slice(0, ticketsMax),
    openCounters: Array.from({ length: span.steps }, (_, step) =>
      countersOpen(day.counters, queueId, span.from + step * stepMinutes),
    ),
  };
}
