import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { SetupDay } from '../contract/setup-day.ts';
import type { SetupDeskEdges } from './setup-desk.ts';
import { newIdFrom, type NewId } from './setup-new-rows.ts';
import { SetupPage } from './setup-page.ts';

const dayEveryMs = 5_000;

type QueueDay = SetupDay['queues'][number];
type CounterDay = SetupDay['counters'][number];

export interface LinesEdges extends SetupDeskEdges {
  readonly newKey: () => string;
}

/** Lines and counters as they are set up, beside how they are now. */
export class LinesPage extends SetupPage {
  readonly #send: SetupDeskEdges['send'];
  readonly #day = signal<SetupDay | null>(null);
  readonly #chosen = signal<string | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly #part: 'queues' | 'counters';

  /** Agencies whose rows this member may edit: all of them, their own, or none. */
  readonly ownAgencies = computed(() =>
    this.desk.rows('agencies').filter(({ id }) => this.mayEdit(id)),
  );

  /** The row that is shown: the one that was chosen, else the first. */
  readonly shownId = computed((): string | null => {
    const rows = this.desk.rows(this.#part);
    const chosen = rows.find(({ id }) => id === this.#chosen.value);
    return (chosen ?? rows[0])?.id ?? null;
  });

  readonly newId: NewId;

  constructor(edges: LinesEdges, part: 'queues' | 'counters') {
    super(edges, part);
    this.#send = edges.send;
    this.newId = newIdFrom(edges.newKey);
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
