import type { DisplayRow } from '../../contract/views.ts';

const columnRows = 10;
const pageRowsMax = 2 * columnRows;
export const pageMs = 12_000;

/** Agencies in pages of columns; few agencies stand in one wide column, so that they read wider. */
export function agencyPages(rows: readonly DisplayRow[]): DisplayRow[][][] {
  const pages: DisplayRow[][][] = [];
  const pageCount = Math.ceil(rows.length / pageRowsMax);
  for (let page = 0; page < pageCount; page += 1) {
    const onPage = rows.slice(page * pageRowsMax, (page + 1) * pageRowsMax);
    const half = onPage.length <= columnRows / 2 ? onPage.length : Math.ceil(onPage.length / 2);
    pages.push([onPage.slice(0, half), onPage.slice(half)].filter(column => column.length > 0));
  }
  return pages;
}
