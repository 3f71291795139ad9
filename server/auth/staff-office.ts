import { createHash, randomBytes } from 'node:crypto';
import type { Actor, StaffAction } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { NewStaff } from '../../contract/staff-office.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import {
  counterLeftOpen,
  faultsOfDuty,
  mayLookAfter,
  tidyDuty,
  type StaffFault,
} from '../domain/staff-rules.ts';
import type { BuildingState } from '../domain/state.ts';
import type { StaffAccount, StaffDetails, StaffTable } from '../store/staff.ts';
import { newOneTimePassword } from './one-time-password.ts';
import { hashPassword } from './passwords.ts';
import type { StaffAccounts } from './staff-accounts.ts';
import type { StaffAudit, StaffNotes } from './staff-audit.ts';

export interface StaffOfficeOptions {
  readonly staff: StaffTable;
  readonly accounts: Pick<StaffAccounts, 'accounts' | 'sessions' | 'unlock'>;
  readonly state: () => BuildingState;
  readonly now: () => number;
  readonly audit: StaffAudit;
  readonly staffMax: number;
}

/** A refusal that says of each field what is wrong with it. */
export interface StaffRefusal extends Refusal {
  readonly faults?: readonly StaffFault[];
}

/** Told once, and kept nowhere but as a hash. */
export interface Given {
  readonly account: StaffAccount;
  readonly password: string;
}

