import { createHash, randomBytes } from 'node:crypto';

/** How long a token is good for; callers ask for another one when theirs has ended. */
export const tokenMinutes = 30;
const tokenMs = tokenMinutes * 60_000;
/** Of one key at a time; the oldest goes first, so no key can push out another's. */
const tokensPerKeyMax = 20;
const keysMax = 500;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64');

/**
 * Short-lived stand-ins for the secret of a partner's key. Only hashes are held, in memory: a restart
 * ends them all, which a caller meets as it meets the end of any token.
 */
export class AntreanTokens {
  /** By key: the hash of each token and when it ends, the oldest first. */
  readonly #ofKey = new Map<string, Map<string, number>>();

  give(keyId: string, now: number): string {
    const own = this.#ofKey.get(keyId) ?? new Map<string, number>();
    this.#ofKey.delete(keyId);
    this.#ofKey.set(keyId, own);
    if (this.#ofKey.size > keysMax) this.#ofKey.delete(this.#ofKey.keys().next().value!);
    const token = randomBytes(32).toString('base64url');
    own.set(hashOf(token), now + tokenMs);
    if (own.size > tokensPerKeyMax) own.delete(own.keys().next().value!);
    return token;
  }

  isGood(keyId: string, token: string, now: number): boolean {
    if (!tokenPattern.test(token)) return false;
    const own = this.#ofKey.get(keyId);
    const endsAt = own?.get(hashOf(token));
    // A clock that was put back must not make a token good for longer than it was meant to be.
    return endsAt !== undefined && endsAt > now && endsAt - now <= tokenMs;
  }
}
