import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BackupLoss, BackupRow, Backups } from '../contract/backups.ts';
import type { Problem, send } from '../ui-kit/api.ts';

const askEveryMs = 10_000;
/** While the server begins again it is asked more often. */
const askRestoringMs = 1_000;
/** A large database takes its time to be copied and read again. */
const workMsMax = 30 * 60_000;

/** What is asked before a backup takes the place of the database. */
export interface RestoreQuestion {
  readonly backup: BackupRow;
  /** Null while it is counted. */
  readonly loss: BackupLoss | null;
  readonly typed: string;
  readonly isOtherAllowed: boolean;
}

interface Edges {
  readonly send: typeof send;
  /** The session has ended with the restore. */
  readonly signedOut: () => void;
}

/** Backups as the administrator sees, makes and restores them. */
export class BackupDesk {
  readonly #send: typeof send;
  readonly #signedOut: () => void;
  readonly #view = signal<Backups | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #doing = signal<'make' | 'place' | 'restore' | null>(null);
  readonly #isRestoring = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly question = signal<RestoreQuestion | null>(null);
  /** The second place as it is being typed; null while nobody does. */
  readonly place = signal<string | null>(null);

  constructor({ send: ask, signedOut }: Edges) {
    this.#send = ask;
    this.#signedOut = signedOut;
  }

  get view(): ReadonlySignal<Backups | null> {
    return this.#view;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get doing(): ReadonlySignal<'make' | 'place' | 'restore' | null> {
    return this.#doing;
  }
  /** The server begins again. */
  get isRestoring(): ReadonlySignal<boolean> {
    return this.#isRestoring;
  }

  start(): void {
    this.close();
    this.#timer = setTimeout(() => undefined, 0);
    void this.#follow();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#view.value = null;
    this.#isRestoring.value = false;
    this.#doing.value = null;
    this.cancel();
  }

  cancel(): void {
    this.question.value = null;
    this.place.value = null;
    this.#problem.value = null;
  }

  async make(): Promise<void> {
    await this.#do('make', '/admin/backups', {});
  }

  async choosePlace(): Promise<void> {
    const folder = this.place.value?.trim() ?? '';
    if (folder.length < 2) return;
    if (await this.#do('place', '/admin/backups/second-place', { folder })) this.place.value = null;
  }

  async forgetPlace(): Promise<void> {
    await this.#do('place', '/admin/backups/second-place/remove', {});
  }

  async ask(backup: BackupRow): Promise<void> {
    this.cancel();
    this.question.value = { backup, loss: null, typed: '', isOtherAllowed: false };
    const answer = await this.#send<BackupLoss>('GET', `/admin/backups/${backup.id}`);
    if (this.question.value?.backup.id !== backup.id) return;
    if (answer.ok) this.answer({ loss: answer.body });
    else this.#problem.value = answer.problem;
  }

  answer(change: Partial<Omit<RestoreQuestion, 'backup'>>): void {
    const question = this.question.value;
    if (question) this.question.value = { ...question, ...change };
  }

  /** Whether everything that is asked has been answered. */
  isAnswered(short: string): boolean {
    const question = this.question.value;
    if (!question?.loss || question.typed.trim() !== short.trim()) return false;
    return !question.loss.isOtherBuilding || question.isOtherAllowed;
  }

  async restore(): Promise<void> {
    const question = this.question.value;
    if (question === null || this.#doing.value !== null) return;
    this.#doing.value = 'restore';
    const { typed, isOtherAllowed, backup } = question;
    const body = { confirm: typed.trim(), ...(isOtherAllowed ? { otherBuilding: true } : {}) };
    const path = `/admin/backups/${backup.id}/restore`;
    const answer = await this.#send('POST', path, body, { tries: 1, timeoutMs: workMsMax });
    this.#doing.value = null;
    this.#problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.question.value = null;
    this.#isRestoring.value = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#follow(), askRestoringMs);
  }

  readonly isBusy = computed(() => this.#doing.value !== null);

  async #do(doing: 'make' | 'place', path: string, body: unknown): Promise<boolean> {
    if (this.#doing.value !== null) return false;
    this.#doing.value = doing;
    this.#problem.value = null;
    const answer = await this.#send<Backups>('POST', path, body, { timeoutMs: workMsMax });
    this.#doing.value = null;
    if (answer.ok) this.#view.value = answer.body;
    else this.#problem.value = answer.problem;
    return answer.ok;
  }

  async #follow(): Promise<void> {
    const answer = await this.#send<Backups>('GET', '/admin/backups', undefined, { tries: 1 });
    if (this.#timer === undefined) return;
    if (answer.ok && this.#doing.value === null) this.#view.value = answer.body;
    if (!answer.ok && answer.problem.code === 'not-signed-in') {
      this.#isRestoring.value = false;
      this.#signedOut();
      return;
    }
    const waitMs = this.#isRestoring.value ? askRestoringMs : askEveryMs;
    this.#timer = setTimeout(() => void this.#follow(), waitMs);
  }
}
