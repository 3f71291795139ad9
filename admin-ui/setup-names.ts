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

const unnamedText = texts({
  id: { agency: 'Instansi tanpa nama', row: 'Yang belum bernama' },
  en: { agency: 'Agency without a name', row: 'What has no name yet' },
});

const fieldText = texts({
  id: {
    code: 'kode',
    name: 'nama',
    short: 'nama singkat',
    zoneId: 'zona',
    agencyId: 'instansi',
    queueId: 'antrean',
    queueIds: 'antrean',
    series: 'seri',
    number: 'nomor',
    minutes: 'lama layanan',
    requirements: 'yang perlu dibawa',
    synonyms: 'nama lain',
    speakAs: 'dibaca suara sebagai',
    thenServiceId: 'lanjut ke',
    quotaPerDay: 'kuota',
    rates: 'bobot',
    maxWaitMinutes: 'tunggu paling lama',
    booking: 'booking',
    hours: 'jam',
    from: 'mulai',
    until: 'sampai',
    date: 'tanggal',
    word: 'nama',
    floor: 'lantai',
    preferences: 'antrean yang dibantu',
    contact: 'kontak',
    sentences: 'kalimat layar',
  },
  en: {
    code: 'code',
    name: 'name',
    short: 'short name',
    zoneId: 'zone',
    agencyId: 'agency',
    queueId: 'queue',
    queueIds: 'queues',
    series: 'series',
    number: 'number',
    minutes: 'usual length',
    requirements: 'what to bring',
    synonyms: 'other names',
    speakAs: 'spoken as',
    thenServiceId: 'goes on to',
    quotaPerDay: 'quota',
    rates: 'weights',
    maxWaitMinutes: 'longest wait',
    booking: 'booking',
    hours: 'hours',
    from: 'from',
    until: 'until',
    date: 'date',
    word: 'name',
    floor: 'floor',
    preferences: 'queues it helps',
    contact: 'contact',
    sentences: 'screen sentences',
  },
});

type Field = Parameters<typeof fieldText>[0];
const fields: ReadonlySet<string> = new Set<Field>([
  'code',
  'name',
  'short',
  'zoneId',
  'agencyId',
  'queueId',
  'queueIds',
  'series',
  'number',
  'minutes',
  'requirements',
  'synonyms',
  'speakAs',
  'thenServiceId',
  'quotaPerDay',
  'rates',
  'maxWaitMinutes',
  'booking',
  'hours',
  'from',
  'until',
  'date',
  'word',
  'floor',
  'preferences',
  'contact',
  'sentences',
]);
const isField = (key: string): key is Field => fields.has(key);

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

const nameCharactersMax = 60;

/** Of a name of any length what tells it from others. */
const clipped = (name: string): string =>
  name.length > nameCharactersMax ? `${name.slice(0, nameCharactersMax)}…` : name;

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
  if (!isKnownRow) return partText(part, { name: key });
  const name = clipped(rowWords(row)).trim();
  return name === ''
    ? unnamedText(part === 'agencies' ? 'agency' : 'row')
    : partText(part, { name });
}

/** The field that a fault is about, where its name is known; null elsewhere. */
export function nameOfField(path: string): string | null {
  const [part = '', row = '', inner] = path.split('/');
  const key = (part === 'building' ? row : inner) ?? '';
  return isField(key) ? fieldText(key) : null;
}
