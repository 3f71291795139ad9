import { z } from 'zod';

/** The small words that every other file of the contract is made of. */

export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/)
  .meta({ id: 'Id', description: 'Opaque identifier, 1–64 characters.' });

export const textSchema = z
  .strictObject({ id: z.string().min(1).max(200), en: z.string().min(1).max(200) })
  .meta({ id: 'Text', description: 'A text in Indonesian and English.' });
export type Text = z.infer<typeof textSchema>;

/** An instant as sent on the wire: RFC 3339 with the building's offset. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'RFC 3339 time with the offset of the building.' });

export const businessDateSchema = z.iso
  .date()
  .meta({ id: 'BusinessDate', description: 'The calendar day in the building’s time zone.' });

export const languageSchema = z.enum(['id', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof languageSchema>;

export const visitClassSchema = z.enum(['walk-in', 'booked', 'vulnerable']).meta({
  id: 'VisitClass',
  description: 'How fast the urgency of a waiting ticket grows.',
});
export type VisitClass = z.infer<typeof visitClassSchema>;

export const needSchema = z
  .enum(['elderly', 'pregnant', 'nursing', 'disability', 'with-child'])
  .meta({ id: 'Need', description: 'What a vulnerable visitor says of themselves, by one touch.' });
export type Need = z.infer<typeof needSchema>;

export const legStateSchema = z
  .enum(['waiting', 'called', 'serving', 'parked', 'done', 'no-show', 'cancelled', 'expired'])
  .meta({ id: 'LegState' });
export type LegState = z.infer<typeof legStateSchema>;

export const counterStateSchema = z.enum(['open', 'paused', 'closed']).meta({ id: 'CounterState' });
export type CounterState = z.infer<typeof counterStateSchema>;

export const roleSchema = z
  .enum(['officer', 'supervisor', 'agency-administrator', 'administrator', 'auditor'])
  .meta({
    id: 'Role',
    description:
      'An agency-administrator sets up their own agencies; an auditor sees all and changes nothing.',
  });
export type Role = z.infer<typeof roleSchema>;

export const outcomeSchema = z
  .enum(['completed', 'incomplete', 'continued'])
  .meta({ id: 'Outcome', description: 'How a service ended: done, papers missing, another day.' });
export type Outcome = z.infer<typeof outcomeSchema>;

export const pauseReasonSchema = z
  .enum(['break', 'prayer', 'meal', 'meeting', 'system', 'other'])
  .meta({ id: 'PauseReason' });
export type PauseReason = z.infer<typeof pauseReasonSchema>;

export const parkReasonSchema = z
  .enum(['documents', 'copies', 'payment', 'system', 'other'])
  .meta({ id: 'ParkReason', description: 'Why a visitor is set aside for a while.' });
export type ParkReason = z.infer<typeof parkReasonSchema>;

export const choiceReasonSchema = z
  .enum(['returned', 'special-need', 'short-errand', 'other'])
  .meta({ id: 'ChoiceReason', description: 'Why an officer called somebody out of order.' });
export type ChoiceReason = z.infer<typeof choiceReasonSchema>;

export const callPolicySchema = z
  .enum(['accumulating', 'strict', 'ratio', 'fifo', 'max-wait', 'first', 'chosen', 'direct'])
  .meta({
    id: 'CallPolicy',
    description:
      'What decided a call: the policy of the queue, the longest wait allowed, a place at the ' +
      'front, an officer’s choice, or a visitor served without being called.',
  });
export type CallPolicy = z.infer<typeof callPolicySchema>;

export const closedReasonSchema = z
  .enum([
    'not-open-yet',
    'closed-today',
    'holiday',
    'outside-hours',
    'break',
    'last-ticket-passed',
    'quota-reached',
    'paused',
    'no-counter',
    'capacity-reached',
  ])
  .meta({ id: 'ClosedReason', description: 'Why no ticket is issued for a service now.' });
export type ClosedReason = z.infer<typeof closedReasonSchema>;

export const availabilitySchema = z
  .object({
    open: z.boolean(),
    reason: closedReasonSchema.optional(),
    opensAt: instantSchema.optional().meta({ description: 'The next opening, where it is known.' }),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof availabilitySchema>;

/** P50 and P90 of the forward run, rounded up to 5 minutes. From is 0 only where nobody waits. */
export const estimateSchema = z
  .object({ fromMinutes: z.int().min(0), toMinutes: z.int().min(0) })
  .meta({ id: 'Estimate', description: 'Range of the wait still ahead, in whole minutes.' });
export type Estimate = z.infer<typeof estimateSchema>;

export const printStateSchema = z
  .enum(['queued', 'printing', 'printed', 'not-sent', 'unknown'])
  .meta({ id: 'PrintState', description: 'What is known of the paper.' });
export type PrintState = z.infer<typeof printStateSchema>;

export const clothSchema = z.enum(['kawung', 'parang', 'tumpal', 'wajik']).meta({ id: 'Cloth' });
export type Cloth = z.infer<typeof clothSchema>;

export const zoneColourSchema = z
  .enum(['biru', 'cokelat', 'hijau', 'merah'])
  .meta({ id: 'ZoneColour' });
export type ZoneColour = z.infer<typeof zoneColourSchema>;
