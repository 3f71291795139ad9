const minutesOfDay = 24 * 60;

/** A day as YYYY-MM-DD, from that or from DD/MM/YYYY; null where there is no such day. */
export function dayOf(text: string): string | null {
  const turned = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = turned ?? [];
  const date = turned ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : null;
}

const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

/**
 * Minutes since the midnight of a day: HH:MM, HH:MM:SS, or with a date before it. A zone that is
 * named is not asked for: logs are in local time. Null where it is none, or of another day.
 */
export function minutesOf(text: string, date: string): number | null {
  const found =
    /^(?:(\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})[T ]+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}(?:\.\d+)?))?(?:Z| ?[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (!found) return null;
  const [, own, hours = '', minutes = '', seconds = '0'] = found;
  const clock = Number(hours) * 60 + Number(minutes) + Number(seconds) / 60;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return null;
  if (own === undefined) return clock;
  const day = dayOf(own);
  if (day === null) return null;
  // What began in the evening may end after midnight.
  const days = daysBetween(date, day);
  return days === 0 || days === 1 ? clock + days * minutesOfDay : null;
}
