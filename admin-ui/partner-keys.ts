import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { PartnerKeyView, PartnerScope } from '../contract/partner.ts';
import type { Catalogue } from '../contract/views.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { ToldSecret } from './told-secret.ts';

/** A portal or an app, with its keys: the newest first. */
export interface Partner {
  readonly id: string;
  readonly name: string;
  readonly keys: readonly PartnerKeyView[];
}

export interface KeyDraft {
  readonly partnerName: string;
  /** A partner that is there already keeps its name. */
  readonly isNamed: boolean;
  readonly scopes: readonly PartnerScope[];
  /** Null: all. */
  readonly agencyIds: readonly string[] | null;
  readonly isSandbox: boolean;
  readonly requestsPerMinute: number;
}

export const allScopes = ['catalogue', 'bookings', 'check-in', 'queues', 'webhooks'] as const;
export const graceChoices = [0, 1, 24, 168] as const;
export const requestLimits = { min: 1, max: 60_000, step: 1 } as const;

interface Told {
  readonly keys: readonly PartnerKeyView[];
  readonly now?: string;
}

const askEveryMs = 10_000;

const emptyDraft: KeyDraft = {
  partnerName: '',
  isNamed: false,
  scopes: allScopes,
  agencyIds: null,
  isSandbox: false,
  requestsPerMinute: 600,
};

export function partnersOf(keys: readonly PartnerKeyView[]): readonly Partner[] {
  const partners = new Map<string, { id: string; name: string; keys: PartnerKeyView[] }>();
  for (const key of keys) {
    const { partnerId: id, partnerName: name } = key;
    const partner = partners.get(id);
    if (partner) partner.keys.push(key);
    else partners.set(id, { id, name, keys: [key] });
  }
  return [...partners.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}

/** A key that opens something at this instant; milliseconds since the epoch. */
export const isKeyGood = ({ endsAt }: PartnerKeyView, now: number): boolean =>
  endsAt === null || Date.parse(endsAt) > now;

/** Partners and what lets them in. */
export class PartnerKeyList {
  readonly #send: typeof send;
  readonly #told: ToldSecret;
  readonly #keys = signal<readonly PartnerKeyView[] | null>(null);
  /** By the server’s clock, when it last told the keys. */
  readonly #now = signal(Date.now());
  readonly #agencies = signal<Catalogue['agencies']>([]);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly chosenId = signal<string | null>(null);
  readonly draft = signal<KeyDraft | null>(null);
  /** The key that is being renewed, and how long the old one shall go on. */
  readonly rotating = signal<{ readonly id: string; readonly graceHours: number } | null>(null);
  /** Asked about before it ends. */
  readonly revoking = signal<string | null>(null);

  readonly partners = computed(() => partnersOf(this.#keys.value ?? []));
  readonly chosen = computed(
    () => this.partners.value.find(({ id }) => id === this.chosenId.value) ?? null,
  );

  constructor(ask: typeof send, told: ToldSecret) {
    this.#send = ask;
    this.#told = told;
  }

  /** Null before the server has told. */
  get keys(): ReadonlySignal<readonly PartnerKeyView[] | null> {
    return this.#keys;
  }
  get now(): ReadonlySignal<number> {
    return this.#now;
  }
  get agencies(): ReadonlySignal<Catalogue['agencies']> {
    return this.#agencies;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
    void this.#loadAgencies();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#keys.value = null;
    this.chosenId.value = null;
    this.#forget();
  }

  async load(): Promise<void> {
    const path = '/admin/partner-keys';
    const answer = await this.#send<Told>('GET', path, undefined, {
      tries: 1,
    });
    if (!answer.ok || this.#timer === undefined) return;
    this.#tell(answer.body);
    this.chosenId.value ??= this.partners.value[0]?.id ?? null;
  }

  choose(partnerId: string): void {
    this.#forget();
    this.chosenId.value = partnerId;
  }

  /** A key for somebody new, or another one for a partner that is there. */
  begin(partner: Partner | null): void {
    this.#forget();
    const named = partner ? { partnerName: partner.name, isNamed: true } : {};
    this.draft.value = { ...emptyDraft, ...named };
  }

  change(to: Partial<KeyDraft>): void {
    const draft = this.draft.value;
    if (draft) this.draft.value = { ...draft, ...to };
  }

  toggleScope(scope: PartnerScope): void {
    const { scopes = [] } = this.draft.value ?? {};
    const isOn = scopes.includes(scope);
    this.change({
      scopes: allScopes.filter(one => (one === scope ? !isOn : scopes.includes(one))),
    });
  }

  toggleAgency(agencyId: string): void {
    const chosen = this.draft.value?.agencyIds ?? [];
    const isOn = chosen.includes(agencyId);
    const agencyIds = isOn ? chosen.filter(id => id !== agencyId) : [...chosen, agencyId];
    this.change({ agencyIds });
  }

  cancel(): void {
    this.#forget();
  }

  readonly isReady = computed(() => {
    const draft = this.draft.value;
    if (draft === null || draft.partnerName.trim() === '') return false;
    return draft.scopes.length > 0 && draft.agencyIds?.length !== 0;
  });

  async make(): Promise<void> {
    const draft = this.draft.value;
    if (draft === null || !this.isReady.value) return;
    const { isNamed: _, ...body } = draft;
    await this.#secretOf('/admin/partner-keys', { ...body, partnerName: body.partnerName.trim() });
  }

  async rotate(): Promise<void> {
    const asked = this.rotating.value;
    if (asked === null) return;
    const { graceHours } = asked;
    await this.#secretOf(`/admin/partner-keys/${asked.id}/rotate`, { graceHours });
  }

  async revoke(): Promise<void> {
    const id = this.revoking.value;
    if (id === null) return;
    const path = `/admin/partner-keys/${id}/revoke`;
    const answer = await this.#ask<Told>(path, {});
    if (answer === null) return;
    this.revoking.value = null;
    this.#tell(answer);
  }

  #tell({ keys, now }: Told): void {
    this.#keys.value = keys;
    if (now !== undefined) this.#now.value = Date.parse(now);
  }

  async #secretOf(path: string, body: unknown): Promise<void> {
    const made = await this.#ask<{ key: PartnerKeyView; secret: string }>(path, body);
    if (made === null) return;
    const { partnerId, partnerName } = made.key;
    this.#forget();
    this.chosenId.value = partnerId;
    this.#told.show({ kind: 'key', secret: made.secret, of: partnerName });
    await this.load();
  }

  async #ask<Body>(path: string, body: unknown): Promise<Body | null> {
    if (this.#isBusy.value) return null;
    this.#isBusy.value = true;
    const answer = await this.#send<Body>('POST', path, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }

  async #loadAgencies(): Promise<void> {
    const answer = await this.#send<Catalogue>('GET', '/catalogue');
    if (answer.ok) this.#agencies.value = answer.body.agencies;
  }

  #forget(): void {
    this.draft.value = null;
    this.rotating.value = null;
    this.revoking.value = null;
    this.#problem.value = null;
  }
}
