import { existsSync } from 'node:fs';
import type { BackupFault, BackupNote } from '../../contract/backups.ts';
import type { Actor } from '../../contract/commands.ts';
import type { Building } from '../building.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import type { BackupAnswer, BackupOrder } from '../store/backup-orders.ts';
import type { BackupFacts, BackupRefused } from '../store/backup-copy.ts';
import type { Store } from '../store/store.ts';
import { madeRoom, outdated } from './backup-plan.ts';
import { BackupShelf } from './backup-shelf.ts';
import { openBackupThread, type BackupThread } from './backup-thread.ts';

/** How often the clock is looked at; real time. */
const lookMs = 5_000;
const betweenMs = 3_600_000;
/** After one that failed. */
const againMs = 10 * 60_000;
/** A server that has just begun has other things to do. */
const afterStartMs = 5 * 60_000;
/** Free beside the copy itself: the building goes on writing meanwhile. */
const spareBytes = 64 * 1024 ** 2;

/** When something was tried, and what kept it from going well. */
export interface Tried {
  readonly at: number;
  readonly fault: BackupFault | null;
}

export interface BackupsOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'identity' | 'journal'>;
  readonly dataDir: string;
  readonly log: Log;
  /** Whether backups are made by themselves. */
  readonly isByItself: boolean;
  readonly thread?: BackupThread;
}

const system: Actor = { role: 'system' };

/** Copies of the database: made hourly and at the day's end, kept by age, in a second place too. */
export class Backups {
  readonly shelf: BackupShelf;
  readonly #options: BackupsOptions;
  readonly #thread: BackupThread;
  readonly #stops: (() => void)[] = [];
  #running: Promise<BackupFault | null> | null = null;
  #isClosed = false;
  /** Whether anything but a backup happened since the newest one. */
  #hasChanged: boolean;
  #dueAt: number;
  #failed: Tried | null = null;
  #second: Tried | null = null;

  constructor(options: BackupsOptions) {
    this.#options = options;
    this.#thread = options.thread ?? openBackupThread();
    const { building, store, dataDir, isByItself } = options;
    this.shelf = new BackupShelf(dataDir, store.identity.buildingId);
    const newest = this.#newest();
    const since = store.journal.after(newest?.journalSeq ?? 0, 3);
    this.#hasChanged = newest === null || since.some(({ type }) => type !== 'backup-noted');
    const now = building.now();
    this.#dueAt = Math.max((newest?.at ?? now) + betweenMs, now + afterStartMs);
    this.#stops.push(
      building.onCommit(entries => {
        if (entries.some(({ type }) => type !== 'backup-noted')) this.#hasChanged = true;
        if (entries.some(({ type }) => type === 'day-opened')) this.#dueAt = building.now();
      }),
    );
    if (!isByItself) return;
    const timer = setInterval(() => this.look(), lookMs);
    this.#stops.push(() => clearInterval(timer));
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get nextAt(): number | null {
    return this.#options.isByItself ? Math.max(this.#dueAt, this.#options.building.now()) : null;
  }

