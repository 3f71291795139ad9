import { createHmac, randomBytes } from 'node:crypto';
import type { NewPerson, PersonHashes } from '../../contract/commands.ts';
import type { Person, PersonField } from '../../contract/people.ts';

const hashed = (secret: Buffer, kind: string, text: string): string =>
  createHmac('sha256', secret).update(`${kind}\n${text}`).digest('hex');

/**
 * What was asked, as it may be kept: of a NIK a keyed hash and the last four digits. Fields that the
 * service does not ask for are dropped (DATA-2). Undefined where nothing is left.
 */
export function keptPerson(
  secret: Buffer,
  { name, nik, phone }: Person,
  asks: readonly PersonField[],
): NewPerson | undefined {
  const given = {
    name: asks.includes('name') ? (name ?? null) : null,
    nikHash: asks.includes('nik') && nik ? hashed(secret, 'nik', nik) : null,
    nikLast4: asks.includes('nik') && nik ? nik.slice(-4) : null,
    phone: asks.includes('phone') ? (phone ?? null) : null,
  };
  return Object.values(given).every(value => value === null) ? undefined : given;
}

/** By what one person is known again: the NIK, else the phone; null where neither was given. */
export function personHash(secret: Buffer, { nik, phone }: Person): string | null {
  if (nik) return hashed(secret, 'person-nik', nik);
  return phone ? hashed(secret, 'person-phone', phone) : null;
}

/** Name a booking and a place on a waiting list in the journal: random, nothing can be told from them. */
export const newBookingId = (): string => `b${randomBytes(9).toString('hex')}`;
export const newWaitingId = (): string => `w${randomBytes(9).toString('hex')}`;

/** Everything by which somebody who gives a NIK or a phone number is known here. */
export const personHashes = (secret: Buffer, { nik, phone }: Person): PersonHashes => ({
  person: [
    ...(nik ? [hashed(secret, 'person-nik', nik)] : []),
    ...(phone ? [hashed(secret, 'person-phone', phone)] : []),
  ],
  nik: nik ? hashed(secret, 'nik', nik) : null,
  phone: phone ?? null,
});
