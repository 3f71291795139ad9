import { availabilityOf } from '../domain/availability.ts';
import { preferenceOf } from '../domain/caller.ts';
import { callingOrder, longestWaitSeconds } from '../domain/calling.ts';
import { rangeOf, waitOfNewcomer } from '../domain/estimate.ts';
import { isOverdue, urgencyOf } from '../domain/policy.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { legAtCounter, type Leg } from '../domain/visit.ts';
import type { Counter, Queue } from '../../contract/setup.ts';
import type { QueueNow, QueueTicket } from '../../contract/queue-now.ts';
import { numberOf, secondsBetween } from './desk-lists.ts';
import { instant, instantOrNull, serviceName } from './names.ts';

/** As the contract says; pages and views may not import its values. */
const waitingMax = 200;
const callsMax = 12;

const labelOf = (state: BuildingState, leg: Leg): string =>
  state.visits.get(leg.visitId)?.label ?? '–';

/** Calls of the line today that stand, the newest first. */
function callsOf(state: BuildingState, queueId: string): Leg[] {
  const called: Leg[] = [];
  for (const leg of state.legs.values()) {
    if (leg.queueId === queueId && leg.callId !== null && leg.counterId !== null) called.push(leg);
  }
  return called.sort((a, b) => b.callId! - a.callId!);
}

const cameLater = (one: Leg, other: Leg): boolean =>
  one.ref !== other.ref ? one.ref > other.ref : one.order > other.order;

function ticketRow(
  state: BuildingState,
  queue: Queue,
  leg: Leg,
  calls: readonly Leg[],
  now: number,
): QueueTicket {
  const visit = state.visits.get(leg.visitId)!;
  const held = legAtCounter(visit);
  const passing = calls.find(
    call =>
      call.visitId !== leg.visitId &&
      (call.firstCalledAt ?? 0) >= leg.enqueuedAt &&
      cameLater(call, leg),
  );
  const booking = state.bookings.byId.get(visit.bookingId ?? '');
  return {
    ticketId: visit.id,
    legId: leg.id,
    label: visit.label,
    class: leg.class,
    need: visit.need,
    bookedFor: instantOrNull(state, booking?.startsAt ?? null),
    serviceId: leg.serviceId,
    serviceName: serviceName(state, leg.serviceId),
    waitedSeconds: secondsBetween(leg.ref, now),
    urgency: urgencyOf(leg, queue.rates[leg.class], now),
    isFirst: leg.isFirst,
    isOverdue: isOverdue(leg, queue, now),
    isElsewhere: held !== undefined,
    keptForCounter: numberOf(state, leg.target?.counterId ?? null),
    keptForOfficer: leg.target?.staffId !== undefined,
    passedBy: passing ? { ticketId: passing.visitId, label: labelOf(state, passing) } : null,
  };
}

function counterRow(
  state: BuildingState,
  counter: Counter,
  queueId: string,
): QueueNow['counters'][number] {
  const row = state.counters.get(counter.id)!;
  const { leg } = row;
  const last = row.ended.at(-1);
  return {
    id: counter.id,
    number: counter.number,
    name: counter.name,
    state: row.state,
    stateSince: instant(state, row.since),
    label: leg ? labelOf(state, leg) : null,
    ticketId: leg?.visitId ?? null,
    legState: leg?.state ?? null,
    legSince: instantOrNull(state, leg ? (leg.startedAt ?? leg.calledAt) : null),
    lastLabel: last ? labelOf(state, last) : null,
    isHelp: preferenceOf(counter, queueId).when.kind !== 'always',
  };
}

function asideOf(state: BuildingState, queueId: string): QueueNow['aside'] {
  return [...state.aside]
    .filter(leg => leg.queueId === queueId)
    .slice(0, waitingMax)
    .map(leg => ({ ticketId: leg.visitId, label: labelOf(state, leg), state: leg.state }));
}

/** A line of the set-up as it is now. */
export function queueNow(state: BuildingState, queue: Queue, now: number): QueueNow {
  const index = setupOf(state);
  const row = state.queues.get(queue.id)!;
  const agency = index.agencies.get(queue.agencyId)!;
  const calls = callsOf(state, queue.id);
  const { policy } = queue;
  return {
    seq: state.seq,
    at: instant(state, now),
    queue: {
      id: queue.id,
      series: queue.series,
      name: queue.name,
      agencyName: agency.name,
      agencyShort: agency.short,
      policy: policy.kind,
      prioritisedPerWalkIn: policy.kind === 'ratio' ? policy.prioritisedPerWalkIn : null,
      rates: queue.rates,
      maxWaitMinutes: queue.maxWaitMinutes,
      waiting: waitingCount(row),
      longestWaitSeconds: longestWaitSeconds(state, row, now),
      estimate: rangeOf(waitOfNewcomer(state, queue.id, 'walk-in', now)),
      availability: availabilityOf(state, queue.id, now),
      services: index.setup.services
        .filter(service => service.agencyId === queue.agencyId)
        .map(({ id, name }) => ({ id, name })),
    },
    counters: (index.countersOfQueue.get(queue.id) ?? []).map(counter =>
      counterRow(state, counter, queue.id),
    ),
    tickets: callingOrder(state, queue, now, waitingMax).map(leg =>
      ticketRow(state, queue, leg, calls, now),
    ),
    calls: calls.slice(0, callsMax).map(leg => ({
      ticketId: leg.visitId,
      label: labelOf(state, leg),
      at: instant(state, leg.firstCalledAt ?? leg.calledAt!),
      counterNumber: numberOf(state, leg.counterId),
    })),
    aside: asideOf(state, queue.id),
  };
}
