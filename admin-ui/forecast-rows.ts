import type { ForecastCurve, PolicyKind, QueueForecastDetail } from '../contract/forecast.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { forecastText as f } from './forecast-texts.ts';
import type { WhatIf } from './forecast-model.ts';

/** What stands in the panel, in words. */

const hourMs = 3_600_000;

export const clockOf = (instant: string, timeZone: string): string =>
  timeOfDay(Date.parse(instant), timeZone, language.value);

/** "HH:MM" of the building, as the server takes it. */
const hhmm = (ms: number, timeZone: string): string => timeOfDay(ms, timeZone, 'en');

export interface TimeOption {
  /** Empty: none of them. */
  readonly value: string;
  readonly words: string;
}

/** Whole hours from after now to before an end. */
function hoursUntil(detail: QueueForecastDetail, timeZone: string): TimeOption[] {
  const now = Date.parse(detail.at);
  const end = Date.parse(detail.lastTicketAt ?? detail.closesAt ?? detail.base.points.at(-1)!.at);
  const options: TimeOption[] = [];
  for (let at = (Math.floor(now / hourMs) + 1) * hourMs; at < end; at += hourMs) {
    const time = timeOfDay(at, timeZone, language.value);
    options.push({ value: hhmm(at, timeZone), words: f('clock', { time }) });
  }
  return options;
}

export const fromOptions = (detail: QueueForecastDetail, timeZone: string): TimeOption[] => [
  { value: '', words: f('now') },
  ...hoursUntil(detail, timeZone),
];

/** The time that is advised stands among the whole hours. */
export function stopOptions(
  detail: QueueForecastDetail,
  timeZone: string,
  chosen: string | null,
): TimeOption[] {
  const own = [hhmm(Date.parse(detail.at), timeZone)];
  const options = hoursUntil(detail, timeZone);
  const advised = detail.stopAt === null ? [] : [hhmm(Date.parse(detail.stopAt), timeZone)];
  for (const value of [...advised, ...(chosen === null ? [] : [chosen])]) {
    if (options.some(option => option.value === value) || own.includes(value)) continue;
    const time = language.value === 'id' ? value.replace(':', '.') : value;
    options.push({ value, words: f('clock', { time }) });
  }
  options.sort((a, b) => (a.value < b.value ? -1 : 1));
  return [{ value: '', words: f('stopAsIs') }, { value: own[0]!, words: f('now') }, ...options];
}

export const policyKinds: readonly PolicyKind[] = ['accumulating', 'ratio', 'strict', 'fifo'];

export const policyWords = (kind: PolicyKind, perWalkIn: number): string =>
  f(kind, { count: perWalkIn });

export interface CompareRow {
  readonly id: 'longest' | 'last' | 'unserved' | 'walk-in' | 'booked' | 'vulnerable';
  readonly words: string;
  readonly base: string;
  readonly changed: string | null;
  readonly isBaseBroken: boolean;
  readonly isChangedBroken: boolean;
}

const classWords = { 'walk-in': 'walkIn', booked: 'booked', vulnerable: 'vulnerable' } as const;

const lastWords = ({ last }: ForecastCurve, timeZone: string): string =>
  last === null ? f('none') : clockOf(last.p90, timeZone);

function meanWords(curve: ForecastCurve, name: keyof typeof classWords): string {
  const row = curve.classes.find(one => one.class === name);
  return row === undefined ? f('none') : String(Math.round(row.meanMinutes));
}

/**
 * The two forecasts side by side; classes only where the order of calling is tried out. Where an
 * agency never closes no ticket is the last one, and nobody comes too late.
 */
export function compareRows(
  { base, changed, alertMinutes, closesAt }: QueueForecastDetail,
  wish: WhatIf,
  timeZone: string,
): CompareRow[] {
  const isLong = (curve: ForecastCurve): boolean => curve.longestWait.p50 >= alertMinutes;
  const row = (
    id: CompareRow['id'],
    words: string,
    figure: (curve: ForecastCurve) => string,
    isBroken: (curve: ForecastCurve) => boolean,
  ): CompareRow => ({
    id,
    words,
    base: figure(base),
    changed: changed && figure(changed),
    isBaseBroken: isBroken(base),
    isChangedBroken: changed !== null && isBroken(changed),
  });
  const rows = [row('longest', f('longest'), ({ longestWait }) => String(longestWait.p50), isLong)];
  if (closesAt !== null) {
    const last = (curve: ForecastCurve): string => lastWords(curve, timeZone);
    rows.push(row('last', f('last'), last, ({ isLate }) => isLate));
  }
  if (wish.policy !== null && changed !== null) {
    for (const { class: name } of base.classes) {
      const words = f('meanOf', { class: f(classWords[name]) });
      rows.push(
        row(
          name,
          words,
          curve => meanWords(curve, name),
          () => false,
        ),
      );
    }
  }
  const unserved = Math.max(base.unserved.p90, changed?.unserved.p90 ?? 0);
  if (unserved > 0 && closesAt !== null) {
    const count = (curve: ForecastCurve): number => curve.unserved.p90;
    rows.push(
      row(
        'unserved',
        f('unserved'),
        c => String(count(c)),
        c => count(c) > 0,
      ),
    );
  }
  return rows;
}

/** What to do against a last ticket after the closing; null where none is. */
export function lateWords(detail: QueueForecastDetail, timeZone: string): string | null {
  if (detail.stopAt === null) return null;
  const isNow = Date.parse(detail.stopAt) - Date.parse(detail.at) < 60_000;
  return isNow ? f('lateNow') : f('lateAt', { time: clockOf(detail.stopAt, timeZone) });
}
