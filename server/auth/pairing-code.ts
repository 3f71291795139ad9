import { createHash, randomInt } from 'node:crypto';

/**
 * Read off a screen and typed by hand: no 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V. 22 characters to the
 * power of 8 are 5 × 10^10 codes, of which one address may try five a minute for ten minutes.
 */
const characters = 'ACDEFGHJKMNPRTWXY34679';
const length = 8;

export function newPairingCode(): string {
  return Array.from({ length }, () => characters[randomInt(characters.length)]!).join('');
}

/** However it was typed, as it was shown. */
const asShown = (typed: string): string => typed.toUpperCase().replaceAll(/[\s-]/g, '');

export const pairingCodeHash = (typed: string): Buffer =>
  createHash('sha256').update(asShown(typed)).digest();
