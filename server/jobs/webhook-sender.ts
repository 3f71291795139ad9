import { webhookSignature } from '../auth/webhook-signature.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { DeliveryRecord, WebhookRecord } from '../store/webhooks.ts';

export interface SenderOptions {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => number;
  /** 0 to 1: spreads retries, so that a receiver that comes back is not flooded. */
  readonly random: () => number;
  /** Whether an address may be spoken to: a partner must not reach into the building's own network. */
  readonly mayReach: (url: string) => Promise<boolean>;
}

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** After each failure: short at first, then hours; together more than a day. */
const retryMs = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  30 * minuteMs,
  hourMs,
  2 * hourMs,
  4 * hourMs,
] as const;
/** What was not told within this is dead: seen by people, sent again only by them. */
const deadAfterMs = 24 * hourMs;
const answerMsMax = 10_000;
const atOnceMax = 8;
/** The longest sleep: a clock that was set is noticed. */
const sleepMsMax = 30_000;
/** The receiver wants nothing more [RFC 9110, 410]. */
const gone = 410;

/** Sends what is due, so many at once, of one subject one after the other (HOOK-3). */
export class WebhookSender {
  readonly #options: SenderOptions;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  wake(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), 0);
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#underWay.values());
  }

  #look(): void {
    this.#timer = null;
    if (this.#stopping.signal.aborted) return;
    const { store, now } = this.#options;
    const due = store.webhooks.due(now(), atOnceMax * 2);
    for (const delivery of due) {
      if (this.#underWay.size >= atOnceMax) break;
      if (this.#underWay.has(delivery.id)) continue;
      const work = this.#send(delivery).finally(() => {
        this.#underWay.delete(delivery.id);
        this.wake();
      });
      this.#underWay.set(delivery.id, work);
    }
    const next = store.webhooks.nextAt();
    if (next === null) return;
    const wait = Math.min(Math.max(next - now(), 50), sleepMsMax);
    // What is under way wakes this by itself.
    if (this.#underWay.size < atOnceMax) this.#timer ??= setTimeout(() => this.#look(), wait);
  }

  async #send(delivery: DeliveryRecord): Promise<void> {
    const { store, now, log } = this.#options;
    const webhook = store.webhooks.find(delivery.webhookId);
    if (!webhook?.isActive) {
      store.webhooks.tried(delivery.id, 'dead', null, now());
      return;
    }
    const status = await this.#post(webhook, delivery).catch(() => null);
    // The server ends: it is tried again at its next start.
    if (this.#stopping.signal.aborted && status === null) return;
    if (status === gone) store.webhooks.stop(webhook.id);
    const isTold = status !== null && status >= 200 && status < 300;
    const isOver = status === gone || now() - delivery.madeAt >= deadAfterMs;
    const state = isTold ? 'delivered' : isOver ? 'dead' : 'pending';
    if (state === 'dead') log.warn({ webhookId: webhook.id, status }, 'a partner was not told');
    store.webhooks.tried(delivery.id, state, status, now() + this.#waitMs(delivery.attempts));
  }

  /** A fifth more or less than the plan. */
  #waitMs(attempts: number): number {
    const planned = retryMs[Math.min(attempts, retryMs.length - 1)]!;
    return Math.round(planned * (0.8 + 0.4 * this.#options.random()));
  }

  /** The status of the answer; null where none came or none may be asked for. */
  async #post(webhook: WebhookRecord, { id, body }: DeliveryRecord): Promise<number | null> {
    const { now, mayReach } = this.#options;
    if (!(await mayReach(webhook.url))) return null;
    const seconds = Math.floor(now() / 1000);
    const { secret, oldSecret, oldSecretUntil } = webhook;
    const isBoth = oldSecret !== null && (oldSecretUntil ?? 0) > now();
    const secrets = isBoth ? [secret, oldSecret] : [secret];
    const answer = await fetch(webhook.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'mpp-antrean',
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': webhookSignature(secrets, id, seconds, body),
      },
      body,
      signal: AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(answerMsMax)]),
    });
    await answer.body?.cancel();
    return answer.status;
  }
}
