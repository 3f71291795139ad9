import type { Availability, ClosedReason } from '../../contract/values.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick, texts } from '../../ui-kit/language.ts';
import { blockedWords } from '../panes/blocked-words.ts';
import type { FoundService } from './find-service.ts';

/** Why nothing was issued, and the way on: a sentence for each. */
const t = texts({
  id: {
    'unknown-booking': 'Kode itu tidak dikenal. Periksa, atau terbitkan nomor biasa.',
    'other-building': 'Booking ini untuk gedung lain. Terbitkan nomor biasa bila perlu.',
    'booking-cancelled': 'Booking ini sudah dibatalkan. Terbitkan nomor biasa.',
    'booking-used': 'Booking ini sudah dipakai. Cari tiketnya dengan nomor, lalu cetak ulang.',
    'booking-other-day': 'Booking ini untuk hari lain.',
    'booking-too-early': 'Terlalu awal untuk booking ini. Bisa sejak pukul {time}.',
    'booking-too-late': 'Terlambat untuk booking ini. Pengunjung bisa mengambil nomor biasa.',
    'service-closed': '{name} sedang tidak menerima nomor. {why}',
    'unknown-service': 'Layanan itu tidak ada lagi. Pilih yang lain.',
    'duplicate-service': 'Layanan yang sama dipilih dua kali.',
    'unknown-ticket': 'Tidak ada nomor itu hari ini.',
    'ticket-other-day': 'Tiket ini dari hari lain dan tidak berlaku lagi. Terbitkan nomor baru.',
    'wrong-state': 'Nomor itu sudah selesai, atau kertasnya sedang dicetak.',
    'reprint-limit': 'Nomor itu sudah dicetak ulang sebanyak yang boleh.',
    'unknown-printer': 'Printer itu tidak ada lagi. Pilih printer lain.',
    'not-this-counter': 'Akun Anda tidak bertugas di meja informasi.',
    phone: 'Nomor telepon belum benar: 8 sampai 15 angka.',
    nik: 'NIK belum benar: 16 angka.',
    name: 'Nama belum benar.',
    'invalid-input': 'Isian belum lengkap atau terlalu panjang. Periksa, lalu coba lagi.',
    unreachable: 'Server gedung tidak menjawab. Coba lagi: nomor tidak terbit dua kali.',
    other: 'Belum berhasil. Coba lagi, atau hubungi supervisor.',
    thisService: 'Layanan ini',
    asWalkIn: 'Terbitkan nomor biasa',
  },
  en: {
    'unknown-booking': 'That code is not known. Check it, or issue a usual number.',
    'other-building': 'This booking is for another building. Issue a usual number if needed.',
    'booking-cancelled': 'This booking was cancelled. Issue a usual number.',
    'booking-used': 'This booking was used. Find its ticket by number and print it again.',
    'booking-other-day': 'This booking is for another day.',
    'booking-too-early': 'Too early for this booking. It can be used from {time}.',
    'booking-too-late': 'Too late for this booking. The visitor can take a usual number.',
    'service-closed': '{name} takes no numbers now. {why}',
    'unknown-service': 'That service is gone. Choose another.',
    'duplicate-service': 'The same service was chosen twice.',
    'unknown-ticket': 'There is no such number today.',
    'ticket-other-day': 'This ticket is of another day and not valid. Issue a new number.',
    'wrong-state': 'That number is over, or its paper is being printed.',
    'reprint-limit': 'That number was printed again as often as allowed.',
    'unknown-printer': 'That printer is gone. Choose another.',
    'not-this-counter': 'Your account does not work at the information desk.',
    phone: 'The phone number is not right: 8 to 15 digits.',
    nik: 'The NIK is not right: 16 digits.',
    name: 'The name is not right.',
    'invalid-input': 'Something is missing or too long. Check it and try again.',
    unreachable: 'The building’s server does not answer. Try again: no number is issued twice.',
    other: 'Not done. Try again, or ask a supervisor.',
    thisService: 'This service',
    asWalkIn: 'Issue a usual number',
  },
});

type Key = Parameters<typeof t>[0];

const own: ReadonlySet<string> = new Set<Key>([
  'unknown-booking',
  'other-building',
  'booking-cancelled',
  'booking-used',
  'booking-other-day',
  'booking-too-early',
  'booking-too-late',
  'service-closed',
  'unknown-service',
  'duplicate-service',
  'unknown-ticket',
  'ticket-other-day',
  'wrong-state',
  'reprint-limit',
  'unknown-printer',
  'not-this-counter',
  'invalid-input',
  'unreachable',
]);

/** Of what was written of the visitor, the first that is not right. */
function personKey({ errors }: Problem): Key | null {
  const path = errors?.[0]?.path ?? '';
  const field = /^person\.(name|nik|phone)/.exec(path)?.[1];
  return (field as Key | undefined) ?? null;
}

export const asWalkInWords = (): string => t('asWalkIn');

/** Why it was refused; `found` is the service it is about, where one is named. */
export function refusedWords(
  problem: Problem,
  found: FoundService | undefined,
  now: number,
  timeZone: string,
): string {
  const { code, facts = {} } = problem;
  const key: Key = own.has(code) ? (code as Key) : 'other';
  if (key === 'invalid-input') return t(personKey(problem) ?? key);
  const opens = facts['opensAt'] ?? facts['earliestAt'] ?? facts['startsAt'];
  const time =
    typeof opens === 'string' ? timeOfDay(Date.parse(opens), timeZone, language.value) : '–';
  const name = found ? pick(found.service.name) : t('thisService');
  return t(key, {
    time,
    name,
    why: key === 'service-closed' ? closedWhy(facts, now, timeZone) : '',
  });
}

function closedWhy(facts: NonNullable<Problem['facts']>, now: number, timeZone: string): string {
  const { reason, opensAt } = facts;
  const availability: Availability = {
    open: false,
    ...(typeof reason === 'string' ? { reason: reason as ClosedReason } : {}),
    ...(typeof opensAt === 'string' ? { opensAt } : {}),
  };
  return closedWords(availability, now, timeZone);
}

/** "Sudah tutup, buka besok 08.00." */
export function closedWords(availability: Availability, now: number, timeZone: string): string {
  const { reason, opens } = blockedWords({ why: 'closed', availability }, now, timeZone);
  return opens === '' ? `${reason}.` : `${reason}, ${opens}.`;
}
