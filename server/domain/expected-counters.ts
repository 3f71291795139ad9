import type { Counter } from '../../contract/setup.ts';
import { callerOf, type Caller } from './caller.ts';
import { thereAt, type Stretch } from './day-run.ts';
import { slotMinutes, slotsPerDay, type LearntDays, type SlotRates } from './learnt-days.ts';
import { localTime, minuteMs } from './local-time.ts';
import { closingOn, hoursOn, neverCloses, openingsOfDay } from './opening-hours.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';

/** Who will be at the counters for the rest of a day. Minutes after now. */

/** A closed counter that is expected opens no sooner; a pause ends about then. */
const lateOpeningMinutes = 10;
const pauseMinutes = 15;
const pauseLeftMinutesMin = 5;
/** So long after they should have come, officers are not expected any more. */
const expectedForMinutes = 60;
/** On most days. */
const usualShare = 0.5;

export interface ExpectedCounter {
  readonly id: string;
  readonly caller: Caller;
  readonly stretches: readonly Stretch[];
}

/** The hours of an agency for those who work there: after the last closing until nobody is called. */
export function workStretches(state: BuildingState, agencyId: string, now: number): Stretch[] {
  const index = setupOf(state);
  const { midnight, date } = localTime(now, index.setup.building.timeZone);
  const at = (minute: number): number => (midnight - now) / minuteMs + minute;
  const openings = openingsOfDay(index, agencyId, now);
  if (openings.length === 0) return [];
  if (neverCloses(hoursOn(index, agencyId, date))) return [{ from: at(0), to: at(1440) }];
  const { lateMinutes } = index.setup.rules;
  return openings.map(({ opens, closes }, place) => ({
    from: at(opens),
    to: at(closes) + (place === openings.length - 1 ? lateMinutes : 0),
  }));
}

/** What of stretches lies from a minute on. */
export const stretchesFrom = (stretches: readonly Stretch[], minute: number): Stretch[] =>
  stretches
    .filter(({ to }) => to > minute)
    .map(({ from, to }) => ({ from: Math.max(from, minute), to }));

/** Without what lies in the half-open stretch. */
export const stretchesWithout = (stretches: readonly Stretch[], gap: Stretch): Stretch[] =>
  stretches.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, gap.from) },
      { from: Math.max(from, gap.to), to },
    ].filter(row => row.to > row.from),
  );

/** Half hours in which a counter is usually there, as far as past days tell; null: they do not. */
function usualSlots(presence: SlotRates | undefined): readonly boolean[] | null {
  if (!presence) return null;
  return Array.from({ length: slotsPerDay }, (_, slot) => presence[slot]! >= usualShare);
}

/** Breaks between two half hours in which somebody is usually there, as minutes of the day. */
function usualBreaks(slots: readonly boolean[]): Stretch[] {
  const [first, last] = [slots.indexOf(true), slots.lastIndexOf(true)];
  const breaks: Stretch[] = [];
  for (let slot = first; slot >= 0 && slot < last; slot += 1) {
    if (slots[slot]) continue;
    breaks.push({ from: slot * slotMinutes, to: (slot + 1) * slotMinutes });
  }
  return breaks;
}

function availableFrom(counter: CounterNow, now: number): number {
  if (counter.state === 'open') return 0;
  return Math.max(pauseLeftMinutesMin, pauseMinutes - (now - counter.since) / minuteMs);
}

/** When a closed counter will be opened; null: it is not expected today. */
function opensIn(
  counter: CounterNow,
  slots: readonly boolean[] | null,
  work: readonly Stretch[],
  minuteOfDay: number,
): number | null {
  const wasOpen = counter.openedAt !== null;
  const opens = thereAt(work, 0);
  if (opens === Infinity) return null;
  if (slots === null) {
    // Nothing is known of other days: in the morning everybody is expected, later nobody.
    const isMorning = (work[0]?.from ?? 0) > -lateOpeningMinutes - 5;
    return wasOpen || !isMorning ? null : opens;
  }
  const slotNow = Math.floor(minuteOfDay / slotMinutes);
  const next = slots.findIndex((isUsual, slot) => isUsual && slot >= slotNow);
  if (next < 0) return null;
  const comes = next * slotMinutes - minuteOfDay;
  if (comes > 0) return Math.max(opens, comes);
  // Usually there by now. Who closed has gone; who never came may only be late.
  const first = slots.indexOf(true) * slotMinutes - minuteOfDay;
  const due = Math.max(first, work[0]?.from ?? 0);
  if (wasOpen || due < -expectedForMinutes) return null;
  return Math.max(opens, lateOpeningMinutes);
}

function stretchesOf(
  state: BuildingState,
  counter: Counter,
  now: number,
  learnt: LearntDays,
): Stretch[] {
  const row = state.counters.get(counter.id);
  if (!row) return [];
  const { midnight, minuteOfDay } = localTime(now, setupOf(state).setup.building.timeZone);
  const work = workStretches(state, counter.agencyId, now);
  const slots = usualSlots(learnt.presence.get(counter.id));
  const toNow = (midnight - now) / minuteMs;
  const breaks = slots === null ? [] : usualBreaks(slots);
  const withBreaks = (stretches: readonly Stretch[]): Stretch[] =>
    breaks.reduce<Stretch[]>(
      (left, { from, to }) => stretchesWithout(left, { from: from + toNow, to: to + toNow }),
      [...stretches],
    );
  if (row.state === 'closed') {
    const from = opensIn(row, slots, work, minuteOfDay);
    return from === null ? [] : withBreaks(stretchesFrom(work, from));
  }
  const from = availableFrom(row, now);
  const [first, ...later] = stretchesFrom(work, from);
  const end = (closingOn(setupOf(state), counter.agencyId, now) - now) / minuteMs;
  // Whoever is there now works now, whatever the hours and the habit say.
  if (!first) return [{ from, to: Math.max(end, from + pauseMinutes) }];
  const rest = withBreaks(later);
  const [own = first, ...others] = withBreaks([{ ...first, from }]);
  return [{ ...own, from: Math.min(own.from, from) }, ...others, ...rest];
}

/** Every counter of some of them, with when somebody will be there; nobody at those without any. */
export function expectedCounters(
  state: BuildingState,
  counters: readonly Counter[],
  now: number,
  learnt: LearntDays,
): ExpectedCounter[] {
  return counters
    .filter(({ id }) => state.counters.has(id))
    .map(counter => ({
      id: counter.id,
      caller: callerOf(state, counter.id),
      stretches: stretchesOf(state, counter, now, learnt),
    }));
}
