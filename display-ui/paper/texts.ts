import { texts } from '../../ui-kit/language.ts';

export const t = texts({
  id: {
    title: 'Printer contoh',
    hint: 'Tiket yang dicetak di gedung contoh ini keluar di sini.',
    empty: 'Belum ada tiket. Ambil nomor di kios, lalu lihat kertasnya di sini.',
    openKiosk: 'Buka kios',
    earlier: 'Sebelumnya',
    printed: 'Dicetak {time}',
    loading: 'Memuat kertas',
    lost: 'Sambungan terputus. Kertas baru tampil setelah tersambung kembali.',
    'not-demo': 'Halaman ini hanya ada di gedung contoh.',
  },
  en: {
    title: 'Example printer',
    hint: 'Tickets printed in this example building come out here.',
    empty: 'No tickets yet. Take a number at the kiosk, then see its paper here.',
    openKiosk: 'Open the kiosk',
    earlier: 'Earlier',
    printed: 'Printed {time}',
    loading: 'Loading papers',
    lost: 'Connection lost. New papers appear once it is back.',
    'not-demo': 'This page exists in an example building only.',
  },
});
