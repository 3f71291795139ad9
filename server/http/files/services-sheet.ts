import type { Service, Setup } from '../../../contract/setup.ts';

/** The list of services as a sheet: its columns, and how it is written. */

export const columns = [
  'code',
  'agency',
  'queue',
  'name_id',
  'name_en',
  'minutes',
  'requirements_id',
  'requirements_en',
  'synonyms',
  'offered',
  'bookable',
] as const;
export type Column = (typeof columns)[number];
/** All others may be missing: what they say stays as it is. */
export const neededColumns: readonly Column[] = ['code', 'agency', 'queue', 'name_id', 'minutes'];

/** Several texts in one cell, with a bar between; a bar within one has a backslash before it. */
export const joinTexts = (texts: readonly string[]): string =>
  texts.map(text => text.replaceAll(/[\\|]/g, sign => `\\${sign}`)).join(' | ');

export function splitTexts(cell: string): string[] {
  const texts = [''];
  for (const [part] of cell.matchAll(/\\[\\|]|\||[^\\|]+|\\/g)) {
    if (part === '|') texts.push('');
    else texts[texts.length - 1] += /^\\[\\|]$/.test(part) ? part.slice(1) : part;
  }
  return texts.map(text => text.trim()).filter(text => text !== '');
}

/** A table program takes these for the beginning of a formula and would reckon with them. */
const asFormula = /^'*[=+\-@\t\r]/;
export const guarded = (cell: string): string => (asFormula.test(cell) ? `'${cell}` : cell);
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && asFormula.test(cell.slice(1)) ? cell.slice(1) : cell;

export const csvCell = (cell: string): string =>
  /[";\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const yesNo = (is: boolean): string => (is ? 'ya' : 'tidak');

function cellsOf(
  service: Service,
  agencies: ReadonlyMap<string, string>,
  series: ReadonlyMap<string, string>,
): Readonly<Record<Column, string>> {
  const { name, requirements } = service;
  return {
    code: service.code,
    agency: agencies.get(service.agencyId) ?? '',
    queue: series.get(service.queueId) ?? '',
    name_id: name.id,
    name_en: name.en,
    minutes: String(service.minutes).replace('.', ','),
    requirements_id: joinTexts(requirements.map(row => row.id)),
    requirements_en: joinTexts(requirements.map(row => row.en)),
    synonyms: joinTexts(service.synonyms),
    offered: yesNo(service.isOffered),
    bookable: yesNo(service.isBookable),
  };
}

/** As table programs of this country open it: semicolons, a byte order mark, their own line ends. */
export function servicesSheet(setup: Setup): string {
  const agencies = new Map(setup.agencies.map(({ id, code }) => [id, code]));
  const series = new Map(setup.queues.map(row => [row.id, row.series]));
  const rows = setup.services.map(service => {
    const cells = cellsOf(service, agencies, series);
    return columns.map(column => csvCell(guarded(cells[column]))).join(';');
  });
  return `\uFEFF${[columns.join(';'), ...rows].join('\r\n')}\r\n`;
}
