import { z } from 'zod';
import { rowParts, type RowPart } from '../../../contract/setup-edits.ts';
import { setupFileVersion } from '../../../contract/setup-files.ts';
import { setupPartSchemas, type Setup } from '../../../contract/setup.ts';
import { isSame } from '../../domain/setup-parts.ts';
import { withDayNames } from './day-names.ts';
import { entryLines, itemLines, type Plain } from './yaml-text.ts';

/** The set-up as a file that people read: nothing in it is a secret, and nothing names a person. */

type Row = Readonly<Record<string, unknown>>;
export type Part = RowPart | 'building' | 'rules' | 'voice' | 'antrean' | 'ticketLayout';

/** The order in which a file is read, and what stands above each part. */
const parts: readonly (readonly [part: Part, lead: string])[] = [
  ['building', 'Gedung. Hari ditulis senin sampai minggu; jam ditulis "08:00".'],
  ['rules', 'Aturan. Satuan ada pada nama: Seconds detik, Minutes menit, Days hari.'],
  ['zones', 'Zona dan lantai.'],
  ['agencies', 'Instansi. hours: null berarti sama dengan jam gedung.'],
  ['queues', 'Antrean dan seri nomor. quotaPerDay: null berarti tanpa kuota.'],
  ['services', 'Layanan, menurut instansi. minutes adalah lama layanan rata-rata.'],
  ['counters', 'Loket dan antrean yang dilayaninya.'],
  ['holidays', 'Hari libur (holiday) dan cuti bersama (collective-leave).'],
  ['seasons', 'Jam khusus untuk suatu masa, misalnya Ramadan.'],
  ['printers', 'Printer dan alamatnya.'],
  ['kiosks', 'Kiosk. id dan scannerDeviceId menunjuk komputer yang dipasangkan di gedung ini.'],
  ['displays', 'Layar. deviceId menunjuk layar yang dipasangkan di gedung ini.'],
  ['signs', 'Papan kecil di atas loket, dan sambungannya.'],
  ['voice', 'Suara panggilan.'],
  ['antrean', 'Layanan web Antrean untuk sistem lain.'],
  ['ticketLayout', 'Tata letak tiket. null berarti bawaan.'],
];

const isRowPart = (part: Part): part is RowPart => (rowParts as readonly string[]).includes(part);

function rowsOf(setup: Setup, part: RowPart): readonly Row[] {
  if (part === 'holidays' || part === 'seasons') return setup.building[part];
  return setup[part];
}

const shapeOf = (part: RowPart): Readonly<Record<string, z.ZodType>> =>
  setupPartSchemas.rows[part].shape;

/** A row without what every row has that says nothing else. */
function withoutDefaults(row: Row, part: RowPart): Row {
  const shape = shapeOf(part);
  // As its schema has it: the same row is always written alike.
  const entries = Object.keys(shape).flatMap((key): [string, unknown][] => {
    const [value, schema] = [row[key], shape[key]];
    if (value === undefined) return [];
    const isUsual = schema instanceof z.ZodDefault && isSame(value, schema.parse(undefined));
    return isUsual ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

/** On one line whatever a name holds. */
const comment = (words: string): string => `# ${words.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')}`;

function serviceLines(setup: Setup): string[] {
  const names = new Map(setup.agencies.map(({ id, code, name }) => [id, `${code} ${name.id}`]));
  let agencyId = '';
  return setup.services.flatMap(row => {
    const isNext = row.agencyId !== agencyId;
    agencyId = row.agencyId;
    const head = isNext ? ['', `  ${comment(names.get(agencyId) ?? agencyId)}`] : [];
    return [...head, ...rowLines(row, 'services')];
  });
}

const rowLines = (row: Row, part: RowPart): string[] =>
  itemLines(withDayNames(withoutDefaults(row, part)) as Plain, '  ', true);

function rowPartLines(setup: Setup, part: RowPart): string[] {
  const rows = rowsOf(setup, part);
  if (rows.length === 0) return [`${part}: []`];
  if (part === 'services') return ['services:', ...serviceLines(setup)];
  return [`${part}:`, ...rows.flatMap(row => rowLines(row, part))];
}

function partLines(setup: Setup, part: Part): string[] {
  if (isRowPart(part)) return rowPartLines(setup, part);
  if (part !== 'building') return entryLines(part, withDayNames(setup[part]) as Plain);
  const { demo: _demo, holidays: _holidays, seasons: _seasons, ...fields } = setup.building;
  return entryLines(part, withDayNames(fields) as Plain);
}

export interface TextOptions {
  /** The business day on which it is written. */
  readonly date: string;
  /** Absent: the building's own set-up. */
  readonly title?: string;
  /** Absent: all of them. */
  readonly parts?: readonly Part[];
}

const leads = [
  'Berkas ini boleh diubah dan dibaca kembali, juga di gedung lain: Pengaturan, Impor dan ekspor.',
  'Sebuah bagian yang ada di sini menggantikan seluruh bagian itu; bagian yang dihapus dari berkas',
  'tidak diubah. Isian yang tidak ditulis pada suatu baris berarti nilai bawaan.',
  'Tidak termasuk: akun dan kata sandi, kunci mitra, data pengunjung, gambar logo, rekaman suara,',
  'gambar dan video layar, serta perubahan yang direncanakan.',
];

export function setupText(setup: Setup, { date, title, parts: chosen }: TextOptions): string {
  const { short } = setup.building;
  const lines = [
    comment(title ?? `Pengaturan ${short}, ditulis ${date}`),
    '#',
    ...leads.map(comment),
    '',
    ...entryLines('setupFile', setupFileVersion),
    ...entryLines('from', title ?? short),
    ...entryLines('date', date),
  ];
  for (const [part, words] of parts) {
    if (chosen && !chosen.includes(part)) continue;
    lines.push('', comment(words), ...partLines(setup, part));
  }
  return `${lines.join('\n')}\n`;
}
