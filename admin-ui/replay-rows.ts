import type { Replay, ReplaySide, ReplayWaits } from '../contract/replay.ts';
import { dateLong, timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { replayText as r } from './replay-texts.ts';

/** What stands on the page of a replay, in words. */

export const classWords = {
  'walk-in': 'walkIn',
  booked: 'booked',
  vulnerable: 'vulnerable',
} as const;

/** One decimal, as the language writes it. */
export const tenthWords = (value: number | null): string =>
  value === null ? r('none') : value.toFixed(1).replace('.', language.value === 'id' ? ',' : '.');

export const percentWords = (value: number | null): string =>
  value === null ? r('none') : `${Math.round(value)}${language.value === 'id' ? ' ' : ''}%`;

export function dayWords(date: string, tickets: number | null): string {
  const day = dateLong(Date.parse(`${date}T12:00:00Z`), 'UTC', language.value);
  return tickets === null ? day : r('dayOption', { day, tickets });
}

export const clockWords = (instant: string | null, timeZone: string): string =>
  instant === null ? r('none') : timeOfDay(Date.parse(instant), timeZone, language.value);

export interface WaitRow {
  readonly id: 'all' | keyof typeof classWords;
  readonly words: string;
  readonly was: ReplayWaits;
  readonly would: ReplayWaits | null;
}

/** All tickets, then each class that had any. */
export function waitRows({ actual, changed }: Replay): WaitRow[] {
  const all: WaitRow = { id: 'all', words: r('all'), was: actual.all, would: changed?.all ?? null };
  return [
    all,
    ...actual.classes.map(was => ({
      id: was.class,
      words: r(classWords[was.class]),
      was,
      would: changed?.classes.find(row => row.class === was.class) ?? null,
    })),
  ];
}

export interface CallRow {
  readonly label: string;
  readonly words: string;
  readonly taken: string;
  readonly called: string;
  readonly counter: string;
  readonly waited: string;
  /** Null where nothing is changed. */
  readonly would: string | null;
}

const minutesBetween = (from: string, to: string): string =>
  String(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000)));

/** The last calls until a moment, the newest first. */
export function lastCalls(replay: Replay, at: number, timeZone: string, most: number): CallRow[] {
  return replay.tickets
    .filter(({ calledAt }) => calledAt !== null && Date.parse(calledAt) <= at)
    .sort((a, b) => Date.parse(b.calledAt!) - Date.parse(a.calledAt!))
    .slice(0, most)
    .map(ticket => ({
      label: ticket.label,
      words: r(classWords[ticket.class]),
      taken: clockWords(ticket.enqueuedAt, timeZone),
      called: clockWords(ticket.calledAt, timeZone),
      counter: ticket.counterNumber === null ? r('none') : String(ticket.counterNumber),
      waited: minutesBetween(ticket.enqueuedAt, ticket.calledAt!),
      would:
        replay.changed === null
          ? null
          : ticket.changedAt === null
            ? r('notCalled')
            : minutesBetween(ticket.enqueuedAt, ticket.changedAt),
    }));
}

/** What the change came to beside the table, one sentence each. */
export function outcomeSentences(
  replay: Replay,
  isPolicyAlone: boolean,
  timeZone: string,
): string[] {
  const { actual, same, changed, likeness } = replay;
  const sentences: string[] = [];
  const mean = (side: ReplaySide): number | null => side.all.meanMinutes;
  if (changed !== null) {
    const would = clockWords(changed.lastAt, timeZone);
    sentences.push(r('last', { was: clockWords(actual.lastAt, timeZone), would }));
    if (changed.unserved > 0) sentences.push(r('unserved', { count: changed.unserved }));
    const [before, after] = [mean(same), mean(changed)];
    if (isPolicyAlone && before !== null && after !== null && changed.unserved === 0) {
      const by = after - before;
      const sign = by > 0 ? '+' : by < 0 ? '−' : '';
      sentences.push(r('conserved', { minutes: `${sign}${tenthWords(Math.abs(by))}` }));
    }
  }
  if (likeness.meanAbsoluteMinutes !== null) {
    sentences.push(r('likeness', { minutes: tenthWords(likeness.meanAbsoluteMinutes) }));
  }
  return sentences;
}