  /** The newest try; of one that went well its file is the proof, also after a restart. */
  get last(): Tried | null {
    const newest = this.#newest();
    if (this.#failed && this.#failed.at >= (newest?.at ?? 0)) return this.#failed;
    return newest ? { at: newest.at, fault: null } : null;
  }

  get lastGoodAt(): number | null {
    return this.#newest()?.at ?? null;
  }

  get lastSecond(): Tried | null {
    return this.#second;
  }

  /** One now; where one is being made, that one's end. */
  make(actor: Actor = system): Promise<BackupFault | null> {
    this.#running ??= this.#make(actor).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Makes one where it is time for it; the clock is looked at every few seconds. */
  look(): void {
    const now = this.#options.building.now();
    // A clock that was set back would keep the next one away for as long.
    this.#dueAt = Math.min(this.#dueAt, now + betweenMs);
    if (now < this.#dueAt || this.isRunning) return;
    if (this.#hasChanged) void this.make();
    else this.#dueAt = now + betweenMs;
  }

  /** Copies a backup to beside the database, ready to take its place; why not, where it cannot. */
  async prepare(
    id: string,
  ): Promise<BackupFacts | { readonly refused: BackupRefused | BackupFault }> {
    const backup = this.shelf.pathOf(id);
    if (backup === null) return { refused: 'failed' };
    const answer = await this.#thread.work({
      kind: 'prepare',
      folder: this.#options.dataDir,
      backup,
    });
    if ('fault' in answer) {
      this.#options.log.warn({ why: answer.why }, 'a backup could not be restored');
      return { refused: answer.refused ?? answer.fault };
    }
    if (!('facts' in answer.done)) return { refused: 'failed' };
    return answer.done.facts;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    await this.#thread.close();
    await this.#running;
  }

  #newest() {
    return this.shelf.all().find(({ kind }) => kind === 'made') ?? null;
  }

  async #make(actor: Actor): Promise<BackupFault | null> {
    const { building, dataDir } = this.#options;
    const at = building.now();
    this.#hasChanged = false;
    const answer = this.#makesRoom()
      ? await this.#work({ kind: 'make', folder: dataDir, at })
      : ({ fault: 'disk-full', why: 'There is no room for one more' } as const);
    if (this.#isClosed) return 'failed';
    if ('fault' in answer) return this.#fail(actor, at, answer);
    if (!('backupId' in answer.done)) return this.#fail(actor, at, { fault: 'failed', why: '' });
    this.#failed = null;
    this.#dueAt = at + betweenMs;
    const { backupId, facts } = answer.done;
    this.#clear(this.shelf.folder);
    const second = await this.#copySecond(backupId);
    const { bytes, journalSeq } = facts;
    await this.#note(actor, { what: 'made', backupId, bytes, journalSeq, second });
    return null;
  }

  async #fail(
    actor: Actor,
    at: number,
    { fault, why }: Pick<Extract<BackupAnswer, { fault: unknown }>, 'fault' | 'why'>,
  ): Promise<BackupFault> {
    const isNew = this.#failed?.fault !== fault;
    this.#failed = { at, fault };
    this.#hasChanged = true;
    this.#dueAt = at + againMs;
    this.#options.log.error({ fault, why }, 'a backup could not be made');
    // Tried every ten minutes: what lasts is said once.
    if (isNew) await this.#note(actor, { what: 'failed', fault });
    return fault;
  }

  async #copySecond(backupId: string): Promise<'kept' | BackupFault | null> {
    const place = this.shelf.secondPlace;
    if (place === null) return null;
    const own = this.shelf.ownFolderIn(place);
    const folder = this.#options.dataDir;
    const at = this.#options.building.now();
    const answer = await this.#work({ kind: 'second', folder, backupId, place: own });
    const fault = 'fault' in answer ? answer.fault : null;
    this.#second = { at, fault };
    if ('fault' in answer) {
      const { why } = answer;
      this.#options.log.error({ fault, why }, 'a backup could not be kept in the second place');
      return answer.fault;
    }
    this.#clear(own);
    return 'kept';
  }

  #work(order: BackupOrder): Promise<BackupAnswer> {
    return this.#thread.work(order);
  }

  /** Takes away what is over its time. */
  #clear(folder: string): void {
    const { building, log } = this.#options;
    const { timeZone } = setupOf(building.state).setup.building;
    try {
      this.shelf.remove(outdated(this.shelf.all(folder), building.now(), timeZone), folder);
    } catch (error) {
      log.warn({ err: error }, 'old backups could not be removed');
    }
  }

  #makesRoom(): boolean {
    const free = this.shelf.freeBytes;
    if (free === null || !existsSync(this.shelf.folder)) return true;
    const given = madeRoom(this.shelf.all(), free, this.shelf.databaseBytes * 2 + spareBytes);
    if (given === null) return false;
    this.shelf.remove(given);
    return true;
  }

  async #note(actor: Actor, told: BackupNote): Promise<void> {
    const { building, log } = this.#options;
    try {
      await building.execute({
        command: { type: 'note-backup', actor, told },
        answer: () => ({ status: 200, body: '' }),
      });
    } catch (error) {
      log.error({ err: error }, 'what became of a backup could not be noted');
    }
  }
}
