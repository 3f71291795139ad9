import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { BookingSetup, Queue } from '../../contract/setup.ts';
import type { WaitingListCommand, WaitingListEnd } from '../../contract/waiting-list.ts';
import { who } from './at-counter.ts';
import { bookableOf, hasBooked, isBookableTime, missedTooOften } from './booking.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { businessDateOf, dayMs, midnightOf, minuteMs } from './local-time.ts';
import { slotsOf, type Slot } from './slots.ts';
import { setupOf, type BuildingState } from './state.ts';
import {
  isSettled,
  settle,
  waitingListOf,
  type WaitingEntry,
  type WaitingList,
} from './waiting-list-state.ts';

type OfType<Type extends WaitingListCommand['type']> = Extract<WaitingListCommand, { type: Type }>;

interface Wish {
  readonly fromAt: number;
  readonly untilAt: number;
}

const suits = ({ fromAt, untilAt }: Wish, { startsAt }: Pick<Slot, 'startsAt'>): boolean =>
  startsAt >= fromAt && startsAt <= untilAt;

/** Slots of a day that suit and can still be booked by their time. */
function openSlots(state: BuildingState, queue: Queue, wish: Wish, now: number): Slot[] {
  const { booking } = queue;
  if (!booking) return [];
  return slotsOf(state, queue, wish.fromAt).filter(
    slot => suits(wish, slot) && isBookableTime(state, booking, slot.startsAt, now),
  );
}

const hasPlace = ({ taken, places }: Slot): boolean => taken < places;

function join(state: BuildingState, command: OfType<'join-waiting-list'>, now: number): Decision {
  const { waitingId, serviceId, businessDate, personId = null } = command;
  const bookable = bookableOf(state, serviceId);
  if (isRefusal(bookable)) return bookable;
  const { queue, booking } = bookable;
  const midnight = midnightOf(businessDate, setupOf(state).setup.building.timeZone);
  const wish = {
    fromAt: midnight + command.fromMinute * minuteMs,
    untilAt: Math.min(midnight + command.untilMinute * minuteMs, midnight + dayMs - 1),
  };
  const slots = openSlots(state, queue, wish, now);
  if (slots.length === 0) return refuse('unknown-slot');
  // Whoever could book does: else a place would stand free beside a list (WAITLIST-1).
  if (slots.some(hasPlace)) return refuse('places-left');
  const refusal = mayNotJoin(state, command, booking, { queueId: queue.id, businessDate }, now);
  if (refusal) return refusal;
  const data = {
    id: waitingId,
    serviceId,
    queueId: queue.id,
    businessDate,
    ...wish,
    personId,
    partnerId: command.partnerId ?? null,
    language: command.language,
    joinedAt: now,
    offer: null,
  };
  return [{ type: 'waiting-list-joined', at: now, ...who(command.actor), data }];
}

function mayNotJoin(
  state: BuildingState,
  { serviceId, businessDate, personId }: OfType<'join-waiting-list'>,
  booking: BookingSetup,
  list: Pick<WaitingEntry, 'queueId' | 'businessDate'>,
  now: number,
): Refusal | null {
  const others = [...waitingListOf(state, list).values()];
  if (personId) {
    if (hasBooked(state, personId, { serviceId, businessDate })) {
      return refuse('already-booked', { serviceId, businessDate });
    }
    const missed = missedTooOften(state, personId, now);
    if (missed) return missed;
    if (others.some(other => other.personId === personId && other.serviceId === serviceId)) {
      return refuse('already-waiting', { serviceId, businessDate });
    }
  }
  return others.length < booking.waitingListMax ? null : refuse('waiting-list-full');
}

/** An entry of whoever asks; somebody else's is simply not there. */
function ownEntry(
  { waitingLists }: BuildingState,
  { waitingId, partnerId }: Pick<WaitingListCommand, 'waitingId' | 'partnerId'>,
): WaitingEntry | Refusal {
  const entry = waitingLists.byId.get(waitingId);
  return entry?.partnerId === (partnerId ?? null) ? entry : refuse('unknown-waiting');
}

