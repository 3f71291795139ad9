import { texts } from '../ui-kit/language.ts';

/** What a kiosk says about itself, to whoever looks after it. */
export const applianceText = texts({
  id: {
    pairTitle: 'Kiosk ini belum terdaftar',
    pairVisitor: 'Pengunjung: silakan ambil nomor di kiosk lain atau di meja informasi.',
    pairStepOne: 'Di komputer lain, buka {address}',
    pairStepTwo: 'Pilih “Buat kode” untuk kiosk, lalu beri nama.',
    pairStepThree: 'Ketik kode delapan tanda itu di sini.',
    pairCode: 'Kode pendaftaran, {count} dari {all} tanda',
    pairErase: 'Hapus',
    pairSend: 'Daftarkan kiosk ini',
    pairSending: 'Mohon tunggu',
    pairOtherKind:
      'Komputer ini terdaftar sebagai “{name}”, bukan sebagai kiosk. Hapus di halaman Perangkat, lalu buat kode untuk kiosk.',
    'pairRefused:unknown-code': 'Kode ini salah, sudah dipakai, atau lewat sepuluh menit.',
    'pairRefused:too-many-attempts': 'Terlalu sering salah. Coba lagi dalam {seconds} detik.',
    'pairRefused:unreachable': 'Server belum menjawab. Sentuh sekali lagi.',
    'pairRefused:other': 'Kiosk belum dapat didaftarkan. Buat kode baru di halaman Perangkat.',
    identifyLead: 'Kiosk ini adalah',
  },
  en: {
    pairTitle: 'This kiosk is not registered',
    pairVisitor: 'Visitors: please take a number at another kiosk or at the information desk.',
    pairStepOne: 'On another computer, open {address}',
    pairStepTwo: 'Choose “Make a code” for a kiosk and give it a name.',
    pairStepThree: 'Type that code of eight signs here.',
    pairCode: 'Pairing code, {count} of {all} signs',
    pairErase: 'Delete',
    pairSend: 'Register this kiosk',
    pairSending: 'Please wait',
    pairOtherKind:
      'This computer is registered as “{name}” and not as a kiosk. Remove it on the Devices page, then make a code for a kiosk.',
    'pairRefused:unknown-code': 'This code is wrong, was used, or is older than ten minutes.',
    'pairRefused:too-many-attempts': 'Wrong too often. Try again in {seconds} seconds.',
    'pairRefused:unreachable': 'The server does not answer yet. Touch once more.',
    'pairRefused:other': 'The kiosk cannot be registered. Make a new code on the Devices page.',
    identifyLead: 'This kiosk is',
  },
});
