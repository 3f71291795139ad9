import type { Command } from '../contract/commands.ts';
import type { DomainEvent, JournalEntry } from '../contract/events.ts';
import type { Refusal } from '../contract/refusals.ts';
import type { Clock } from './clock.ts';
import { rollDay } from './domain/business-day.ts';
import { nextByItself } from './domain/by-itself.ts';
import { isRefusal, refuse } from './domain/decision.ts';
import { evolve } from './domain/evolve.ts';
import { decide } from './domain/queue.ts';
import type { Learned } from './domain/learned.ts';
import { rememberMs } from './domain/keeping-times.ts';
import { dayMs } from './domain/local-time.ts';
import { surveyEnds } from './domain/satisfaction.ts';
import { emptyState, setupOf, type BuildingState } from './domain/state.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

/** What a command came to, as its answer is made from it inside the transaction. */
export interface Outcome {
  readonly entries: readonly JournalEntry[];
  readonly refusal: Refusal | null;
  readonly state: BuildingState;
  readonly now: number;
}

export interface Answer {
  readonly status: number;
  /** JSON, kept as it was sent: a retry gets the same bytes. */
  readonly body: string;
}

export interface Request {
  readonly command: Command;
  /** Whose key it is, the key, and a hash of what was asked; absent for what is not retried. */
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly hash: Buffer };
  /** Looked at in the turn that decides: why the command is not even asked, or null. */
  readonly unless?: (state: BuildingState) => Refusal | null;
  answer(outcome: Outcome): Answer;
}

export interface Result extends Answer {
  readonly isReplay: boolean;
}

export type CommitListener = (entries: readonly JournalEntry[]) => void;

export interface Building {
  /** Today as of the last commit. Read only, and only within one synchronous turn. */
  readonly state: BuildingState;
  now(): number;
  /** How much faster than real time the building's clock runs: 1 but in a simulation. */
  readonly clockRate: number;
  /** Decides, keeps durably, publishes, answers; in this order. Rejects on a fault or a bug. */
  execute(request: Request): Promise<Result>;
  /** What past days taught of waiting: from the next decision on. */
  learn(learned: Learned): void;
  /** Called after each commit with its entries, in journal order. */
  onCommit(listener: CommitListener): () => void;
  /** Answers what is under way, then takes nothing more. */
  close(): Promise<void>;
}

interface Pending {
  readonly request: Request;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/** Commands decided one by one and made durable by one commit. */
const batchMax = 256;
/** Beyond this the server says that it is busy rather than letting everybody wait. */
const pendingMax = 5_000;

/** The world failed (disk full, database gone): the caller may try again with the same key. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
}

/** Whether the world failed rather than the program: the whole batch is told, nothing is searched. */
export const isStoreFault = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'StoreFault' || error.name === 'SqliteError') &&
  !('code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT'));

/** Today's state: the set-up in force and everything since the business day opened. */
export function loadState({ journal }: Pick<Store, 'journal'>): BuildingState {
  const state = emptyState();
  const { configured, entries, from } = journal.today();
  if (configured) {
    evolve(state, configured);
    state.seq = from - 1;
  }
  for (const entry of entries) evolve(state, entry);
  return state;
}

