import type { BackupNote, SeriesNumber } from '../../contract/backups.ts';
import { manualFrom, manualTo } from './numbering.ts';
import { setupOf, type BuildingState } from './state.ts';

/** Paper that was given in the moments before a restore and that nobody counted. */
const gapNumbers = 50;
/** Where nobody can tell which numbers were given: more than a series gives in a day. */
const leapNumbers = 500;
const hundred = 100;

/** What was known of the numbers of the building before it was restored. */
export interface NumbersGiven {
  readonly businessDate: string;
  readonly numbers: readonly SeriesNumber[];
}

/** Numbers of paper sheets are never given: who lands among them goes past them (MANUAL-1). */
const beyondSheets = (number: number): number =>
  number >= manualFrom - 1 && number < manualTo ? manualTo : number;

/**
 * Behind which number each series goes on after a restore, so that no number that is on paper is
 * given a second time that day: beyond the highest that was given; where that is not known, at the
 * next hundred that is surely beyond it (KEEP-7).
 */
export function numbersAfterRestore(
  state: BuildingState,
  given: NumbersGiven | null,
): SeriesNumber[] {
  const known = new Map(given?.numbers.map(row => [row.series, row.number]));
  const isToday = given !== null && given.businessDate >= (state.businessDate ?? '');
  const rows: SeriesNumber[] = [];
  for (const { id, series } of setupOf(state).setup.queues) {
    const own = state.queues.get(id)?.lastNumber ?? 0;
    const highest = isToday ? Math.max(own, known.get(series) ?? 0) : own;
    // Of a day that had not begun no paper is out.
    const none = given !== null && (!isToday || highest === 0);
    const leap = Math.ceil((own + leapNumbers) / hundred) * hundred;
    const number = given === null ? leap : none ? own : highest + gapNumbers;
    if (number > own) rows.push({ series, number: beyondSheets(number) });
  }
  return rows;
}

/** Folds what was noted about a backup: only a restore changes what is given next. */
export function moveSeries(state: BuildingState, note: BackupNote): void {
  if (note.what !== 'restored') return;
  for (const { series, number } of note.numbers) {
    for (const queue of setupOf(state).setup.queues) {
      const now = state.queues.get(queue.id);
      if (queue.series !== series || !now || now.lastNumber >= number) continue;
      now.lastNumber = number;
      now.movedTo.add(number);
    }
  }
}
