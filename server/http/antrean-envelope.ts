import type { ServerResponse } from 'node:http';
import { problemSchema, type Problem } from '../../contract/http.ts';
import type { RefusalCode } from '../../contract/refusals.ts';
import { securityHeaders } from './security-headers.ts';
import type { Reply } from './route.ts';

/**
 * What the Antrean service answers: 200, or 201 for everything that was refused. The status of HTTP
 * is the same number, as its callers expect; only a fault of ours is a 5xx.
 */
export interface AntreanAnswer {
  readonly code: 200 | 201 | 500 | 503;
  readonly message: string;
  readonly response?: unknown;
  readonly waitSeconds?: number;
}

export const accepted = (response?: object): AntreanAnswer => ({
  code: 200,
  message: 'Ok',
  ...(response ? { response } : {}),
});

export const refused = (message: string, waitSeconds = 0): AntreanAnswer => ({
  code: 201,
  message,
  ...(waitSeconds > 0 ? { waitSeconds } : {}),
});

/** Refusals of the building that a call may meet, as a caller shows them to the citizen. */
export const refusalSentences = {
  'unknown-service': 'Poli tidak ditemukan.',
  'not-bookable': 'Layanan ini tidak menerima booking.',
  'person-required': 'Data pemohon yang diminta layanan ini belum lengkap',
  'already-booked': 'Antrean hanya dapat diambil satu kali untuk layanan dan tanggal yang sama.',
  'no-show-limit': 'Terlalu sering tidak datang pada waktu booking. Silakan ambil nomor di tempat.',
  'unknown-slot': 'Tidak ada jadwal pada tanggal dan jam praktek itu.',
  'slot-full': 'Kuota pada tanggal dan jam praktek itu sudah penuh.',
  'slot-closed': 'Booking untuk tanggal dan jam praktek itu sudah atau belum dapat dilakukan.',
  'unknown-booking': 'Kode booking tidak ditemukan.',
  'changed-meanwhile': 'Booking baru saja berubah. Ulangi permintaan.',
  'booking-cancelled': 'Antrean ini sudah dibatalkan.',
  'booking-used': 'Antrean ini sudah check-in.',
  'booking-other-day': 'Check-in hanya pada tanggal periksa.',
  'booking-too-early': 'Belum waktunya check-in.',
  'booking-too-late': 'Waktu check-in sudah lewat. Silakan ambil nomor di tempat.',
  'service-closed': 'Layanan sedang tutup.',
  'not-allowed': 'Akun ini tidak berhak atas permintaan itu.',
  'too-many-attempts': 'Terlalu banyak percobaan yang salah.',
  'too-many-requests': 'Terlalu banyak permintaan.',
  busy: 'Sistem sedang sibuk. Ulangi permintaan.',
} as const satisfies Partial<Record<RefusalCode, string>>;

const fieldNames: Readonly<Record<string, string>> = {
  'person.name': 'nama',
  'person.nik': 'NIK',
  'person.phone': 'nomor HP',
};

const isNamed = (code: string): code is keyof typeof refusalSentences => code in refusalSentences;

/** A clock of the wire, "2026-11-23T09:15:00.000+08:00", as it is read: 09.15. */
const clockOf = (instant: unknown): string | null =>
  typeof instant === 'string' ? instant.slice(11, 16).replace(':', '.') : null;

function detailOf({ code, facts = {}, errors = [] }: Problem): string {
  const opensAt = clockOf(facts['opensAt']);
  if (code === 'booking-too-early' && opensAt) return ` Check-in dibuka pukul ${opensAt}.`;
  if (code === 'booking-used' && facts['label']) return ` Nomor ${String(facts['label'])}.`;
  const missing = errors.flatMap(({ path }) => fieldNames[path] ?? []);
  return code === 'person-required' ? `: ${missing.join(', ')}.` : '';
}

/** What the building refused, in the words of the envelope. */
export function ofProblem(reply: Pick<Reply, 'body'>): AntreanAnswer {
  const problem = problemSchema.parse(JSON.parse(reply.body));
  const { code, facts = {} } = problem;
  const seconds = Number(facts['waitSeconds'] ?? 0);
  const wait = seconds > 0 ? ` Coba lagi dalam ${seconds} detik.` : '';
  if (!isNamed(code)) return refused('Permintaan tidak dapat diproses.');
  return refused(`${refusalSentences[code]}${detailOf(problem)}${wait}`, seconds);
}

export function sendAntrean(response: ServerResponse, answer: AntreanAnswer): void {
  const { code, message, waitSeconds } = answer;
  const told = answer.response === undefined ? {} : { response: answer.response };
  const body = JSON.stringify({ ...told, metadata: { message, code } });
  response.writeHead(code, [
    ...securityHeaders.flat(),
    'Cache-Control',
    'no-store',
    'Content-Type',
    'application/json; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(body)),
    ...(waitSeconds ? ['Retry-After', String(waitSeconds)] : []),
  ]);
  response.end(body);
}
