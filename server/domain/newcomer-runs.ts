import type { RawWait } from './day-log.ts';
import { resultFor, runForward, walkMinutes } from './forward-run.ts';
import { along, calibrationOf, type Learned } from './learned.ts';
import { prepareRun, type RunInput } from './prepared-run.ts';

/** What many runs give a single newcomer, before calibration; null where no counter ever comes. */
export function rawWaitOf(input: RunInput, runs: number): RawWait | null {
  const prepared = prepareRun({ ...input, isForGhosts: true });
  const result = resultFor(prepared);
  const minutes = new Float64Array(runs);
  for (let run = 0; run < runs; run += 1) {
    runForward(prepared, run, false, result);
    minutes[run] = result.ghostMinutes[0]!;
  }
  minutes.sort();
  const p50 = minutes[Math.floor(0.5 * runs)]!;
  const p90 = minutes[Math.floor(0.9 * runs)]!;
  if (!Number.isFinite(p90)) return null;
  const least = input.lines.some(({ tickets }) => tickets.length > 0) ? walkMinutes : 0;
  return p90 > 0 ? { p50: Math.max(least, p50), p90: Math.max(least, p90) } : { p50: 0, p90: 0 };
}

/** What is told instead of the runs, as past days taught; never less for whoever is further back. */
export function toldWait(learned: Learned, queueId: string, raw: RawWait): RawWait {
  const calibration = calibrationOf(learned, queueId);
  if (!calibration || raw.p90 <= 0) return raw;
  // Where somebody is ahead it is never nothing.
  const least = Math.min(walkMinutes, raw.p50);
  const p50 = Math.max(least, along(calibration.p50, raw.p50));
  return { p50, p90: Math.max(p50, walkMinutes, along(calibration.p90, raw.p90)) };
}
