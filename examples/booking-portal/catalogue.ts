import type { BuildingView, PartnerService } from './api-types.ts';
import type { BuildingApi } from './building-api.ts';
import type { Answer } from './partner-client.ts';

const freshMs = 60_000;

/** Something of the building that seldom changes: asked for once a minute, kept while it is away. */
class Copy<Value> {
  readonly #ask: () => Promise<Answer<Value>>;
  readonly #now: () => number;
  #value: Value | null = null;
  #askedAt = -Infinity;
  #underWay: Promise<void> | null = null;

  constructor(ask: () => Promise<Answer<Value>>, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  async get(): Promise<Value | null> {
    if (this.#now() - this.#askedAt >= freshMs) {
      this.#underWay ??= this.#renew().finally(() => {
        this.#underWay = null;
      });
      await this.#underWay;
    }
    return this.#value;
  }

  async #renew(): Promise<void> {
    const answer = await this.#ask();
    if (answer.kind !== 'done') return;
    this.#value = answer.value;
    this.#askedAt = this.#now();
  }
}

/** What the building offers, and what it is called. Null before it was first heard of. */
export class Catalogue {
  readonly #services: Copy<readonly PartnerService[]>;
  readonly #building: Copy<BuildingView>;

  constructor(api: BuildingApi, now: () => number) {
    this.#services = new Copy(() => api.services(), now);
    this.#building = new Copy(() => api.building(), now);
  }

  building(): Promise<BuildingView | null> {
    return this.#building.get();
  }

  /** Only what can be booked. */
  async services(): Promise<readonly PartnerService[] | null> {
    const all = await this.#services.get();
    return all?.filter(({ booking }) => booking !== null) ?? null;
  }

  /** Short names of all agencies, by their ids. */
  async agencies(): Promise<ReadonlyMap<string, string>> {
    const all = (await this.#services.get()) ?? [];
    return new Map(all.map(({ agency }) => [agency.id, agency.short]));
  }

  /** Also one that is booked no more: its bookings live on. */
  async service(id: string): Promise<PartnerService | null> {
    const all = await this.#services.get();
    return all?.find(row => row.id === id) ?? null;
  }
}
