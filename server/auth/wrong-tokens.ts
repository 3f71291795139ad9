/** Different wrong tokens that an address may send within a minute. */
const wrongMax = 30;
const windowMs = 60_000;
const addressesMax = 10_000;

interface Wrong {
  readonly since: number;
  readonly tokens: Set<string>;
}

/**
 * Counts made-up tokens per address; memory only. What keeps a guess out is the signature of 72 bits;
 * this ends the noise. Only wrong tokens count, the same one counts once, and a right one is never
 * held back: a building full of phones comes from one address.
 */
export class WrongTokens {
  readonly #wrong = new Map<string, Wrong>();

  /** Notes a wrong token; seconds until the address is heard again, 0 where it still is. */
  note(address: string, token: string, now: number): number {
    let wrong = this.#wrong.get(address);
    if (!wrong || now - wrong.since >= windowMs || now < wrong.since) {
      wrong = { since: now, tokens: new Set() };
      this.#wrong.delete(address);
      this.#wrong.set(address, wrong);
      // The oldest goes first: made-up addresses cannot fill the memory.
      if (this.#wrong.size > addressesMax) this.#wrong.delete(this.#wrong.keys().next().value!);
    }
    if (wrong.tokens.has(token)) return 0;
    if (wrong.tokens.size >= wrongMax) return Math.ceil((wrong.since + windowMs - now) / 1000);
    wrong.tokens.add(token);
    return 0;
  }
}
