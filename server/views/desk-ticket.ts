import type { DeskLeg, DeskTicket, NextPlace } from '../../contract/desk-views.ts';
import { rangeOf, waitOfLeg } from '../domain/estimate.ts';
import { nextLegOf } from '../domain/legs-of-visit.ts';
import { serviceFactors } from '../domain/service-times.ts';
import { recallAllowedAt } from '../domain/serving.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { isAtCounter, type Leg, type Visit } from '../domain/visit.ts';
import { numberOf, reasonView, type DeskSources } from './desk-lists.ts';
import { counterRange, instant, instantOrNull, serviceName } from './names.ts';

function placeOf(state: BuildingState, queueId: string) {
  const index = setupOf(state);
  const counters = index.countersOfQueue.get(queueId) ?? [];
  const zone = index.zones.get(counters[0]?.zoneId ?? '') ?? index.setup.zones[0]!;
  return { zone, counters: counterRange(counters) };
}

function deskLeg(state: BuildingState, leg: Leg, counterId: string, now: number): DeskLeg {
  const { zone, counters } = placeOf(state, leg.queueId);
  const { queueIds } = setupOf(state).counters.get(counterId)!;
  const isOpen = leg.state === 'waiting' || leg.state === 'parked';
  return {
    legId: leg.id,
    serviceId: leg.serviceId,
    serviceName: serviceName(state, leg.serviceId),
    state: leg.state,
    here: isAtCounter(leg) && leg.counterId === counterId,
    canServeAlong: isOpen && queueIds.includes(leg.queueId),
    zoneWord: zone.word,
    counters,
    waiting: waitingCount(state.queues.get(leg.queueId)!),
    estimate: rangeOf(waitOfLeg(state, leg, now)),
    outcome: leg.outcome,
  };
}

/** What is usual for a service: the middle half and a little more of its distribution. */
function usualMinutes(minutes: number): { fromMinutes: number; toMinutes: number } {
  const at = (share: number): number =>
    Math.round(minutes * serviceFactors[Math.floor(share * serviceFactors.length)]!);
  return { fromMinutes: Math.max(1, at(0.25)), toMinutes: at(0.8) };
}

function callTimes(state: BuildingState, leg: Leg) {
  const { rules } = setupOf(state).setup;
  if (leg.state !== 'called') {
    return { recallAllowedAt: null, noShowAllowedAt: null, noShowCallsMissing: 0 };
  }
  const noShowAt = (leg.firstCalledAt ?? 0) + rules.noShowSecondsMin * 1000;
  return {
    recallAllowedAt: instantOrNull(state, recallAllowedAt(state, leg)),
    noShowAllowedAt: instant(state, noShowAt),
    noShowCallsMissing: Math.max(0, rules.noShowCallsMin - leg.calls),
  };
}

function returnsTo(state: BuildingState, { returnTo }: Leg): DeskTicket['returnsTo'] {
  const counterNumber = numberOf(state, returnTo?.counterId ?? null);
  if (!returnTo || counterNumber === null) return null;
  return { counterNumber, serviceName: serviceName(state, returnTo.serviceId) };
}

export function deskTicket(
  state: BuildingState,
  visit: Visit,
  leg: Leg,
  now: number,
  sources: DeskSources,
): DeskTicket {
  const index = setupOf(state);
  const service = index.services.get(leg.serviceId);
  const queue = index.queues.get(leg.queueId);
  const proof = sources.proofOf(leg.callId ?? 0);
  return {
    ticketId: visit.id,
    legId: leg.id,
    serviceId: leg.serviceId,
    label: visit.label,
    state: leg.state === 'called' ? 'called' : 'serving',
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
    legs: visit.legs.map(row => deskLeg(state, row, leg.counterId!, now)),
    notes: sources.notesOf(visit.id).map(note => ({
      noteId: note.noteId,
      at: instant(state, note.at),
      text: note.text,
      staffName: note.staffId ? (sources.staffName(note.staffId) ?? null) : null,
      counterNumber: numberOf(state, note.counterId),
    })),
    returnsTo: returnsTo(state, leg),
    thenServiceId: service?.thenServiceId ?? null,
    ...callTimes(state, leg),
    outcomeRequired: queue?.outcomeRequired ?? false,
    deliveredRequired: queue?.deliveredRequired ?? false,
    reason: reasonView(leg.reason!),
    shownAt: instantOrNull(state, proof.shownAt),
    spokenAt: instantOrNull(state, proof.spokenAt),
  };
}

/** Where a visitor goes next, for the officer to tell them; null where their visit is over. */
export function nextPlace(state: BuildingState, visit: Visit, now: number): NextPlace | null {
  const leg = nextLegOf(state, visit, now);
  if (!leg) return null;
  const { zone, counters } = placeOf(state, leg.queueId);
  const own = leg.target?.counterId && numberOf(state, leg.target.counterId);
  return {
    serviceName: serviceName(state, leg.serviceId),
    zoneWord: zone.word,
    floor: zone.floor,
    counters: own ? String(own) : counters,
    estimate: rangeOf(waitOfLeg(state, leg, now)),
  };
}
