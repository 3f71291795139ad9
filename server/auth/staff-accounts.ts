import type { Actor } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import type { Credentials, StaffAccount, StaffMember } from '../store/staff.ts';
import { passwordCharactersMin, weaknessOf } from './password-rules.ts';
import { PasswordCheck, type PasswordCheckOptions } from './password-check.ts';
import { hashPassword } from './passwords.ts';
import {
  openStaffSessions,
  sessionsPerMemberMax,
  type OpenSession,
  type StaffSessions,
} from './staff-sessions.ts';

export interface SignInAsked {
  readonly username: string;
  readonly password: string;
  readonly address: string;
  /** In a few words, for whoever looks through their own sessions. */
  readonly device: string | null;
}

export interface PasswordAsked {
  readonly current: string;
  readonly next: string;
  readonly address: string;
}

/** What happens to accounts; every change is noted in the journal with who did it. */
export interface StaffAccounts {
  readonly sessions: StaffSessions;
  signIn(asked: SignInAsked): Promise<{ token: string; member: StaffMember } | Refusal>;
  /** Ends every other session of the member; the one it was asked with goes on. */
  changePassword(session: OpenSession, asked: PasswordAsked): Promise<Refusal | null>;
  signOut(session: OpenSession): Promise<Refusal | null>;
  /** Ends sessions of a member, `keptId` excepted; how many there were. */
  endSessions(of: EndingSessions): Promise<number | Refusal>;
  accounts(): StaffAccount[];
  /** Opens a locked account. Belongs into the transaction of its note. */
  unlock(member: StaffMember): void;
}

export interface EndingSessions {
  readonly staffId: string;
  readonly actor: Actor;
  readonly keptId?: string | undefined;
  /** Only this one. */
  readonly onlyId?: string;
}

const actorOf = ({ member }: { readonly member: StaffMember }): Actor => ({
  role: member.role,
  staffId: member.id,
});

/** What the ways into an account share. */
interface Ways {
  readonly options: PasswordCheckOptions;
  readonly check: PasswordCheck;
  readonly sessions: StaffSessions;
  /** Members whose new password is on its way to the disk. */
  readonly changing: Set<string>;
}

/** Nobody acts by a password that was changed, or is being changed, while theirs was compared. */
const isStill = ({ options, changing }: Ways, { member, passwordHash }: Credentials): boolean =>
  !changing.has(member.id) &&
  options.staff.byUsername(member.username)?.passwordHash === passwordHash;

function openSignIn(ways: Ways): StaffAccounts['signIn'] {
  const { options, check, sessions } = ways;
  return async ({ username, password, address, device }) => {
    const checked = await check.check(username, password, address);
    if (isRefusal(checked)) return checked;
    if (!isStill(ways, checked)) return refuse('wrong-credentials');
    const { member } = checked;
    let token = '';
    let surplus: string[] = [];
    const note = { what: 'signed-in', staffId: member.id, actor: actorOf(checked) } as const;
    const refused = await options.audit(note, () => {
      surplus = sessions
        .of(member.id)
        .slice(sessionsPerMemberMax - 1)
        .map(session => session.id);
      sessions.end(surplus);
      token = sessions.open(checked, device);
    });
    if (refused) return refused;
    sessions.ended(surplus);
    return { token, member };
  };
}

function openChangePassword(ways: Ways): StaffAccounts['changePassword'] {
  const { options, check, sessions, changing } = ways;
  return async (session, { current, next, address }) => {
    const { member } = session;
    const weakness = weaknessOf(next, member.username);
    if (weakness) {
      const facts = { reason: weakness, charactersMin: passwordCharactersMin };
      return refuse('password-too-weak', facts);
    }
    const checked = await check.check(member.username, current, address);
    if (isRefusal(checked)) return checked;
    if (next === current) return refuse('same-password');
    const hashed = await hashPassword(next);
    if (!isStill(ways, checked)) return refuse('wrong-credentials');
    if (!sessions.of(member.id).some(({ id }) => id === session.id)) return refuse('not-signed-in');
    changing.add(member.id);
    try {
      let others: string[] = [];
      const note = {
        what: 'password-changed',
        staffId: member.id,
        actor: actorOf(session),
      } as const;
      const refused = await options.audit(note, () => {
        options.staff.changePassword(member.id, hashed, false);
        others = idsOf(sessions, member.id, session.id);
        sessions.end(others);
      });
      if (!refused) sessions.ended(others);
      return refused;
    } finally {
      changing.delete(member.id);
    }
  };
}

const idsOf = (sessions: StaffSessions, staffId: string, keptId?: string): string[] =>
  sessions
    .of(staffId)
    .map(session => session.id)
    .filter(id => id !== keptId);

export function openStaffAccounts(options: PasswordCheckOptions): StaffAccounts {
  const { staff, now, audit } = options;
  const check = new PasswordCheck(options);
  const sessions = openStaffSessions(staff, now);
  const ways: Ways = { options, check, sessions, changing: new Set() };
  return {
    sessions,
    signIn: openSignIn(ways),
    changePassword: openChangePassword(ways),
    async signOut(session) {
      const note = {
        what: 'signed-out',
        staffId: session.staffId,
        actor: actorOf(session),
      } as const;
      const refused = await audit(note, () => sessions.end([session.id]));
      if (!refused) sessions.ended([session.id]);
      return refused;
    },
    async endSessions({ staffId, actor, keptId, onlyId }) {
      const ids = idsOf(sessions, staffId, keptId).filter(id => !onlyId || id === onlyId);
      // Nothing ends where nothing is open: no note either.
      if (ids.length === 0) return 0;
      const note = { what: 'sessions-ended', staffId, actor } as const;
      const refused = await audit(note, () => sessions.end(ids));
      if (refused) return refused;
      sessions.ended(ids);
      return ids.length;
    },
    accounts: () => staff.accounts(now()),
    unlock(member) {
      check.unlock(member.id, member.username);
    },
  };
}
