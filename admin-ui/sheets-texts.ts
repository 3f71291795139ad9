import type { Problem } from '../ui-kit/api.ts';
import { texts } from '../ui-kit/language.ts';

/** The words of the page of paper numbers. What stands on the papers is in sheet-paper.tsx. */
export const sheetsText = texts({
  id: {
    title: 'Nomor kertas',
    tabPrint: 'Cetak lembar',
    tabEnter: 'Masukkan nomor',
    signIn: 'Masuk untuk nomor kertas',
    signInLead: 'Untuk mencetak lembar nomor, dan memasukkan nomor yang dibagikan.',
    loading: 'Mengambil daftar layanan',
    board: 'Papan gedung',
    counter: 'Layar loket',

    printLead:
      'Cetak sebelum diperlukan. Bila kiosk atau sistem berhenti, petugas membagikan nomor ini dan ' +
      'memasukkannya kemudian.',
    queues: 'Antrean',
    all: 'Pilih semua',
    nothing: 'Kosongkan',
    from: 'Mulai dari nomor',
    count: 'Banyaknya tiap antrean',
    register: 'Sertakan daftar untuk petugas',
    print: 'Cetak {slips} nomor, {pages} halaman A4',
    printNothing: 'Pilih antrean dahulu',
    preview: 'Pratinjau lembar',
    previewNone: 'Lembar tampil di sini setelah antrean dipilih.',

    enterLead: 'Nomor masuk antrean menurut waktu pengambilannya, bukan waktu dimasukkan.',
    service: 'Layanan',
    servicePlace: 'Ketik nama layanan atau instansi',
    number: 'Nomor',
    time: 'Pukul',
    need: 'Prioritas',
    needNone: 'Umum',
    elderly: 'Lansia',
    pregnant: 'Ibu hamil',
    nursing: 'Ibu menyusui',
    disability: 'Penyandang disabilitas',
    'with-child': 'Membawa balita',
    enter: 'Masukkan',
    keys: 'Enter memasukkan nomor dan membuka baris berikutnya. Pukul kosong berarti sekarang.',
    'wrong:service': 'Pilih layanan dari daftar.',
    'wrong:number': 'Nomor lembar ada di antara 901 dan 999.',
    'wrong:time': 'Tulis pukul sebagai 09.12, hari ini dan tidak lebih dari sekarang.',
    rows: 'Dimasukkan sejak layar ini dibuka',
    rowsNone: 'Belum ada nomor yang dimasukkan.',
    result: 'Hasil',
    sending: 'Menyimpan',
    entered: 'Masuk antrean sebagai {label}',
    correct: 'Perbaiki',
    again: 'Coba lagi',
    'already-entered': 'Nomor {label} sudah pernah dimasukkan hari ini.',
    'unknown-service': 'Layanan ini sudah tidak ada.',
    'invalid-input': 'Nomor harus 901–999, dan pukulnya hari ini sebelum sekarang.',
    'not-signed-in': 'Sesi sudah berakhir. Masuk lagi, lalu perbaiki baris ini.',
    unreachable: 'Belum ada jawaban. Coba lagi: nomor tidak akan masuk dua kali.',
    other: 'Belum dapat dimasukkan. Coba lagi, atau hubungi admin gedung.',
  },
  en: {
    title: 'Paper numbers',
    tabPrint: 'Print sheets',
    tabEnter: 'Enter numbers',
    signIn: 'Sign in for paper numbers',
    signInLead: 'To print sheets of numbers, and to enter the ones that were handed out.',
    loading: 'Fetching the list of services',
    board: 'Board of the building',
    counter: 'Counter screen',

    printLead:
      'Print them before they are needed. When kiosk or system stand still, officers hand out these ' +
      'numbers and enter them later.',
    queues: 'Queues',
    all: 'Choose all',
    nothing: 'Choose none',
    from: 'From number',
    count: 'How many for each queue',
    register: 'With a list for the officer',
    print: 'Print {slips} numbers, {pages} pages of A4',
    printNothing: 'Choose a queue first',
    preview: 'Preview of the sheets',
    previewNone: 'Sheets are shown here once a queue is chosen.',

    enterLead: 'A number joins its line by the time it was taken, not by the time it is entered.',
    service: 'Service',
    servicePlace: 'Type the name of a service or agency',
    number: 'Number',
    time: 'Time',
    need: 'Priority',
    needNone: 'None',
    elderly: 'Elderly',
    pregnant: 'Pregnant',
    nursing: 'Nursing',
    disability: 'Disability',
    'with-child': 'With a small child',
    enter: 'Enter number',
    keys: 'The Enter key enters the number and opens the next row. An empty time means now.',
    'wrong:service': 'Choose a service from the list.',
    'wrong:number': 'Numbers of sheets are between 901 and 999.',
    'wrong:time': 'Write the time as 09.12, of today and not after now.',
    rows: 'Entered since this screen was opened',
    rowsNone: 'No number has been entered yet.',
    result: 'Result',
    sending: 'Saving',
    entered: 'In the line as {label}',
    correct: 'Correct',
    again: 'Try again',
    'already-entered': 'Number {label} was already entered today.',
    'unknown-service': 'This service is no longer there.',
    'invalid-input': 'The number must be 901–999, and its time today before now.',
    'not-signed-in': 'The session has ended. Sign in again, then correct this row.',
    unreachable: 'No answer yet. Try again: the number will not be entered twice.',
    other: 'It could not be entered. Try again, or ask the administrator.',
  },
});

export type SheetsKey = Parameters<typeof sheetsText>[0];

const refusalKeys: ReadonlySet<string> = new Set<SheetsKey>([
  'already-entered',
  'unknown-service',
  'invalid-input',
  'not-signed-in',
  'unreachable',
]);

const isRefusalKey = (code: string): code is SheetsKey => refusalKeys.has(code);

/** Why a number is not in its line, as a sentence with the way on. */
export function refusalWords({ code, facts }: Problem): string {
  const label = typeof facts?.label === 'string' ? facts.label : '';
  return sheetsText(isRefusalKey(code) ? code : 'other', { label });
}
