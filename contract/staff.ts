import { z } from 'zod';
import { idSchema, instantSchema, roleSchema } from './values.ts';

/** Bodies of the calls about staff accounts and their sessions. */

/** What is longer is no password: comparing one costs more the longer it is. */
const passwordCharactersMax = 256;

export const changePasswordSchema = z
  .strictObject({
    current: z.string().min(1).max(passwordCharactersMax),
    /** How many characters are asked for is told by `password-too-weak`. */
    next: z.string().min(1).max(passwordCharactersMax),
  })
  .meta({ id: 'ChangePassword' });

/** Why a new password is refused as too weak: the fact `reason` of `password-too-weak`. */
export const weaknessSchema = z
  .enum(['too-short', 'user-name', 'obvious'])
  .meta({ id: 'PasswordWeakness' });
export type Weakness = z.infer<typeof weaknessSchema>;

export const staffSessionSchema = z
  .object({
    id: idSchema,
    openedAt: instantSchema,
    lastSeenAt: instantSchema.meta({ description: 'Exact to a minute.' }),
    device: z
      .string()
      .nullable()
      .meta({ description: 'Browser and system in a few words, where they are known.' }),
    isThis: z.boolean(),
  })
  .meta({ id: 'StaffSession' });
export type StaffSessionView = z.infer<typeof staffSessionSchema>;

export const staffSessionsSchema = z
  .object({ sessions: z.array(staffSessionSchema) })
  .meta({ id: 'StaffSessions' });
export type StaffSessionsView = z.infer<typeof staffSessionsSchema>;

export const sessionsEndedSchema = z
  .object({ ended: z.int().min(0) })
  .meta({ id: 'SessionsEnded', description: 'How many sessions there were to end.' });
export type SessionsEnded = z.infer<typeof sessionsEndedSchema>;

export const staffMemberSchema = z
  .object({
    id: idSchema,
    username: z.string(),
    name: z.string(),
    role: roleSchema,
    counterIds: z.array(idSchema),
    serviceIds: z
      .array(idSchema)
      .nullable()
      .meta({ description: 'Services the member is trained for; null where it is all of them.' }),
    agencyIds: z.array(idSchema).meta({ description: 'What an agency-administrator sets up.' }),
    lockedUntil: instantSchema.nullable(),
    sessions: z.int().min(0),
    lastSeenAt: instantSchema
      .nullable()
      .meta({ description: 'Exact to a minute; null where nobody is signed in with it.' }),
    mustChange: z.boolean().meta({ description: 'The password they were given is still theirs.' }),
    endedAt: instantSchema.nullable().meta({ description: 'Since when nobody signs in with it.' }),
    version: z.string().meta({ description: 'Of what may be changed of the account.' }),
  })
  .meta({ id: 'StaffMember' });
export type StaffMemberView = z.infer<typeof staffMemberSchema>;

export const staffListSchema = z
  .object({ staff: z.array(staffMemberSchema) })
  .meta({ id: 'StaffList' });
export type StaffList = z.infer<typeof staffListSchema>;

export const staffMemberAnswerSchema = z
  .object({ member: staffMemberSchema })
  .meta({ id: 'StaffMemberAnswer' });
