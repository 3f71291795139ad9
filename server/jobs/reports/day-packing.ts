import type { Log } from '../../log.ts';
import type { PackedDay } from '../../store/fact-days.ts';
import type { Store } from '../../store/store.ts';

/** Packed days are written one by one, so that nobody waits for a year of them. */
const betweenPacksMs = 40;
/** A report that is asked for meanwhile waits for no more days than these. */
const daysAtOnce = 4;
/** After a start the building has other things to do. */
const firstLookMsUsual = 10_000;
const lookEveryMs = 60_000;
/** Between two pieces of work while there are days left: a year is packed in two minutes. */
const restMs = 1_000;

export interface DayPackingOptions {
  readonly store: Pick<Store, 'keepPack'>;
  readonly log: Pick<Log, 'warn'>;
  readonly firstLookMs?: number;
  /** Whether a day that is over waits for being packed. */
  readonly hasDays: () => boolean;
  /** Has some days packed; they come by `keep`. */
  readonly pack: (daysMax: number) => Promise<void>;
}

/** Packs days soon after they are over, so that the first report of a year waits for none. */
export class DayPacking {
  readonly #options: DayPackingOptions;
  readonly #packs: PackedDay[] = [];
  #keeping: NodeJS.Timeout | null = null;
  #looking: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: DayPackingOptions) {
    this.#options = options;
    this.#lookIn(options.firstLookMs ?? firstLookMsUsual);
  }

  /** Writes packed days down, one by one. */
  keep(days: readonly PackedDay[]): void {
    this.#packs.push(...days);
    this.#keeping ??= setTimeout(() => this.#keepNext(), betweenPacksMs);
  }

  close(): void {
    this.#isClosed = true;
    if (this.#keeping) clearTimeout(this.#keeping);
    if (this.#looking) clearTimeout(this.#looking);
  }

  #keepNext(): void {
    this.#keeping = null;
    const pack = this.#packs.shift();
    try {
      if (pack) this.#options.store.keepPack(pack);
    } catch (error) {
      // Only a memory: the day is read row by row again.
      this.#options.log.warn({ err: error }, 'a packed day could not be kept');
    }
    if (this.#packs.length > 0) {
      this.#keeping = setTimeout(() => this.#keepNext(), betweenPacksMs);
    }
  }

  #lookIn(ms: number): void {
    if (this.#isClosed) return;
    this.#looking = setTimeout(() => void this.#look(), ms);
    this.#looking.unref();
  }

  async #look(): Promise<void> {
    // What a report has packed on its way is written first.
    if (this.#packs.length > 0) return this.#lookIn(restMs);
    let hasPacked = false;
    try {
      if (this.#options.hasDays()) {
        await this.#options.pack(daysAtOnce);
        hasPacked = this.#packs.length > 0;
      }
    } catch (error) {
      this.#options.log.warn({ err: error }, 'days could not be packed');
    }
    this.#lookIn(hasPacked ? restMs : lookEveryMs);
  }
}
