import type { TimeZone } from '../../contract/setup.ts';
import type { LegState, VisitClass } from '../../contract/values.ts';
import { localTime, midnightOf, minuteMs } from './local-time.ts';

/** What past days teach about a day to come: who comes when, how long it takes, who is there. */

/** A leg of a day that is over, as the tables have it. Instants in milliseconds since the epoch. */
export interface PastLeg {
  readonly businessDate: string;
  readonly visitId: string;
  readonly label: string;
  readonly class: VisitClass;
  readonly serviceId: string;
  readonly queueId: string;
  readonly state: LegState;
  readonly counterId: string | null;
  readonly enqueuedAt: number;
  readonly ref: number;
  /** Served at once, without waiting in the line. */
  readonly isSeated: boolean;
  /** Of the call that led to service, or the last one of who did not come. */
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** A counter was open and nobody's break. */
export interface PastStretch {
  readonly businessDate: string;
  readonly counterId: string;
  readonly from: number;
  readonly to: number;
}

export interface PastDays {
  readonly dates: readonly string[];
  readonly legs: readonly PastLeg[];
  readonly stretches: readonly PastStretch[];
}

export const slotMinutes = 30;
export const slotsPerDay = 48;

/** Mean people per half hour of a day. */
export type SlotRates = Float64Array;

export interface LearntDays {
  readonly days: number;
  /** Per queue and class, those who booked left out: they come at their slots. */
  readonly arrivals: ReadonlyMap<string, ReadonlyMap<VisitClass, SlotRates>>;
  /** Per service: how many were served, and how long a counter was held by one, in minutes. */
  readonly handling: ReadonlyMap<string, { readonly people: number; readonly minutes: number }>;
  /** Per queue: how many were called, and how many of them never came. */
  readonly missed: ReadonlyMap<string, { readonly called: number; readonly missed: number }>;
  /** How many of those who have waited long give up, per minute they wait on. */
  readonly leavingPerMinute: number;
  /** Per counter and half hour: on which share of the days somebody was there. */
  readonly presence: ReadonlyMap<string, SlotRates>;
}

export const nothingLearnt: LearntDays = {
  days: 0,
  arrivals: new Map(),
  handling: new Map(),
  missed: new Map(),
  leavingPerMinute: 0,
  presence: new Map(),
};

/** A service that holds a counter longer was forgotten, not long. */
const handleMinutesMax = 240;
/** Somebody is there in a half hour who is there for most of it. */
const thereMinutesMin = 15;

/** Nobody gives up because of a wait that is shorter. */
export const patienceMinutes = 20;

/** Those who gave up after a long wait, against all the minutes that people waited so long. */
function leavingOf(legs: readonly PastLeg[]): number {
  let [left, minutes] = [0, 0];
  for (const { state, calledAt, endedAt, enqueuedAt } of legs) {
    const until = calledAt ?? endedAt;
    if (until === null) continue;
    const long = (until - enqueuedAt) / minuteMs - patienceMinutes;
    if (long <= 0) continue;
    minutes += long;
    if (state === 'cancelled' && calledAt === null) left += 1;
  }
  return minutes === 0 ? 0 : left / minutes;
}

const slotOf = (at: number, timeZone: TimeZone): number =>
  Math.floor(localTime(at, timeZone).minuteOfDay / slotMinutes);

function slotsFor<Key>(map: Map<Key, SlotRates>, key: Key): SlotRates {
  let slots = map.get(key);
  if (!slots) map.set(key, (slots = new Float64Array(slotsPerDay)));
  return slots;
}

/** Counts a stretch into the half hours of its day. */
function addMinutes(slots: SlotRates, from: number, to: number): void {
  for (let slot = Math.floor(from / slotMinutes); slot < slotsPerDay; slot += 1) {
    const start = slot * slotMinutes;
    if (start >= to) return;
    slots[slot]! += Math.min(to, start + slotMinutes) - Math.max(from, start);
  }
}

function presenceOf(stretches: readonly PastStretch[], days: number, timeZone: TimeZone) {
  const perDay = new Map<string, SlotRates>();
  for (const { businessDate, counterId, from, to } of stretches) {
    const midnight = midnightOf(businessDate, timeZone);
    const begins = Math.max(0, (from - midnight) / minuteMs);
    if (to <= from) continue;
    addMinutes(
      slotsFor(perDay, `${businessDate} ${counterId}`),
      begins,
      (to - midnight) / minuteMs,
    );
  }
  const presence = new Map<string, SlotRates>();
  for (const [key, minutes] of perDay) {
    const slots = slotsFor(presence, key.slice(key.indexOf(' ') + 1));
    minutes.forEach((count, slot) => {
      if (count >= thereMinutesMin) slots[slot]! += 1 / days;
    });
  }
  return presence;
}

export function learnFrom({ dates, legs, stretches }: PastDays, timeZone: TimeZone): LearntDays {
  if (dates.length === 0) return nothingLearnt;
  const arrivals = new Map<string, Map<VisitClass, SlotRates>>();
  const handling = new Map<string, { people: number; minutes: number }>();
  const missed = new Map<string, { called: number; missed: number }>();
  for (const leg of legs) {
    let ofQueue = arrivals.get(leg.queueId);
    if (!ofQueue) arrivals.set(leg.queueId, (ofQueue = new Map()));
    if (leg.class !== 'booked') {
      slotsFor(ofQueue, leg.class)[slotOf(leg.enqueuedAt, timeZone)]! += 1 / dates.length;
    }
    if (leg.calledAt === null) continue;
    const calls = missed.get(leg.queueId) ?? { called: 0, missed: 0 };
    missed.set(leg.queueId, calls);
    calls.called += 1;
    if (leg.state === 'no-show') calls.missed += 1;
    const minutes = leg.endedAt === null ? 0 : (leg.endedAt - leg.calledAt) / minuteMs;
    if (leg.state !== 'done' || minutes <= 0 || minutes > handleMinutesMax) continue;
    const known = handling.get(leg.serviceId) ?? { people: 0, minutes: 0 };
    handling.set(leg.serviceId, {
      people: known.people + 1,
      minutes: known.minutes + (minutes - known.minutes) / (known.people + 1),
    });
  }
  const presence = presenceOf(stretches, dates.length, timeZone);
  const leavingPerMinute = leavingOf(legs);
  return { days: dates.length, arrivals, handling, missed, leavingPerMinute, presence };
}

/** Same weekdays of past weeks; where they are too few, every day of late. */
const sameWeekdaysMax = 8;
const sameWeekdaysMin = 2;
const lateDaysMax = 15;

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Which of the past days (newest first) stand for a date; only days before it. */
export function daysLike(date: string, past: readonly string[]): string[] {
  const before = past.filter(day => day < date);
  const alike = before.filter(day => weekdayOf(day) === weekdayOf(date)).slice(0, sameWeekdaysMax);
  return alike.length >= sameWeekdaysMin ? alike : before.slice(0, lateDaysMax);
}
