import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Outcome, ParkReason } from '../contract/values.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { DeskRequest } from './desk-requests.ts';

/** What was kept, in the words of the desk: a row shows it, the request sends it. */
export type KeptWhat =
  | { readonly do: 'finish'; readonly outcome: Outcome | null }
  | { readonly do: 'park'; readonly reason: ParkReason }
  | { readonly do: 'note'; readonly text: string };

/** One press that could not be sent. Its key is the Idempotency-Key of every try. */
export interface Kept {
  readonly key: string;
  /** The building's time of the press, in milliseconds. */
  readonly at: number;
  readonly ticketId: string;
  readonly label: string;
  readonly what: KeptWhat;
  readonly request: DeskRequest;
  /** It may have reached the server: it can no longer be taken back here. */
  readonly isTried: boolean;
  readonly refused: Pick<Problem, 'code' | 'facts'> | null;
}

export type KeptState = 'kept' | 'sent' | 'refused';

export interface KeptRow {
  readonly kept: Kept;
  readonly state: KeptState;
}

/** Where rows stay between two visits of the page; `write` is false where nothing was kept. */
export interface KeptMemory {
  read(name: string): string | null;
  write(name: string, value: string): boolean;
}

/** A counter without a link for hours keeps less than this: one visitor, and notes. */
export const keptMax = 50;
/** How long "sent" stays to be seen. */
export const sentShownMs = 4_000;
const retryMs = 2_000;

const isKept = (row: unknown): row is Kept =>
  typeof row === 'object' && row !== null && 'key' in row && 'request' in row && 'what' in row;

/**
 * Keeps what an officer did while the server could not be asked, and sends it in order when it can.
 * A row leaves the memory only when the server has answered it, and every try of it carries the same
 * key: it happens once, also where the page was loaded anew in between. Each officer has an outbox of
 * their own at each counter, so nothing is ever sent in another one's name.
 */
export class Outbox {
  readonly #memory: KeptMemory;
  readonly #name: string;
  readonly #send: typeof send;
  readonly #onSignedOut: () => void;
  readonly #kept = signal<readonly Kept[]>([]);
  readonly #sent = signal<readonly Kept[]>([]);
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isOpen = true;
  #isSending = false;
  #maySend = false;

  readonly rows: ReadonlySignal<readonly KeptRow[]> = computed(() => [
    ...this.#sent.value.map(kept => ({ kept, state: 'sent' as const })),
    ...this.#kept.value.map((kept): KeptRow => ({
      kept,
      state: kept.refused ? 'refused' : 'kept',
    })),
  ]);

  /** Still to be sent, in the order of the presses. */
  readonly unsent = computed(() => this.#kept.value.filter(kept => !kept.refused));

  constructor(options: {
    readonly memory: KeptMemory;
    readonly staffId: string;
    readonly counterId: string;
    readonly send: typeof send;
    readonly onSignedOut: () => void;
  }) {
    this.#memory = options.memory;
    this.#name = `outbox.${options.staffId}.${options.counterId}`;
    this.#send = options.send;
    this.#onSignedOut = options.onSignedOut;
    this.#kept.value = this.#read();
  }

  /** False where this machine can't keep it: then it was not done. */
  add(press: Omit<Kept, 'refused'>): boolean {
    const kept = this.#read();
    if (kept.length >= keptMax) return false;
    const isStored = this.#write([...kept, { ...press, refused: null }]);
    if (isStored && this.#maySend) void this.#flush();
    return isStored;
  }

  /** The last press that never left this machine, or null. */
  get takeable(): Kept | null {
    const last = this.unsent.value.at(-1);
    return last && !last.isTried ? last : null;
  }

  takeBack(): void {
    const last = this.takeable;
    if (last) this.#drop(last.key);
  }

  /** A refused row has been read. */
  dismiss(key: string): void {
    if (this.#read().some(kept => kept.key === key && kept.refused)) this.#drop(key);
  }

  /** Told whether the server can be asked; what is kept is sent as soon as it can. */
  setMaySend(maySend: boolean): void {
    this.#maySend = maySend;
    if (maySend) void this.#flush();
  }

  close(): void {
    this.#isOpen = false;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #flush(): Promise<void> {
    if (this.#isSending || !this.#isOpen) return;
    this.#isSending = true;
    // Another window of the same officer may have sent some of them meanwhile.
    this.#kept.value = this.#read();
    let isAnswered = true;
    while (isAnswered && this.#maySend && this.#isOpen) {
      const next = this.unsent.value[0];
      if (!next) break;
      isAnswered = await this.#try(next);
    }
    this.#isSending = false;
    if (!isAnswered) this.#later(retryMs, () => this.#maySend && void this.#flush());
  }

  /** False where the server gave no answer that settles it: it is tried again, in its turn. */
  async #try(kept: Kept): Promise<boolean> {
    this.#replace({ ...kept, isTried: true });
    const { path, body } = kept.request;
    const answer = await this.#send('POST', path, body, { key: kept.key });
    if (!this.#isOpen) return false;
    if (answer.ok) {
      this.#drop(kept.key);
      this.#sent.value = [...this.#sent.value, kept];
      this.#later(sentShownMs, () => {
        this.#sent.value = this.#sent.value.filter(({ key }) => key !== kept.key);
      });
      return true;
    }
    const { code, status, facts } = answer.problem;
    if (status === 401) this.#onSignedOut();
    if (status === 0 || status === 401 || status === 429 || status >= 500) return false;
    this.#replace({ ...kept, isTried: true, refused: { code, ...(facts ? { facts } : {}) } });
    return true;
  }

  #later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
  }

  #drop(key: string): void {
    this.#write(this.#read().filter(kept => kept.key !== key));
  }

  #replace(changed: Kept): void {
    this.#write(this.#read().map(kept => (kept.key === changed.key ? changed : kept)));
  }

  #read(): readonly Kept[] {
    const text = this.#memory.read(this.#name);
    if (text === null) return [];
    try {
      const rows: unknown = JSON.parse(text);
      return Array.isArray(rows) ? rows.filter(isKept) : [];
    } catch {
      return [];
    }
  }

  #write(rows: readonly Kept[]): boolean {
    if (!this.#memory.write(this.#name, JSON.stringify(rows))) return false;
    this.#kept.value = rows;
    return true;
  }
}
