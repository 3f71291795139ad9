import type { LogRow } from './log-rows.ts';

/** What happens to one row; kinds in the order in which they happen within one minute. */
export const eventKinds = { end: 0, call: 1, join: 2, callAtOnce: 3, endAtOnce: 4 } as const;

export interface DayEvent {
  readonly at: number;
  readonly kind: number;
  readonly place: number;
}

/**
 * The day as it was lived: what ends before what is called before who joins. Whoever joined and was
 * called in the same minute joined first.
 */
export function eventsOf(rows: readonly LogRow[]): DayEvent[] {
  const events: DayEvent[] = [];
  for (const [place, { enqueued, called, finished }] of rows.entries()) {
    events.push({ at: enqueued, kind: eventKinds.join, place });
    const isAtOnce = called !== null && called <= enqueued;
    if (called !== null) {
      events.push({ at: called, kind: isAtOnce ? eventKinds.callAtOnce : eventKinds.call, place });
    }
    if (finished !== null) {
      const began = called ?? enqueued;
      const isShort = finished <= began;
      events.push({ at: finished, kind: isShort ? eventKinds.endAtOnce : eventKinds.end, place });
    }
  }
  return events.sort((a, b) => a.at - b.at || a.kind - b.kind || a.place - b.place);
}
