import { z } from 'zod';
import { nikSchema, phoneSchema } from './people.ts';
import { idSchema } from './values.ts';

/**
 * The facility's side of the web service that Indonesian hospitals know as "Antrean" (BPJS Kesehatan,
 * Antrean RS), as far as a queue for public services can speak it; see docs/ANTREAN.md. Names on the
 * wire are those of that service.
 */

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const codeOfOthers = /^[A-Za-z0-9_.-]{1,20}$/;

/** What others call a doctor's practice: a part of the day under a code of theirs. */
const antreanSessionSchema = z
  .strictObject({
    doctorCode: z.string().regex(codeOfOthers),
    doctorName: z.string().trim().min(1).max(60),
    opens: clockSchema,
    closes: clockSchema,
  })
  .refine(({ opens, closes }) => opens < closes, {
    path: ['closes'],
    message: 'Closes after it opens',
  });
export type AntreanSession = z.infer<typeof antreanSessionSchema>;

const antreanMappingSchema = z.strictObject({
  poliCode: z.string().regex(codeOfOthers).meta({ description: 'Their `kodepoli`.' }),
  serviceId: idSchema,
  /** Without any, every `kodedokter` and every part of the day means the service's own slots. */
  sessions: z.array(antreanSessionSchema).max(28).default([]),
});
export type AntreanMapping = z.infer<typeof antreanMappingSchema>;

/** Off until an administrator turns it on. */
export const antreanSetupSchema = z
  .strictObject({
    enabled: z.boolean().default(false),
    mappings: z
      .array(antreanMappingSchema)
      .max(500)
      .default([])
      .refine(rows => new Set(rows.map(row => row.poliCode)).size === rows.length, {
        message: 'Each poliCode stands once',
      }),
  })
  .meta({ id: 'AntreanSetup' });
export type AntreanSetup = z.infer<typeof antreanSetupSchema>;

export const saveAntreanSchema = z
  .strictObject({ setupSeq: z.int().min(0), antrean: antreanSetupSchema })
  .meta({ id: 'SaveAntrean' });

export const antreanSetupViewSchema = z
  .object({ setupSeq: z.int(), antrean: antreanSetupSchema })
  .meta({ id: 'AntreanSetupView' });

// ---- what is asked; the first complaint is answered as it stands here, to whoever built the caller

/** Callers send what they do not know as null or as nothing. */
const orAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(value => (value === null || value === '' ? undefined : value), schema.optional());

/** Codes come as digits or as a text of them. */
const textOf = (name: string, pattern: RegExp, error = `${name} tidak sesuai`) =>
  z
    .union([z.string(), z.number()], { error: `${name} wajib diisi` })
    .transform(value => String(value).trim())
    .pipe(z.string().regex(pattern, { error }));

const dateSchema = z
  .string({ error: 'Tanggal periksa wajib diisi' })
  .pipe(z.iso.date({ error: 'Tanggal periksa harus ditulis YYYY-MM-DD' }));

const practiceSchema = z
  .string({ error: 'Jam praktek wajib diisi' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: 'Jam praktek harus ditulis JJ:MM-JJ:MM',
  })
  .refine(text => text.slice(0, 5) < text.slice(6), {
    error: 'Jam praktek harus berakhir setelah dimulai',
  });

const placeOfCare = {
  kodepoli: textOf('Kode poli', codeOfOthers),
  kodedokter: textOf('Kode dokter', codeOfOthers),
  tanggalperiksa: dateSchema,
  jampraktek: practiceSchema,
};

const bookingCode = textOf('Kode booking', /^[\x21-\x7e]{1,40}$/);

export const statusAntreanSchema = z.object(placeOfCare);

/** Numbers of cards, records and referrals are looked at and kept nowhere. */
export const ambilAntreanSchema = z.object({
  ...placeOfCare,
  nik: z
    .union([z.string(), z.number()], { error: 'NIK wajib diisi' })
    .transform(String)
    .pipe(nikSchema.catch(''))
    .refine(text => text !== '', { error: 'NIK harus 16 angka' }),
  nohp: orAbsent(
    z
      .union([z.string(), z.number()], { error: 'Nomor HP tidak sesuai' })
      .transform(String)
      .pipe(phoneSchema.catch(''))
      .refine(text => text !== '', { error: 'Nomor HP tidak sesuai' }),
  ),
  nama: orAbsent(
    z
      .string({ error: 'Nama tidak sesuai' })
      .trim()
      .regex(/^[^\p{C}]{1,100}$/u, { error: 'Nama tidak sesuai' }),
  ),
  nomorkartu: orAbsent(textOf('Nomor kartu', /^\d{13}$/, 'Nomor kartu harus 13 angka')),
  norm: orAbsent(textOf('Nomor rekam medis', /^.{1,50}$/)),
  jeniskunjungan: orAbsent(textOf('Jenis kunjungan', /^[1-4]$/)),
  nomorreferensi: orAbsent(textOf('Nomor referensi', /^.{1,50}$/)),
});

export const kodeBookingSchema = z.object({ kodebooking: bookingCode });

export const batalAntreanSchema = z.object({
  kodebooking: bookingCode,
  /** May name people, so it is not kept. */
  keterangan: orAbsent(textOf('Keterangan', /^[^]{1,200}$/)),
});

/** 2001 and 2100 in milliseconds: what is outside was written in seconds, or by a broken clock. */
const [waktuMin, waktuMax] = [978_307_200_000, 4_102_444_800_000];

export const checkinAntreanSchema = z.object({
  kodebooking: bookingCode,
  /** The caller's clock. The building's own decides, so it is only looked at. */
  waktu: textOf('Waktu', /^\d{1,16}$/, 'Waktu harus berupa angka milidetik').refine(
    text => Number(text) >= waktuMin && Number(text) <= waktuMax,
    { error: 'Waktu harus berupa angka milidetik' },
  ),
});

// ---- what is answered

/** One pool of places serves everybody who books: both pairs tell it, and must not be added up. */
const quota = {
  sisakuotajkn: z.int().min(0),
  kuotajkn: z.int().min(0),
  sisakuotanonjkn: z.int().min(0),
  kuotanonjkn: z.int().min(0),
};
const names = { namapoli: z.string(), namadokter: z.string() };

export const statusAntreanAnswerSchema = z.strictObject({
  ...names,
  totalantrean: z.int().min(0),
  sisaantrean: z.int().min(0),
  antreanpanggil: z.string(),
  ...quota,
  keterangan: z.string(),
});
export type StatusAntreanAnswer = z.infer<typeof statusAntreanAnswerSchema>;

export const ambilAntreanAnswerSchema = z.strictObject({
  /** The booking's code: numbers of the hall are given at check-in, and never before. */
  nomorantrean: z.string(),
  angkaantrean: z.int().min(1),
  kodebooking: z.string(),
  norm: z.string(),
  ...names,
  /** Milliseconds since the epoch: when the slot begins. */
  estimasidilayani: z.int(),
  ...quota,
  keterangan: z.string(),
});
export type AmbilAntreanAnswer = z.infer<typeof ambilAntreanAnswerSchema>;

export const sisaAntreanAnswerSchema = z.strictObject({
  nomorantrean: z.string(),
  ...names,
  sisaantrean: z.int().min(0),
  antreanpanggil: z.string(),
  /** Seconds. */
  waktutunggu: z.int().min(0),
  keterangan: z.string(),
});
export type SisaAntreanAnswer = z.infer<typeof sisaAntreanAnswerSchema>;
