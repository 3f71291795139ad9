import type { LoggedDay } from './day-log.ts';
import { sameCurve, type Calibration, type Curve } from './learned.ts';

/** A queue with fewer waits than this is told by the curve of all queues. */
const pairsMin = 150;
/** Where so few are known, the runs are told as they are. */
const pairsOfAllMin = 40;
const pointsMax = 6;
const pairsPerPoint = 60;
/** So many waits count as told rightly beside those that were seen. */
const priorPairs = 6;
const coverage = 0.9;
/** However many find a counter free, whoever waits is told what holds for so many. */
const shareMin = 0.84;
const freeMinutesMin = 1;

interface Pair {
  readonly p50: number;
  readonly p90: number;
  readonly actual: number;
}

function quantileOf(values: number[], share: number): number {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.max(0, Math.floor(share * values.length)))]!;
}

/** Groups of like raw waits, each moved by the quantile of what it was wrong by. */
function curveOf(pairs: readonly Pair[], raw: 'p50' | 'p90', share: number): Curve {
  const sorted = pairs.toSorted((a, b) => a[raw] - b[raw]);
  const groups = Math.max(1, Math.min(pointsMax, Math.floor(sorted.length / pairsPerPoint)));
  const at: number[] = [];
  const told: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const from = Math.floor((group / groups) * sorted.length);
    const to = Math.floor(((group + 1) / groups) * sorted.length);
    const part = sorted.slice(from, to);
    const mean = part.reduce((sum, pair) => sum + pair[raw], 0) / part.length;
    const error = quantileOf(
      part.map(pair => pair.actual - pair[raw]),
      share,
    );
    const moved = mean + (error * part.length) / (part.length + priorPairs);
    if (at.length > 0 && mean - at.at(-1)! < 0.5) continue;
    at.push(mean);
    told.push(Math.max(told.at(-1) ?? 0, moved));
  }
  return { at, told };
}

/**
 * Who finds a counter free is nearly always told rightly; that counts towards the nine in ten, so
 * that the others are not told more than they need to know.
 */
function shareOfOthers(all: number, free: number): number {
  if (free === all) return coverage;
  return Math.max(shareMin, (coverage * all - free) / (all - free));
}

function calibrationOfPairs(all: readonly Pair[]): Calibration {
  const free = all.filter(pair => pair.p90 <= 0);
  const pairs = all.filter(pair => pair.p90 > 0);
  const freeMinutes =
    free.length < pairsOfAllMin
      ? freeMinutesMin
      : quantileOf(
          free.map(pair => pair.actual),
          coverage,
        );
  const isKnown = pairs.length >= pairsOfAllMin;
  return {
    p50: isKnown ? curveOf(pairs, 'p50', 0.5) : sameCurve,
    p90: isKnown ? curveOf(pairs, 'p90', shareOfOthers(all.length, free.length)) : sameCurve,
    freeMinutes: Math.max(freeMinutesMin, freeMinutes),
  };
}

/** What the runs gave on past days, against what came: per queue, and under '' of all. */
export function calibrationsOf(days: readonly LoggedDay[]): Map<string, Calibration> {
  const byQueue = new Map<string, Pair[]>();
  const all: Pair[] = [];
  for (const { legs } of days) {
    for (const { raw, wasServed, called, enqueued, queueId } of legs) {
      if (!raw || !wasServed || called === null) continue;
      const pair = { ...raw, actual: called - enqueued };
      all.push(pair);
      const known = byQueue.get(queueId);
      if (known) known.push(pair);
      else byQueue.set(queueId, [pair]);
    }
  }
  const calibrations = new Map<string, Calibration>();
  if (all.length >= pairsOfAllMin) calibrations.set('', calibrationOfPairs(all));
  for (const [queueId, pairs] of byQueue) {
    if (pairs.length >= pairsMin) calibrations.set(queueId, calibrationOfPairs(pairs));
  }
  return calibrations;
}
