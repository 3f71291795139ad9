import type { z } from 'zod';
import type {
  DeskTicket,
  DeskView,
  DeskWaiting,
  deskLegSchema,
  DeskQueue,
} from '../../contract/views.ts';
import type { Queue } from '../../contract/setup.ts';
import { callingOrder, chooseNext, longestWaitSeconds, reasonOf } from '../domain/calling.ts';
import { serviceFactors } from '../domain/service-times.ts';
import { recallAllowedAt } from '../domain/serving.ts';
import { setupOf, waitingCount, type BuildingState, type CounterNow } from '../domain/state.ts';
import { isAtCounter, legAtCounter, type Leg, type Visit } from '../domain/visit.ts';
import { buildingView, counterRange, instant, instantOrNull, serviceName } from './names.ts';

/** When a call was first shown and spoken to its end, as the screens acknowledged it. */
export interface CallProof {
  readonly shownAt: number | null;
  readonly spokenAt: number | null;
}
export type ProofOf = (callId: number) => CallProof;

const ticketsMax = 100;
const recentMax = 6;

const secondsBetween = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / 1000));

function deskWaiting(state: BuildingState, leg: Leg, now: number): DeskWaiting {
  const visit = state.visits.get(leg.visitId)!;
  return {
    ticketId: visit.id,
    label: visit.label,
    class: leg.class,
    need: visit.need,
    serviceName: serviceName(state, leg.serviceId),
    moreServices: visit.legs.length - 1,
    isAtCounter: legAtCounter(visit) !== undefined,
    enqueuedAt: instant(state, leg.enqueuedAt),
    waitedSeconds: secondsBetween(leg.ref, now),
  };
}

function deskQueue(state: BuildingState, queue: Queue, now: number): DeskQueue {
  const queueNow = state.queues.get(queue.id)!;
  return {
    id: queue.id,
    series: queue.series,
    name: queue.name,
    counters: counterRange(setupOf(state).countersOfQueue.get(queue.id) ?? []),
    waiting: waitingCount(queueNow),
    longestWaitSeconds: longestWaitSeconds(state, queueNow, now),
    tickets: callingOrder(state, queue, now, ticketsMax).map(leg => deskWaiting(state, leg, now)),
  };
}

function deskLeg(state: BuildingState, leg: Leg, counterId: string): z.infer<typeof deskLegSchema> {
  const index = setupOf(state);
  const counters = index.countersOfQueue.get(leg.queueId) ?? [];
  const zone = index.zones.get(counters[0]?.zoneId ?? '') ?? index.setup.zones[0]!;
  return {
    legId: leg.id,
    serviceName: serviceName(state, leg.serviceId),
    state: leg.state,
    here: isAtCounter(leg) && leg.counterId === counterId,
    zoneWord: zone.word,
    counters: counterRange(counters),
    waiting: waitingCount(state.queues.get(leg.queueId)!),
  };
}

/** What is usual for a service: the middle half and a little more of its distribution. */
function usualMinutes(minutes: number): { fromMinutes: number; toMinutes: number } {
  const at = (share: number): number =>
    Math.round(minutes * serviceFactors[Math.floor(share * serviceFactors.length)]!);
  return { fromMinutes: Math.max(1, at(0.25)), toMinutes: at(0.8) };
}

