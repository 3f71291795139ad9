import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../../contract/commands.ts';
import type { DeviceAction, DeviceKind } from '../../contract/devices.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { DeviceRecord, DeviceTable } from '../store/devices.ts';
import { newPairingCode, pairingCodeHash } from './pairing-code.ts';
import { SignInLimit } from './sign-in-limit.ts';

export const deviceCookie = 'mpp_device';
/** As long as browsers keep any cookie. */
export const deviceCookieSeconds = 400 * 24 * 3600;
export const pairingCodeMs = 10 * 60_000;
const codesMax = 100;
export const devicesMax = 300;
/** How exact it is when a device was last there: each moment that is kept is a write. */
export const deviceSeenEveryMs = 60_000;

/** 256 bits as base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The token of a device as it came, from a program or from a browser's cookies. */
export function deviceTokenOf(
  headers: Pick<IncomingHttpHeaders, 'authorization'>,
  cookies: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const [scheme, bearer] = (headers.authorization ?? '').split(' ');
  const token = scheme?.toLowerCase() === 'bearer' ? bearer : cookies[deviceCookie];
  return token !== undefined && tokenPattern.test(token) ? token : undefined;
}

export interface DeviceNote {
  readonly actor: Actor;
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly what: DeviceAction;
}

/** Keeps a note in the journal and does `work` in the same transaction; see StaffAudit. */
export type DeviceAudit = (note: DeviceNote, work: () => void) => Promise<Refusal | null>;

export interface Paired {
  readonly device: DeviceRecord;
  readonly token: string;
}

export interface Devices {
  /** The device that a token belongs to; finding it is seeing it. */
  find(token: string): DeviceRecord | undefined;
  all(): DeviceRecord[];
  /** Notes that these are there now. */
  seen(ids: readonly string[]): void;
  makeCode(
    kind: DeviceKind,
    name: string,
    madeBy: string | null,
  ): { code: string; expiresAt: number } | Refusal;
  pair(code: string, address: string): Promise<Paired | Refusal>;
  unpair(id: string, actor: Actor): Promise<Refusal | null>;
  rename(id: string, name: string, actor: Actor): Promise<Refusal | null>;
  /** Told which devices are unpaired: what they had open ends with it. */
  onEnd(listener: (id: string) => void): void;
}

export interface DevicesOptions {
  readonly table: DeviceTable;
  readonly now: () => number;
  readonly audit: DeviceAudit;
}

/** The limit counts by account and address; all codes together are one account. */
const everyCode = 'pairing';

class PairedDevices implements Devices {
  readonly #table: DeviceTable;
  readonly #now: () => number;
  readonly #audit: DeviceAudit;
  readonly #limit = new SignInLimit();
  readonly #listeners: ((id: string) => void)[] = [];
  /** Codes on their way to the disk as used: the second of two who come at once finds none. */
  readonly #using = new Set<string>();

  constructor({ table, now, audit }: DevicesOptions) {
    this.#table = table;
    this.#now = now;
    this.#audit = audit;
  }

  find(token: string): DeviceRecord | undefined {
    const found = this.#table.find(hashOf(token));
    if (found && this.#now() - found.lastSeenAt >= deviceSeenEveryMs) this.seen([found.id]);
    return found;
  }

  all(): DeviceRecord[] {
    return this.#table.all();
  }

  seen(ids: readonly string[]): void {
    try {
      if (ids.length > 0) this.#table.seen(ids, this.#now());
    } catch (error) {
      // A full disk is told by what has to be kept; a moment of use is worth no refusal.
      if (!(error instanceof Error && error.name === 'SqliteError')) throw error;
    }
  }

  makeCode(
    kind: DeviceKind,
    name: string,
    madeBy: string | null,
  ): { code: string; expiresAt: number } | Refusal {
    if (this.#table.count >= devicesMax) return refuse('too-many-devices', { devicesMax });
    const code = newPairingCode();
    const now = this.#now();
    const expiresAt = now + pairingCodeMs;
    const record = { kind, name, madeBy, expiresAt };
    this.#table.addCode(pairingCodeHash(code), record, now, codesMax);
    return { code, expiresAt };
  }

  async pair(code: string, address: string): Promise<Paired | Refusal> {
    const now = this.#now();
    const waitSeconds = this.#limit.lockedSeconds(everyCode, address, now);
    if (waitSeconds > 0) return refuse('too-many-attempts', { waitSeconds });
    // Counted before it is looked at; a right one makes up for those before it.
    this.#limit.tried(everyCode, address, now);
    const codeHash = pairingCodeHash(code);
    const name = codeHash.toString('hex');
    const found = this.#table.findCode(codeHash, now);
    if (!found || this.#using.has(name)) return refuse('unknown-code');
    this.#limit.succeeded(everyCode, address);
    this.#using.add(name);
    try {
      const token = randomBytes(32).toString('base64url');
      const device: DeviceRecord = {
        id: `d${randomBytes(9).toString('hex')}`,
        kind: found.kind,
        name: found.name,
        pairedAt: now,
        pairedBy: found.madeBy,
        lastSeenAt: now,
      };
      const staffId = found.madeBy === null ? {} : { staffId: found.madeBy };
      const actor: Actor = { role: 'device', deviceId: device.id, ...staffId };
      const note: DeviceNote = { actor, deviceId: device.id, kind: device.kind, what: 'paired' };
      const refusal = await this.#audit(note, () => {
        this.#table.removeCode(codeHash);
        this.#table.add(hashOf(token), device);
      });
      return refusal ?? { device, token };
    } finally {
      this.#using.delete(name);
    }
  }

  async unpair(id: string, actor: Actor): Promise<Refusal | null> {
    const device = this.#table.byId(id);
    if (!device) return refuse('unknown-device');
    const note: DeviceNote = { actor, deviceId: id, kind: device.kind, what: 'unpaired' };
    const refusal = await this.#audit(note, () => this.#table.remove(id));
    if (!refusal) for (const listener of this.#listeners) listener(id);
    return refusal;
  }

  async rename(id: string, name: string, actor: Actor): Promise<Refusal | null> {
    const device = this.#table.byId(id);
    if (!device) return refuse('unknown-device');
    const note: DeviceNote = { actor, deviceId: id, kind: device.kind, what: 'renamed' };
    return this.#audit(note, () => this.#table.rename(id, name));
  }

  onEnd(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }
}

/** Devices live on the server, by the hash of a random token: a code is worth nothing twice. */
export const openDevices = (options: DevicesOptions): Devices => new PairedDevices(options);

export const isPaired = (result: Paired | Refusal): result is Paired => !isRefusal(result);
