import type { CounterRecord, DomainEvent, LegRecord } from '../../contract/events.ts';
import { missedBookings, missedOfLate } from './booking.ts';
import { closingOn, isOpenAt } from './opening-hours.ts';
import { endedDelays } from './delaying.ts';
import { businessDateOf, dayMs, localTime, minuteMs } from './local-time.ts';
import { plannedOn } from './setup-change.ts';
import { setupOf, type BuildingState, type CounterNow } from './state.ts';
import { isAtCounter, isLive, type Leg } from './visit.ts';

/** When the day is looked at again by itself: nothing ends before. Held beside the state. */
const looks = new WeakMap<BuildingState, { index: unknown; businessDate: string; at: number }>();

/**
 * Until when a number of an agency holds that was given on a business day: its last closing of that
 * day and the building's tolerance (DAY-4). An agency that did not open that day closed at midnight.
 */
function heldUntil(state: BuildingState, agencyId: string, at: number): number {
  const { rules } = setupOf(state).setup;
  return closingOn(setupOf(state), agencyId, at) + rules.lateMinutes * minuteMs;
}

const agencyOfQueue = (state: BuildingState, queueId: string): string =>
  setupOf(state).queues.get(queueId)?.agencyId ?? '';

/** A service that lasts longer than any service does was forgotten. */
const forgottenAt = (state: BuildingState, leg: Leg): number =>
  (leg.startedAt ?? 0) + setupOf(state).setup.rules.serviceMinutesMax * minuteMs;

/** Until when the number of a leg holds; who was handled after that stays until midnight. */
export function numberHeldUntil(state: BuildingState, leg: Leg): number {
  const until = heldUntil(state, agencyOfQueue(state, leg.queueId), leg.enqueuedAt);
  if (leg.touchedAt < until) return until;
  return localTime(leg.touchedAt, setupOf(state).setup.building.timeZone).midnight + dayMs;
}

/** When a leg ends by itself. A visitor who is being served is not sent away by the clock. */
const endsAt = (state: BuildingState, leg: Leg): number =>
  leg.state === 'serving' ? forgottenAt(state, leg) : numberHeldUntil(state, leg);

/** The set-up has no such queue or counter any more: there is no place for it in a new day. */
function isHomeless(state: BuildingState, leg: Leg): boolean {
  const { queues, counters } = setupOf(state);
  return !queues.has(leg.queueId) || (isAtCounter(leg) && !counters.has(leg.counterId ?? ''));
}

function endOf(leg: Leg, now: number, reason: 'day-ended' | 'after-closing'): DomainEvent {
  const at = { at: now, visitId: leg.visitId, legId: leg.id };
  const meta = { ...at, ...(leg.counterId ? { counterId: leg.counterId } : {}) };
  return leg.state === 'serving'
    ? {
        type: 'leg-finished',
        ...meta,
        data: { outcome: null, deliveredServiceIds: [], by: 'system' },
      }
    : { type: 'leg-expired', ...meta, data: { reason } };
}

/** What has outlived its time by now: numbers, then counters that nobody closed. */
function ended(state: BuildingState, now: number, isNewDay: boolean): DomainEvent[] {
  const events: DomainEvent[] = [];
  const over = new Set<Leg>();
  for (const leg of state.legs.values()) {
    if (!isLive(leg)) continue;
    if (endsAt(state, leg) > now && !(isNewDay && isHomeless(state, leg))) continue;
    over.add(leg);
    events.push(endOf(leg, now, isNewDay ? 'day-ended' : 'after-closing'));
  }
  for (const counter of state.counters.values()) {
    if (!isForgotten(state, counter, over, now, isNewDay)) continue;
    const meta = { at: now, counterId: counter.id };
    events.push({ type: 'counter-closed', ...meta, data: { reason: 'day-ended' } });
  }
  return events;
}

/** Nobody is at it, and nobody has done anything there since its agency closed (DAY-5). */
function isForgotten(
  state: BuildingState,
  counter: CounterNow,
  over: ReadonlySet<Leg>,
  now: number,
  isNewDay: boolean,
): boolean {
  if (counter.state === 'closed' || (counter.leg && !over.has(counter.leg))) return false;
  const agencyId = setupOf(state).counters.get(counter.id)?.agencyId;
  if (agencyId === undefined) return true;
  if (isNewDay) return !isOpenAt(setupOf(state), agencyId, now);
  const until = heldUntil(state, agencyId, now);
  return counter.activeAt < until && until <= now;
}