class SingleWriter implements Building {
  state: BuildingState;
  #pending: Pending[] = [];
  #isScheduled = false;
  #isClosed = false;
  /** The disk could not be read after a failed commit: memory may be ahead of it. */
  #isStale = false;
  readonly #listeners = new Set<CommitListener>();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(store: Store, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.state = loadState(store);
  }

  get clockRate(): number {
    return this.#clock.rate;
  }

  /** Time in the journal never runs backwards, whatever the computer's clock does. */
  now(): number {
    return Math.max(this.#clock.now(), this.state.at);
  }

  execute(request: Request): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new StoreFault('The building is closing'));
      if (this.#pending.length >= pendingMax) {
        const outcome = { entries: [], refusal: refuse('busy'), state: this.state };
        const answer = request.answer({ ...outcome, now: this.now() });
        return resolve({ ...answer, isReplay: false });
      }
      this.#pending.push({ request, resolve, reject });
      this.#schedule();
    });
  }

  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  learn(learned: Learned): void {
    this.state.learned = learned;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#pending.length > 0) await new Promise(resolve => setImmediate(resolve));
    this.#listeners.clear();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // After the sockets of this turn were read: what arrived together is committed together.
    setImmediate(() => {
      this.#isScheduled = false;
      const batch = this.#pending.splice(0, batchMax);
      this.#run(batch);
      if (this.#pending.length > 0) this.#schedule();
    });
  }

  /** One batch, one transaction; a command that breaks it is run alone so that only it fails. */
  #run(batch: readonly Pending[]): void {
    if (batch.length === 0) return;
    const entries: JournalEntry[] = [];
    let results: Result[];
    try {
      if (this.#isStale) this.#reload();
      results = this.#store.transaction(() =>
        batch.map(({ request }) => this.#decide(request, entries)),
      );
    } catch (error) {
      this.#isStale = true;
      this.#reloadAfter(error);
      // Reading the day again for each command would stop the building while the disk is full.
      if (batch.length > 1 && !isStoreFault(error)) {
        for (const pending of batch) this.#run([pending]);
        return;
      }
      this.#log.error({ err: error, command: batch[0]!.request.command.type }, 'command failed');
      for (const pending of batch) pending.reject(error);
      return;
    }
    this.#store.tables.follow(entries);
    this.#publish(entries);
    batch.forEach((pending, index) => pending.resolve(results[index]!));
  }

  #reload(): void {
    const { learned } = this.state;
    this.state = loadState(this.#store);
    this.state.learned = learned;
    this.#isStale = false;
  }

  /** Memory equals the disk again (STORE-7); where that cannot be read now, the next batch tries. */
  #reloadAfter(cause: unknown): void {
    try {
      this.#reload();
    } catch (error) {
      this.#log.error({ err: error, cause }, 'the journal cannot be read after a failed commit');
    }
  }

  #decide(request: Request, entries: JournalEntry[]): Result {
    const now = this.now();
    const { idempotency } = request;
    if (idempotency) {
      const known = this.#store.answered.find(idempotency.scope, idempotency.key);
      if (known?.requestHash.equals(idempotency.hash)) {
        return { status: known.status, body: known.body, isReplay: true };
      }
      if (known) {
        const refusal = refuse('idempotency-conflict');
        const outcome = { entries: [], refusal, state: this.state, now };
        return { ...request.answer(outcome), isReplay: false };
      }
    }
    const rolled = rollDay(this.state, now);
    if (rolled.length > 0) {
      this.#keep(rolled, entries);
      this.#store.answered.forgetBefore(now - rememberMs);
      this.#store.staff.forgetSessionsBefore(now);
      this.#store.notes.forgetBefore(now);
      this.#store.steerTexts.forgetBefore(now);
      this.#store.people.forgetBefore(now);
      const ends = surveyEnds(this.state.businessDate!);
      this.#store.surveys.forgetBefore(ends.given, ends.comment);
    }
    const decision =
      request.unless?.(this.state) ??
      decide(this.state, this.#store.named(request.command, this.state), now);
    const refusal = isRefusal(decision) ? decision : null;
    const kept = isRefusal(decision) ? [] : this.#keep(decision, entries);
    if (kept.length > 0) this.#store.keepBeside(request.command, kept[0]!, this.state);
    // Looking at the clock alone can do it: a line becomes one to help with by waiting.
    const isLook = request.command.type === 'roll-day';
    if (isLook || kept.length > 0 || rolled.length > 0) this.#actByItself(now, entries);
    const answer = request.answer({ entries: kept, refusal, state: this.state, now });
    if (idempotency) {
      const { scope, key, hash } = idempotency;
      this.#store.answered.keep(scope, key, { requestHash: hash, ...answer }, now);
    }
    return { ...answer, isReplay: false };
  }

  /** What nobody has to ask for, one step after the other, until nothing is left to do. */
  #actByItself(now: number, entries: JournalEntry[]): void {
    for (;;) {
      const events = nextByItself(this.state, now);
      if (events.length === 0) return;
      this.#keep(events, entries);
    }
  }

  #keep(events: readonly DomainEvent[], entries: JournalEntry[]): JournalEntry[] {
    return events.map(event => {
      const entry = this.#store.journal.append(event, this.state.seq + 1);
      const daysBefore = this.state.index?.setup.rules.personDays ?? 0;
      evolve(this.state, entry);
      if (entry.type === 'building-configured') this.#shorten(daysBefore);
      entries.push(entry);
      return entry;
    });
  }

  /** A shorter time holds for what is kept already; a longer one only for what comes. */
  #shorten(daysBefore: number): void {
    const { personDays } = setupOf(this.state).setup.rules;
    if (personDays < daysBefore) this.#store.people.shortenTo(personDays * dayMs);
  }

  #publish(entries: readonly JournalEntry[]): void {
    if (entries.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(entries);
      } catch (error) {
        this.#log.error({ err: error }, 'a listener failed after a commit');
      }
    }
  }
}

/** The single writer of a building. Synchronous between reading and writing: no lock, no race. */
export const openBuilding = (store: Store, clock: Clock, log: Log): Building =>
  new SingleWriter(store, clock, log);
