import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SessionsEnded, StaffSessionView, StaffSessionsView } from '../contract/staff.ts';
import { send } from './api.ts';
import type { Problem } from './api.ts';

/** Which of the three fields a trouble is about; `form` where it is none of them. */
export type PasswordField = 'current' | 'next' | 'again' | 'form';

export interface PasswordTrouble {
  readonly field: PasswordField;
  /** A refusal of the server's, or what the page saw by itself. */
  readonly problem: Problem | 'empty' | 'different';
}

/** The own password: asked for, on its way, or changed. */
export type PasswordStep = 'closed' | 'asked' | 'sending' | 'changed';

export interface NewPassword {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

const fieldOf: Readonly<Record<string, PasswordField>> = {
  'wrong-credentials': 'current',
  'password-too-weak': 'next',
  'same-password': 'next',
};

/** What somebody does with their own account. `ended` is called once the server knows them no more. */
export class Account {
  readonly #send: typeof send;
  readonly #ended: () => void;
  readonly #step = signal<PasswordStep>('closed');
  readonly #trouble = signal<PasswordTrouble | null>(null);
  readonly #sessions = signal<readonly StaffSessionView[] | null>(null);
  readonly #sessionsProblem = signal<Problem | null>(null);
  readonly #endedCount = signal<number | null>(null);
  readonly #isEnding = signal(false);

  constructor(ended: () => void, ask: typeof send = send) {
    this.#ended = ended;
    this.#send = ask;
  }

  get step(): ReadonlySignal<PasswordStep> {
    return this.#step;
  }

  get trouble(): ReadonlySignal<PasswordTrouble | null> {
    return this.#trouble;
  }

  /** This one first, then the newest; null until the server has answered. */
  get sessions(): ReadonlySignal<readonly StaffSessionView[] | null> {
    return this.#sessions;
  }

  get sessionsProblem(): ReadonlySignal<Problem | null> {
    return this.#sessionsProblem;
  }

  /** How many were just signed out. */
  get endedCount(): ReadonlySignal<number | null> {
    return this.#endedCount;
  }

  get isEnding(): ReadonlySignal<boolean> {
    return this.#isEnding;
  }

  askPassword(): void {
    this.#trouble.value = null;
    this.#step.value = 'asked';
  }

  closePassword(): void {
    this.#trouble.value = null;
    this.#step.value = 'closed';
  }

  async changePassword({ current, next, again }: NewPassword): Promise<void> {
    if (this.#step.value === 'sending') return;
    if (current === '') return this.#refuse('current', 'empty');
    if (next === '') return this.#refuse('next', 'empty');
    if (next !== again) return this.#refuse('again', 'different');
    this.#trouble.value = null;
    this.#step.value = 'sending';
    const answer = await this.#send<unknown>('POST', '/session/password', { current, next });
    if (answer.ok) {
      this.#step.value = 'changed';
      this.#endedCount.value = null;
      await this.load();
      return;
    }
    this.#step.value = 'asked';
    if (this.#isOver(answer.problem)) return;
    this.#refuse(fieldOf[answer.problem.code] ?? 'form', answer.problem);
  }

  async load(): Promise<void> {
    const answer = await this.#send<StaffSessionsView>('GET', '/sessions');
    if (answer.ok) {
      const { sessions } = answer.body;
      this.#sessions.value = sessions.toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
      this.#sessionsProblem.value = null;
    } else if (!this.#isOver(answer.problem)) this.#sessionsProblem.value = answer.problem;
  }

  async endOthers(): Promise<void> {
    await this.#end('/sessions');
  }

  async end(id: string): Promise<void> {
    await this.#end(`/sessions/${id}`);
  }

  async #end(path: string): Promise<void> {
    if (this.#isEnding.value) return;
    this.#isEnding.value = true;
    const answer = await this.#send<SessionsEnded>('DELETE', path);
    this.#isEnding.value = false;
    // One that is no longer there has ended by itself.
    const isGone = !answer.ok && answer.problem.code === 'not-found';
    if (answer.ok) this.#endedCount.value = answer.body.ended;
    else if (this.#isOver(answer.problem)) return;
    else if (!isGone) {
      this.#sessionsProblem.value = answer.problem;
      return;
    }
    await this.load();
  }

  #refuse(field: PasswordField, problem: PasswordTrouble['problem']): void {
    this.#trouble.value = { field, problem };
  }

  #isOver(problem: Problem): boolean {
    const isOver = problem.code === 'not-signed-in';
    if (isOver) this.#ended();
    return isOver;
  }
}
