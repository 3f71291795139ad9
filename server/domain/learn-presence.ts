import type { LoggedCounter, LoggedDay, LoggedLeg, LoggedRest } from './day-log.ts';
import type { PresenceOfDay, Rest } from './learned.ts';

/** A counter that calls nobody for so long although somebody waits for it is away. */
const awayMinutesMin = 6;
/** Within so long of the last call of its colleagues a counter has stayed to the end. */
const stayedMinutes = 30;
/** Within so long after it was free, who came first still shows when the rest began. */
const sameRestMinutes = 15;
/** Nobody waits longer than this before it is looked at who waited. */
const lookBackMinutes = 240;

/** From which minute somebody whom the counter might have called was left to wait. */
function neglectedFrom(
  legs: readonly LoggedLeg[],
  serves: ReadonlySet<string>,
  from: number,
  to: number,
): number | null {
  let low = 0;
  let high = legs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (legs[middle]!.enqueued < from - lookBackMinutes) low = middle + 1;
    else high = middle;
  }
  for (let place = low; place < legs.length; place += 1) {
    const leg = legs[place]!;
    if (leg.enqueued >= to) break;
    if (!serves.has(leg.serviceId)) continue;
    const left = leg.called ?? leg.finished;
    const begin = Math.max(from, leg.enqueued);
    if (left !== null && left - begin > 2) return begin;
  }
  return null;
}

/** Where only calls are known: open from the first to the last, away where the line was left alone. */
function countersFromCalls(
  { legs }: LoggedDay,
  serves: ReadonlyMap<string, ReadonlySet<string>>,
): LoggedCounter[] {
  const byCounter = new Map<string, LoggedLeg[]>();
  for (const leg of legs) {
    if (leg.counterId === null || leg.called === null) continue;
    const row = byCounter.get(leg.counterId);
    if (row) row.push(leg);
    else byCounter.set(leg.counterId, [leg]);
  }
  return [...byCounter].map(([counterId, calls]) => {
    calls.sort((a, b) => a.called! - b.called!);
    const away: LoggedRest[] = [];
    let free = calls[0]!.called!;
    let handled = 0;
    for (const { called, finished } of calls) {
      if (called! - free >= awayMinutesMin) {
        const from = neglectedFrom(legs, serves.get(counterId)!, free, called!);
        // Whoever came first after the break may have come well after it began.
        if (from !== null && called! - from >= awayMinutesMin) {
          const begun = from - free < sameRestMinutes ? free : from;
          away.push({ from: begun - handled / 2, begun, to: called! });
        }
      }
      handled = finished === null ? 0 : Math.min(60, Math.max(0, finished - called!));
      free = Math.max(free, finished ?? called!);
    }
    const closes = calls.at(-1)!.called!;
    return { counterId, opens: calls[0]!.called!, away, closes };
  });
}

function servesOf(days: readonly LoggedDay[]): Map<string, Set<string>> {
  const serves = new Map<string, Set<string>>();
  for (const { legs } of days) {
    for (const { counterId, serviceId } of legs) {
      if (counterId === null) continue;
      const known = serves.get(counterId);
      if (known) known.add(serviceId);
      else serves.set(counterId, new Set([serviceId]));
    }
  }
  return serves;
}

/** The minute of the last call by anybody who serves what this counter serves. */
function lastCallBeside(
  { legs }: LoggedDay,
  serves: ReadonlyMap<string, ReadonlySet<string>>,
  counterId: string,
): number {
  const own = serves.get(counterId);
  let last = -Infinity;
  for (const leg of legs) {
    if (leg.called !== null && leg.called > last && own?.has(leg.serviceId)) last = leg.called;
  }
  return last;
}

/** Fewer rests than this do not tell how they end. */
const restsMin = 6;

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Whether rests end at the same minute of every day rather than after the same time. */
function endAtTheirTime(byCounter: ReadonlyMap<string, readonly LoggedRest[]>): boolean {
  let [count, ofEnds, ofLengths] = [0, 0, 0];
  for (const rests of byCounter.values()) {
    count += rests.length;
    ofEnds += spread(rests.map(({ to }) => to));
    ofLengths += spread(rests.map(({ begun, to }) => to - begun));
  }
  return count >= restsMin && ofEnds < ofLengths;
}

/** The longest rest of each day, which is lunch nearly everywhere. */
function longestRests(counters: readonly (readonly LoggedCounter[])[]): Map<string, LoggedRest[]> {
  const rests = new Map<string, LoggedRest[]>();
  for (const { counterId, away } of counters.flat()) {
    const longest = away.toSorted((a, b) => b.to - b.begun - (a.to - a.begun))[0];
    if (longest) rests.set(counterId, [...(rests.get(counterId) ?? []), longest]);
  }
  return rests;
}

/** Per counter the days since it was first seen, the newest last. */
export function presenceOf(days: readonly LoggedDay[]): Map<string, PresenceOfDay[]> {
  const serves = servesOf(days);
  const presence = new Map<string, PresenceOfDay[]>();
  const countersOfDays = days.map(log => log.counters ?? countersFromCalls(log, serves));
  const isTimed = endAtTheirTime(longestRests(countersOfDays));
  const restOf = ({ from, begun, to }: LoggedRest): Rest => ({
    from,
    to,
    lasts: isTimed ? null : to - begun,
  });
  for (const [day, log] of days.entries()) {
    const { weekday } = log;
    const counters = countersOfDays[day]!;
    const byId = new Map(counters.map(row => [row.counterId, row]));
    for (const id of byId.keys()) if (!presence.has(id)) presence.set(id, []);
    for (const [id, rows] of presence) {
      const row = byId.get(id);
      if (!row) {
        rows.push({ day, weekday, opens: null, away: [], leaves: null });
        continue;
      }
      const leaves = row.closes < lastCallBeside(log, serves, id) - stayedMinutes;
      rows.push({
        day,
        weekday,
        opens: row.opens,
        away: row.away.map(restOf),
        leaves: leaves ? row.closes : null,
      });
    }
  }
  return presence;
}
