import type { Actor } from '../../contract/commands.ts';
import type { DomainEvent } from '../../contract/events.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { SteerAct, SteerCommand } from '../../contract/steering-events.ts';
import type { SteerReason } from '../../contract/steering.ts';
import { ownCounter, who } from './at-counter.ts';
import { isTrained } from './caller.ts';
import { openCounter } from './counter-work.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { minuteMs } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';
import { isAskOpen } from './steering-state.ts';

type ActOf<What extends SteerAct['what']> = Extract<SteerAct, { what: What }>;
type CommandOf<Type extends SteerCommand['type']> = Extract<SteerCommand, { type: Type }>;

/** Requests that may stand unanswered at once in the building. */
const asksOpenMax = 40;
/** Queues that one counter may serve. */
const queuesMax = 20;

/** Why a counter cannot serve a queue: it is unknown, or its officer knows no service of it. */
function cannotServe(state: BuildingState, counterId: string, queueId: string): Refusal | null {
  const index = setupOf(state);
  if (!index.queues.has(queueId)) return refuse('unknown-queue', { queueId });
  const row = state.counters.get(counterId)!;
  const services = index.servicesOfQueue.get(queueId) ?? [];
  const knows = row.serviceIds === null || services.some(({ id }) => isTrained(row, id));
  return knows ? null : refuse('not-trained', { queueId });
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, place) => id === other[place]);

/**
 * A counter serves other queues for the rest of the day. Who is being served or was called there is
 * not taken away from under its officer: a queue goes only once its visitor has (STEER-6).
 */
export function moveCounter(
  state: BuildingState,
  actor: Actor,
  { counterId, queueIds }: ActOf<'move-counter'>,
  now: number,
): Decision {
  const index = setupOf(state);
  const counter = index.counters.get(counterId);
  const row = state.counters.get(counterId);
  if (!counter || !row) return refuse('unknown-counter', { counterId });
  const own = index.setup.counters.find(({ id }) => id === counterId)!.queueIds;
  const wished = [...new Set(queueIds ?? own)];
  for (const queueId of wished) {
    const refusal = cannotServe(state, counterId, queueId);
    // What it serves already is no new order.
    if (refusal && !(refusal.refused === 'not-trained' && counter.queueIds.includes(queueId))) {
      return refusal;
    }
  }
  if (row.leg && !wished.includes(row.leg.queueId) && counter.queueIds.includes(row.leg.queueId)) {
    return refuse('counter-occupied', { label: state.visits.get(row.leg.visitId)!.label });
  }
  const isMoved = state.steering.moved.has(counterId);
  const isBack = isSame(wished, own);
  if (isSame(wished, counter.queueIds) || (isBack && !isMoved)) return [];
  const data = { counterId, queueIds: isBack ? null : wished };
  return [{ type: 'counter-moved', at: now, ...who(actor), data }];
}

/** Asks the officer of a counter to serve a queue too, or to open; they may decline (STEER-8). */
export function askCounter(
  state: BuildingState,
  actor: Actor,
  { askId, counterId, queueId, minutes }: ActOf<'ask-counter'>,
  reason: SteerReason,
  now: number,
): Decision {
  const counter = setupOf(state).counters.get(counterId);
  const row = state.counters.get(counterId);
  if (!counter || !row) return refuse('unknown-counter', { counterId });
  const refusal = queueId === null ? null : cannotServe(state, counterId, queueId);
  if (refusal) return refusal;
  const isSo = queueId === null ? row.state === 'open' : counter.queueIds.includes(queueId);
  if (isSo) return refuse('already-so', { counterId });
  const open = [...state.steering.asks.values()].filter(ask => isAskOpen(ask, now));
  if (open.some(ask => ask.counterId === counterId && ask.queueId === queueId)) {
    return refuse('already-so', { counterId });
  }
  if (open.length >= asksOpenMax) return refuse('too-many-asks', { asksMax: asksOpenMax });
  const until = now + minutes * minuteMs;
  const data = { askId, counterId, queueId, until, reason };
  return [{ type: 'counter-asked', at: now, ...who(actor), data }];
}

export function withdrawAsk(
  state: BuildingState,
  { actor, askId }: CommandOf<'withdraw-ask'>,
  now: number,
): Decision {
  const ask = state.steering.asks.get(askId);
  if (!ask) return refuse('unknown-ask');
  if (!isAskOpen(ask, now)) return refuse('ask-over');
  const data = { askId, answer: 'withdrawn', why: null } as const;
  return [{ type: 'ask-answered', at: now, ...who(actor), data }];
}

/** What an officer takes on is done by the same press. */
function accepted(
  state: BuildingState,
  { actor, counterId }: CommandOf<'answer-ask'>,
  queueId: string | null,
  now: number,
): Decision {
  if (queueId === null) return openCounter(state, { type: 'open-counter', actor, counterId }, now);
  const refusal = cannotServe(state, counterId, queueId);
  if (refusal) return refusal;
  const { queueIds } = setupOf(state).counters.get(counterId)!;
  if (queueIds.includes(queueId)) return [];
  if (queueIds.length >= queuesMax) return refuse('ask-over');
  const data = { counterId, queueIds: [...queueIds, queueId] };
  return [{ type: 'counter-moved', at: now, ...who(actor), data }];
}

/** The officer of the counter says yes, and it is so; or no, and why (STEER-8). */
export function answerAsk(
  state: BuildingState,
  command: CommandOf<'answer-ask'>,
  now: number,
): Decision {
  const { actor, counterId, askId, accept, why } = command;
  const at = ownCounter(state, actor, counterId);
  if (isRefusal(at)) return at;
  const ask = state.steering.asks.get(askId);
  if (!ask || ask.counterId !== counterId) return refuse('unknown-ask');
  if (!isAskOpen(ask, now)) return refuse('ask-over');
  const changes = accept ? accepted(state, command, ask.queueId, now) : [];
  if (isRefusal(changes)) return changes;
  const answered: DomainEvent = {
    type: 'ask-answered',
    at: now,
    counterId,
    ...who(actor),
    data: {
      askId,
      answer: accept ? 'accepted' : 'declined',
      why: accept ? null : (why ?? 'other'),
    },
  };
  return [answered, ...changes];
}
