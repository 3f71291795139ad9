import type { TrackView } from '../../contract/views.ts';
import { dayOf } from '../../ui-kit/formats.ts';

/** What this phone was told last of its number; only ever shown as old. */
interface Told {
  readonly token: string;
  readonly view: TrackView;
  readonly toldMs: number;
}

const storageKey = 'phone-last-told';

/** One number only: the next one takes its place. */
export function keepLastTold(token: string, view: TrackView, toldMs: number): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ token, view, toldMs } satisfies Told));
  } catch {
    // A phone without room, or one that keeps nothing, opens without it.
  }
}

/** Of the same number and of today; anything else is of no use to anybody. */
export function lastTold(token: string, nowMs: number): Omit<Told, 'token'> | null {
  try {
    const told = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as Told | null;
    if (told?.token !== token) return null;
    const { timeZone } = told.view.building;
    return dayOf(nowMs, timeZone) === told.view.businessDate ? told : null;
  } catch {
    return null;
  }
}
