import type { WrongTries } from '../store/wrong-tries.ts';

/** Wrong passwords within the hour that lock an account, from wherever they came. */
export const accountTriesMax = 20;
const countedMs = 3_600_000;
export const accountLockMs = 15 * 60_000;
/** Names that belong to nobody and were tried lately. */
const namesMax = 10_000;

interface Tries {
  at: number[];
  lockedUntil: number;
}

/** Tries at names that belong to nobody: they lock as accounts do, or a lock would tell which exist. */
class TriesAtNobody implements WrongTries {
  readonly #tries = new Map<string, Tries>();

  lockedUntil(name: string): number {
    return this.#tries.get(name)?.lockedUntil ?? 0;
  }

  countSince(name: string, since: number): number {
    return this.#tries.get(name)?.at.filter(at => at > since).length ?? 0;
  }

  add(name: string, at: number): void {
    this.#put(name, { at: [...(this.#tries.get(name)?.at ?? []), at], lockedUntil: 0 });
  }

  lock(name: string, until: number): void {
    this.#put(name, { at: [], lockedUntil: until });
  }

  unlock(name: string): void {
    this.#tries.delete(name);
  }

  forgetBefore(at: number): void {
    for (const [name, tries] of this.#tries) {
      if ((tries.at.at(-1) ?? 0) <= at && tries.lockedUntil <= at) this.#tries.delete(name);
    }
  }

  #put(name: string, tries: Tries): void {
    this.#tries.delete(name);
    this.#tries.set(name, tries);
    // The oldest goes first: a flood of made-up names cannot fill the memory.
    if (this.#tries.size > namesMax) this.#tries.delete(this.#tries.keys().next().value!);
  }
}

/** Whose password is tried: a member's account, or a name that belongs to nobody. */
export interface Account {
  readonly key: string;
  readonly isReal: boolean;
}

/** One try under way. It ends as right or wrong, or is dropped where the check itself failed. */
export interface Try {
  right(): void;
  /** What is left before the lock; 0 where this try locked the account. */
  wrong(): number;
  dropped(): void;
}

/**
 * Locks an account that is guessed at from many addresses. Tries are counted from their begin, so that
 * guesses sent at once cannot outrun the lock; wrong ones and locks survive a restart.
 */
export class AccountLock {
  readonly #kept: WrongTries;
  readonly #atNobody: WrongTries = new TriesAtNobody();
  readonly #underWay = new Map<string, number>();
  readonly #now: () => number;

  constructor(kept: WrongTries, now: () => number) {
    this.#kept = kept;
    this.#now = now;
  }

  /** Seconds until a password is looked at again; 0 where it is now. */
  lockedSeconds(account: Account): number {
    const until = this.#triesOf(account).lockedUntil(account.key);
    return Math.max(0, Math.ceil((until - this.#now()) / 1000));
  }

  /** Null where the account is locked, or will be if the tries under way are wrong. */
  begin(account: Account): Try | null {
    if (this.lockedSeconds(account) > 0) return null;
    const tries = this.#triesOf(account);
    const id = `${account.isReal} ${account.key}`;
    const underWay = this.#underWay.get(id) ?? 0;
    const counted = tries.countSince(account.key, this.#now() - countedMs);
    if (counted + underWay >= accountTriesMax) return null;
    this.#underWay.set(id, underWay + 1);
    const end = (): void => {
      const left = this.#underWay.get(id)! - 1;
      if (left > 0) this.#underWay.set(id, left);
      else this.#underWay.delete(id);
    };
    const wrong = (): number => {
      end();
      return this.#addWrong(tries, account.key);
    };
    return { right: end, dropped: end, wrong };
  }

  unlock(account: Account): void {
    this.#triesOf(account).unlock(account.key);
  }

  #addWrong(tries: WrongTries, key: string): number {
    const now = this.#now();
    tries.forgetBefore(now - countedMs);
    tries.add(key, now);
    const left = accountTriesMax - tries.countSince(key, now - countedMs);
    if (left <= 0) tries.lock(key, now + accountLockMs);
    return Math.max(0, left);
  }

  #triesOf(account: Account): WrongTries {
    return account.isReal ? this.#kept : this.#atNobody;
  }
}
