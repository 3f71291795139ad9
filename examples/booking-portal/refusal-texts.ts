import type { Problem } from './api-types.ts';

/** A refusal in words: what happened, and what to do now. */
export interface Sentence {
  readonly title: string;
  readonly way: string;
}

const sentences: Readonly<Record<string, Sentence>> = {
  'slot-full': {
    title: 'Jam itu baru saja penuh',
    way: 'Silakan pilih jam lain. Jumlah tempat di bawah ini sudah diperbarui.',
  },
  'slot-closed': {
    title: 'Jam itu sudah tidak dapat dipesan',
    way: 'Batas waktu pemesanannya sudah lewat. Silakan pilih jam lain.',
  },
  'unknown-slot': {
    title: 'Jam itu tidak ada lagi',
    way: 'Jadwal layanan ini berubah. Silakan pilih jam lain.',
  },
  'already-booked': {
    title: 'Anda sudah punya booking di hari itu',
    way: 'Satu orang dapat memesan satu tempat per layanan setiap hari. Pilih hari lain, atau ubah booking Anda yang sudah ada.',
  },
  'no-show-limit': {
    title: 'Booking ditangguhkan untuk sementara',
    way: 'Beberapa booking terakhir tidak dipakai. Anda tetap dilayani: ambil nomor langsung di kiosk gedung.',
  },
  'not-bookable': {
    title: 'Layanan ini tidak menerima booking',
    way: 'Silakan ambil nomor langsung di kiosk gedung.',
  },
  'unknown-service': {
    title: 'Layanan ini tidak ada lagi',
    way: 'Silakan pilih layanan lain.',
  },
  'person-required': {
    title: 'Data diri belum lengkap',
    way: 'Layanan ini memerlukan data diri. Lengkapi isian yang ditandai.',
  },
  'invalid-input': {
    title: 'Ada isian yang belum benar',
    way: 'Periksa isian yang ditandai, lalu kirim lagi.',
  },
  'changed-meanwhile': {
    title: 'Booking ini baru saja berubah',
    way: 'Periksa keadaannya sekarang, lalu ulangi bila masih perlu.',
  },
  'booking-cancelled': {
    title: 'Booking ini sudah dibatalkan',
    way: 'Anda dapat membuat booking baru.',
  },
  'booking-used': {
    title: 'Booking ini sudah dipakai',
    way: 'Setelah check-in, jadwal tidak dapat diubah. Hubungi petugas di gedung.',
  },
  'unknown-booking': {
    title: 'Gedung tidak mengenal booking ini',
    way: 'Mungkin datanya sudah dihapus karena lewat waktunya. Anda dapat membuat booking baru.',
  },
  'too-many-attempts': {
    title: 'Terlalu banyak percobaan',
    way: 'Mohon tunggu sebentar, lalu coba lagi.',
  },
  'too-many-requests': {
    title: 'Portal sedang sangat ramai',
    way: 'Mohon tunggu sebentar, lalu coba lagi. Isian Anda tetap ada.',
  },
  'idempotency-conflict': {
    title: 'Isian berubah sejak terakhir dikirim',
    way: 'Periksa kembali isian Anda, lalu kirim sekali lagi.',
  },
};

const unknown: Sentence = {
  title: 'Gedung tidak dapat memenuhi permintaan ini',
  way: 'Coba lagi nanti, atau datang langsung ke gedung.',
};

export const hasOwnSentence = (code: string): boolean => code in sentences;

/** The building may learn new refusals before this portal does. */
export const sentenceOf = ({ code }: Problem): Sentence => sentences[code] ?? unknown;

export const incompleteSentence: Sentence = {
  title: 'Isian belum lengkap',
  way: 'Lengkapi isian yang ditandai, lalu kirim lagi.',
};

export const awaySentence: Sentence = {
  title: 'Gedung sedang tidak dapat dihubungi',
  way: 'Sambungan ke gedung terputus. Mohon tunggu sebentar, lalu coba lagi.',
};

/** The answer to a wish was lost: it may be booked. */
export const unsureSentence: Sentence = {
  title: 'Belum pasti apakah booking Anda tersimpan',
  way: 'Sambungan ke gedung terputus saat mengirim. Kirim sekali lagi: Anda tidak akan tercatat dua kali.',
};

const fields: Readonly<Record<string, string>> = {
  'person.name': 'Tulis nama lengkap Anda, paling banyak 100 huruf.',
  'person.nik': 'NIK terdiri dari 16 angka, seperti di KTP.',
  'person.phone': 'Tulis nomor telepon yang diawali 0 atau +62, 8 sampai 15 angka.',
  startsAt: 'Silakan pilih jam.',
};

/** What is wrong, by the name of its field in the form. */
export function fieldErrorsOf({ errors = [] }: Pick<Problem, 'errors'>): FieldErrors {
  const found = errors.flatMap(({ path }): [string, string][] => {
    const text = fields[path];
    return text ? [[path.replace('person.', ''), text]] : [];
  });
  return Object.fromEntries(found);
}

export type FieldErrors = Readonly<Record<string, string>>;