const recordOfCounter = (
  { id, leg, ...row }: CounterNow,
  overIds: ReadonlySet<string | undefined>,
): CounterRecord => ({
  id,
  state: row.state,
  since: row.since,
  pauseReason: row.pauseReason,
  staffId: row.staffId,
  serviceIds: row.serviceIds,
  autoCall: row.autoCall,
  legId: leg && !overIds.has(leg.id) ? leg.id : null,
});

/** A leg that ended with the old day, as it stands then. */
const recordOfEnded = (leg: Leg, now: number): LegRecord => ({
  ...leg,
  state: leg.state === 'serving' ? 'done' : 'expired',
  endedAt: now,
  parking: null,
});

/** The new day, with everything of the old one that is not over (DAY-2). */
function opened(state: BuildingState, businessDate: string, now: number, ends: DomainEvent[]) {
  const overIds = new Set(ends.map(event => event.legId));
  const closedIds = new Set(
    ends.flatMap(event => (event.type === 'counter-closed' ? event.counterId : [])),
  );
  const visits = [...state.visits.values()]
    .filter(visit => visit.legs.some(leg => isLive(leg) && !overIds.has(leg.id)))
    .map(visit => ({
      ...visit,
      // All of them: the next leg's id and the credit for waiting come from what was.
      legs: visit.legs.map(leg => ({
        ...(overIds.has(leg.id) ? recordOfEnded(leg, now) : leg),
        // The new day's quota is for those who come in it.
        isCounted: false,
      })),
    }));
  const counters = [...state.counters.values()]
    .filter(counter => counter.state !== 'closed' && !closedIds.has(counter.id))
    .map(counter => recordOfCounter(counter, overIds));
  const bookings = [...state.bookings.byId.values()].filter(
    booking => booking.status === 'booked' && booking.businessDate >= businessDate,
  );
  const waitingList = [...state.waitingLists.byId.values()].filter(
    entry => entry.businessDate >= businessDate,
  );
  const missed = missedOfLate(state, ends, now);
  const data = { businessDate, visits, counters, bookings, waitingList, missed };
  return { type: 'day-opened', at: now, data } as const;
}

/** When something can end next: the closings of yesterday and today, and long services. */
function nextLook(state: BuildingState, now: number): number {
  let next = Infinity;
  const note = (at: number): void => {
    if (at > now) next = Math.min(next, at);
  };
  for (const { id } of setupOf(state).setup.agencies) {
    note(heldUntil(state, id, now));
    note(heldUntil(state, id, now - dayMs));
  }
  for (const { leg } of state.counters.values()) {
    if (leg?.state === 'serving') note(forgottenAt(state, leg));
  }
  // A service that begins later can only be forgotten later than this.
  note(now + setupOf(state).setup.rules.serviceMinutesMax * minuteMs);
  return next;
}

/**
 * What ends by the clock alone, and the new business day where the calendar says so; nothing
 * otherwise, which costs next to nothing. Numbers that are still held, visitors who are being served
 * and counters that are open go over into the new day. A clock that was set back never reopens a day
 * that is over (DAY-3).
 */
export function rollDay(state: BuildingState, now: number): DomainEvent[] {
  if (!state.index) return [];
  const businessDate = businessDateOf(now, state.index.setup.building.timeZone);
  if (state.businessDate === null || businessDate > state.businessDate) {
    const planned = plannedOn(state, businessDate, now);
    const before = planned?.state ?? state;
    const ends = [...ended(before, now, true), ...missedBookings(before, businessDate, now)];
    const made = planned ? [planned.event] : [];
    return [...made, ...ends, opened(before, businessDate, now, ends)];
  }
  const look = looks.get(state);
  const isSame = look?.index === state.index && look.businessDate === state.businessDate;
  const back = endedDelays(state, now);
  if (back.length > 0) return back;
  if (isSame && now < look.at) return [];
  const ends = ended(state, now, false);
  // Whoever asks first may only be looking: what ends is found again until it has ended.
  if (ends.length > 0) return ends;
  looks.set(state, {
    index: state.index,
    businessDate: state.businessDate,
    at: nextLook(state, now),
  });
  return ends;
}
