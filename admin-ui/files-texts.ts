import type { FileFault, SetupFileGroup } from '../contract/setup-files.ts';
import { texts } from '../ui-kit/language.ts';
import { faultWords } from './setup-fault-texts.ts';
import type { Named } from './setup-names.ts';

/** The words of bringing and taking away the set-up. */
export const filesText = texts({
  id: {
    out: 'Ekspor',
    outSetup: 'Seluruh pengaturan',
    outSetupLead:
      'Satu berkas YAML untuk disimpan, diubah, atau dibawa ke gedung lain. Tanpa akun, kunci, dan data pengunjung.',
    outServices: 'Daftar layanan',
    outServicesLead: 'Berkas CSV yang dapat dibuka di Excel atau LibreOffice.',
    download: 'Unduh',
    into: 'Impor',
    intoLead:
      'Pilih berkas pengaturan (YAML, JSON) atau daftar layanan (CSV). Isinya diperiksa lebih dahulu; belum ada yang diubah.',
    choose: 'Pilih berkas',
    drop: 'atau seret ke sini',
    example: 'Katalog contoh',
    exampleLead: '20 instansi dengan layanan, antrean, dan loketnya sebagai titik awal.',
    look: 'Lihat isinya',
    checking: 'Memeriksa berkas',
    empty: 'Hasil pemeriksaan berkas muncul di sini.',
    fromBuilding: 'dari {from}, {date}',
    other: 'Batalkan',
    take: 'Yang diambil',
    takeCount: '{count} perubahan',
    takeSame: 'sama',
    faults: '{count} hal perlu dibetulkan dalam berkas',
    faultsLead: 'Betulkan di berkas, lalu pilih berkasnya lagi. Belum ada yang diubah.',
    line: 'Baris {line}',
    noLine: 'Berkas',
    missingThere: 'Tidak ada di berkas',
    same: 'Berkas ini sama dengan pengaturan sekarang.',
    changes: '{count} perubahan',
    more: 'dan {count} lainnya',
    isNew: 'baru',
    isGone: 'dihapus',
    isChanged: 'diubah',
    reordered: 'urutan diubah',
    rowsNew: '{count} baru',
    rowsChanged: '{count} diubah',
    rowsSame: '{count} sama',
    rowsWrong: '{count} salah',
    letGo: 'Tidak dibawa: komputernya tidak dipasangkan di gedung ini',
    effects: 'Akibat bila diterapkan sekarang',
    apply: 'Terapkan {count} perubahan',
    planIt: 'Rencanakan {count} perubahan',
    tomorrow: 'Mulai besok',
    done: '{count} perubahan diterapkan.',
    donePlanned: '{count} perubahan direncanakan mulai {date}.',
    undo: 'Urungkan',
    readOnly: 'Anda dapat mengunduh, tidak mengubah.',
    'no:body-too-large': 'Berkas ini terlalu besar: paling banyak 2 MB, untuk CSV 500 kB.',
    'no:setup-changed':
      'Orang lain baru saja mengubah pengaturan. Berkas diperiksa lagi; lihat hasilnya.',
    'no:setup-refused': 'Belum diterapkan. Ada yang perlu dibetulkan.',
    'no:not-allowed': 'Akun ini tidak boleh mengubahnya.',
    'no:unreachable': 'Server gedung tidak menjawab. Coba lagi.',
    'no:busy': 'Berkas lain sedang diperiksa. Coba lagi sebentar.',
    'no:other': 'Belum berhasil. Coba lagi.',
    'group:identity': 'Nama dan zona waktu',
    'group:building': 'Bahasa, kontak, teks berjalan',
    'group:hours': 'Jam dan libur',
    'group:rules': 'Aturan',
    'group:zones': 'Zona',
    'group:services': 'Instansi, antrean, layanan',
    'group:counters': 'Loket',
    'group:devices': 'Printer, kiosk, layar',
    'group:voice': 'Suara',
    'group:ticket': 'Tata letak tiket',
    'group:antrean': 'Antrean JKN',
  },
  en: {
    out: 'Export',
    outSetup: 'The whole set-up',
    outSetupLead:
      'One YAML file to keep, edit or take to another building. Without accounts, keys and data of visitors.',
    outServices: 'List of services',
    outServicesLead: 'A CSV file that Excel or LibreOffice opens.',
    download: 'Download',
    into: 'Import',
    intoLead:
      'Choose a file of the set-up (YAML, JSON) or a list of services (CSV). It is looked at first; nothing is changed yet.',
    choose: 'Choose a file',
    drop: 'or drop it here',
    example: 'Example catalogue',
    exampleLead: '20 agencies with their services, queues and counters to begin from.',
    look: 'Look at it',
    checking: 'Looking at the file',
    empty: 'What is found in a file appears here.',
    fromBuilding: 'of {from}, {date}',
    other: 'Give up',
    take: 'What is taken',
    takeCount: '{count} to change',
    takeSame: 'the same',
    faults: '{count} things to put right in the file',
    faultsLead: 'Put them right in the file and choose it again. Nothing was changed.',
    line: 'Line {line}',
    noLine: 'File',
    missingThere: 'Not in the file',
    same: 'This file is the same as the set-up now.',
    changes: '{count} to change',
    more: 'and {count} more',
    isNew: 'new',
    isGone: 'removed',
    isChanged: 'changed',
    reordered: 'order changed',
    rowsNew: '{count} new',
    rowsChanged: '{count} changed',
    rowsSame: '{count} the same',
    rowsWrong: '{count} wrong',
    letGo: 'Left behind: its computer is not paired in this building',
    effects: 'What applying now would do',
    apply: 'Apply {count} changes',
    planIt: 'Plan {count} changes',
    tomorrow: 'From tomorrow',
    done: '{count} changes were made.',
    donePlanned: '{count} changes are planned from {date}.',
    undo: 'Undo',
    readOnly: 'You can download, but not change.',
    'no:body-too-large': 'This file is too large: at most 2 MB, 500 kB as CSV.',
    'no:setup-changed':
      'Somebody has just changed the set-up. The file was looked at again; see below.',
    'no:setup-refused': 'Nothing was changed. Something has to be put right.',
    'no:not-allowed': 'This account may not change it.',
    'no:unreachable': 'The building’s server does not answer. Try again.',
    'no:busy': 'Another file is being read. Try again in a moment.',
    'no:other': 'That did not work. Try again.',
    'group:identity': 'Name and time zone',
    'group:building': 'Languages, contact, running text',
    'group:hours': 'Hours and holidays',
    'group:rules': 'Rules',
    'group:zones': 'Zones',
    'group:services': 'Agencies, queues, services',
    'group:counters': 'Counters',
    'group:devices': 'Printers, kiosks, screens',
    'group:voice': 'Voice',
    'group:ticket': 'Ticket layout',
    'group:antrean': 'JKN queue service',
  },
});

