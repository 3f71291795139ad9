import { texts } from '../ui-kit/language.ts';
import { faultWords, sinceWords } from '../ui-kit/paper-trouble.ts';
import type { PrinterRow } from './printer-rows.ts';

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
  },
});

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
