import { createHash, randomBytes } from 'node:crypto';
import type { SessionRecord } from '../store/staff-sessions.ts';
import type { Credentials, StaffMember, StaffTable } from '../store/staff.ts';

export const sessionCookie = 'mpp_session';
/** A working day and a little more. */
export const sessionSeconds = 12 * 3600;
/** Sessions of one member at a time; a further one ends the oldest. */
export const sessionsPerMemberMax = 20;
/** How exact it is when a session was last in use: each moment that is kept is a write. */
export const seenEveryMs = 60_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who is signed in, and by which session. */
export interface OpenSession extends SessionRecord {
  readonly member: StaffMember;
}

export interface StaffSessions {
  /** The member whom a token signs in; finding a session is using it. */
  find(token: string): OpenSession | undefined;
  of(staffId: string): SessionRecord[];
  /** Notes that these are in use. */
  seen(ids: readonly string[]): void;
  isExpired(session: SessionRecord): boolean;
  /** A new session's token. Belongs into the transaction of its note. */
  open(credentials: Credentials, device: string | null): string;
  /** Ends these. Belongs into the transaction of its note; `ended` is told after it. */
  end(ids: readonly string[]): void;
  /** Told which sessions have ended: what they had open ends with them. */
  onEnd(listener: (ids: readonly string[]) => void): void;
  /** Tells the listeners. */
  ended(ids: readonly string[]): void;
}

/** Sessions live on the server, by the hash of a random token: the cookie alone is worth nothing. */
export function openStaffSessions(staff: StaffTable, now: () => number): StaffSessions {
  const { sessions } = staff;
  const listeners: ((ids: readonly string[]) => void)[] = [];
  const seen = (ids: readonly string[]): void => {
    try {
      if (ids.length > 0) sessions.seen(ids, now());
    } catch (error) {
      // A full disk is told by what has to be kept; a moment of use is worth no refusal.
      if (!(error instanceof Error && error.name === 'SqliteError')) throw error;
    }
  };
  return {
    find(token) {
      const found = sessions.find(hashOf(token), now());
      const member = found && staff.byId(found.staffId);
      if (!found || !member) return undefined;
      if (now() - found.lastSeenAt >= seenEveryMs) seen([found.id]);
      return { ...found, member };
    },
    of: staffId => sessions.of(staffId, now()),
    seen,
    isExpired: session => session.expiresAt <= now(),
    open({ member }, device) {
      const token = randomBytes(32).toString('base64url');
      const at = now();
      sessions.open(hashOf(token), {
        id: `s${randomBytes(9).toString('hex')}`,
        staffId: member.id,
        openedAt: at,
        expiresAt: at + sessionSeconds * 1000,
        lastSeenAt: at,
        device,
      });
      return token;
    },
    end(ids) {
      sessions.end(ids);
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    ended(ids) {
      if (ids.length === 0) return;
      for (const listener of listeners) listener(ids);
    },
  };
}