const refusedCodes = [
  'body-too-large',
  'setup-changed',
  'setup-refused',
  'not-allowed',
  'unreachable',
  'busy',
] as const;

export function fileRefused(code: string): string {
  const known = refusedCodes.find(one => one === code);
  return filesText(known === undefined ? 'no:other' : `no:${known}`);
}

export const groupWords = (group: SetupFileGroup): string => filesText(`group:${group}`);

const fileFaultText = texts({
  id: {
    'not-text': 'Ini bukan berkas teks. Simpan sebagai teks UTF-8.',
    empty: 'Berkas ini kosong.',
    broken: 'Susunannya rusak di sini: periksa spasi di awal baris, tanda kutip, dan kurung.',
    'duplicate-key': '“{place}” ditulis dua kali.',
    alias: 'Rujukan (&, *) tidak dipakai di sini. Tulis nilainya.',
    'too-deep': 'Isinya terlalu banyak atau terlalu bertingkat untuk berkas pengaturan.',
    'not-a-setup': 'Ini bukan berkas pengaturan: baris “setupFile: 1” tidak ada.',
    'newer-version':
      'Berkas ini dari versi yang lebih baru ({version}); yang dikenal sampai {known}.',
    'unknown-key': '“{key}” tidak dikenal.',
    missing: 'Belum diisi.',
    'wrong-kind': 'Jenis isinya salah: seharusnya {expected}.',
    'too-long': 'Terlalu panjang: paling banyak {max}.',
    'too-short': 'Terlalu pendek: paling sedikit {min}.',
    'too-large': 'Terlalu besar: paling besar {max}.',
    'too-small': 'Terlalu kecil: paling kecil {min}.',
    'not-one-of': 'Pilihan ini tidak ada. Yang ada: {values}.',
    'not-one-of-any': 'Pilihan ini tidak ada.',
    'wrong-form': 'Cara menulisnya salah.',
    'unknown-column': 'Kolom “{column}” tidak dikenal.',
    'missing-column': 'Kolom “{column}” tidak ada.',
    'wrong-columns': 'Baris ini punya {cells} sel, kepalanya {columns}.',
    uneven: '{id} dalam bahasa Indonesia, {en} dalam bahasa Inggris: jumlahnya harus sama.',
    'unknown-agency': 'Tidak ada instansi berkode “{value}”.',
    'unknown-queue': 'Tidak ada antrean berseri “{value}”.',
    twice: '“{value}” sudah ada di baris {other}.',
    number: 'angka',
    int: 'bilangan bulat',
    string: 'teks',
    boolean: 'true atau false',
    array: 'daftar',
    object: 'isian bernama',
    something: 'isian lain',
  },
  en: {
    'not-text': 'This is no text file. Save it as UTF-8 text.',
    empty: 'This file is empty.',
    broken: 'It is not written well here: look at spaces before it, quotes and brackets.',
    'duplicate-key': '“{place}” stands twice.',
    alias: 'References (&, *) are not used here. Write the value.',
    'too-deep': 'There is too much in it, or too deep, for a file of the set-up.',
    'not-a-setup': 'This is no file of the set-up: the line “setupFile: 1” is missing.',
    'newer-version': 'This file is of a newer version ({version}); known up to {known}.',
    'unknown-key': '“{key}” is not known.',
    missing: 'Not filled in.',
    'wrong-kind': 'Of the wrong kind: it should be {expected}.',
    'too-long': 'Too long: {max} at most.',
    'too-short': 'Too short: {min} at least.',
    'too-large': 'Too large: {max} at most.',
    'too-small': 'Too small: {min} at least.',
    'not-one-of': 'There is no such choice. There are: {values}.',
    'not-one-of-any': 'There is no such choice.',
    'wrong-form': 'It is not written as it should be.',
    'unknown-column': 'Column “{column}” is not known.',
    'missing-column': 'Column “{column}” is missing.',
    'wrong-columns': 'This row has {cells} cells, its head {columns}.',
    uneven: '{id} in Indonesian, {en} in English: there must be as many.',
    'unknown-agency': 'No agency has the code “{value}”.',
    'unknown-queue': 'No queue has the series “{value}”.',
    twice: '“{value}” stands in line {other} already.',
    number: 'a number',
    int: 'a whole number',
    string: 'a text',
    boolean: 'true or false',
    array: 'a list',
    object: 'named fields',
    something: 'something else',
  },
});

