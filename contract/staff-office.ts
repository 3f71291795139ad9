import { z } from 'zod';
import { staffMemberSchema } from './staff.ts';
import { idSchema, roleSchema } from './values.ts';

/** Bodies of the calls by which accounts are made, changed, ended and read in from a table. */

export const staffMax = 2_000;
export const importBytesMax = 1_000_000;
export const importRowsMax = 1_000;
export const staffNameCharactersMax = 100;

export const usernameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{2,39}$/)
  .meta({
    id: 'Username',
    description: 'What is signed in with: 3–40 small letters, digits, dots and hyphens.',
  });

export const staffNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(staffNameCharactersMax)
  .regex(/^[^\p{C}]+$/u);

const details = {
  name: staffNameSchema,
  role: roleSchema,
  counterIds: z
    .array(idSchema)
    .max(200)
    .meta({ description: 'Where an officer works; of other roles nothing is kept.' }),
  serviceIds: z
    .array(idSchema)
    .max(500)
    .nullable()
    .meta({ description: 'What an officer is trained for; null: all.' }),
  agencyIds: z
    .array(idSchema)
    .max(80)
    .meta({ description: 'What an agency-administrator sets up; of other roles nothing is kept.' }),
};

export const newStaffSchema = z
  .strictObject({ username: usernameSchema, ...details })
  .meta({ id: 'NewStaff' });
export type NewStaff = z.infer<typeof newStaffSchema>;

export const changeStaffSchema = z
  .strictObject({
    ...details,
    version: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .meta({
        description: 'Of the account as it was read: what has changed since is left alone.',
      }),
  })
  .meta({ id: 'ChangeStaff' });
export type ChangeStaff = z.infer<typeof changeStaffSchema>;

/** Told once: the server keeps a hash alone. */
export const givenPasswordSchema = z
  .object({
    member: staffMemberSchema,
    password: z.string().meta({ description: 'Good until its member has chosen their own.' }),
  })
  .meta({ id: 'GivenPassword' });
export type GivenPassword = z.infer<typeof givenPasswordSchema>;

/** What speaks against an account. */
export const staffFaultCodeSchema = z.enum([
  'unknown-counter',
  'unknown-service',
  'unknown-agency',
  'agency-required',
  // Of a table alone:
  'empty',
  'not-a-table',
  'too-many-rows',
  'column-missing',
  'column-unknown',
  'column-twice',
  'username-invalid',
  'username-twice',
  'name-invalid',
  'unknown-role',
  'account-ended',
  'not-allowed',
  'counter-open',
  'last-administrator',
  'too-many-staff',
]);
export type StaffFaultCode = z.infer<typeof staffFaultCodeSchema>;

export const staffColumnSchema = z.enum([
  'username',
  'name',
  'role',
  'counters',
  'services',
  'agencies',
]);
export type StaffColumn = z.infer<typeof staffColumnSchema>;

export const staffImportFaultSchema = z
  .object({
    line: z
      .int()
      .min(1)
      .nullable()
      .meta({ description: 'Of the file; null: the file as a whole.' }),
    column: z.string().nullable(),
    code: staffFaultCodeSchema,
    value: z.string().nullable().meta({ description: 'What stands there, cut to what is shown.' }),
  })
  .meta({ id: 'StaffImportFault' });
export type StaffImportFault = z.infer<typeof staffImportFaultSchema>;

export const staffImportRowSchema = z
  .object({
    line: z.int().min(1),
    username: z.string(),
    name: z.string(),
    role: roleSchema.nullable(),
    kind: z.enum(['new', 'changed', 'same', 'wrong']),
    changes: z.array(staffColumnSchema).meta({ description: 'Columns that differ from now.' }),
  })
  .meta({ id: 'StaffImportRow' });
export type StaffImportRow = z.infer<typeof staffImportRowSchema>;

export const staffImportCheckSchema = z
  .object({ rows: z.array(staffImportRowSchema), faults: z.array(staffImportFaultSchema) })
  .meta({ id: 'StaffImportCheck' });
export type StaffImportCheck = z.infer<typeof staffImportCheckSchema>;

export const staffImportedSchema = z
  .object({
    made: z.array(z.object({ username: z.string(), name: z.string(), password: z.string() })),
    changed: z.int().min(0),
    same: z.int().min(0),
  })
  .meta({ id: 'StaffImported', description: 'Passwords of new accounts, told once.' });
export type StaffImported = z.infer<typeof staffImportedSchema>;
