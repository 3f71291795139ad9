import { texts } from '../ui-kit/language.ts';

/** Why a press was not done, each in a short sentence. */
export const refusalText = texts({
  id: {
    refusedNobody: 'Belum ada yang menunggu.',
    refusedCalled: 'Nomor itu sudah dipanggil loket lain.',
    refusedElsewhere: 'Pengunjung sedang dilayani di loket lain.',
    refusedQueue: 'Nomor itu bukan untuk antrean loket ini.',
    refusedState: 'Keadaan sudah berubah. Lihat tiket di atas, lalu pilih lagi.',
    refusedNotOpen: 'Loket belum buka. Buka loket dahulu.',
    refusedOccupied: 'Masih ada pengunjung di loket ini. Selesaikan dahulu.',
    refusedForeign: 'Akun Anda tidak bertugas di loket ini.',
    refusedRecallSoon: 'Baru saja dipanggil. Tunggu beberapa detik.',
    refusedRecallLimit: 'Sudah dipanggil ulang sebanyak yang boleh.',
    refusedNoShowSoon: 'Belum boleh dinyatakan tidak hadir.',
    refusedUnknownTicket: 'Nomor itu tidak ada lagi.',
    refusedBusy: 'Server gedung sibuk. Coba lagi.',
    refusedUnreachable:
      'Server tidak menjawab. Tindakan mungkin sudah tercatat: lihat tiket di atas.',
    refusedOther: 'Belum berhasil. Coba lagi, atau hubungi supervisor.',
  },
  en: {
    refusedNobody: 'Nobody is waiting yet.',
    refusedCalled: 'Another counter has already called this number.',
    refusedElsewhere: 'The visitor is at another counter now.',
    refusedQueue: 'This number is not for the queues of this counter.',
    refusedState: 'Things have changed. Look at the ticket above, then choose again.',
    refusedNotOpen: 'The counter is not open. Open it first.',
    refusedOccupied: 'There is still a visitor at this counter. Finish first.',
    refusedForeign: 'Your account does not work at this counter.',
    refusedRecallSoon: 'Called just now. Wait a few seconds.',
    refusedRecallLimit: 'Called again as often as allowed.',
    refusedNoShowSoon: 'Too early to mark as not here.',
    refusedUnknownTicket: 'This number no longer exists.',
    refusedBusy: 'The building’s server is busy. Try again.',
    refusedUnreachable: 'No answer. It may have been done already: look at the ticket above.',
    refusedOther: 'Did not work. Try again, or ask the supervisor.',
  },
});

const keys: Readonly<Record<string, Parameters<typeof refusalText>[0]>> = {
  'nobody-waits': 'refusedNobody',
  'already-called': 'refusedCalled',
  'visitor-elsewhere': 'refusedElsewhere',
  'wrong-queue': 'refusedQueue',
  'wrong-state': 'refusedState',
  'counter-not-open': 'refusedNotOpen',
  'counter-occupied': 'refusedOccupied',
  'not-this-counter': 'refusedForeign',
  'not-allowed': 'refusedForeign',
  'recall-too-soon': 'refusedRecallSoon',
  'recall-limit': 'refusedRecallLimit',
  'no-show-too-soon': 'refusedNoShowSoon',
  'unknown-ticket': 'refusedUnknownTicket',
  'too-many-requests': 'refusedBusy',
  busy: 'refusedBusy',
  unreachable: 'refusedUnreachable',
};

/** A code without a sentence of its own still says what to do next. */
export const refusalSentence = (code: string): string => refusalText(keys[code] ?? 'refusedOther');
