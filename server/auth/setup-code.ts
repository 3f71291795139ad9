import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import type { SetupCodeTable } from '../store/setup-code.ts';
import { newPairingCode, pairingCodeHash } from './pairing-code.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** Who can read the terminal of the server may set the building up, or get back into it. */

export const setupCodeMs = 24 * 3_600_000;
/** Wrong ones, from wherever they came, after which the code is worth nothing. */
export const setupCodeTriesMax = 100;

export interface MadeSetupCode {
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The code itself is told only here; one that was made before is worth nothing any more. */
export function makeSetupCode(table: SetupCodeTable, now: number): MadeSetupCode {
  const code = newPairingCode();
  const expiresAt = now + setupCodeMs;
  table.keep(pairingCodeHash(code), expiresAt);
  return { code, expiresAt };
}

/** The limit counts by account and address; there is only one code. */
const theCode = 'setup';

export class SetupCodes {
  readonly #table: SetupCodeTable;
  readonly #now: () => number;
  readonly #limit = new SignInLimit();

  constructor(table: SetupCodeTable, now: () => number) {
    this.#table = table;
    this.#now = now;
  }

  get isOpen(): boolean {
    const found = this.#table.find();
    return (
      found !== undefined && found.expiresAt > this.#now() && found.wrongTries < setupCodeTriesMax
    );
  }

  /** Null where it is the code. */
  check(code: string, address: string): Refusal | null {
    const now = this.#now();
    const waitSeconds = this.#limit.lockedSeconds(theCode, address, now);
    if (waitSeconds > 0) return refuse('too-many-attempts', { waitSeconds });
    this.#limit.tried(theCode, address, now);
    const found = this.isOpen ? this.#table.find() : undefined;
    if (found?.hash.equals(pairingCodeHash(code))) {
      this.#limit.succeeded(theCode, address);
      return null;
    }
    if (found) this.#table.countWrong();
    return refuse('unknown-code');
  }

  /** Belongs into the transaction of what it was used for. */
  used(): void {
    this.#table.forget();
  }
}
