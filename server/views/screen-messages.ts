import type { ScreenMessage } from '../../contract/displays.ts';
import { standingMessages, type ToldScreens } from '../domain/screen-messages.ts';
import type { BuildingState } from '../domain/state.ts';
import { instant } from './names.ts';

export const screenMessageView = (state: BuildingState, told: ToldScreens): ScreenMessage => ({
  id: told.messageId,
  text: told.text,
  zoneIds: [...told.zoneIds],
  until: instant(state, told.until),
});

/** Every message that stands now, the newest first. */
export const screenMessageViews = (state: BuildingState, now: number): ScreenMessage[] =>
  standingMessages(state, now).map(told => screenMessageView(state, told));

/** What a screen of a zone says; one of the whole building says what any zone is told. */
export const messagesOfZone = (
  state: BuildingState,
  zoneId: string | null,
  now: number,
): Omit<ScreenMessage, 'zoneIds'>[] =>
  screenMessageViews(state, now)
    .filter(({ zoneIds }) => zoneId === null || zoneIds.length === 0 || zoneIds.includes(zoneId))
    .map(({ id, text, until }) => ({ id, text, until }));
