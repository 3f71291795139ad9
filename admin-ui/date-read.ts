/** Days as people of an office write them. */

const months: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'feb', 'pebruari'],
  ['maret', 'march', 'mar'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'agu', 'agt', 'aug', 'ags'],
  ['september', 'sep', 'sept'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov', 'nopember'],
  ['desember', 'december', 'des', 'dec'],
];

const monthOf = (word: string): number =>
  /^\d+$/.test(word)
    ? Number(word)
    : months.findIndex(names => names.includes(word.toLowerCase().replace('.', ''))) + 1;

function dateOf(year: number, month: number, day: number): string | null {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const at = new Date(`${date}T00:00:00Z`);
  // The 31st of a month of thirty days would be the first of the next.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date ? null : date;
}

/**
 * YYYY-MM-DD of "2026-11-23", "23-11-2026", "23/11/2026", "23.11.2026" or "Senin, 23 November
 * 2026"; null where it is no day of the calendar.
 */
export function dateRead(text: string): string | null {
  const said = text.trim().replace(/^[A-Za-z']+, */, '');
  const whole = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(said);
  if (whole) return dateOf(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  const usual = /^(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9}\.?)[-/. ]+(\d{4})$/.exec(said);
  if (!usual) return null;
  return dateOf(Number(usual[3]), monthOf(usual[2]!), Number(usual[1]));
}

/** "23-11-2026", as it stands in a field. */
export const dateField = (date: string): string => date.split('-').toReversed().join('-');
