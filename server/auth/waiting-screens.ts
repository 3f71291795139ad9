import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { pairingCodeMs } from './devices.ts';
import { newPairingCode, pairingCodeHash } from './pairing-code.ts';
import { SignInLimit } from './sign-in-limit.ts';

const screensMax = 200;
/** Of one address at once: a hall has many screens, but a flood of codes is none of them. */
const perAddressMax = 40;

interface Waiting {
  readonly codeHash: string;
  readonly address: string;
  readonly expiresAt: number;
  /** What pairs it, once somebody has typed its code. */
  pairingCode: string | null;
}

export interface ShownCode {
  readonly code: string;
  readonly secret: string;
  readonly expiresAt: number;
}

const hashOf = (code: string): string => pairingCodeHash(code).toString('hex');
const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
/** The limit counts by account and address; all codes together are one account. */
const everyScreen = 'waiting screens';

/**
 * Screens that show a code and wait for somebody to type it. Memory only: after a restart each asks
 * for a new code by itself. What a screen shows lets nobody in; only its own secret is told what does.
 */
export class WaitingScreens {
  /** By the hash of the secret, oldest first. */
  readonly #screens = new Map<string, Waiting>();
  readonly #limit = new SignInLimit();

  open(address: string, now: number): ShownCode | Refusal {
    this.#forget(now);
    const ofAddress = [...this.#screens.values()].filter(row => row.address === address);
    if (ofAddress.length >= perAddressMax) {
      const waitSeconds = Math.max(1, Math.ceil((ofAddress[0]!.expiresAt - now) / 1000));
      return refuse('too-many-attempts', { waitSeconds });
    }
    const [code, secret] = [newPairingCode(), randomBytes(32).toString('base64url')];
    const expiresAt = now + pairingCodeMs;
    const waiting = { codeHash: hashOf(code), address, expiresAt, pairingCode: null };
    this.#screens.set(secretHash(secret), waiting);
    if (this.#screens.size > screensMax) {
      this.#screens.delete(this.#screens.keys().next().value!);
    }
    return { code, secret, expiresAt };
  }

  /** Somebody typed a code: `make` gives what pairs its screen. A code is good once. */
  takeIn(
    code: string,
    address: string,
    now: number,
    make: () => { readonly code: string } | Refusal,
  ): Refusal | null {
    const waitSeconds = this.#limit.lockedSeconds(everyScreen, address, now);
    if (waitSeconds > 0) return refuse('too-many-attempts', { waitSeconds });
    this.#limit.tried(everyScreen, address, now);
    this.#forget(now);
    const codeHash = hashOf(code);
    const found = [...this.#screens.values()].find(row => row.codeHash === codeHash);
    if (!found || found.pairingCode !== null) return refuse('unknown-code');
    this.#limit.succeeded(everyScreen, address);
    const made = make();
    if (isRefusal(made)) return made;
    found.pairingCode = made.code;
    return null;
  }

  /** What pairs the screen, null as long as nobody has typed its code; a refusal once it is over. */
  ask(secret: string, now: number): { readonly pairingCode: string | null } | Refusal {
    this.#forget(now);
    const found = this.#screens.get(secretHash(secret));
    return found ? { pairingCode: found.pairingCode } : refuse('unknown-code');
  }

  #forget(now: number): void {
    for (const [key, { expiresAt }] of this.#screens) {
      if (expiresAt <= now) this.#screens.delete(key);
    }
  }
}
