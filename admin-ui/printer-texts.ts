import type { PrinterFault } from '../contract/printers.ts';
import { dayOf, timeOfDay, weekdayName } from '../ui-kit/formats.ts';
import { language, texts } from '../ui-kit/language.ts';
import type { PrinterRow } from './printer-rows.ts';

type StandingFault = Exclude<PrinterFault, 'closed'>;

/** A sentence for every fault that a printer of ours can have while its line is open. */
const faults: Readonly<Record<'id' | 'en', Readonly<Record<StandingFault, string>>>> = {
  id: {
    'paper-end': 'kertas habis',
    'cover-open': 'penutup terbuka',
    cutter: 'pemotong macet',
    'head-hot': 'terlalu panas, menunggu dingin',
    unrecoverable: 'rusak, matikan lalu hidupkan',
    offline: 'tidak siap',
    'no-answer': 'tidak menjawab',
    unreachable: 'tidak terhubung',
    'in-use': 'dipakai komputer lain',
    'no-permission': 'tidak boleh dibuka oleh sistem',
    'not-a-printer': 'alamatnya bukan printer tiket',
    'queue-refused': 'antrean cetak menolak',
    'connection-lost': 'sambungan putus',
    'line-full': 'terlalu banyak tiket menunggu',
    mute: 'tidak bisa memberi kabar',
  },
  en: {
    'paper-end': 'out of paper',
    'cover-open': 'cover open',
    cutter: 'cutter jammed',
    'head-hot': 'too hot, cooling down',
    unrecoverable: 'broken, switch off and on',
    offline: 'not ready',
    'no-answer': 'does not answer',
    unreachable: 'not connected',
    'in-use': 'used by another computer',
    'no-permission': 'the system does not let it be opened',
    'not-a-printer': 'no ticket printer at its address',
    'queue-refused': 'the print queue refuses',
    'connection-lost': 'connection broke',
    'line-full': 'too many tickets wait',
    mute: 'cannot say how it is',
  },
};

/** The words of the printers on the board. */
export const printerText = texts({
  id: {
    title: 'Printer, {good} dari {count} baik',
    none: 'Belum ada printer.',
    all: 'Semua printer',
    close: 'Tutup',
    name: 'Printer',
    state: 'Keadaan',
    sinceColumn: 'Sejak',
    paper: 'Kertas',
    waiting: 'Menunggu',
    ready: 'siap',
    allReady: '{names} siap',
    nearEnd: 'kertas hampir habis, sekitar {tickets} tiket lagi',
    said: '{name}: {words}',
    since: 'sejak {time}',
    jobs: '{count} tiket menunggu cetak',
    tickets: 'sekitar {tickets} tiket lagi',
    adequate: 'cukup',
    unknown: 'tidak diketahui',
    more: '{count} lagi',
    guidance:
      'Tiket yang tidak tercetak tampil di layar kiosk. Nomornya tetap berlaku bila dicatat.',
    sheets: 'Cetak lembar nomor kertas',

    ...faults.id,
    other: 'perlu diperiksa',
  },
  en: {
    title: 'Printers, {good} of {count} good',
    none: 'No printer yet.',
    all: 'All printers',
    close: 'Close',
    name: 'Printer',
    state: 'State',
    sinceColumn: 'Since',
    paper: 'Paper',
    waiting: 'Waiting',
    ready: 'ready',
    allReady: '{names} ready',
    nearEnd: 'paper nearly out, about {tickets} more tickets',
    said: '{name}: {words}',
    since: 'since {time}',
    jobs: '{count} tickets wait to be printed',
    tickets: 'about {tickets} more tickets',
    adequate: 'enough',
    unknown: 'not known',
    more: '{count} more',
    guidance: 'A ticket that is not printed is shown on the kiosk. Its number holds once noted.',
    sheets: 'Print sheets of paper numbers',

    ...faults.en,
    other: 'needs a look',
  },
});

const isFaultKey = (fault: string): fault is StandingFault => Object.hasOwn(faults.id, fault);

/** A fault without a sentence of its own still sends somebody to the printer. */
export const faultWords = (fault: string | undefined): string =>
  printerText(fault !== undefined && isFaultKey(fault) ? fault : 'other');

/** "09.12", or "Jumat 16.40" of another day. */
export function sinceWords(since: number, now: number, timeZone: string): string {
  const time = timeOfDay(since, timeZone, language.value);
  const isToday = dayOf(since, timeZone) === dayOf(now, timeZone);
  return isToday ? time : `${weekdayName(since, timeZone, language.value)} ${time}`;
}

/** What is the matter with it, without its name; "siap" where nothing is. */
export function stateWords(row: PrinterRow): string {
  if (row.look === 'fault') return faultWords(row.fault);
  return row.look === 'ready'
    ? printerText('ready')
    : printerText('nearEnd', { tickets: row.ticketsLeft ?? 0 });
}

/** "Kiosk 2: kertas habis sejak 09.12, 3 tiket menunggu cetak". */
export function rowSentence(row: PrinterRow, now: number, timeZone: string): string {
  const isFault = row.look === 'fault' && row.since !== null;
  const time = isFault ? sinceWords(row.since ?? 0, now, timeZone) : '';
  const words = isFault ? `${stateWords(row)} ${printerText('since', { time })}` : stateWords(row);
  const said = printerText('said', { name: row.name, words });
  return row.waiting === 0 ? said : `${said}, ${printerText('jobs', { count: row.waiting })}`;
}
