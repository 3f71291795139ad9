import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SetupDay } from '../contract/setup-day.ts';
import type { SetupDeskEdges } from './setup-desk.ts';
import { SetupPage } from './setup-page.ts';

const dayEveryMs = 5_000;

type QueueDay = SetupDay['queues'][number];
type CounterDay = SetupDay['counters'][number];

/** Lines and counters as they are set up, beside how they are now. */
export class LinesPage extends SetupPage {
  readonly #send: SetupDeskEdges['send'];
  readonly #day = signal<SetupDay | null>(null);
  readonly #chosen = signal<string | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;
  #made = 0;

  readonly #part: 'queues' | 'counters';

  /** The row that is shown: the one that was chosen, else the first. */
  readonly shownId = computed((): string | null => {
    const rows = this.desk.rows(this.#part);
    const chosen = rows.find(({ id }) => id === this.#chosen.value);
    return (chosen ?? rows[0])?.id ?? null;
  });

  constructor(edges: SetupDeskEdges, part: 'queues' | 'counters') {
    super(edges, part);
    this.#send = edges.send;
    this.#part = part;
  }

  get day(): ReadonlySignal<SetupDay | null> {
    return this.#day;
  }

  choose(id: string): void {
    this.#chosen.value = id;
  }

  queueDay(id: string): QueueDay | undefined {
    return this.#day.value?.queues.find(row => row.id === id);
  }

  counterDay(id: string): CounterDay | undefined {
    return this.#day.value?.counters.find(row => row.id === id);
  }

  /** An id that no row has, and that none had while this page was open. */
  newId(): string {
    const rows = this.desk.rows(this.#part);
    const kind = this.#part === 'queues' ? 'queue' : 'counter';
    for (;;) {
      this.#made += 1;
      const id = `${kind}-${(this.#random() + this.#made).toString(36)}`;
      if (!rows.some(row => row.id === id)) return id;
    }
  }

  #random(): number {
    return crypto.getRandomValues(new Uint32Array(1))[0]!;
  }

  protected override follow(maySee: boolean): void {
    super.follow(maySee);
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#day.value = null;
    if (!maySee) return;
    this.#timer = setInterval(() => void this.#loadDay(), dayEveryMs);
    void this.#loadDay();
  }

  async #loadDay(): Promise<void> {
    const answer = await this.#send<SetupDay>('GET', '/admin/setup/day', undefined, { tries: 1 });
    if (answer.ok && this.#timer !== undefined) this.#day.value = answer.body;
  }
}
