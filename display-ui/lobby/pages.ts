import type { DisplayRow } from '../../contract/views.ts';

export const pageMs = 12_000;
/** What a row says last takes turns while its page stands: who is next, how many wait, how long. */
export const facets = ['next', 'waiting', 'wait'] as const;
export type Facet = (typeof facets)[number];
export const facetMs = pageMs / facets.length;

export interface PageShape {
  readonly columns: number;
  readonly rows: number;
}

/** Agencies in pages of columns, in the order of the building. */
export function agencyPages(
  agencies: readonly DisplayRow[],
  { columns, rows }: PageShape,
): DisplayRow[][][] {
  const pages: DisplayRow[][][] = [];
  const perPage = columns * rows;
  for (let from = 0; from < agencies.length; from += perPage) {
    const onPage = agencies.slice(from, from + perPage);
    const page: DisplayRow[][] = [];
    for (let column = 0; column < onPage.length; column += rows) {
      page.push(onPage.slice(column, column + rows));
    }
    pages.push(page);
  }
  return pages;
}

export const facetAt = (atMs: number): Facet =>
  facets[Math.floor(atMs / facetMs) % facets.length] ?? 'next';
