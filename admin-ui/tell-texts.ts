import { texts } from '../ui-kit/language.ts';

/** Messages to counters, in a sheet over the tower's pages and on the page of messages. */
export const tellText = texts({
  id: {
    title: 'Kirim pesan',
    close: 'Tutup',
    toCounters: 'Ke loket',
    toScreens: 'Ke layar ruang tunggu',
    words: 'Pesan',
    lead: 'Tampil di layar petugas sampai dibaca. Jangan menulis nama atau NIK pengunjung.',
    to: 'Untuk',
    all: 'Semua loket',
    agency: 'Satu instansi',
    counters: 'Loket tertentu',
    agencyChoose: 'Pilih instansi',
    counter: 'Loket {number}',
    tell: 'Kirim ke loket',
    told: 'Pesan terkirim.',
    letters: '{count} dari {max} huruf',
  },
  en: {
    title: 'Send a message',
    close: 'Close',
    toCounters: 'To counters',
    toScreens: 'To the hall’s screens',
    words: 'Message',
    lead: 'It stands on the officers’ screens until read. Write no visitor’s name or identity number.',
    to: 'For',
    all: 'All counters',
    agency: 'One agency',
    counters: 'Certain counters',
    agencyChoose: 'Choose an agency',
    counter: 'Counter {number}',
    tell: 'Send to counters',
    told: 'The message is sent.',
    letters: '{count} of {max} letters',
  },
});
