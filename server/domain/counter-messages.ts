import type { Actor } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { SteerCommand, ToldCounters } from '../../contract/steering-events.ts';
import { counterOf, who } from './at-counter.ts';
import { isRefusal, refuse, type Decision } from './decision.ts';
import { setupOf, type BuildingState } from './state.ts';

type CommandOf<Type extends SteerCommand['type']> = Extract<SteerCommand, { type: Type }>;

/** Messages of one day: each stays in memory until it ends. */
const messagesMax = 200;

function toldIds(state: BuildingState, to: ToldCounters): readonly string[] | Refusal {
  const { setup, counters, agencies } = setupOf(state);
  if (to.kind === 'counters') {
    const unknown = to.counterIds.find(id => !counters.has(id));
    if (unknown !== undefined) return refuse('unknown-counter', { counterId: unknown });
    return [...new Set(to.counterIds)];
  }
  if (to.kind === 'all') return setup.counters.map(({ id }) => id);
  if (!agencies.has(to.agencyId)) return refuse('unknown-agency', { agencyId: to.agencyId });
  return setup.counters.filter(row => row.agencyId === to.agencyId).map(({ id }) => id);
}

/** A message that stands on desks until each of them has read it, or the day ends (MESSAGE-1). */
export function tellCounters(
  state: BuildingState,
  { actor, note, to }: CommandOf<'tell-counters'>,
  now: number,
): Decision {
  const counterIds = toldIds(state, to);
  if (isRefusal(counterIds)) return counterIds;
  if (state.steering.messages.size >= messagesMax) {
    return refuse('too-many-messages', { messagesMax });
  }
  const agencyId = to.kind === 'agency' ? to.agencyId : null;
  const data = { messageId: note.noteId, counterIds, agencyId, isToAll: to.kind === 'all' };
  return [{ type: 'counters-told', at: now, ...who(actor), data }];
}

const standing = (state: BuildingState, messageId: string) => {
  const message = state.steering.messages.get(messageId);
  return message && !message.isEnded ? message : undefined;
};

/** Whoever works at the counter has read it, in whichever window (MESSAGE-2). */
export function readMessage(
  state: BuildingState,
  { actor, counterId, messageId }: CommandOf<'read-message'>,
  now: number,
): Decision {
  const at = counterOf(state, actor, counterId);
  if (isRefusal(at)) return at;
  const message = standing(state, messageId);
  if (!message?.counterIds.includes(counterId)) return refuse('unknown-message');
  if (message.read.has(counterId)) return [];
  const meta = { at: now, counterId, ...who(actor) };
  return [{ type: 'counter-message-read', ...meta, data: { messageId } }];
}

export function endMessage(
  state: BuildingState,
  { actor, messageId }: { readonly actor: Actor; readonly messageId: string },
  now: number,
): Decision {
  if (!standing(state, messageId)) return refuse('unknown-message');
  return [{ type: 'counter-message-ended', at: now, ...who(actor), data: { messageId } }];
}
