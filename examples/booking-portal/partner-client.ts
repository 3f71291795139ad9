import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from './api-types.ts';

/**
 * What became of a request. `refused`: the building said no, and why. `away`: nothing is known; the
 * building cannot be reached, or cannot answer now.
 */
export type Answer<Value> =
  | { readonly kind: 'done'; readonly value: Value; readonly etag: string | null }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'away' };

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** The same for every try of one wish: the building does it once. */
  readonly idempotencyKey?: string;
  /** The ETag of what the citizen saw: refused where it has changed since. */
  readonly ifMatch?: string;
}

const answerMsMax = 5_000;
const triesMax = 3;
/** After a request that ended in nothing, reading is answered at once for so long. */
const restMs = 1_000;
/** A longer wait is told to the citizen instead of keeping them. */
const waitSecondsMax = 3;
const heldMax = 300;
const away = { kind: 'away' } as const;

interface Held {
  readonly etag: string;
  readonly value: unknown;
}

/** Speaks HTTP with one building: times out, tries again, and asks for nothing it has already. */
export class PartnerClient {
  readonly #url: string;
  readonly #key: () => string | null;
  readonly #stopping = new AbortController();
  /** The last answer of each address that carries an ETag. */
  readonly #held = new Map<string, Held>();
  readonly #onReach: (isReached: boolean) => void;

  /** When the building was last found to be away, by the clock of this process; null: it answers. */
  #awayAt: number | null = null;

  /** `url` without a slash at its end; `onReach` is told how each request ended. */
  constructor(url: string, key: () => string | null, onReach: (isReached: boolean) => void) {
    this.#url = url;
    this.#key = key;
    this.#onReach = onReach;
  }

  close(): void {
    this.#stopping.abort();
  }

  async ask<Value>(path: string, ask: Ask = {}): Promise<Answer<Value>> {
    const key = this.#key();
    if (key === null) {
      this.#onReach(false);
      return away;
    }
    const isReading = ask.method === undefined || ask.method === 'GET';
    const awayFor = performance.now() - (this.#awayAt ?? -Infinity);
    if (isReading && awayFor < restMs) return away;
    const answer = await this.#try<Value>(path, key, ask);
    if (this.#stopping.signal.aborted) return away;
    this.#awayAt = answer.kind === 'away' ? performance.now() : null;
    this.#onReach(answer.kind !== 'away');
    return answer;
  }

  async #try<Value>(path: string, key: string, ask: Ask): Promise<Answer<Value>> {
    const triesLeft = this.#awayAt === null ? triesMax : 1;
    for (let tries = 1; ; tries += 1) {
      const response = await this.#send(path, key, ask).catch(() => null);
      const waitMs = tries < triesLeft ? retryMs(response, tries) : null;
      if (waitMs === null) return response ? this.#read<Value>(path, ask, response) : away;
      await response?.body?.cancel();
      const isOpen = await pause(waitMs, true, { signal: this.#stopping.signal }).catch(
        () => false,
      );
      if (!isOpen) return away;
    }
  }

  #send(path: string, key: string, ask: Ask): Promise<Response> {
    const { method = 'GET', body, idempotencyKey, ifMatch } = ask;
    const held = method === 'GET' ? this.#held.get(path) : undefined;
    return fetch(this.#url + path, {
      method,
      redirect: 'error',
      headers: {
        Accept: 'application/json',
        Authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
        ...(held ? { 'If-None-Match': held.etag } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerMsMax)]),
    });
  }

  async #read<Value>(
    path: string,
    { method = 'GET' }: Ask,
    from: Response,
  ): Promise<Answer<Value>> {
    const { status, headers } = from;
    const held = this.#held.get(path);
    if (status === 304 && held) {
      return { kind: 'done', value: held.value as Value, etag: held.etag };
    }
    const isJson = /^application\/(problem\+)?json/.test(headers.get('content-type') ?? '');
    const value: unknown = isJson ? await from.json().catch(() => null) : null;
    if (value === null || status >= 500) return away;
    if (status >= 400) return { kind: 'refused', problem: value as Problem };
    const etag = headers.get('etag');
    if (etag !== null && method === 'GET') this.#hold(path, { etag, value });
    return { kind: 'done', value: value as Value, etag };
  }

  #hold(path: string, held: Held): void {
    this.#held.delete(path);
    this.#held.set(path, held);
    const [oldest = ''] = this.#held.keys();
    if (this.#held.size > heldMax) this.#held.delete(oldest);
  }
}

/** How long until the next try; null where there is none. No answer at all is tried again. */
function retryMs(response: Response | null, tries: number): number | null {
  const planned = 200 * 4 ** (tries - 1);
  if (!response) return planned;
  if (response.status !== 429 && response.status < 500) return null;
  const told = Number(response.headers.get('retry-after') ?? 0);
  if (!Number.isFinite(told) || told > waitSecondsMax) return null;
  // Up to a fifth more, so that many that were sent away together do not come back together.
  return Math.max(told * 1000, planned) * (1 + Math.random() / 5);
}
