import { isRefusal, refuse } from '../../server/domain/decision.ts';
import { hashPassword } from '../../server/auth/passwords.ts';
import { openStaffAccounts, type StaffAccounts } from '../../server/auth/staff-accounts.ts';
import type { StaffNote } from '../../server/auth/staff-audit.ts';
import type { OpenSession } from '../../server/auth/staff-sessions.ts';
import type { StaffMember } from '../../server/store/staff.ts';
import { openStore, type Store } from '../../server/store/store.ts';
import { newFolder } from '../store/folder.ts';

export const nineOClock = Date.parse('2026-11-23T09:00:00+08:00');
export const password = 'bambu-kuning-27';

const member = (username: string, role: StaffMember['role']): StaffMember => ({
  id: `staff-${username}`,
  username,
  name: `Name of ${username}`,
  role,
  counterIds: role === 'officer' ? ['counter-1'] : [],
  serviceIds: null,
  agencyIds: [],
  mustChange: false,
});

/** Accounts on a real database, with an audit that is only a list and a clock that is a number. */
export class TestAccounts {
  readonly folder: string;
  now: number;
  notes: StaffNote[] = [];
  /** The building takes no notes now. */
  isBusy = false;
  /** Notes wait for this: what else happens meanwhile is seen. */
  held: Promise<void> | null = null;
  waiting = 0;
  store!: Store;
  accounts!: StaffAccounts;

  constructor(folder = newFolder(), now = nineOClock) {
    this.folder = folder;
    this.now = now;
  }

  async open(): Promise<this> {
    this.store = openStore(this.folder, this.now);
    if (this.store.staff.count === 0) {
      const hash = await hashPassword(password);
      this.store.staff.add(member('wayan', 'officer'), hash);
      this.store.staff.add(member('made', 'officer'), hash);
      this.store.staff.add(member('ketut', 'supervisor'), hash);
    }
    this.accounts = openStaffAccounts({
      staff: this.store.staff,
      now: () => this.now,
      audit: async (note, work) => {
        // A turn later, as the building does it.
        await new Promise(resolve => setImmediate(resolve));
        this.waiting += 1;
        await this.held;
        if (this.isBusy) return refuse('busy');
        if (!('rows' in note)) this.notes.push(note);
        this.store.transaction(work);
        return null;
      },
    });
    return this;
  }

  /** As after a power cut: what is not on disk is gone. */
  async restart(): Promise<void> {
    this.store.close();
    await this.open();
  }

  signIn(username: string, given = password, address = '10.0.0.1') {
    return this.accounts.signIn({ username, password: given, address, device: 'Chrome, Windows' });
  }

  /** The code of the refusal, or "signed-in". */
  async tried(username: string, given = password, address = '10.0.0.1'): Promise<string> {
    const result = await this.signIn(username, given, address);
    return isRefusal(result) ? result.refused : 'signed-in';
  }

  /** Wrong from one address after another, so that no address is stopped. */
  async triedWrong(username: string, times: number): Promise<string[]> {
    const codes: string[] = [];
    for (let at = 0; at < times; at += 1) {
      codes.push(await this.tried(username, 'wrong', `10.1.${at % 250}.${this.notes.length}`));
    }
    return codes;
  }

  async session(username: string): Promise<OpenSession> {
    const result = await this.signIn(username);
    if (isRefusal(result)) throw new Error(`Refused: ${result.refused}`);
    return this.accounts.sessions.find(result.token)!;
  }

  get whats(): string[] {
    return this.notes.map(({ what, staffId }) => `${what} ${staffId}`);
  }
}
