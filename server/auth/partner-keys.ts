import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { PartnerAction } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import type { PartnerKeyRecord, PartnerKeyTable } from '../store/partner-keys.ts';

/** 256 random bits behind a mark by which a leaked key is found in a text. */
const tokenPattern = /^mppk_[A-Za-z0-9_-]{43}$/;
const keysMax = 500;
/** How exact it is when a key was last used: each moment that is kept is a write. */
const usedEveryMs = 60_000;
const minuteMs = 60_000;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface NewPartnerKey {
  readonly partnerName: string;
  readonly scopes: PartnerKeyRecord['scopes'];
  readonly agencyIds: readonly string[] | null;
  readonly isSandbox: boolean;
  readonly requestsPerMinute: number;
}

export interface MadeKey {
  readonly key: PartnerKeyRecord;
  /** Told once. */
  readonly secret: string;
}

/** Keeps a note in the journal and does `work` in the same transaction; see StaffAudit. */
export type PartnerAudit = (
  note: { readonly key: PartnerKeyRecord; readonly what: PartnerAction; readonly staffId: string },
  work: () => void,
) => Promise<void>;

interface PartnerKeysOptions {
  readonly table: PartnerKeyTable;
  readonly now: () => number;
  readonly audit: PartnerAudit;
}

interface Bucket {
  left: number;
  at: number;
}

/** What portals and apps identify themselves by: hashed, scoped, limited, revocable. */
export class PartnerKeys {
  readonly #options: PartnerKeysOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: PartnerKeysOptions) {
    this.#options = options;
  }

  /** The key that a request came with; undefined where it has none that is good now. */
  find({
    authorization,
  }: Pick<IncomingHttpHeaders, 'authorization'>): PartnerKeyRecord | undefined {
    const [scheme, secret] = (authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !secret || !tokenPattern.test(secret)) {
      return undefined;
    }
    const { table, now } = this.#options;
    const key = table.find(hashOf(secret));
    if (!key || (key.endsAt !== null && key.endsAt <= now())) return undefined;
    if (now() - (key.lastUsedAt ?? 0) >= usedEveryMs) table.used(key.id, now());
    return key;
  }

  /** The key of an id, where it is good now. */
  current(id: string): PartnerKeyRecord | undefined {
    const { table, now } = this.#options;
    const key = table.byId(id);
    return key && (key.endsAt === null || key.endsAt > now()) ? key : undefined;
  }

  /** Takes one request of the key's minute; seconds until there is another, 0 where it was taken. */
  take({ id, requestsPerMinute }: PartnerKeyRecord): number {
    const now = this.#options.now();
    const bucket = this.#buckets.get(id) ?? { left: requestsPerMinute, at: now };
    const grown = ((now - bucket.at) * requestsPerMinute) / minuteMs;
    bucket.left = Math.min(requestsPerMinute, bucket.left + Math.max(0, grown));
    bucket.at = now;
    this.#buckets.set(id, bucket);
    if (bucket.left >= 1) {
      bucket.left -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil(((1 - bucket.left) * 60) / requestsPerMinute));
  }

  all(): PartnerKeyRecord[] {
    return this.#options.table.all();
  }

  async make(asked: NewPartnerKey, staffId: string): Promise<MadeKey | Refusal> {
    const { table, now } = this.#options;
    if (table.all().length >= keysMax) return refuse('too-many-keys', { keysMax });
    const partnerId = table.partnerNamed(asked.partnerName) ?? `q${randomBytes(6).toString('hex')}`;
    return this.#add({ ...asked, partnerId, madeAt: now() }, 'made', staffId);
  }

  /** Another key with the same rights; the old one goes on for so many hours. */
  async rotate(id: string, graceHours: number, staffId: string): Promise<MadeKey | Refusal> {
    const { table, now } = this.#options;
    const old = table.byId(id);
    if (!old || (old.endsAt !== null && old.endsAt <= now())) return refuse('unknown-key');
    const made = await this.#add({ ...old, madeAt: now() }, 'rotated', staffId, () =>
      table.end(id, now() + graceHours * 3_600_000),
    );
    return made;
  }

  async revoke(id: string, staffId: string): Promise<Refusal | null> {
    const { table, now, audit } = this.#options;
    const key = table.byId(id);
    if (!key) return refuse('unknown-key');
    await audit({ key, what: 'revoked', staffId }, () => table.end(id, now()));
    return null;
  }

  async #add(
    asked: Omit<PartnerKeyRecord, 'id' | 'lastUsedAt' | 'endsAt'>,
    what: PartnerAction,
    staffId: string,
    also: () => void = () => {},
  ): Promise<MadeKey> {
    const secret = `mppk_${randomBytes(32).toString('base64url')}`;
    const id = `k${randomBytes(6).toString('hex')}`;
    const key: PartnerKeyRecord = { ...asked, id, lastUsedAt: null, endsAt: null };
    await this.#options.audit({ key, what, staffId }, () => {
      this.#options.table.add(hashOf(secret), key);
      also();
    });
    return { key, secret };
  }
}
