/** Days of the week as a file says them; the set-up counts from Sunday. */

const dayNames = ['minggu', 'senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu'] as const;

/** Every list called `days`, with each of its days as `convert` says. */
function withDays(value: unknown, convert: (day: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(row => withDays(row, convert));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]): [string, unknown] =>
      key === 'days' && Array.isArray(inner)
        ? [key, inner.map(convert)]
        : [key, withDays(inner, convert)],
    ),
  );
}

export const withDayNames = (value: unknown): unknown =>
  withDays(value, day => (typeof day === 'number' ? (dayNames[day] ?? day) : day));

/** A word that is no day stays as it is, and is found wrong there. */
export const withDayNumbers = (value: unknown): unknown =>
  withDays(value, day => {
    const at = typeof day === 'string' ? dayNames.indexOf(day.toLowerCase() as 'senin') : -1;
    return at === -1 ? day : at;
  });
