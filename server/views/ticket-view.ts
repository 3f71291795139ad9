import type { IssuedTicket, Ticket } from '../../contract/http.ts';
import type { TrackView } from '../../contract/views.ts';
import { mayDelay } from '../domain/delaying.ts';
import { rangeOf, waitOfLeg } from '../domain/estimate.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Leg, Visit } from '../domain/visit.ts';
import {
  buildingView,
  counterRange,
  instant,
  instantOrNull,
  serviceName,
  zoneView,
} from './names.ts';

const bookingOf = (state: BuildingState, { bookingId }: Visit) =>
  state.bookings.byId.get(bookingId ?? '');

function ticketLeg(state: BuildingState, leg: Leg, now: number): Ticket['legs'][number] {
  const wait = waitOfLeg(state, leg, now);
  return {
    id: leg.id,
    serviceId: leg.serviceId,
    queueId: leg.queueId,
    state: leg.state,
    ahead: wait?.ahead ?? null,
    estimate: rangeOf(wait),
    counterId: leg.counterId,
  };
}

export function ticketView(state: BuildingState, visit: Visit, now: number): Ticket {
  return {
    id: visit.id,
    label: visit.label,
    businessDate: visit.businessDate,
    issuedAt: instant(state, visit.issuedAt),
    class: visit.class,
    need: visit.need,
    language: visit.language,
    legs: visit.legs.map(leg => ticketLeg(state, leg, now)),
  };
}

/** The ticket as its visitor gets it: with the quote that is kept in the journal. */
export function issuedTicket(
  state: BuildingState,
  visit: Visit,
  paper: { readonly token: string; readonly trackUrl: string },
): IssuedTicket {
  return {
    id: visit.id,
    label: visit.label,
    businessDate: visit.businessDate,
    issuedAt: instant(state, visit.issuedAt),
    class: visit.class,
    need: visit.need,
    language: visit.language,
    legs: visit.legs.map(leg => ({
      id: leg.id,
      serviceId: leg.serviceId,
      queueId: leg.queueId,
      state: leg.state,
      ahead: leg.ahead,
      estimate: rangeOf(leg.quote),
      counterId: leg.counterId,
    })),
    bookedFor: instantOrNull(state, bookingOf(state, visit)?.startsAt ?? null),
    ...paper,
  };
}

/** A visitor's own visit, as their phone shows it. */
export function trackView(state: BuildingState, visit: Visit, now: number): TrackView {
  const { rules } = setupOf(state).setup;
  return {
    at: instant(state, now),
    building: buildingView(state, now),
    label: visit.label,
    businessDate: visit.businessDate,
    issuedAt: instant(state, visit.issuedAt),
    language: visit.language,
    delay: {
      minutes: rules.delayMinutes,
      left: Math.max(0, rules.delaysMax - visit.delays),
      allowed: mayDelay(state, visit),
    },
    bookedFor: instantOrNull(state, bookingOf(state, visit)?.startsAt ?? null),
    // Who was sent on has not finished that errand: what matters is where they were sent.
    legs: visit.legs
      .filter(leg => leg.outcome !== 'transferred')
      .map(leg => trackLeg(state, leg, now)),
  };
}

/** Where a visitor goes for a leg: the counter that called them or keeps them, else any of them. */
function countersFor(state: BuildingState, leg: Leg) {
  const index = setupOf(state);
  const own = leg.counterId ?? leg.parking?.counterId ?? leg.target?.counterId;
  const counter = index.counters.get(own ?? '');
  const counters = leg.target && counter ? [counter] : index.countersOfQueue.get(leg.queueId);
  return { counter, counters: counterRange(counters ?? []) };
}

function trackLeg(state: BuildingState, leg: Leg, now: number): TrackView['legs'][number] {
  const index = setupOf(state);
  const wait = waitOfLeg(state, leg, now);
  const service = index.services.get(leg.serviceId)!;
  const agency = index.agencies.get(service.agencyId)!;
  const { counter: called, counters } = countersFor(state, leg);
  return {
    serviceId: leg.serviceId,
    serviceName: serviceName(state, leg.serviceId),
    agencyShort: agency.short,
    state: leg.state,
    ahead: wait?.ahead ?? null,
    estimate: rangeOf(wait),
    zone: zoneView(index.zones.get(called?.zoneId ?? agency.zoneId)!),
    counters,
    counterName: called?.name ?? null,
    calledAt: instantOrNull(state, leg.calledAt),
    calls: leg.calls,
    backAt: instantOrNull(state, leg.parking?.reason === 'asked' ? leg.parking.remindAt : null),
    requirements: service.requirements,
  };
}
