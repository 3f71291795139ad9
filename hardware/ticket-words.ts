import type { Estimate, Language } from '../contract/values.ts';

/** The words that stand on every slip. All are printable ASCII. */
export interface TicketWords {
  readonly ahead: (people: number) => string;
  readonly wait: (estimate: Estimate) => string;
  readonly expectedAt: (clockRange: string) => string;
  readonly booked: (time: string) => string;
  readonly scan: string;
  readonly bring: string;
  readonly takenAt: (device: string) => string;
  readonly keep: string;
  readonly demo: string;
  readonly reprint: string;
}

const indonesian: TicketWords = {
  ahead: people =>
    people === 0 ? 'Belum ada orang di depan Anda' : `${people} orang di depan Anda`,
  wait: ({ fromMinutes, toMinutes }) => {
    if (toMinutes === 0) return 'Segera dipanggil';
    if (fromMinutes === 0) return `Di bawah ${toMinutes} menit`;
    return `${fromMinutes}-${toMinutes} menit`;
  },
  expectedAt: clockRange => `Sekitar pukul ${clockRange}`,
  booked: time => `Booking ${time}`,
  scan: 'Pindai untuk memantau giliran di ponsel',
  bring: 'Yang perlu dibawa',
  takenAt: device => `Diambil di ${device}`,
  keep: 'Simpan tiket ini sampai Anda selesai dilayani.',
  demo: 'Tiket peragaan, bukan untuk antrean sungguhan.',
  reprint: 'Cetak ulang: nomor ini pernah dicetak.',
};

const english: TicketWords = {
  ahead: people => {
    if (people === 0) return 'Nobody is ahead of you';
    return people === 1 ? '1 person ahead of you' : `${people} people ahead of you`;
  },
  wait: ({ fromMinutes, toMinutes }) => {
    if (toMinutes === 0) return 'You are next';
    if (fromMinutes === 0) return `Under ${toMinutes} minutes`;
    return `${fromMinutes}-${toMinutes} minutes`;
  },
  expectedAt: clockRange => `Around ${clockRange}`,
  booked: time => `Booked for ${time}`,
  scan: 'Scan to follow your turn on your phone',
  bring: 'What to bring',
  takenAt: device => `Taken at ${device}`,
  keep: 'Keep this ticket until you have been served.',
  demo: 'Ticket for show, not for a real queue.',
  reprint: 'Reprint: this number was printed before.',
};

export const ticketWords: Readonly<Record<Language, TicketWords>> = {
  id: indonesian,
  en: english,
};
