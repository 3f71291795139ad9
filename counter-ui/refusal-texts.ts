import type { Problem } from '../ui-kit/api.ts';
import { stopwatch } from '../ui-kit/formats.ts';
import { texts } from '../ui-kit/language.ts';

/** Why a press was not done: what is so, and what to do now, in a short sentence. */
const refusalText = texts({
  id: {
    nobodyWaits: 'Belum ada yang menunggu.',
    called: '{label} sudah dipanggil loket lain.',
    calledBy: '{label} sudah dipanggil Loket {counterNumber}.',
    elsewhere: '{label} sedang dilayani di loket lain. Tunggu sampai selesai.',
    elsewhereAt: '{label} sedang di Loket {counterNumber}. Tunggu sampai selesai.',
    queue: '{label} bukan untuk antrean loket ini. Alihkan, atau arahkan ke loketnya.',
    stateDone: '{label} sudah selesai. Urungkan hanya bisa di loketnya.',
    stateWaiting: '{label} sudah kembali menunggu. Panggil lagi dari daftar.',
    stateServing: '{label} sedang dilayani. Selesaikan atau alihkan.',
    stateParked: '{label} sedang ditunda. Ambil kembali dahulu.',
    stateMissed: '{label} sudah dicatat tidak hadir. Panggil lagi dari daftar.',
    stateCancelled: 'Tiket {label} sudah dibatalkan.',
    state: 'Keadaan sudah berubah. Lihat tiket di atas, lalu pilih lagi.',
    notOpen: 'Loket belum buka. Buka loket dahulu.',
    paused: 'Loket sedang istirahat. Tekan Lanjut melayani dahulu.',
    occupied: 'Masih ada pengunjung di loket ini. Selesaikan dahulu.',
    foreign: 'Akun Anda tidak bertugas di loket ini. Minta supervisor mengaturnya.',
    taken: 'Loket ini sudah dipakai petugas lain.',
    recallSoon: 'Baru saja dipanggil. Tunggu {waitSeconds} detik.',
    recallLimit: 'Sudah dipanggil {calls} kali, sebanyak yang boleh.',
    noShowSoon: 'Belum boleh dinyatakan tidak hadir.',
    noShowCalls: 'Panggil {callsMissing} kali lagi sebelum menyatakan tidak hadir.',
    noShowTime: 'Tunggu {wait} lagi sebelum menyatakan tidak hadir.',
    choice: 'Sebutkan alasan memanggil {label} di luar urutan.',
    outcome: 'Pilih hasil layanan dahulu: F1, F2 atau F3.',
    delivered: 'Tandai dahulu layanan yang diberikan.',
    notTrained: '{label} perlu layanan di luar tugas Anda. Alihkan ke petugas yang bertugas.',
    kept: '{label} ditujukan untuk petugas atau loket lain.',
    tooLate: '{label} sudah terlalu lama tidak hadir. Pengunjung perlu nomor baru.',
    legs: '{label} sudah punya {legsMax} layanan, sebanyak yang boleh.',
    inVisit: '{label} sudah punya layanan itu.',
    noUndo: 'Tidak ada yang bisa diurungkan.',
    undoLate: 'Sudah terlambat mengurungkan. Minta supervisor memperbaikinya.',
    cannotUndo: '{label} sudah ditangani lagi, jadi tidak bisa diurungkan.',
    same: 'Itu tempat yang sama. Pilih tujuan lain.',
    officerGone: 'Petugas itu sedang tidak di loket. Pilih layanan atau loket.',
    closed: 'Tujuan sedang tutup. Pilih tujuan lain.',
    quota: 'Kuota layanan itu hari ini habis.',
    serviceClosed: 'Layanan itu tidak menerima nomor sekarang.',
    unknownService: 'Layanan itu tidak ada lagi. Pilih yang lain.',
    unknownTicket: 'Nomor itu tidak ada lagi.',
    unknownCounter: 'Loket itu tidak ada lagi. Pilih loket lain.',
    input: 'Isian belum lengkap atau terlalu panjang. Periksa, lalu coba lagi.',
    busy: 'Server gedung sibuk. Coba lagi.',
    fault: 'Server gedung belum bisa mencatat. Coba lagi, lalu hubungi supervisor.',
    unreachable: 'Server tidak menjawab. Mungkin sudah tercatat: lihat tiket di atas.',
    notKept: 'Komputer ini tidak bisa menyimpan. Tunggu sambungan, lalu ulangi.',
    other: 'Belum berhasil. Coba lagi, atau hubungi supervisor.',
  },
  en: {
    nobodyWaits: 'Nobody is waiting yet.',
    called: 'Another counter has already called {label}.',
    calledBy: 'Counter {counterNumber} has already called {label}.',
    elsewhere: '{label} is at another counter now. Wait until that is finished.',
    elsewhereAt: '{label} is at counter {counterNumber} now. Wait until that is finished.',
    queue: '{label} is not for the queues of this counter. Send them on to theirs.',
    stateDone: '{label} is finished already. Only their counter can undo that.',
    stateWaiting: '{label} is back in the line. Call them from the list.',
    stateServing: '{label} is being served. Finish or transfer.',
    stateParked: '{label} is set aside. Take them back first.',
    stateMissed: '{label} was marked as not here. Call them again from the list.',
    stateCancelled: 'Ticket {label} has been cancelled.',
    state: 'Things have changed. Look at the ticket above, then choose again.',
    notOpen: 'The counter is not open. Open it first.',
    paused: 'The counter is paused. Press Go on serving first.',
    occupied: 'There is still a visitor at this counter. Finish first.',
    foreign: 'Your account does not work at this counter. A supervisor can change that.',
    taken: 'Another officer has this counter.',
    recallSoon: 'Called just now. Wait {waitSeconds} seconds.',
    recallLimit: 'Called {calls} times, as often as allowed.',
    noShowSoon: 'Too early to mark as not here.',
    noShowCalls: 'Call {callsMissing} more times before marking as not here.',
    noShowTime: 'Wait {wait} more before marking as not here.',
    choice: 'Say why {label} is called out of order.',
    outcome: 'Choose the outcome first: F1, F2 or F3.',
    delivered: 'Mark what was delivered first.',
    notTrained: '{label} needs a service you do not work for. Transfer them.',
    kept: '{label} is kept for another officer or counter.',
    tooLate: '{label} has been away too long. The visitor needs a new number.',
    legs: '{label} already has {legsMax} services, as many as allowed.',
    inVisit: '{label} already has that service.',
    noUndo: 'There is nothing to undo.',
    undoLate: 'Too late to undo. A supervisor can correct it.',
    cannotUndo: '{label} has been handled again, so it can’t be undone.',
    same: 'That is the same place. Choose another.',
    officerGone: 'That officer is at no counter now. Choose a service or a counter.',
    closed: 'The destination is closed. Choose another.',
    quota: 'The quota of that service is used up for today.',
    serviceClosed: 'That service takes no numbers now.',
    unknownService: 'That service no longer exists. Choose another.',
    unknownTicket: 'This number no longer exists.',
    unknownCounter: 'That counter no longer exists. Choose another.',
    input: 'Something is missing or too long. Check it and try again.',
    busy: 'The building’s server is busy. Try again.',
    fault: 'The building’s server can’t keep it now. Try again, then ask the supervisor.',
    unreachable: 'No answer. It may have been done already: look at the ticket above.',
    notKept: 'This computer can’t keep it. Wait for the connection, then try again.',
    other: 'Did not work. Try again, or ask the supervisor.',
  },
});

