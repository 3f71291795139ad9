import {
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

/**
 * A ticket's token opens its visitor's own page. It is the visit's id and a signature, so nothing has
 * to be stored for it and the journal, which leaves the building, cannot open anybody's page.
 */

const signatureLength = 12;
/** In the order of their bytes, so that ids sort as the times in them do. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** Milliseconds since 2020 in seven places: enough until 2081. */
const timePlaces = 7;
const timeBegins = Date.UTC(2020, 0, 1);
const randomPlaces = 6;

/** Preparing a key takes seven times as long as signing with it. */
const keys = new WeakMap<Buffer, KeyObject>();

function keyOf(secret: Buffer): KeyObject {
  let key = keys.get(secret);
  if (!key) keys.set(secret, (key = createSecretKey(secret)));
  return key;
}

const sign = (secret: Buffer, visitId: string): string =>
  createHmac('sha256', keyOf(secret)).update(visitId).digest('base64url').slice(0, signatureLength);

function inPlaces(number: number, places: number): string {
  let text = '';
  let left = number;
  for (let place = 0; place < places; place += 1) {
    text = alphabet[left % alphabet.length]! + text;
    left = Math.floor(left / alphabet.length);
  }
  return text;
}

/** Random bytes are drawn many at a time: one by one they cost more than all else of an id. */
const pool = { bytes: Buffer.alloc(0), used: 0 };
const poolBytes = 6 * 512;

function sixRandomBytes(): number {
  if (pool.used + 6 > pool.bytes.length) {
    pool.bytes = randomBytes(poolBytes);
    pool.used = 0;
  }
  const number = pool.bytes.readUIntBE(pool.used, 6);
  pool.used += 6;
  return number;
}

/**
 * Never reused: the time in milliseconds, then 35 random bits; letters and digits that are not
 * mistaken for each other. Ids of one moment are neighbours, so tickets that are kept together are
 * written to the same pages. No secret: what opens a page is the signature.
 */
export function newVisitId(now: number): string {
  const random = sixRandomBytes();
  return `v${inPlaces(Math.max(0, now - timeBegins), timePlaces)}${inPlaces(random, randomPlaces)}`;
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

/** Notes that a visit was rated: keyed, so that nobody finds the visit from it without the secret. */
export const surveyHash = (secret: Buffer, visitId: string): Buffer =>
  createHmac('sha256', keyOf(secret)).update(`survey\n${visitId}`).digest();
