import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { StaffList, StaffMemberView } from '../contract/staff.ts';
import type { Problem, send } from '../ui-kit/api.ts';

/** A lock lasts a quarter of an hour: this is soon enough to help, and seldom enough to cost nothing. */
const askEveryMs = 15_000;

export interface LockedAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly lockedUntil: string;
}

function lockedOf(member: StaffMemberView): LockedAccount[] {
  const { id, name, username, lockedUntil } = member;
  return lockedUntil === null ? [] : [{ id, name, username, lockedUntil }];
}

/** Whose account wrong passwords have locked; asked for while a supervisor looks at the board. */
export class LockedAccounts {
  readonly #send: typeof send;
  readonly #rows = signal<readonly LockedAccount[]>([]);
  readonly #problem = signal<Problem | null>(null);
  readonly #opening = signal<string | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  /** The one whose lock ends first comes first. */
  get rows(): ReadonlySignal<readonly LockedAccount[]> {
    return this.#rows;
  }

  /** Why an account could not be opened. */
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }

  /** The account that is being opened now. */
  get opening(): ReadonlySignal<string | null> {
    return this.#opening;
  }

  start(): void {
    this.close();
    void this.#load();
    this.#timer = setInterval(() => void this.#load(), askEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#rows.value = [];
    this.#problem.value = null;
  }

  async unlock(id: string): Promise<void> {
    if (this.#opening.value !== null) return;
    this.#opening.value = id;
    const answer = await this.#send<unknown>('POST', `/staff/${id}/unlock`, {});
    this.#opening.value = null;
    this.#problem.value = answer.ok ? null : answer.problem;
    await this.#load();
  }

  /** A list that cannot be asked for is left as it is: the board itself says that it is old. */
  async #load(): Promise<void> {
    const answer = await this.#send<StaffList>('GET', '/staff', undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    const rows = answer.body.staff.flatMap(lockedOf);
    this.#rows.value = rows.sort((a, b) => Date.parse(a.lockedUntil) - Date.parse(b.lockedUntil));
  }
}
