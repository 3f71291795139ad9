import { createHash, randomBytes } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import type { StaffMember, StaffTable } from '../store/staff.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { SignInLimit } from './sign-in-limit.ts';

export const sessionCookie = 'mpp_session';
/** A working day and a little more. */
export const sessionSeconds = 12 * 3600;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface StaffSessions {
  /** A new session's token, or why not. */
  signIn(
    username: string,
    password: string,
    address: string,
  ): Promise<{ token: string; member: StaffMember } | Refusal>;
  find(token: string): StaffMember | undefined;
  signOut(token: string): void;
  /** Told the token of each session that was signed out: what it had open ends with it. */
  onSignOut(listener: (token: string) => void): void;
}

/** Sessions live on the server, by the hash of a random token: the cookie alone is worth nothing. */
export function openStaffSessions(staff: StaffTable, now: () => number): StaffSessions {
  const limit = new SignInLimit();
  const listeners: ((token: string) => void)[] = [];
  // A name that does not exist takes as long as a wrong password.
  let decoy: Promise<string> | null = null;
  return {
    async signIn(username, password, address) {
      const lockedSeconds = limit.lockedSeconds(username, address, now());
      if (lockedSeconds > 0) return refuse('too-many-attempts', { waitSeconds: lockedSeconds });
      // Counted before the password is checked: guesses sent at once cannot outrun the lock.
      const triesLeft = limit.tried(username, address, now());
      const found = staff.byUsername(username);
      decoy ??= hashPassword(randomBytes(12).toString('hex'));
      const isRight = await verifyPassword(found?.passwordHash ?? (await decoy), password);
      if (!found || !isRight) {
        return triesLeft > 0
          ? refuse('wrong-credentials', { triesLeft })
          : refuse('too-many-attempts', {
              waitSeconds: limit.lockedSeconds(username, address, now()),
            });
      }
      limit.succeeded(username, address);
      const token = randomBytes(32).toString('base64url');
      const at = now();
      staff.openSession(hashOf(token), found.member.id, at, at + sessionSeconds * 1000);
      return { token, member: found.member };
    },
    find: token => staff.bySession(hashOf(token), now()),
    signOut(token) {
      staff.endSession(hashOf(token));
      for (const listener of listeners) listener(token);
    },
    onSignOut(listener) {
      listeners.push(listener);
    },
  };
}
