import type { DeskMissed, DeskParked, DeskView } from '../../contract/desk-views.ts';
import type { DeskAction } from '../actions.ts';
import { deskState } from '../desk-state.ts';
import { paneText } from '../pane-texts.ts';
import type { PaneTextKey } from '../pane-texts.ts';

/** Each side of the shelf shows so many; the rest is behind one key. */
export const shelfShownMax = 2;

export interface ShelfParked {
  readonly ticket: DeskParked;
  /** The time to ask again has come. */
  readonly isDue: boolean;
}

/** Whom to ask now comes first, the longest due before the others; then who is away longest. */
export function parkedRows(view: DeskView, now: number): ShelfParked[] {
  const rows = view.parked.map(ticket => ({ ticket, isDue: Date.parse(ticket.remindAt) <= now }));
  return rows.toSorted(
    (a, b) =>
      Number(b.isDue) - Number(a.isDue) ||
      (a.isDue ? Date.parse(a.ticket.remindAt) - Date.parse(b.ticket.remindAt) : 0),
  );
}

/** Back to this counter: called where it is free, else into the line, by the time already waited. */
export function takeBack(view: DeskView, ticketId: string): DeskAction {
  return deskState(view) === 'idle' ? { do: 'call', ticketId } : { do: 'unpark', ticketId };
}

/** Called once more where the counter is free, else back into the line. */
export function callMissed(view: DeskView, ticketId: string): DeskAction {
  return deskState(view) === 'idle' ? { do: 'call', ticketId } : { do: 'requeue', ticketId };
}

const reasonKeys: Readonly<Record<DeskParked['reason'], PaneTextKey>> = {
  asked: 'reasonAsked',
  documents: 'reasonDocuments',
  copies: 'reasonCopies',
  payment: 'reasonPayment',
  system: 'reasonSystem',
  other: 'reasonOther',
};

/** Why somebody is away: the officer's own note, else the reason chosen. */
export const parkedWords = ({ note, reason }: Pick<DeskParked, 'note' | 'reason'>): string =>
  note?.trim() ? note.trim() : paneText(reasonKeys[reason]);

/** How often somebody was called in vain, and when last. */
export const missedWords = ({ calls }: Pick<DeskMissed, 'calls'>, time: string): string =>
  calls > 0 ? paneText('calledTimes', { calls, time }) : paneText('neverCalled', { time });