type Key = Parameters<typeof refusalText>[0];
type Facts = NonNullable<Problem['facts']>;

const keys: Readonly<Record<string, Key>> = {
  'nobody-waits': 'nobodyWaits',
  'wrong-queue': 'queue',
  'counter-occupied': 'occupied',
  'not-this-counter': 'foreign',
  'not-allowed': 'foreign',
  'counter-taken': 'taken',
  'recall-too-soon': 'recallSoon',
  'recall-limit': 'recallLimit',
  'choice-reason-required': 'choice',
  'outcome-required': 'outcome',
  'delivered-required': 'delivered',
  'not-trained': 'notTrained',
  'kept-for-another': 'kept',
  'too-late': 'tooLate',
  'too-many-legs': 'legs',
  'already-in-visit': 'inVisit',
  'nothing-to-undo': 'noUndo',
  'undo-too-late': 'undoLate',
  'cannot-undo': 'cannotUndo',
  'same-destination': 'same',
  'officer-not-here': 'officerGone',
  'unknown-staff': 'officerGone',
  'service-closed': 'serviceClosed',
  'duplicate-service': 'inVisit',
  'need-without-class': 'input',
  'unknown-service': 'unknownService',
  'unknown-ticket': 'unknownTicket',
  'unknown-counter': 'unknownCounter',
  'invalid-input': 'input',
  'body-too-large': 'input',
  'too-many-requests': 'busy',
  busy: 'busy',
  fault: 'fault',
  unreachable: 'unreachable',
  'not-kept': 'notKept',
};

const stateKeys: Readonly<Record<string, Key>> = {
  done: 'stateDone',
  waiting: 'stateWaiting',
  serving: 'stateServing',
  parked: 'stateParked',
  'no-show': 'stateMissed',
  cancelled: 'stateCancelled',
};

function noShowKey({ callsMissing, waitSeconds }: Facts): Key {
  if (typeof waitSeconds === 'number' && waitSeconds > 0) return 'noShowTime';
  return typeof callsMissing === 'number' && callsMissing > 0 ? 'noShowCalls' : 'noShowSoon';
}

/** Where the facts tell more than the code, they choose the sentence. */
function keyOf(code: string, facts: Facts): Key {
  switch (code) {
    case 'already-called':
      return facts.counterNumber === undefined ? 'called' : 'calledBy';
    case 'visitor-elsewhere':
      return facts.counterNumber === undefined ? 'elsewhere' : 'elsewhereAt';
    case 'wrong-state':
      return (facts.label !== undefined && stateKeys[String(facts.state)]) || 'state';
    case 'counter-not-open':
      return facts.state === 'paused' ? 'paused' : 'notOpen';
    case 'no-show-too-soon':
      return noShowKey(facts);
    case 'destination-closed':
      return facts.reason === 'quota-reached' ? 'quota' : 'closed';
    default:
      return keys[code] ?? 'other';
  }
}

/** Stands for the number where the server named none. */
const labelText = texts({ id: { label: 'Nomor itu' }, en: { label: 'This number' } });

/** A code without a sentence of its own still says what to do next. */
export function refusalSentence(problem: Pick<Problem, 'code' | 'facts'>): string {
  const facts = problem.facts ?? {};
  const params: Record<string, string | number> = { label: labelText('label') };
  for (const [name, value] of Object.entries(facts)) params[name] = String(value);
  if (typeof facts.waitSeconds === 'number') params.wait = stopwatch(facts.waitSeconds);
  return refusalText(keyOf(problem.code, facts), params);
}
