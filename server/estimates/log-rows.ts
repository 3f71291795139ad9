/** A day log from anywhere: one leg a row. Times are minutes since local midnight of its date. */
export interface LogRow {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly ticket: string;
  readonly service: string;
  readonly counter: string | null;
  readonly enqueued: number;
  readonly called: number | null;
  readonly finished: number | null;
  readonly wasServed: boolean;
}

/** Days by date, each with its rows by the time they joined; rows that joined together as they stood. */
export function daysOfRows(rows: readonly LogRow[]): Map<string, LogRow[]> {
  const days = new Map<string, LogRow[]>();
  for (const row of rows) {
    const known = days.get(row.date);
    if (known) known.push(row);
    else days.set(row.date, [row]);
  }
  const sorted = [...days].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, list] of sorted) list.sort((a, b) => a.enqueued - b.enqueued);
  return new Map(sorted);
}

/** 0 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
