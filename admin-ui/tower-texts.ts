import { texts } from '../ui-kit/language.ts';

/** What the frame of the tower's pages says. */
export const towerText = texts({
  id: {
    sections: 'Halaman supervisor',
    search: 'Cari nomor tiket',
    office: 'Pengaturan',
    lostSince: 'Sambungan terputus, keadaan {time}',
    loading: 'Mengambil keadaan gedung',
    otherLanguage: 'English',
    queue: 'Antrean',
    tickets: 'Tiket',
    counters: 'Loket',
    messages: 'Pesan',
    replay: 'Putar ulang',
    reports: 'Laporan',
    survey: 'Survei kepuasan',
  },
  en: {
    sections: 'Supervisor’s pages',
    search: 'Find a number',
    office: 'Settings',
    lostSince: 'Connection lost, as of {time}',
    loading: 'Fetching the state of the building',
    otherLanguage: 'Indonesia',
    queue: 'Queue',
    tickets: 'Tickets',
    counters: 'Counters',
    messages: 'Messages',
    replay: 'Replay',
    reports: 'Reports',
    survey: 'Satisfaction survey',
  },
});
