import { z } from 'zod';
import { bookingStatusSchema } from './bookings.ts';
import { nikSchema, personFieldSchema, phoneSchema } from './people.ts';
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  legStateSchema,
  textSchema,
} from './values.ts';

/** Data of visitors and staff: what is kept and how long, and what is kept of one person (UU 27/2022). */

export const personalKindSchema = z
  .enum(['details', 'people', 'codes', 'notes', 'comments', 'answers', 'accounts', 'sessions'])
  .meta({
    id: 'PersonalKind',
    description:
      'details: name, digits of NIK, phone; people: random ids by which somebody is known again; ' +
      'codes: of bookings; notes: of officers about visits; comments: of the survey; answers: what ' +
      'was answered, for a retry; accounts and sessions: of staff.',
  });
export type PersonalKind = z.infer<typeof personalKindSchema>;

export const personalRowSchema = z.object({
  kind: personalKindSchema,
  rows: z.int().min(0),
  oldestAt: instantSchema.nullable(),
  keepHours: z.int().nullable().meta({ description: 'Null: while the account is there.' }),
  nextWipeAt: instantSchema.nullable().meta({ description: 'When the first of them goes.' }),
});
export type PersonalRow = z.infer<typeof personalRowSchema>;

export const privacySchema = z
  .object({
    rows: z.array(personalRowSchema),
    asking: z
      .array(z.object({ field: personFieldSchema, services: z.int() }))
      .meta({ description: 'What services ask of their visitor, and how many do.' }),
    looks: z
      .object({ days: z.int(), entries: z.int() })
      .meta({ description: 'How often the audit says of late that somebody looked.' }),
  })
  .meta({ id: 'Privacy' });
export type Privacy = z.infer<typeof privacySchema>;

/** Exactly one of the three: what is found by two may be of two people. */
export const findPersonSchema = z
  .strictObject({
    code: z.string().min(1).max(200).optional().meta({ description: 'Of one booking.' }),
    nik: nikSchema.optional(),
    phone: phoneSchema.optional(),
  })
  .superRefine((body, context) => {
    const given = (['nik', 'phone', 'code'] as const).filter(field => body[field] !== undefined);
    const wrong = given.length === 0 ? (['nik'] as const) : given.slice(1);
    const message = 'Give one of a NIK, a phone number and a booking code';
    for (const field of wrong) context.addIssue({ code: 'custom', path: [field], message });
  })
  .meta({ id: 'FindPerson' });

const heldOfSchema = z.enum(['booking', 'visit', 'waiting-list']);

export const foundPersonSchema = z
  .object({
    names: z.array(z.string()).meta({ description: 'The first letters alone.' }),
    nikLast4: z.string().nullable(),
    phoneLast4: z.string().nullable(),
    held: z.array(
      z.object({
        of: heldOfSchema,
        at: instantSchema.meta({ description: 'When it is, or was.' }),
        service: textSchema.nullable(),
        fields: z.array(personFieldSchema).meta({ description: 'What is kept with it.' }),
        notes: z.int().min(0),
        keptUntil: instantSchema
          .nullable()
          .meta({ description: 'Null: without anything of them.' }),
      }),
    ),
    isKnown: z.boolean().meta({ description: 'Whether a random id stands for them.' }),
  })
  .meta({ id: 'FoundPerson' });
export type FoundPerson = z.infer<typeof foundPersonSchema>;

export const personExportSchema = z
  .object({
    madeAt: instantSchema,
    building: z.string(),
    details: z.array(
      z.object({
        of: heldOfSchema,
        id: idSchema,
        name: z.string().nullable(),
        nikLast4: z.string().nullable(),
        phone: z.string().nullable(),
        keptSince: instantSchema,
        keptUntil: instantSchema,
      }),
    ),
    bookings: z.array(
      z.object({
        id: idSchema,
        code: z.string().nullable(),
        service: textSchema.nullable(),
        agency: textSchema.nullable(),
        startsAt: instantSchema,
        minutes: z.int(),
        status: bookingStatusSchema,
        madeAt: instantSchema,
      }),
    ),
    visits: z.array(
      z.object({
        id: idSchema,
        label: z.string(),
        date: businessDateSchema,
        issuedAt: instantSchema,
        services: z.array(
          z.object({
            service: textSchema.nullable(),
            counter: z.string().nullable(),
            state: legStateSchema,
            calledAt: instantSchema.nullable(),
            endedAt: instantSchema.nullable(),
          }),
        ),
        notes: z.array(z.object({ at: instantSchema, text: z.string() })),
      }),
    ),
    waitingList: z.array(
      z.object({
        id: idSchema,
        service: textSchema.nullable(),
        date: businessDateSchema,
        joinedAt: instantSchema,
      }),
    ),
  })
  .meta({
    id: 'PersonExport',
    description: 'Everything that is kept of one person, and of nobody else.',
  });
export type PersonExport = z.infer<typeof personExportSchema>;