const subjectOf = ({ id, serviceId, businessDate, partnerId }: WaitingEntry) => ({
  waitingId: id,
  serviceId,
  businessDate,
  partnerId,
});

const endOf = (entry: WaitingEntry, why: WaitingListEnd, now: number): DomainEvent => ({
  type: 'waiting-list-ended',
  at: now,
  data: { ...subjectOf(entry), why },
});

/** The place that was kept becomes a booking; nobody else can have had it (WAITLIST-3). */
function accept(state: BuildingState, command: OfType<'accept-offer'>, now: number): Decision {
  const entry = ownEntry(state, command);
  if (isRefusal(entry)) return entry;
  const { offer, serviceId, businessDate, personId } = entry;
  if (!offer || offer.until <= now) return refuse('no-offer');
  const bookable = bookableOf(state, serviceId);
  if (isRefusal(bookable)) return bookable;
  if (personId && hasBooked(state, personId, { serviceId, businessDate })) {
    return refuse('already-booked', { serviceId, businessDate });
  }
  const data = {
    id: command.bookingId,
    serviceId,
    queueId: entry.queueId,
    businessDate: businessDateOf(offer.startsAt, setupOf(state).setup.building.timeZone),
    startsAt: offer.startsAt,
    minutes: offer.minutes,
    status: 'booked',
    personId,
    partnerId: entry.partnerId,
    language: entry.language,
    madeAt: now,
    visitId: null,
  } as const;
  const meta = { at: now, ...who(command.actor) };
  return [
    { ...endOf(entry, 'booked', now), ...meta },
    { type: 'booking-made', ...meta, data },
  ];
}

function leave(state: BuildingState, command: OfType<'leave-waiting-list'>, now: number): Decision {
  const entry = ownEntry(state, command);
  if (isRefusal(entry)) return entry;
  return [{ ...endOf(entry, 'left', now), ...who(command.actor) }];
}

export function decideWaitingList(
  state: BuildingState,
  command: WaitingListCommand,
  now: number,
): Decision {
  switch (command.type) {
    case 'join-waiting-list':
      return join(state, command, now);
    case 'accept-offer':
      return accept(state, command, now);
    case 'leave-waiting-list':
      return leave(state, command, now);
  }
}

/** The next thing that a list does by itself, or until when there is nothing to do in it. */
function stepOf(state: BuildingState, list: WaitingList, now: number): DomainEvent | number {
  const { queues } = setupOf(state);
  let until = Infinity;
  for (const entry of list.values()) {
    const { offer } = entry;
    if (offer && offer.until <= now) return endOf(entry, 'lapsed', now);
    if (offer) {
      until = Math.min(until, offer.until);
      continue;
    }
    const queue = queues.get(entry.queueId);
    const slots = queue ? openSlots(state, queue, entry, now) : [];
    if (!queue?.booking || slots.length === 0) return endOf(entry, 'too-late', now);
    const closings = slots.map(
      ({ startsAt }) => startsAt - queue.booking!.cutOffMinutes * minuteMs,
    );
    const free = slots.findIndex(hasPlace);
    if (free >= 0) {
      const { startsAt, minutes } = slots[free]!;
      const ends = Math.min(now + queue.booking.offerMinutes * minuteMs, closings[free]!);
      const data = { ...subjectOf(entry), offer: { startsAt, minutes, until: ends + 1 } };
      return { type: 'waiting-list-offered', at: now, data };
    }
    until = Math.min(until, ...closings.map(at => at + 1));
  }
  return until;
}

/**
 * What the waiting lists do by themselves, one step at a time: an offer lapses, whoever can get no
 * place any more is let go, and a free place is kept for the first it suits. Asked again after each
 * step, until nothing is left to do; lists in which nothing changed cost nothing (WAITLIST-2).
 */
export function nextOfWaitingLists(state: BuildingState, now: number): DomainEvent | null {
  for (const list of state.waitingLists.lists.values()) {
    if (isSettled(list, state.index, now)) continue;
    const step = stepOf(state, list, now);
    if (typeof step !== 'number') return step;
    settle(list, state.index, step);
  }
  return null;
}