const kinds = ['number', 'int', 'string', 'boolean', 'array', 'object'] as const;
const setupCodes: ReadonlySet<string> = new Set([
  'invalid',
  'unknown-path',
  'unknown-reference',
  'duplicate',
  'wrong-agency',
  'hours-reversed',
  'hours-overlap',
  'circular',
  'used-today',
  'booked',
  'series-in-use',
  'counter-open',
  'too-many',
]);

/** What is wrong at a line, without where it is. */
export function fileFaultWords(fault: FileFault, names: Named): string {
  const { code, facts = {}, path } = fault;
  if (code === 'duplicate' && typeof facts['other'] === 'number') {
    return fileFaultText('twice', facts);
  }
  if (setupCodes.has(code)) return faultWords({ ...fault, code: code as 'duplicate' }, names);
  if (code === 'wrong-kind') {
    const kind = kinds.find(one => one === facts['expected']) ?? 'something';
    return fileFaultText(code, { expected: fileFaultText(kind) });
  }
  if (code === 'not-one-of' && facts['values'] === undefined)
    return fileFaultText('not-one-of-any');
  const known = code as Exclude<Parameters<typeof fileFaultText>[0], 'twice'>;
  return fileFaultText(known, { ...facts, place: path.split('/').at(-1) ?? path });
}
