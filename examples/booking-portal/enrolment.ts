import { heardTypes } from './booking-life.ts';
import type { BuildingApi } from './building-api.ts';
import { newToken } from './citizen-desk.ts';
import { demoKey } from './demo-key.ts';
import type { KeptBookings } from './kept-bookings.ts';

export interface EnrolmentOptions {
  readonly buildingUrl: string;
  /** From the building's administrator; null: only a demo building lets this portal in. */
  readonly key: string | null;
  readonly kept: KeptBookings;
  readonly publicUrl: () => string;
  /** One line about what was done or is missing, for whoever runs this portal. */
  readonly log: (line: string) => void;
}

const againMs = 5_000;

/**
 * Makes this portal known to its building: a key, and a webhook with its secret. Both are kept, so
 * that a restart makes nothing new. Where the building is away it is tried again until it works.
 */
export class Enrolment {
  readonly #options: EnrolmentOptions;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;
  #lastLine = '';

  constructor(options: EnrolmentOptions) {
    this.#options = options;
  }

  get key(): string | null {
    return this.#options.key ?? this.#kept('key');
  }

  get webhookSecret(): string | null {
    return this.#kept('secret');
  }

  /** `done` is called once, when the building knows this portal. */
  start(api: BuildingApi, done: () => void): void {
    void this.#work(api, done);
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #work(api: BuildingApi, done: () => void): Promise<void> {
    const isDone = await this.#enrol(api).catch((error: unknown) => this.#say(String(error)));
    if (this.#isClosed) return;
    if (isDone) done();
    else this.#timer = setTimeout(() => void this.#work(api, done), againMs);
  }

  async #enrol(api: BuildingApi): Promise<boolean> {
    const { buildingUrl, key } = this.#options;
    if (this.key === null && !(await this.#askForKey())) return false;
    const known = await api.webhooks();
    if (known.kind === 'away') return this.#say(`${buildingUrl} does not answer yet`);
    if (known.kind === 'refused') {
      const { code } = known.problem;
      // A demo building with new data does not know its old keys.
      if (code === 'not-signed-in' && key === null) this.#keep('key', '');
      return this.#say(`${buildingUrl} refuses the key: ${code}`);
    }
    const url = `${this.#options.publicUrl()}/webhooks`;
    const own = known.value.webhooks.find(row => row.url === url && row.isActive);
    if (own && own.id === this.#kept('webhook') && this.webhookSecret !== null) return true;
    const made = await (own
      ? api.renewSecret(own.id, newToken())
      : api.listen({ url, types: [...heardTypes] }, newToken()));
    if (made.kind !== 'done') return this.#say(`${buildingUrl} takes no webhook at ${url}`);
    this.#keep('secret', made.value.secret);
    this.#keep('webhook', made.value.webhook.id);
    this.#say(`${own ? 'renewed the secret of' : 'registered'} the webhook ${url}`);
    return true;
  }

  async #askForKey(): Promise<boolean> {
    const { buildingUrl } = this.#options;
    const made = await demoKey(buildingUrl).catch(() => null);
    if (made === null) {
      return this.#say(`${buildingUrl} does not answer yet, or is no demo: set MPP_KEY then`);
    }
    this.#keep('key', made);
    this.#say(`made a key at the demo building ${buildingUrl}`);
    return true;
  }

  #kept(name: 'key' | 'secret' | 'webhook'): string | null {
    return this.#options.kept.setting(`${name} ${this.#options.buildingUrl}`) || null;
  }

  #keep(name: 'key' | 'secret' | 'webhook', value: string): void {
    this.#options.kept.set(`${name} ${this.#options.buildingUrl}`, value);
  }

  /** Each line once in a row; false, for what is not done. */
  #say(line: string): false {
    if (line !== this.#lastLine) this.#options.log(line);
    this.#lastLine = line;
    return false;
  }
}
