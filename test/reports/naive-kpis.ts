import type { NaiveDays, NaiveLeg } from './naive-legs.ts';

/** The figures a second time: every definition as numbers.md says it, sorted arrays and plain sums. */

const minute = 60_000;

function spread(times: number[]) {
  const sorted = times.map(time => time / minute).sort((a, b) => a - b);
  const n = sorted.length;
  const at = (q: number): number | null => {
    if (n === 0) return null;
    const rank = q * (n - 1);
    const below = sorted[Math.floor(rank)]!;
    const above = sorted[Math.ceil(rank)]!;
    return below + (above - below) * (rank % 1);
  };
  const mean = n === 0 ? null : sorted.reduce((sum, time) => sum + time, 0) / n;
  return { n, mean, median: at(0.5), p90: at(0.9) };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const isServed = (leg: NaiveLeg): boolean =>
  leg.state === 'done' && !(leg.isSentOn && leg.began === null);

function isFaulty(leg: NaiveLeg): boolean {
  if (!isServed(leg)) return false;
  if (leg.endedBy === 'system') return true;
  if (leg.began === null) return false;
  const called = leg.isDirect ? null : leg.lastCall;
  const times = [
    called === null ? 0 : called - leg.joined,
    called === null || leg.began === null ? 0 : leg.began - called,
    leg.began === null ? 0 : leg.ended! - leg.began,
    leg.lastCall === null ? 0 : leg.ended! - leg.lastCall,
  ];
  return times.some(time => time < 0 || time > 1440 * minute);
}

const waitOf = (leg: NaiveLeg): number | null =>
  isServed(leg) && !isFaulty(leg) && leg.began !== null && !leg.isDirect && leg.lastCall !== null
    ? leg.lastCall - leg.joined
    : null;

export interface NaiveTime {
  open: number;
  paused: number;
  scheduled: number;
  /** What of `open` was on days on which the counter should be open. */
  openOfScheduled: number;
}

export function naiveKpis(legs: NaiveLeg[], now: number, time: NaiveTime | null) {
  const promised = 15 * minute;
  const good = legs.filter(leg => isServed(leg) && !isFaulty(leg) && leg.began !== null);
  const waits = legs.flatMap(leg => waitOf(leg) ?? []);
  const abandoned = legs.filter(
    leg =>
      (leg.state === 'cancelled' || leg.state === 'expired') &&
      leg.endedBy !== 'undo' &&
      leg.callsMade === 0,
  );
  const leftAfterCall = legs.filter(
    leg =>
      (leg.state === 'cancelled' || leg.state === 'expired') &&
      leg.endedBy !== 'undo' &&
      leg.callsMade > 0,
  );
  const broken =
    abandoned.filter(leg => leg.ended! - leg.joined > promised).length +
    legs.filter(leg => leg.state === 'waiting' && now - leg.joined > promised).length;
  const kept = waits.filter(wait => wait <= promised).length;
  const noShows = legs.filter(leg => leg.state === 'no-show').length;
  const called = legs.filter(leg => leg.callsMade > 0).length;
  const handle = good.flatMap(leg => (leg.lastCall === null ? [] : leg.ended! - leg.lastCall));
  const errors = legs.flatMap(leg => {
    const wait = waitOf(leg);
    if (wait === null || leg.quote === null) return [];
    return { by: wait / minute - leg.quote.p50, isCovered: wait / minute <= leg.quote.p90 };
  });
  const mean = (values: number[]) =>
    share(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    );
  const handled = handle.reduce((sum, value) => sum + value, 0);
  return {
    visits: new Set(legs.map(leg => leg.visitId)).size,
    issued: legs.length,
    called,
    served: legs.filter(isServed).length,
    noShows,
    abandoned: abandoned.length,
    leftAfterCall: leftAfterCall.length,
    waiting: legs.filter(leg => ['waiting', 'called', 'serving', 'parked'].includes(leg.state))
      .length,
    faulty: legs.filter(isFaulty).length,
    wait: spread(waits),
    gap: spread(
      good.flatMap(leg =>
        leg.isDirect || leg.lastCall === null || leg.began === null ? [] : leg.began - leg.lastCall,
      ),
    ),
    service: spread(good.flatMap(leg => (leg.began === null ? [] : leg.ended! - leg.began))),
    handle: spread(handle),
    slotLateness: spread(
      good.flatMap(leg =>
        leg.slot === null || leg.lastCall === null || leg.isDirect
          ? []
          : Math.max(0, leg.lastCall - Math.max(leg.slot, leg.joined)),
      ),
    ),
    serviceLevel: share(kept, waits.length + broken),
    serviceLevelOf: waits.length + broken,
    noShowRate: share(noShows, called),
    noShowRateOfIssued: share(noShows, legs.length),
    abandonRate: share(abandoned.length, legs.length),
    quote: {
      n: errors.length,
      mae: mean(errors.map(({ by }) => Math.abs(by))),
      bias: mean(errors.map(({ by }) => by)),
      coverage90: share(errors.filter(({ isCovered }) => isCovered).length, errors.length),
    },
    counters: time && {
      scheduled: time.scheduled / minute,
      open: time.open / minute,
      paused: time.paused / minute,
      handle: handled / minute,
      idle: Math.max(0, time.open - time.paused - handled) / minute,
      occupancy: share(handled, time.open - time.paused),
      adherence: share(time.openOfScheduled, time.scheduled),
    },
  };
}

/** Time of the counters that are meant, on the business days that are meant. */
export function naiveTime(
  days: NaiveDays,
  dates: readonly string[],
  now: number,
  is: (row: { counter: string; officer: string | null }) => boolean,
): NaiveTime {
  const time = { open: 0, paused: 0, scheduled: 0, openOfScheduled: 0 };
  for (const date of dates) {
    const from = Date.parse(`${date}T00:00:00+08:00`);
    const to = Math.min(from + 1440 * minute, now);
    for (const row of days.stretches.filter(is)) {
      const ms = Math.max(0, Math.min(row.to ?? to, to) - Math.max(row.from, from));
      time.open += ms;
      if (row.isPaused) time.paused += ms;
    }
  }
  return time;
}
