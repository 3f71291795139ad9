import { randomBytes } from 'node:crypto';
import type { Refusal } from '../../contract/refusals.ts';
import { refuse } from '../domain/decision.ts';
import type { Credentials, StaffTable } from '../store/staff.ts';
import { accountLockMs, AccountLock, type Account } from './account-lock.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { SignInLimit } from './sign-in-limit.ts';
import type { StaffAudit } from './staff-audit.ts';

export interface PasswordCheckOptions {
  readonly staff: StaffTable;
  readonly now: () => number;
  readonly audit: StaffAudit;
}

const accountLocked = (waitSeconds: number): Refusal => refuse('account-locked', { waitSeconds });

/**
 * The one place where a password is compared. Every comparison is a try: too many wrong ones from an
 * address stop that address for a minute, too many from anywhere lock the account.
 */
export class PasswordCheck {
  readonly #staff: StaffTable;
  readonly #now: () => number;
  readonly #audit: StaffAudit;
  readonly #limit = new SignInLimit();
  readonly #lock: AccountLock;
  #decoy: Promise<string> | null = null;

  constructor({ staff, now, audit }: PasswordCheckOptions) {
    this.#staff = staff;
    this.#now = now;
    this.#audit = audit;
    this.#lock = new AccountLock(staff.wrongTries, now);
  }

  /** Whom the password belongs to, or why it cannot be said. */
  async check(username: string, password: string, address: string): Promise<Credentials | Refusal> {
    const found = this.#staff.byUsername(username);
    const account = accountOf(found, username);
    const stoppedSeconds = this.#limit.lockedSeconds(username, address, this.#now());
    if (stoppedSeconds > 0) {
      const lockedSeconds = this.#lock.lockedSeconds(account);
      return lockedSeconds > stoppedSeconds
        ? accountLocked(lockedSeconds)
        : refuse('too-many-attempts', { waitSeconds: stoppedSeconds });
    }
    // Counted before the password is checked: guesses sent at once cannot outrun the lock.
    const leftHere = this.#limit.tried(username, address, this.#now());
    const begun = this.#lock.begin(account);
    const isRight = await this.#verify(found, password).catch((error: unknown) => {
      begun?.dropped();
      throw error;
    });
    // Refused only now, so that a locked account takes as long as a wrong password.
    if (!begun) return accountLocked(this.#lock.lockedSeconds(account) || accountLockMs / 1000);
    if (found && isRight) {
      begun.right();
      this.#limit.succeeded(username, address);
      return found;
    }
    const leftAnywhere = begun.wrong();
    if (leftAnywhere === 0) {
      if (found) await this.#noteLock(found.member.id);
      return accountLocked(accountLockMs / 1000);
    }
    const waitSeconds = this.#limit.lockedSeconds(username, address, this.#now());
    return leftHere > 0
      ? refuse('wrong-credentials', { triesLeft: Math.min(leftHere, leftAnywhere) })
      : refuse('too-many-attempts', { waitSeconds });
  }

  /** A password is looked at again at once, also at an address that had tried too often. */
  unlock(staffId: string, username: string): void {
    this.#lock.unlock({ key: staffId, isReal: true });
    this.#limit.forgive(username);
  }

  /** A name that does not exist takes as long as a wrong password. */
  async #verify(found: Credentials | undefined, password: string): Promise<boolean> {
    this.#decoy ??= hashPassword(randomBytes(12).toString('hex'));
    return verifyPassword(found?.passwordHash ?? (await this.#decoy), password);
  }

  /** The lock is in force already: it is worth more than its note, which a busy building refuses. */
  async #noteLock(staffId: string): Promise<void> {
    await this.#audit({ what: 'locked', staffId, actor: { role: 'system' } }, () => undefined);
  }
}

const accountOf = (found: Credentials | undefined, username: string): Account =>
  found ? { key: found.member.id, isReal: true } : { key: username.toLowerCase(), isReal: false };
