/** Codes that are not there, asked for by one caller: so many in a minute, then none for a while. */
const wrongMax = 20;
const windowMs = 60_000;
const callersMax = 1_000;

interface Wrong {
  count: number;
  since: number;
}

/** Keeps codes from being found by trying; memory only, a restart forgives. */
export class WrongCodes {
  readonly #wrong = new Map<string, Wrong>();

  /** Seconds until another code may be asked for; 0 where it may now. */
  waitSeconds(callerId: string, now: number): number {
    const wrong = this.#wrong.get(callerId);
    if (!wrong || now - wrong.since >= windowMs || wrong.count < wrongMax) return 0;
    return Math.ceil((wrong.since + windowMs - now) / 1_000);
  }

  note(callerId: string, now: number): void {
    const wrong = this.#wrong.get(callerId);
    if (wrong && now - wrong.since < windowMs) {
      wrong.count += 1;
      return;
    }
    this.#wrong.delete(callerId);
    this.#wrong.set(callerId, { count: 1, since: now });
    if (this.#wrong.size > callersMax) this.#wrong.delete(this.#wrong.keys().next().value!);
  }
}
