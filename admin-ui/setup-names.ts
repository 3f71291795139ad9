import type { Text } from '../contract/values.ts';
import { pick, texts } from '../ui-kit/language.ts';
import { valueOf, type SetupSeen } from './setup-desk.ts';

/** What a place of the set-up is called, for sentences about it. */

const partText = texts({
  id: {
    zones: 'Zona {name}',
    agencies: '{name}',
    queues: 'Antrean {name}',
    services: 'Layanan {name}',
    counters: 'Loket {name}',
    holidays: 'Libur {name}',
    seasons: 'Jam khusus {name}',
    printers: 'Printer {name}',
    kiosks: 'Kiosk {name}',
    displays: 'Layar {name}',
    signs: 'Papan loket {name}',
    building: 'Data gedung',
    rules: 'Aturan',
    voice: 'Pengaturan suara',
    antrean: 'Antrean JKN',
    ticketLayout: 'Tata letak tiket',
    logoId: 'Logo',
    order: 'Urutan',
    planned: 'Perubahan yang direncanakan',
  },
  en: {
    zones: 'Zone {name}',
    agencies: '{name}',
    queues: 'Queue {name}',
    services: 'Service {name}',
    counters: 'Counter {name}',
    holidays: 'Holiday {name}',
    seasons: 'Special hours {name}',
    printers: 'Printer {name}',
    kiosks: 'Kiosk {name}',
    displays: 'Screen {name}',
    signs: 'Counter sign {name}',
    building: 'Building data',
    rules: 'Rules',
    voice: 'Voice settings',
    antrean: 'JKN queue service',
    ticketLayout: 'Ticket layout',
    logoId: 'Logo',
    order: 'Order',
    planned: 'Planned changes',
  },
});

type Part = Parameters<typeof partText>[0];
const parts: ReadonlySet<string> = new Set<Part>([
  'zones',
  'agencies',
  'queues',
  'services',
  'counters',
  'holidays',
  'seasons',
  'printers',
  'kiosks',
  'displays',
  'signs',
  'building',
  'rules',
  'voice',
  'antrean',
  'ticketLayout',
  'logoId',
  'order',
  'planned',
]);
const isPart = (part: string): part is Part => parts.has(part);

const isText = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && 'id' in value && 'en' in value;

/** A row in the fewest words that tell it from the others. */
function rowWords(row: Readonly<Record<string, unknown>>): string {
  const { code, series, number, short, name, word } = row;
  if (typeof number === 'number') return String(number);
  const said = isText(name) ? pick(name) : isText(word) ? pick(word) : name;
  const full = typeof said === 'string' ? said : '';
  const words = typeof short === 'string' && short !== '' ? short : full;
  const sign = typeof series === 'string' ? series : typeof short === 'string' ? null : code;
  return typeof sign === 'string' && sign !== words ? `${sign} ${words}`.trim() : words;
}

export interface Named {
  readonly seen: { readonly value: SetupSeen | null };
  value(path: string): unknown;
}

/** As somebody knows it; what is not there any more by its last name. */
export function nameOfPath(desk: Named, path: string): string {
  const [part = '', key] = path.split('/');
  if (!isPart(part)) return path;
  if (key === undefined) return partText(part);
  const { value: seen } = desk.seen;
  const rowPath = `${part}/${key}`;
  const row = desk.value(rowPath) ?? (seen && valueOf(seen.setup, rowPath));
  const isRow = typeof row === 'object' && row !== null && !Array.isArray(row);
  const isKnownRow = isRow && ('id' in row || 'counterId' in row || 'date' in row);
  return partText(part, { name: isKnownRow ? rowWords(row) : key });
}
