import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { QueueNow } from '../contract/queue-now.ts';
import type { Stories, Story } from '../contract/stories.ts';
import { Comparing } from './comparing.ts';
import { dateRead } from './date-read.ts';
import { TicketSteering, type TicketAct } from './ticket-steering.ts';
import { TowerPage, type TowerEdges } from './tower-page.ts';

export type SearchTrouble = 'none' | 'none-code' | 'wrong' | 'silent';

const labelLike = /^[A-Za-z]{0,2}\s?\d{1,6}$/;
const codeLike = /^(MPP:\S+|[A-Za-z0-9]{4}[\s-]?[A-Za-z0-9]{4})$/i;

/** A story of today goes on: it is read again as long as it is open. */
const lookEveryMs = 5_000;

/** Numbers of today and of other days, and the story of one of them. */
export class TicketsPage extends TowerPage {
  readonly #edges: TowerEdges;
  readonly #found = signal<Stories | null>(null);
  readonly #story = signal<Story | null>(null);
  readonly #line = signal<QueueNow | null>(null);
  readonly #trouble = signal<SearchTrouble | null>(null);
  readonly #isReading = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;
  #asked = 0;

  readonly typed = signal('');
  /** As it stands in the field; empty: today. */
  readonly date = signal('');
  readonly comparing: Comparing;
  readonly tickets: TicketSteering;
  readonly isChoosingOther = signal(false);
  readonly isComparing = signal(false);

  /** What can be done with the ticket as it stands; nothing with one that is over. */
  readonly acts = computed<readonly TicketAct[]>(() => {
    const states = new Set((this.#story.value?.now ?? []).map(({ state }) => state));
    const isHeld = states.has('called') || states.has('serving');
    if (isHeld) return ['requeue', 'end'];
    if (states.has('waiting')) return ['class', 'service', 'cancel'];
    return states.has('parked') ? ['class', 'service', 'requeue', 'cancel'] : [];
  });

  constructor(edges: TowerEdges, label: string) {
    super(edges, 'tickets');
    this.#edges = edges;
    this.typed.value = label;
    this.comparing = new Comparing(edges.send);
    this.tickets = new TicketSteering(edges.send, () => void this.#read());
  }

  get found(): ReadonlySignal<Stories | null> {
    return this.#found;
  }
  get story(): ReadonlySignal<Story | null> {
    return this.#story;
  }
  /** The line in which the open one waits, for what it can be compared with and changed to. */
  get line(): ReadonlySignal<QueueNow | null> {
    return this.#line;
  }
  get trouble(): ReadonlySignal<SearchTrouble | null> {
    return this.#trouble;
  }
  get isReading(): ReadonlySignal<boolean> {
    return this.#isReading;
  }

  async search(): Promise<void> {
    const typed = this.typed.value.trim();
    const date = this.date.value.trim();
    const day = date === '' ? null : dateRead(date);
    const isLabel = labelLike.test(typed);
    this.#clear();
    if ((date !== '' && day === null) || !(isLabel || codeLike.test(typed))) {
      this.#trouble.value = 'wrong';
      return;
    }
    const query = new URLSearchParams(isLabel ? { label: typed } : { code: typed });
    if (day !== null && isLabel) query.set('date', day);
    this.#asked += 1;
    const asked = this.#asked;
    const path = `/stories?${query.toString()}`;
    const answer = await this.#edges.send<Stories>('GET', path, undefined, { tries: 2 });
    if (asked !== this.#asked) return;
    if (!answer.ok) {
      this.#trouble.value = answer.problem.status === 422 ? 'wrong' : 'silent';
      return;
    }
    this.#found.value = answer.body;
    const { found, booking } = answer.body;
    if (found.length === 0 && booking === null) {
      this.#trouble.value = isLabel ? 'none' : 'none-code';
    }
    if (found.length === 1) await this.open(found[0]!.ticketId);
  }

  async open(ticketId: string): Promise<void> {
    this.#isReading.value = true;
    this.isComparing.value = false;
    void this.comparing.show(null);
    await this.#read(ticketId);
  }

  /** Holds the open one against another number of its day. */
  compareWith(ticketId: string): void {
    const own = this.#story.value?.ticketId;
    this.isChoosingOther.value = false;
    if (own === undefined) return;
    this.isComparing.value = true;
    void this.comparing.show({ first: ticketId, second: own });
  }

  closeComparison(): void {
    this.isComparing.value = false;
    void this.comparing.show(null);
  }

  /** A number of the same day as the open one; null where there is none. */
  async find(typed: string): Promise<string | null> {
    const date = this.#story.value?.businessDate;
    const query = new URLSearchParams({ label: typed.trim(), ...(date ? { date } : {}) });
    const path = `/stories?${query.toString()}`;
    const answer = await this.#edges.send<Stories>('GET', path, undefined, { tries: 2 });
    const own = this.#story.value?.ticketId;
    if (!answer.ok) return null;
    return answer.body.found.find(({ ticketId }) => ticketId !== own)?.ticketId ?? null;
  }

  protected override begin(maySee: boolean): void {
    clearInterval(this.#timer);
    if (!maySee) {
      this.#asked += 1;
      this.#clear();
      return;
    }
    if (this.typed.value !== '') void this.search();
    this.#timer = setInterval(() => {
      if ((this.#story.value?.now.length ?? 0) > 0) void this.#read();
    }, lookEveryMs);
  }

  #clear(): void {
    this.#found.value = null;
    this.#story.value = null;
    this.#line.value = null;
    this.#trouble.value = null;
    this.#isReading.value = false;
    this.isChoosingOther.value = false;
    this.closeComparison();
  }

  async #read(ticketId = this.#story.value?.ticketId): Promise<void> {
    if (ticketId === undefined) return;
    this.#asked += 1;
    const asked = this.#asked;
    const path = `/tickets/${encodeURIComponent(ticketId)}/story`;
    const options = { tries: 2, timeoutMs: 20_000 };
    const answer = await this.#edges.send<Story>('GET', path, undefined, options);
    if (asked !== this.#asked) return;
    this.#isReading.value = false;
    if (!answer.ok) {
      this.#trouble.value = 'silent';
      return;
    }
    this.#trouble.value = null;
    this.#story.value = answer.body;
    await this.#readLine(answer.body);
  }

  async #readLine(story: Story): Promise<void> {
    const live = story.legs.find(leg => story.now.some(({ legId }) => legId === leg.legId));
    if (!live) {
      this.#line.value = null;
      return;
    }
    const path = `/queues/${encodeURIComponent(live.queue.id)}/now`;
    const answer = await this.#edges.send<QueueNow>('GET', path, undefined, { tries: 1 });
    if (this.#story.value === story) this.#line.value = answer.ok ? answer.body : null;
  }
}
