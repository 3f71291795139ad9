import type { MediaFault } from '../contract/displays.ts';
import { texts } from '../ui-kit/language.ts';

/** Messages to the screens of the hall, and files that they cannot show. */
export const messageText = texts({
  id: {
    open: 'Pesan ke layar',
    title: 'Pesan ke layar ruang tunggu',
    close: 'Tutup',
    words: 'Pesan',
    english: 'Dalam bahasa Inggris (boleh kosong)',
    zones: 'Layar',
    everyZone: 'Semua layar',
    duration: 'Selama',
    minutes: '{minutes} menit',
    tell: 'Tampilkan sekarang',
    now: 'Sedang tampil',
    none: 'Tidak ada pesan yang tampil.',
    until: 'sampai {time}',
    end: 'Hentikan',
    endOf: 'Hentikan pesan: {words}',
    tooMany: 'Sudah lima pesan tampil. Hentikan satu dahulu.',
    failed: 'Pesan belum tampil. Coba lagi.',
    mediaFault: 'Berkas {name} tidak tampil: {why}',
    mediaFaults: '{count} berkas lain tidak tampil',
    'bad-name': 'nama berkas tidak dikenal',
    'wrong-type': 'isinya bukan gambar atau video yang dikenal',
    'too-large': 'terlalu besar',
    unreadable: 'tidak dapat dibaca',
    'not-playable': 'layar tidak dapat memutarnya',
    'too-many': 'terlalu banyak berkas',
  },
  en: {
    open: 'Message to screens',
    title: 'Message to the screens of the hall',
    close: 'Close',
    words: 'Message in Indonesian',
    english: 'In English (may stay empty)',
    zones: 'Screens',
    everyZone: 'All screens',
    duration: 'For',
    minutes: '{minutes} minutes',
    tell: 'Show now',
    now: 'Shown now',
    none: 'No message is shown.',
    until: 'until {time}',
    end: 'End',
    endOf: 'End the message: {words}',
    tooMany: 'Five messages are shown already. End one first.',
    failed: 'The message is not shown yet. Try again.',
    mediaFault: 'File {name} is not shown: {why}',
    mediaFaults: '{count} more files are not shown',
    'bad-name': 'its name is not known',
    'wrong-type': 'it is no picture or video that is known',
    'too-large': 'it is too large',
    unreadable: 'it cannot be read',
    'not-playable': 'a screen cannot play it',
    'too-many': 'there are too many files',
  },
});

export const mediaFaultWord = (fault: MediaFault['fault']): string => messageText(fault);

export const mediaFaultWords = ({ name, fault }: MediaFault): string =>
  messageText('mediaFault', { name, why: mediaFaultWord(fault) });
