import { z } from 'zod';
import { instantSchema } from './values.ts';

/**
 * What a service may ask of its visitor. It is kept in one table with an end, never in the journal,
 * in an address, in a log or on paper (UU 27/2022); of a NIK only a keyed hash and four digits stay.
 */
export const personFieldSchema = z
  .enum(['name', 'nik', 'phone'])
  .meta({ id: 'PersonField', description: 'What a service asks of its visitor.' });
export type PersonField = z.infer<typeof personFieldSchema>;

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}]+$/u);

/** Sixteen digits [Permendagri 72/2022]; spaces are taken out. */
export const nikSchema = z
  .string()
  .max(40)
  .transform(text => text.replaceAll(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{16}$/));

/** As +62…: what people write with 0 or 62 in front means the same. */
export const phoneSchema = z
  .string()
  .max(30)
  .transform(text => text.replaceAll(/[\s().-]/g, '').replace(/^(?:\+?62|0)/, '+62'))
  .pipe(z.string().regex(/^\+\d{8,15}$/));

export const personSchema = z
  .strictObject({
    name: nameSchema.optional(),
    nik: nikSchema.optional(),
    phone: phoneSchema.optional(),
  })
  .meta({ id: 'Person', description: 'Only what the service asks for.' });
export type Person = z.infer<typeof personSchema>;

/** As it is kept and shown to those who serve the visitor. */
export const personViewSchema = z
  .object({
    name: z.string().nullable(),
    nikLast4: z.string().nullable(),
    phone: z.string().nullable(),
  })
  .meta({ id: 'PersonView' });
export type PersonView = z.infer<typeof personViewSchema>;

/** How staff came to see what is kept of visitors beyond the one before them. */
export type PersonLook = 'listed' | 'looked-up' | 'exported';

/** One of the three is enough; what belongs to any of those that are given is erased. */
export const erasePersonSchema = z
  .strictObject({
    code: z.string().min(1).max(200).optional().meta({ description: 'Of one booking.' }),
    nik: nikSchema.optional(),
    phone: phoneSchema.optional(),
  })
  .refine(body => Object.keys(body).length > 0, 'Give a booking code, a NIK or a phone number')
  .meta({ id: 'ErasePerson' });

export const erasedPersonSchema = z
  .object({
    erased: z.int().min(0).meta({ description: 'Bookings, visits and places on waiting lists.' }),
    at: instantSchema,
  })
  .meta({ id: 'ErasedPerson' });
