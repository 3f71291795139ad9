import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  Deliveries,
  Delivery,
  MadePartnerWebhook,
  PartnerWebhook,
  PartnerWebhooks,
} from '../contract/webhook-admin.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { ToldSecret } from './told-secret.ts';

export type DeliveryState = Delivery['state'];

/** What a webhook was told, as it is looked at. */
export interface Told {
  readonly webhookId: string;
  /** Null: all. */
  readonly state: DeliveryState | null;
  readonly rows: readonly Delivery[];
  readonly hasMore: boolean;
}

export interface WebhookDraft {
  readonly partnerId: string;
  readonly url: string;
  readonly isSandbox: boolean;
}

const askEveryMs = 5_000;
const rowsMax = 50;
const path = '/admin/webhooks';

/** An address that a webhook can have: whole, and of the web. */
export function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text.trim());
    return /^https?:$/.test(protocol) && hostname !== '';
  } catch {
    return false;
  }
}

/** Where partners are told, and what became of what they were told. */
export class PartnerWebhookList {
  readonly #send: typeof send;
  readonly #told: ToldSecret;
  readonly #rows = signal<readonly PartnerWebhook[]>([]);
  readonly #deliveries = signal<Told | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  /** How many were sent again by the last press. */
  readonly #replayed = signal<number | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly draft = signal<WebhookDraft | null>(null);
  readonly rotating = signal<{ readonly id: string; readonly graceHours: number } | null>(null);
  readonly removing = signal<string | null>(null);

  constructor(ask: typeof send, told: ToldSecret) {
    this.#send = ask;
    this.#told = told;
  }

  get rows(): ReadonlySignal<readonly PartnerWebhook[]> {
    return this.#rows;
  }
  get deliveries(): ReadonlySignal<Told | null> {
    return this.#deliveries;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  get replayed(): ReadonlySignal<number | null> {
    return this.#replayed;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#rows.value = [];
    this.forget();
  }

  /** Nothing is being asked any more, and nothing stands open. */
  forget(): void {
    this.#deliveries.value = null;
    this.#problem.value = null;
    this.#replayed.value = null;
    this.draft.value = null;
    this.rotating.value = null;
    this.removing.value = null;
  }

  async load(): Promise<void> {
    const answer = await this.#send<PartnerWebhooks>('GET', path, undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    this.#rows.value = answer.body.webhooks;
    await this.#loadDeliveries();
  }

  /** Opens what a webhook was told, or shuts it. */
  async look(webhookId: string, state: DeliveryState | null): Promise<void> {
    this.#deliveries.value = { webhookId, state, rows: [], hasMore: false };
    await this.#loadDeliveries();
  }

  shut(): void {
    this.#deliveries.value = null;
    this.#replayed.value = null;
  }

  begin(partnerId: string, isSandbox: boolean): void {
    this.forget();
    this.draft.value = { partnerId, url: '', isSandbox };
  }

  async make(): Promise<void> {
    const draft = this.draft.value;
    if (draft === null || !isWebAddress(draft.url)) return;
    await this.#secretOf(path, { ...draft, url: draft.url.trim(), types: null });
  }

  async rotate(): Promise<void> {
    const asked = this.rotating.value;
    if (asked === null) return;
    await this.#secretOf(`${path}/${asked.id}/rotate`, { graceHours: asked.graceHours });
  }

  async test(id: string): Promise<void> {
    if ((await this.#ask('POST', `${path}/${id}/test`, {})) === null) return;
    await this.look(id, null);
    await this.load();
  }

  async remove(): Promise<void> {
    const id = this.removing.value;
    if (id === null) return;
    const left = await this.#ask<PartnerWebhooks>('DELETE', `${path}/${id}`);
    if (left === null) return;
    this.removing.value = null;
    this.#deliveries.value = null;
    this.#rows.value = left.webhooks;
  }

  async replay(deliveryId: string): Promise<void> {
    const to = `/admin/deliveries/${deliveryId}/replay`;
    if ((await this.#ask('POST', to, {})) !== null) this.#replayed.value = 1;
    await this.load();
  }

  async replayDead(id: string): Promise<void> {
    const to = `${path}/${id}/replay-dead`;
    const answer = await this.#ask<{ replayed: number }>('POST', to, {});
    if (answer !== null) this.#replayed.value = answer.replayed;
    await this.load();
  }

  async #loadDeliveries(): Promise<void> {
    const open = this.#deliveries.value;
    if (open === null) return;
    const { webhookId, state } = open;
    const query = `?limit=${rowsMax}${state === null ? '' : `&state=${state}`}`;
    const to = `${path}/${webhookId}/deliveries${query}`;
    const answer = await this.#send<Deliveries>('GET', to, undefined, { tries: 1 });
    const now = this.#deliveries.value;
    if (!answer.ok || now?.webhookId !== webhookId || now.state !== state) return;
    const { deliveries, nextAfter } = answer.body;
    this.#deliveries.value = { webhookId, state, rows: deliveries, hasMore: nextAfter !== null };
  }

  async #secretOf(to: string, body: unknown): Promise<void> {
    const made = await this.#ask<MadePartnerWebhook>('POST', to, body);
    if (made === null) return;
    this.draft.value = null;
    this.rotating.value = null;
    this.#told.show({ kind: 'webhook', secret: made.secret, of: made.webhook.url });
    await this.load();
  }

  async #ask<Body>(method: 'POST' | 'DELETE', to: string, body?: unknown): Promise<Body | null> {
    if (this.#isBusy.value) return null;
    this.#isBusy.value = true;
    const answer = await this.#send<Body>(method, to, body);
    this.#isBusy.value = false;
    this.#replayed.value = null;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }
}
