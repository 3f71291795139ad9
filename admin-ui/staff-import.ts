import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { StaffImportCheck, StaffImported } from '../contract/staff-office.ts';
import { newKey, type Answer, type Problem } from '../ui-kit/api.ts';
import type { StaffRows } from './staff-list.ts';
import type { ToldPasswords } from './told-passwords.ts';

export type SendTable = <Body>(path: string, file: Blob, key: string) => Promise<Answer<Body>>;

/** So many new passwords take a while to be made. */
const uploadMsMax = 120_000;
const fileBytesMax = 1_000_000;

/** A spreadsheet's table, sent as the file it is. */
export async function sendTable<Body>(
  path: string,
  file: Blob,
  key: string,
): Promise<Answer<Body>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': key },
      body: file,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(uploadMsMax),
    });
    const read: unknown = await response.json();
    if (response.ok) return { ok: true, status: response.status, body: read as Body };
    return { ok: false, problem: { ...(read as Problem), status: response.status } };
  } catch {
    return { ok: false, problem: { code: 'unreachable', status: 0 } };
  }
}

/** A table of people: chosen, looked over, taken over. */
export class StaffImport {
  readonly #send: SendTable;
  readonly #rows: StaffRows;
  readonly #told: ToldPasswords;
  readonly #file = signal<File | null>(null);
  readonly #check = signal<StaffImportCheck | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #done = signal<StaffImported | null>(null);
  #key = newKey();

  readonly isOpen = signal(false);

  constructor(ask: SendTable, rows: StaffRows, told: ToldPasswords) {
    this.#send = ask;
    this.#rows = rows;
    this.#told = told;
  }

  get file(): ReadonlySignal<File | null> {
    return this.#file;
  }
  get check(): ReadonlySignal<StaffImportCheck | null> {
    return this.#check;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  get done(): ReadonlySignal<StaffImported | null> {
    return this.#done;
  }

  open(): void {
    this.leave();
    this.#told.forget();
    this.isOpen.value = true;
  }

  leave(): void {
    this.isOpen.value = false;
    this.#file.value = null;
    this.#check.value = null;
    this.#problem.value = null;
    this.#done.value = null;
  }

  async choose(file: File): Promise<void> {
    if (this.#isBusy.value) return;
    this.#file.value = file;
    this.#check.value = null;
    this.#done.value = null;
    this.#key = newKey();
    if (file.size > fileBytesMax) {
      this.#problem.value = { code: 'body-too-large', status: 413 };
      return;
    }
    await this.#look(file);
  }

  /** All of it, or none; somebody who changed an account meanwhile makes it be looked over anew. */
  async take(): Promise<void> {
    const file = this.#file.value;
    if (file === null || this.#isBusy.value) return;
    this.#isBusy.value = true;
    const answer = await this.#send<StaffImported>('/staff/import', file, this.#key);
    this.#isBusy.value = false;
    if (!answer.ok) {
      this.#problem.value = answer.problem;
      // What may have happened unheard happens once: asked again it tells the same passwords.
      if (answer.problem.code === 'unreachable') return;
      this.#key = newKey();
      await this.#look(file, answer.problem);
      return;
    }
    this.leave();
    this.#done.value = answer.body;
    this.#told.tell('table', answer.body.made);
    await this.#rows.load();
  }

  async #look(file: File, after: Problem | null = null): Promise<void> {
    this.#isBusy.value = true;
    this.#problem.value = after;
    const answer = await this.#send<StaffImportCheck>('/staff/import/check', file, newKey());
    this.#isBusy.value = false;
    if (this.#file.value !== file) return;
    if (answer.ok) this.#check.value = answer.body;
    else this.#problem.value = answer.problem;
  }
}
