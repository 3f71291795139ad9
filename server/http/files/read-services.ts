import {
  servicesSheetRowsMax,
  type FileFault,
  type FileFaultCode,
  type ServicesSheetCheck,
} from '../../../contract/setup-files.ts';
import { setupPartSchemas, type Service, type Setup } from '../../../contract/setup.ts';
import { isSame } from '../../domain/setup-parts.ts';
import { schemaFaults } from './schema-faults.ts';
import { columns, neededColumns, splitTexts, unguarded, type Column } from './services-sheet.ts';
import { readSheet, type SheetRow } from './sheet-rows.ts';

/** A sheet of services, row by row: what is new, changed, the same, or wrong. */

export type ReadRow = ServicesSheetCheck['rows'][number] & { readonly service: Service | null };

export interface ReadServices {
  readonly rows: readonly ReadRow[];
  /** Of the sheet as a whole. */
  readonly faults: readonly FileFault[];
  /** The set-up with every good row; services that the sheet does not name stay as they are. */
  readonly wished: Setup;
}

/** Which column says what of a service: where a fault of its schema is shown. */
const columnOf: Readonly<Record<string, Column>> = {
  code: 'code',
  name: 'name_id',
  minutes: 'minutes',
  requirements: 'requirements_id',
  synonyms: 'synonyms',
};

const words: ReadonlyMap<string, boolean> = new Map([
  ...['ya', 'yes', 'y', 'true', '1'].map((word): [string, boolean] => [word, true]),
  ...['tidak', 'no', 'n', 't', 'false', '0'].map((word): [string, boolean] => [word, false]),
]);

class RowReading {
  readonly faults: FileFault[] = [];
  readonly #row: SheetRow;

  constructor(row: SheetRow) {
    this.#row = row;
  }

  /** Undefined where the sheet has no such column. */
  cell(column: Column): string | undefined {
    const cell = this.#row.cells.get(column);
    return cell === undefined ? undefined : unguarded(cell);
  }

  note(path: Column, code: FileFaultCode, facts?: FileFault['facts']): void {
    this.faults.push({ path, line: this.#row.line, code, ...(facts ? { facts } : {}) });
  }

  switch(column: Column, usual: boolean): boolean {
    const cell = this.cell(column);
    if (cell === undefined) return usual;
    if (cell === '') return true;
    const is = words.get(cell.toLowerCase());
    if (is === undefined) this.note(column, 'not-one-of', { values: 'ya, tidak' });
    return is ?? usual;
  }

  /** As people of this country and as programs write it. */
  minutes(): number {
    const cell = this.cell('minutes') ?? '';
    const minutes = /^\d{1,4}([.,]\d{1,15})?$/.test(cell) ? Number(cell.replace(',', '.')) : NaN;
    if (Number.isNaN(minutes)) {
      if (cell === '') this.note('minutes', 'missing');
      else this.note('minutes', 'wrong-kind', { expected: 'number' });
    }
    return minutes;
  }

  /** What is missing in English is said as in Indonesian. */
  requirements(usual: Service['requirements']): Service['requirements'] {
    const [cell, other] = [this.cell('requirements_id'), this.cell('requirements_en')];
    if (cell === undefined && other === undefined) return usual;
    const own = cell === undefined ? usual.map(row => row.id) : splitTexts(cell);
    const english = other === undefined ? [] : splitTexts(other);
    if (english.length > 0 && english.length !== own.length) {
      const facts = { id: own.length, en: english.length };
      this.note('requirements_en', 'uneven', facts);
    }
    return own.map((id, at) => ({ id, en: english[at] ?? englishOf(usual, id) }));
  }
}

const englishOf = (usual: Service['requirements'], id: string): string =>
  usual.find(row => row.id === id)?.en ?? id;

interface Places {
  readonly agencies: ReadonlyMap<string, string>;
  readonly queues: ReadonlyMap<string, { readonly id: string; readonly agencyId: string }>;
  readonly services: ReadonlyMap<string, Service>;
}

const lower = (text: string): string => text.toLowerCase();

const placesOf = (setup: Setup): Places => ({
  agencies: new Map(setup.agencies.map(({ id, code }) => [lower(code), id])),
  queues: new Map(setup.queues.map(row => [lower(row.series), row])),
  services: new Map(setup.services.map(row => [lower(row.code), row])),
});

/** The ids of its agency and its line; empty where they are nowhere. */
function placeOf(reading: RowReading, { agencies, queues }: Places) {
  const [code, series] = [reading.cell('agency') ?? '', reading.cell('queue') ?? ''];
  const agencyId = agencies.get(lower(code));
  const queue = queues.get(lower(series));
  if (code === '') reading.note('agency', 'missing');
  else if (agencyId === undefined) reading.note('agency', 'unknown-agency', { value: code });
  if (series === '') reading.note('queue', 'missing');
  else if (queue === undefined) reading.note('queue', 'unknown-queue', { value: series });
  else if (agencyId !== undefined && queue.agencyId !== agencyId) {
    reading.note('queue', 'wrong-agency', { to: `queues/${queue.id}` });
  }
  return { agencyId: agencyId ?? '', queueId: queue?.id ?? '' };
}

/** From the code, so that the same sheet makes the same ids in every building. */
function newId(code: string, taken: ReadonlySet<string>): string {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9_.-]+/g, '-') || 'x';
  for (let nth = 1; ; nth += 1) {
    const id = nth === 1 ? `service-${plain}` : `service-${plain}-${nth}`;
    if (!taken.has(id)) return id;
  }
}

