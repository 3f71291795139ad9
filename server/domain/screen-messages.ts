import type { ScreenCommand, RunningText } from '../../contract/displays.ts';
import type { Actor } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { who } from './at-counter.ts';
import { refuse, type Decision } from './decision.ts';
import { dayMs, localTime } from './local-time.ts';
import { setupOf, type BuildingState } from './state.ts';

/** What a supervisor tells the screens of some zones (none named: all), until a time. */
export interface ToldScreens {
  readonly messageId: string;
  readonly text: RunningText;
  readonly zoneIds: readonly string[];
  readonly until: number;
}

const standingMax = 5;

export const standingMessages = (state: BuildingState, now: number): ToldScreens[] =>
  [...state.screenMessages.values()].filter(({ until }) => until > now).toReversed();

/** A message ends with its business day: nobody takes away what was forgotten overnight. */
export function decideScreens(
  state: BuildingState,
  command: ScreenCommand & { readonly actor: Actor },
  now: number,
): Decision {
  const by = who(command.actor);
  const { messageId } = command;
  if (command.type === 'end-screen-message') {
    const message = state.screenMessages.get(messageId);
    if (!message || message.until <= now) return refuse('unknown-message');
    return [{ type: 'screen-message-ended', at: now, ...by, data: { messageId } }];
  }
  const { text, zoneIds } = command;
  const { setup } = setupOf(state);
  const unknown = zoneIds.find(id => !setup.zones.some(zone => zone.id === id));
  if (unknown !== undefined) return refuse('unknown-zone', { zoneId: unknown });
  if (command.until <= now) return refuse('already-over');
  if (standingMessages(state, now).length >= standingMax) {
    return refuse('too-many-messages', { messagesMax: standingMax });
  }
  const dayEnds = localTime(now, setup.building.timeZone).midnight + dayMs;
  const data = { messageId, text, zoneIds, until: Math.min(command.until, dayEnds) };
  return [{ type: 'screens-told', at: now, ...by, data }];
}

export function evolveScreens(
  state: BuildingState,
  entry: Extract<JournalEntry, { type: 'screens-told' | 'screen-message-ended' }>,
): void {
  const { messageId } = entry.data;
  if (entry.type === 'screens-told') state.screenMessages.set(messageId, entry.data);
  else state.screenMessages.delete(messageId);
}
