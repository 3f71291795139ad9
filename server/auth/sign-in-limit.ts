/** Wrong passwords that are forgiven before an account is locked for an address. */
const triesMax = 5;
const lockMs = 60_000;
const entriesMax = 10_000;

interface Failures {
  count: number;
  lockedUntil: number;
}

/**
 * Counts sign-ins per account and address until one succeeds; memory only, a restart forgives.
 */
export class SignInLimit {
  readonly #failures = new Map<string, Failures>();

  /** Seconds until another try is allowed; 0 where it is allowed now. */
  lockedSeconds(account: string, address: string, now: number): number {
    const failures = this.#failures.get(this.#key(account, address));
    return failures ? Math.max(0, Math.ceil((failures.lockedUntil - now) / 1000)) : 0;
  }

  /** Notes a try, wrong until it succeeds, and gives the tries left before the lock. */
  tried(account: string, address: string, now: number): number {
    const key = this.#key(account, address);
    const failures = this.#failures.get(key) ?? { count: 0, lockedUntil: 0 };
    this.#failures.delete(key);
    failures.count += 1;
    if (failures.count >= triesMax) {
      failures.count = 0;
      failures.lockedUntil = now + lockMs;
    }
    this.#failures.set(key, failures);
    // The oldest goes first: a flood of made-up names cannot fill the memory.
    if (this.#failures.size > entriesMax) {
      this.#failures.delete(this.#failures.keys().next().value!);
    }
    return failures.lockedUntil > now ? 0 : triesMax - failures.count;
  }

  succeeded(account: string, address: string): void {
    this.#failures.delete(this.#key(account, address));
  }

  /** Forgets what was wrong at every address. */
  forgive(account: string): void {
    const begin = this.#key(account, '');
    for (const key of this.#failures.keys()) if (key.startsWith(begin)) this.#failures.delete(key);
  }

  #key(account: string, address: string): string {
    return `${account.toLowerCase()} ${address}`;
  }
}
