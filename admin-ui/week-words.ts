import type { Hours } from '../contract/setup.ts';
import { clockText } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { weekdayWord } from './date-words.ts';
import { hoursText as h } from './hours-texts.ts';
import { neverCloses, type Span } from './opening-days.ts';
import { weekdays, weekOf } from './week-grid.ts';

/** "08.00–12.00, 13.00–16.00", or that it is closed. */
export function spansWords(spans: readonly Span[]): string {
  if (spans.length === 0) return h('closed');
  return spans
    .map(({ opens, closes }) => {
      const isWhole = opens === '00:00' && closes === '24:00';
      const from = clockText(opens, language.value);
      return isWhole ? h('allDay') : `${from}–${clockText(closes, language.value)}`;
    })
    .join(', ');
}

const short = (day: number): string => weekdayWord(day).slice(0, 3);

/** "Sen–Kam 08.00–16.00; Jum 08.00–11.30, 13.00–16.00": days that are open, alike ones together. */
export function hoursWords(hours: Hours): string {
  if (neverCloses(hours)) return h('always');
  const week = weekOf(hours);
  const runs: { first: number; last: number; words: string }[] = [];
  for (const day of weekdays) {
    const spans = week[day] ?? [];
    const words = spans.length === 0 ? '' : spansWords(spans);
    const run = runs.at(-1);
    if (run && run.words === words) run.last = day;
    else runs.push({ first: day, last: day, words });
  }
  return runs
    .filter(({ words }) => words !== '')
    .map(({ first, last, words }) =>
      first === last ? `${short(first)} ${words}` : `${short(first)}–${short(last)} ${words}`,
    )
    .join('; ');
}