const fresh = { asks: [], thenServiceId: null, speakAs: null, requirements: [], synonyms: [] };

function draftOf(reading: RowReading, places: Places, taken: ReadonlySet<string>) {
  const code = reading.cell('code') ?? '';
  const old = places.services.get(lower(code));
  const name = reading.cell('name_id') ?? '';
  const english = reading.cell('name_en');
  const usual = english === undefined && old && old.name.id === name ? old.name.en : name;
  const synonyms = reading.cell('synonyms');
  return {
    ...(old ?? { ...fresh, id: newId(code, taken) }),
    code: old?.code ?? code,
    ...placeOf(reading, places),
    name: { id: name, en: english || usual },
    minutes: reading.minutes(),
    requirements: reading.requirements(old?.requirements ?? []),
    synonyms: synonyms === undefined ? (old?.synonyms ?? []) : splitTexts(synonyms),
    isOffered: reading.switch('offered', old?.isOffered ?? true),
    isBookable: reading.switch('bookable', old?.isBookable ?? true),
  };
}

/** What the schema says, where nothing was said of that column yet. */
function noteSchema(reading: RowReading, draft: object): Service | null {
  const read = setupPartSchemas.rows.services.safeParse(draft);
  if (read.success) return reading.faults.length === 0 ? read.data : null;
  for (const { at, code, facts } of schemaFaults(read.error, draft)) {
    const [field = '', ...below] = at.map(String);
    const isEnglish = below.at(-1) === 'en';
    const own = columnOf[field];
    if (!own) continue;
    const column = isEnglish ? (own.replace('_id', '_en') as Column) : own;
    // Where nothing is said in English it is a copy, and was found wrong already.
    if (isEnglish && !reading.cell(column)) continue;
    if (reading.faults.some(({ path }) => path === column)) continue;
    if (code === 'too-short') reading.note(column, 'missing');
    else reading.note(column, code, facts);
  }
  return null;
}

function readRow(row: SheetRow, places: Places, taken: Set<string>, seen: Map<string, number>) {
  const reading = new RowReading(row);
  const code = reading.cell('code') ?? '';
  const before = seen.get(lower(code));
  if (before !== undefined) reading.note('code', 'duplicate', { value: code, other: before });
  else if (code !== '') seen.set(lower(code), row.line);
  const draft = draftOf(reading, places, taken);
  const service = noteSchema(reading, draft);
  if (service) taken.add(service.id);
  const old = places.services.get(lower(code));
  const is = service === null ? 'wrong' : !old ? 'new' : isSame(old, service) ? 'same' : 'changed';
  const { line } = row;
  const shown = { line, code: code.slice(0, 60), name: draft.name.id.slice(0, 200) };
  return { ...shown, is, faults: reading.faults, service } as const;
}

export function readServices(text: string, setup: Setup): ReadServices {
  const kind = { columns, needed: neededColumns, rowsMax: servicesSheetRowsMax };
  const sheet = readSheet(text, kind);
  const places = placesOf(setup);
  const taken = new Set(setup.services.map(({ id }) => id));
  const seen = new Map<string, number>();
  const rows = sheet.rows.map(row => readRow(row, places, taken, seen));
  const services = new Map(setup.services.map(row => [row.id, row]));
  for (const { service } of rows) if (service) services.set(service.id, service);
  return { rows, faults: sheet.faults, wished: { ...setup, services: [...services.values()] } };
}