function deskTicket(state: BuildingState, visit: Visit, leg: Leg, proofOf: ProofOf): DeskTicket {
  const { rules } = setupOf(state).setup;
  const service = setupOf(state).services.get(leg.serviceId);
  const proof = proofOf(leg.callId ?? 0);
  const isCalled = leg.state === 'called';
  const noShowAt = (leg.firstCalledAt ?? 0) + rules.noShowSecondsMin * 1000;
  return {
    ticketId: visit.id,
    legId: leg.id,
    label: visit.label,
    state: isCalled ? 'called' : 'serving',
    class: leg.class,
    need: visit.need,
    language: visit.language,
    serviceName: serviceName(state, leg.serviceId),
    requirements: service?.requirements ?? [],
    issuedAt: instant(state, visit.issuedAt),
    waitedSeconds: leg.reason?.waitedSeconds ?? 0,
    calledAt: instant(state, leg.calledAt!),
    calls: leg.calls,
    startedAt: instantOrNull(state, leg.startedAt),
    usualMinutes: usualMinutes(service?.minutes ?? 10),
    legs: visit.legs.map(row => deskLeg(state, row, leg.counterId!)),
    recallAllowedAt: isCalled ? instantOrNull(state, recallAllowedAt(state, leg)) : null,
    noShowAllowedAt: isCalled ? instant(state, noShowAt) : null,
    noShowCallsMissing: isCalled ? Math.max(0, rules.noShowCallsMin - leg.calls) : 0,
    reason: { ...leg.reason!, passedOver: [...leg.reason!.passedOver] },
    shownAt: instantOrNull(state, proof.shownAt),
    spokenAt: instantOrNull(state, proof.spokenAt),
  };
}

const serviceSeconds = (leg: Leg): number | null =>
  leg.state === 'done' && leg.startedAt !== null
    ? secondsBetween(leg.startedAt, leg.endedAt ?? leg.startedAt)
    : null;

function today(state: BuildingState, counter: CounterNow): DeskView['today'] {
  const served = counter.ended.flatMap(leg => serviceSeconds(leg) ?? []).sort((a, b) => a - b);
  return {
    served: served.length,
    medianServiceSeconds: served[Math.floor(served.length / 2)] ?? null,
    openedAt: instantOrNull(state, counter.openedAt),
  };
}

function next(state: BuildingState, counter: CounterNow, now: number): DeskView['next'] {
  const { queueIds } = setupOf(state).counters.get(counter.id)!;
  // Who is at this counter will have been finished by then.
  const chosen = chooseNext(state, queueIds, now, counter.leg?.visitId);
  if (!chosen) return null;
  const reason = reasonOf(state, queueIds, chosen, now);
  return {
    ticket: deskWaiting(state, chosen.leg, now),
    reason: { ...reason, passedOver: [...reason.passedOver] },
  };
}

function counterHead(state: BuildingState, now: CounterNow): DeskView['counter'] {
  const index = setupOf(state);
  const counter = index.counters.get(now.id)!;
  const zone = index.zones.get(counter.zoneId)!;
  return {
    id: counter.id,
    code: counter.code,
    name: counter.name,
    number: counter.number,
    state: now.state,
    stateSince: instant(state, now.since),
    pauseReason: now.pauseReason,
    queueIds: counter.queueIds,
    agencyName: index.agencies.get(counter.agencyId)!.name,
    zoneWord: zone.word,
    floor: zone.floor,
  };
}

/** The desk of one counter. The counter must be in the set-up. */
export function deskView(
  state: BuildingState,
  counterId: string,
  now: number,
  proofOf: ProofOf,
): DeskView {
  const index = setupOf(state);
  const counter = index.counters.get(counterId)!;
  const counterNow = state.counters.get(counterId)!;
  const { leg } = counterNow;
  return {
    building: buildingView(state, now),
    counter: counterHead(state, counterNow),
    ticket: leg ? deskTicket(state, state.visits.get(leg.visitId)!, leg, proofOf) : null,
    next: next(state, counterNow, now),
    queues: counter.queueIds.map(id => deskQueue(state, index.queues.get(id)!, now)),
    recent: counterNow.ended
      .slice(-recentMax)
      .reverse()
      .map(ended => ({
        label: state.visits.get(ended.visitId)!.label,
        serviceName: serviceName(state, ended.serviceId),
        state: ended.state,
        serviceSeconds: serviceSeconds(ended),
      })),
    today: today(state, counterNow),
  };
}
