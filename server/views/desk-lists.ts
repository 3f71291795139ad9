import type {
  CallReasonView,
  DeskMissed,
  DeskParked,
  DeskQueue,
  DeskWaiting,
} from '../../contract/desk-views.ts';
import type { CallReason } from '../../contract/events.ts';
import type { FrontDesk } from '../../contract/help.ts';
import type { Queue } from '../../contract/setup.ts';
import { callerOf, isTrained, notForCaller, preferenceOf, type Caller } from '../domain/caller.ts';
import { callingOrder, longestWaitSeconds } from '../domain/calling.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { legAtCounter, type Leg } from '../domain/visit.ts';
import { counterRange, instant, serviceName } from './names.ts';
import { reasonSentence } from './reason-sentence.ts';

/** What a desk needs beside the state: names, notes, and what the screens said. */
export interface DeskSources {
  readonly proofOf: (callId: number) => CallProof;
  readonly staffName: (staffId: string) => string | undefined;
  readonly notesOf: (visitId: string) => readonly DeskNoteSource[];
  readonly noteText: (noteId: string) => string | undefined;
  /** What a supervisor wrote to counters. */
  readonly steerText: (textId: string) => string | undefined;
  /** What counters are told that serve as the front desk. */
  readonly frontDesk: () => FrontDesk;
}

/** When a call was first shown and spoken to its end, as the screens acknowledged it. */
export interface CallProof {
  readonly shownAt: number | null;
  readonly spokenAt: number | null;
}

export interface DeskNoteSource {
  readonly noteId: string;
  readonly at: number;
  readonly text: string;
  readonly staffId: string | null;
  readonly counterId: string | null;
}

const ticketsMax = 100;
const asideMax = 50;

export const secondsBetween = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / 1000));

export const numberOf = (state: BuildingState, counterId: string | null): number | null =>
  setupOf(state).counters.get(counterId ?? '')?.number ?? null;

export const reasonView = (reason: CallReason): CallReasonView => ({
  ...reason,
  passedOver: [...reason.passedOver],
  sentence: reasonSentence(reason),
});

function keptFor(
  state: BuildingState,
  leg: Leg,
  caller: Caller,
  sources: DeskSources,
): DeskWaiting['keptFor'] {
  const { target } = leg;
  if (!target) return null;
  return {
    here: notForCaller(state, leg, caller) !== 'kept-for-another',
    counterNumber: numberOf(state, target.counterId ?? null),
    staffName: target.staffId ? (sources.staffName(target.staffId) ?? null) : null,
  };
}

export function deskWaiting(
  state: BuildingState,
  leg: Leg,
  caller: Caller,
  now: number,
  sources: DeskSources,
): DeskWaiting {
  const visit = state.visits.get(leg.visitId)!;
  const others = visit.legs.filter(row => row !== leg && row.state === 'waiting');
  return {
    ticketId: visit.id,
    label: visit.label,
    class: leg.class,
    need: visit.need,
    serviceName: serviceName(state, leg.serviceId),
    moreServices: others.length,
    isAtCounter: legAtCounter(visit) !== undefined,
    isFirst: leg.isFirst,
    keptFor: keptFor(state, leg, caller, sources),
    isTrained: isTrained(caller, leg.serviceId),
    enqueuedAt: instant(state, leg.enqueuedAt),
    waitedSeconds: secondsBetween(leg.ref, now),
  };
}

export function deskQueue(
  state: BuildingState,
  queue: Queue,
  counterId: string,
  now: number,
  sources: DeskSources,
): DeskQueue {
  const queueNow = state.queues.get(queue.id)!;
  const caller = callerOf(state, counterId);
  const { when } = preferenceOf(caller.counter, queue.id);
  return {
    id: queue.id,
    series: queue.series,
    name: queue.name,
    counters: counterRange(setupOf(state).countersOfQueue.get(queue.id) ?? []),
    waiting: waitingCount(queueNow),
    longestWaitSeconds: longestWaitSeconds(state, queueNow, now),
    maxWaitMinutes: queue.maxWaitMinutes,
    choiceReasonRequired: queue.choiceReasonRequired,
    share: when.kind,
    shareMinutes: when.kind === 'long' ? when.minutes : null,
    tickets: callingOrder(state, queue, now, ticketsMax).map(leg =>
      deskWaiting(state, leg, caller, now, sources),
    ),
  };
}

/** Legs aside that belong to the counter: of its queues, or set aside right here. */
function* asideOf(state: BuildingState, counterId: string, legState: Leg['state']): Generator<Leg> {
  const { queueIds } = setupOf(state).counters.get(counterId)!;
  for (const leg of state.aside) {
    if (leg.state !== legState) continue;
    if (queueIds.includes(leg.queueId) || leg.parking?.counterId === counterId) yield leg;
  }
}

const visitorOf = (state: BuildingState, leg: Leg) => {
  const { id: ticketId, label, need } = state.visits.get(leg.visitId)!;
  const name = serviceName(state, leg.serviceId);
  return { ticketId, label, class: leg.class, need, serviceName: name };
};

export function deskParked(
  state: BuildingState,
  counterId: string,
  sources: DeskSources,
): DeskParked[] {
  return [...asideOf(state, counterId, 'parked')]
    .sort((a, b) => a.parking!.since - b.parking!.since)
    .slice(0, asideMax)
    .map(leg => {
      const { reason, since, remindAt, noteId, counterId: from } = leg.parking!;
      return {
        ...visitorOf(state, leg),
        reason,
        note: noteId ? (sources.noteText(noteId) ?? null) : null,
        since: instant(state, since),
        remindAt: instant(state, remindAt),
        counterNumber: numberOf(state, from),
        here: from === counterId,
      };
    });
}

export function deskMissed(state: BuildingState, counterId: string, now: number): DeskMissed[] {
  const keepMs = setupOf(state).setup.rules.returnMinutes * 60_000;
  return [...asideOf(state, counterId, 'no-show')]
    .filter(leg => leg.endedAt! + keepMs >= now)
    .sort((a, b) => b.endedAt! - a.endedAt!)
    .slice(0, asideMax)
    .map(leg => ({
      ...visitorOf(state, leg),
      calls: leg.calls,
      at: instant(state, leg.endedAt!),
      until: instant(state, leg.endedAt! + keepMs),
      counterNumber: numberOf(state, leg.counterId),
    }));
}
