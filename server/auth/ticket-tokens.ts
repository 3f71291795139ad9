import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * A ticket's token opens its visitor's own page. It is the visit's id and a signature, so nothing has
 * to be stored for it and the journal, which leaves the building, cannot open anybody's page.
 */

const visitIdBytes = 8;
const signatureLength = 12;
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

const sign = (secret: Buffer, visitId: string): string =>
  createHmac('sha256', secret).update(visitId).digest('base64url').slice(0, signatureLength);

/** Unguessable and never reused; letters and digits that are not mistaken for each other. */
export function newVisitId(): string {
  let number = randomBytes(visitIdBytes).readBigUInt64BE();
  let text = 'v';
  for (let place = 0; place < 11; place += 1) {
    text += alphabet[Number(number % 57n)]!;
    number /= 57n;
  }
  return text;
}

export const tokenOf = (secret: Buffer, visitId: string): string => visitId + sign(secret, visitId);

/** The visit a token was made for; null where the signature is not ours. */
export function visitIdOf(secret: Buffer, token: string): string | null {
  if (token.length <= signatureLength || token.length > 64) return null;
  const visitId = token.slice(0, -signatureLength);
  const given = Buffer.from(token.slice(-signatureLength));
  const ours = Buffer.from(sign(secret, visitId));
  return given.length === ours.length && timingSafeEqual(given, ours) ? visitId : null;
}