/** Names what may be changed of an account, so that two who change it at once find out. */
export function versionOf({ member, endedAt }: Pick<StaffAccount, 'member' | 'endedAt'>): string {
  const { name, role, counterIds, serviceIds, agencyIds } = member;
  const text = JSON.stringify([name, role, counterIds, serviceIds, agencyIds, endedAt]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

export const newStaffId = (): string => `staff-${randomBytes(8).toString('hex')}`;

const isAdministrator = ({ member, endedAt }: StaffAccount): boolean =>
  member.role === 'administrator' && endedAt === null;

/** Whether nobody would be left to look after the building. */
const isLastAdministrator = (all: readonly StaffAccount[], staffId: string): boolean =>
  all.some(row => row.member.id === staffId && isAdministrator(row)) &&
  !all.some(row => row.member.id !== staffId && isAdministrator(row));

/** What a change takes away ends the sessions that have it: their screens still show it. */
const takesAway = (before: StaffDetails, after: StaffDetails): boolean =>
  before.role !== after.role ||
  before.counterIds.some(id => !after.counterIds.includes(id)) ||
  before.agencyIds.some(id => !after.agencyIds.includes(id));

/** One of many accounts that are made or changed together. */
export interface StaffRow {
  /** Null: it is new. */
  readonly staffId: string | null;
  readonly username: string;
  readonly details: StaffDetails;
}

interface Fresh {
  readonly id: string;
  readonly password: string;
  readonly hashed: string;
}

/** Two at a time: hashing is slow on purpose, and the desks go on meanwhile. */
async function firstPasswords(rows: readonly StaffRow[]): Promise<Map<string, Fresh>> {
  const fresh = new Map<string, Fresh>();
  const left = rows.map(({ username }) => username).values();
  const one = async (): Promise<void> => {
    for (const username of left) {
      const password = newOneTimePassword();
      fresh.set(username, { id: newStaffId(), password, hashed: await hashPassword(password) });
    }
  };
  await Promise.all([one(), one()]);
  return fresh;
}

/** Accounts made, changed, ended and taken up again, each noted in the journal with who did it. */
export class StaffOffice {
  readonly #options: StaffOfficeOptions;

  constructor(options: StaffOfficeOptions) {
    this.#options = options;
  }

  /** Whom this actor looks after, those whose account has ended included. */
  of(actor: Actor): StaffAccount[] {
    const all = this.#options.accounts.accounts();
    if (actor.role !== 'agency-administrator') return all;
    return all.filter(({ member }) => mayLookAfter(this.#options.state(), actor, member));
  }

  all(): StaffAccount[] {
    return this.#options.accounts.accounts();
  }

  async make(actor: Actor, wished: NewStaff): Promise<Given | StaffRefusal> {
    const { staff, accounts, staffMax, state } = this.#options;
    const { username, ...details } = tidyDuty(wished);
    const wrong = (now: BuildingState): StaffRefusal | null => {
      if (!mayLookAfter(now, actor, details)) {
        return this.#faulty(now, details) ?? refuse('not-allowed');
      }
      const all = accounts.accounts();
      if (all.length >= staffMax) return refuse('too-many-staff', { staffMax });
      if (all.some(({ member }) => member.username.toLowerCase() === username)) {
        return refuse('username-taken', { username });
      }
      return this.#faulty(now, details);
    };
    const early = wrong(state());
    if (early) return early;
    const password = newOneTimePassword();
    const hashed = await hashPassword(password);
    const id = newStaffId();
    const add = (): void => staff.add({ id, username, ...details, mustChange: true }, hashed);
    const refused = await this.#do(actor, id, 'made', add, wrong);
    return refused ?? { account: this.#account(id)!, password };
  }

  async change(
    actor: Actor,
    staffId: string,
    { version, ...wished }: StaffDetails & { readonly version: string },
  ): Promise<StaffAccount | StaffRefusal> {
    const details = tidyDuty(wished);
    const wrong = (now: BuildingState): StaffRefusal | null => {
      const known = this.#known(now, actor, staffId);
      if (isRefusal(known)) return known;
      if (versionOf(known) !== version) return refuse('changed-meanwhile');
      if (!mayLookAfter(now, actor, details)) {
        return this.#faulty(now, details) ?? refuse('not-allowed');
      }
      const faulty = this.#faulty(now, details);
      if (faulty) return faulty;
      if (details.role !== 'administrator' && this.#isLast(staffId)) {
        return refuse('last-administrator');
      }
      return leftOpen(now, staffId, details);
    };
    const before = this.#account(staffId);
    const next = before && { ...before, member: { ...before.member, ...details } };
    const early = wrong(this.#options.state());
    if (early || versionOf(next!) === version) return early ?? before!;
    let ended: string[] = [];
    const work = (): void => {
      const { member } = this.#account(staffId)!;
      this.#options.staff.change(staffId, details);
      if (takesAway(member, details)) ended = this.#endSessions(staffId);
    };
    return this.#done(await this.#do(actor, staffId, 'changed', work, wrong), staffId, ended);
  }

  /** A password for somebody who forgot theirs: it ends their sessions and opens their account. */
  async givePassword(actor: Actor, staffId: string): Promise<Given | StaffRefusal> {
    const wrong = (now: BuildingState): StaffRefusal | null => {
      const known = this.#known(now, actor, staffId);
      return isRefusal(known) ? known : null;
    };
    const early = wrong(this.#options.state());
    if (early) return early;
    const password = newOneTimePassword();
    const hashed = await hashPassword(password);
    let ended: string[] = [];
    const work = (): void => {
      this.#options.staff.changePassword(staffId, hashed, true);
      this.#options.accounts.unlock(this.#account(staffId)!.member);
      ended = this.#endSessions(staffId);
    };
    const refused = await this.#do(actor, staffId, 'password-given', work, wrong);
    const account = this.#done(refused, staffId, ended);
    return isRefusal(account) ? account : { account, password };
  }

  /** Nobody signs in with it any more; its name stays with what its member did. */
  async end(actor: Actor, staffId: string): Promise<StaffAccount | StaffRefusal> {
    const wrong = (now: BuildingState): StaffRefusal | null => {
      const known = this.#known(now, actor, staffId);
      if (isRefusal(known)) return known;
      return this.#isLast(staffId) ? refuse('last-administrator') : leftOpen(now, staffId, null);
    };
    const before = this.#account(staffId);
    const early = wrong(this.#options.state());
    // Ended already: what was asked for is so.
    if (before && early?.refused === 'account-ended') return before;
    if (early) return early;
    let ended: string[] = [];
    const work = (): void => {
      this.#options.staff.setEnded(staffId, this.#options.now());
      ended = this.#endSessions(staffId);
    };
    return this.#done(await this.#do(actor, staffId, 'ended', work, wrong), staffId, ended);
  }

  async takeUp(actor: Actor, staffId: string): Promise<StaffAccount | StaffRefusal> {
    const wrong = (now: BuildingState): StaffRefusal | null => {
      const known = this.#known(now, actor, staffId);
      return isRefusal(known) && known.refused !== 'account-ended' ? known : null;
    };
    const before = this.#account(staffId);
    const early = wrong(this.#options.state());
    if (early || before?.endedAt === null) return early ?? before!;
    const work = (): void => this.#options.staff.setEnded(staffId, null);
    return this.#done(await this.#do(actor, staffId, 'returned', work, wrong), staffId, []);
  }

  /**
   * Makes and changes many accounts, all of them or none. What they may be was looked at before:
   * `unless` tells whether it still holds. Gives the password of each new account by its user name.
   */
  async apply(
    actor: Actor,
    rows: readonly StaffRow[],
    unless: (state: BuildingState) => Refusal | null,
  ): Promise<ReadonlyMap<string, string> | Refusal> {
    const { staff, accounts, audit } = this.#options;
    const fresh = await firstPasswords(rows.filter(({ staffId }) => staffId === null));
    const ended: string[] = [];
    const notes: StaffNotes['rows'] = rows.map(({ staffId, username }) => ({
      staffId: staffId ?? fresh.get(username)!.id,
      what: staffId === null ? 'made' : 'changed',
    }));
    const work = (): void => {
      for (const { staffId, username, details } of rows) {
        if (staffId === null) {
          const { id, hashed } = fresh.get(username)!;
          staff.add({ id, username, ...details, mustChange: true }, hashed);
        } else {
          const member = staff.byId(staffId)!;
          staff.change(staffId, details);
          if (takesAway(member, details)) ended.push(...this.#endSessions(staffId));
        }
      }
    };
    if (rows.length === 0) return new Map();
    const refused = await audit({ actor, rows: notes }, work, unless);
    if (refused) return refused;
    accounts.sessions.ended(ended);
    return new Map([...fresh].map(([username, { password }]) => [username, password]));
  }

  #account(staffId: string): StaffAccount | undefined {
    return this.#options.accounts.accounts().find(({ member }) => member.id === staffId);
  }

  /** Somebody whom this actor looks after and whose account has not ended. */
  #known(now: BuildingState, actor: Actor, staffId: string): StaffAccount | Refusal {
    const account = this.#account(staffId);
    if (!account) return refuse('unknown-staff');
    if (!mayLookAfter(now, actor, account.member)) return refuse('not-allowed');
    return account.endedAt === null ? account : refuse('account-ended');
  }

  #faulty(now: BuildingState, details: StaffDetails): StaffRefusal | null {
    const faults = faultsOfDuty(now, details);
    return faults.length === 0 ? null : { ...refuse('staff-refused'), faults };
  }

  #isLast(staffId: string): boolean {
    return isLastAdministrator(this.#options.accounts.accounts(), staffId);
  }

  #endSessions(staffId: string): string[] {
    const { sessions } = this.#options.accounts;
    const ids = sessions.of(staffId).map(({ id }) => id);
    sessions.end(ids);
    return ids;
  }

  /** Does it and notes it, where nothing speaks against it in the turn that decides. */
  async #do(
    actor: Actor,
    staffId: string,
    what: StaffAction,
    work: () => void,
    wrong: (now: BuildingState) => StaffRefusal | null,
  ): Promise<StaffRefusal | null> {
    let why: StaffRefusal | null = null;
    const refused = await this.#options.audit({ what, staffId, actor }, work, now => {
      why = wrong(now);
      return why;
    });
    return why ?? refused;
  }

  #done(
    refused: StaffRefusal | null,
    staffId: string,
    ended: readonly string[],
  ): StaffAccount | StaffRefusal {
    if (refused) return refused;
    this.#options.accounts.sessions.ended(ended);
    return this.#account(staffId)!;
  }
}

function leftOpen(
  now: BuildingState,
  staffId: string,
  details: StaffDetails | null,
): StaffRefusal | null {
  const counter = counterLeftOpen(now, staffId, details);
  return counter && refuse('counter-open', { counterId: counter.id, number: counter.number });
}
