import { createHmac, randomBytes } from 'node:crypto';
import type { Request } from '../building.ts';
import { problemAnswer } from './problem.ts';
import type { Reply } from './route.ts';

/** Requests that are remembered. */
const requestsMax = 1_000;

interface Seen {
  readonly mac: string;
  readonly reply: Promise<Reply>;
}

/**
 * Idempotency for requests with a password in them: of other requests a hash is kept on disk, and from
 * that a password could be guessed. Here it is keyed and in memory only, so a restart forgets it.
 */
export class SecretRequests {
  readonly #pepper = randomBytes(32);
  readonly #seen = new Map<string, Seen>();

  /** The first answer again, for what shall happen once; a fault is not remembered. */
  once(request: Request['idempotency'], work: () => Promise<Reply>): Promise<Reply> {
    return this.#answer(request, work, seen => seen.reply);
  }

  /** A new answer each time, for what may happen twice and whose answer is not to be kept. */
  anew(request: Request['idempotency'], work: () => Promise<Reply>): Promise<Reply> {
    return this.#answer(request, work, work);
  }

  #answer(
    request: Request['idempotency'],
    work: () => Promise<Reply>,
    again: (seen: Seen) => Promise<Reply>,
  ): Promise<Reply> {
    if (!request) return work();
    const name = `${request.key} ${request.scope}`;
    const mac = createHmac('sha256', this.#pepper).update(request.hash).digest('hex');
    const seen = this.#seen.get(name);
    if (seen) {
      return seen.mac === mac
        ? again(seen)
        : Promise.resolve(problemAnswer('idempotency-conflict'));
    }
    const reply = work();
    this.#seen.set(name, { mac, reply });
    if (this.#seen.size > requestsMax) this.#seen.delete(this.#seen.keys().next().value!);
    reply.catch(() => this.#seen.delete(name));
    return reply;
  }
}
