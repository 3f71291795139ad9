import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { QueueNow, QueueTicket } from '../contract/queue-now.ts';
import type { Stories } from '../contract/stories.ts';
import { Comparing, type Pair } from './comparing.ts';
import { Steering } from './steering.ts';
import { TicketSteering } from './ticket-steering.ts';
import { TowerPage, type TowerEdges } from './tower-page.ts';

/** Waits grow by themselves; what happens in the building is followed at once, but not more often. */
const lookEveryMs = 5_000;
const lookAgainMs = 1_000;

/** Of whom a row is told why it waits on: who came later and went before, else its neighbour. */
export function pairOf(now: QueueNow, row: QueueTicket, againstId: string | null): Pair | null {
  const queueId = now.queue.id;
  const second = row.ticketId;
  if (againstId !== null && againstId !== second) return { first: againstId, second, queueId };
  if (row.passedBy) return { first: row.passedBy.ticketId, second, queueId };
  const place = now.tickets.findIndex(({ ticketId }) => ticketId === second);
  const neighbour = now.tickets[place - 1] ?? now.tickets[place + 1];
  return neighbour ? { first: neighbour.ticketId, second, queueId } : null;
}

/** One line of the building: who waits, why in this order, and its counters. */
export class QueuePage extends TowerPage {
  readonly #edges: TowerEdges;
  readonly #line = signal<QueueNow | null>(null);
  readonly #isMissing = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;
  #ends: (() => void)[] = [];
  #lookedAt = 0;
  #asked = 0;

  readonly queueId = signal('');
  readonly comparing: Comparing;
  readonly steering: Steering;
  readonly tickets: TicketSteering;
  /** The ticket that stands chosen; one that left gives its place to who stands there now. */
  readonly chosenId = signal<string | null>(null);
  /** Whom the chosen one is held against, where somebody named one. */
  readonly againstId = signal<string | null>(null);
  readonly isChoosingOther = signal(false);

  readonly chosen = computed<QueueTicket | null>(() => {
    const tickets = this.#line.value?.tickets ?? [];
    return tickets.find(({ ticketId }) => ticketId === this.chosenId.value) ?? tickets[0] ?? null;
  });

  constructor(edges: TowerEdges, queueId: string) {
    super(edges, 'building');
    this.#edges = edges;
    this.queueId.value = queueId;
    this.comparing = new Comparing(edges.send);
    this.steering = new Steering(edges.send);
    this.tickets = new TicketSteering(edges.send, () => void this.look());
  }

  get line(): ReadonlySignal<QueueNow | null> {
    return this.#line;
  }
  /** The building has no such line. */
  get isMissing(): ReadonlySignal<boolean> {
    return this.#isMissing;
  }

  /** Moves the choice up or down the list; it stays inside it. */
  move(by: 1 | -1): void {
    const tickets = this.#line.value?.tickets ?? [];
    const place = tickets.findIndex(({ ticketId }) => ticketId === this.chosen.value?.ticketId);
    const next = tickets[Math.min(tickets.length - 1, Math.max(0, place + by))];
    if (next) this.choose(next.ticketId);
  }

  choose(ticketId: string): void {
    this.chosenId.value = ticketId;
    this.againstId.value = null;
    this.#compare(false);
  }

  /** Holds the chosen one against any other; null: against whom the order says. */
  against(ticketId: string | null): void {
    this.againstId.value = ticketId;
    this.isChoosingOther.value = false;
    this.#compare(false);
  }

  /** A number of today; null where there is none. */
  async find(typed: string): Promise<string | null> {
    const query = new URLSearchParams({ label: typed.trim() });
    const path = `/stories?${query.toString()}`;
    const answer = await this.#edges.send<Stories>('GET', path, undefined, { tries: 2 });
    return answer.ok ? (answer.body.found[0]?.ticketId ?? null) : null;
  }

  /** A message to the counters of this line. */
  tell(): void {
    const counters = this.#line.value?.counters.map(({ id }) => id) ?? [];
    this.steering.ask({ what: 'tell', counterIds: counters.length === 0 ? null : counters });
  }

  /** The officer accepts or declines at the desk; a counter that is open takes the line as well. */
  askToOpen(counterId: string): void {
    const row = this.overview.value?.counters.find(({ id }) => id === counterId);
    const queueId = row?.state === 'closed' ? null : this.queueId.value;
    this.steering.ask({ what: 'ask', queueId, counterId });
  }

  /** Asks whether no more tickets are given here today, or given again. */
  stopOrResume(): void {
    const queueId = this.queueId.value;
    const row = this.overview.value?.queues.find(({ id }) => id === queueId);
    const isStopped = row?.issuing.state === 'paused';
    this.steering.ask({ what: isStopped ? 'resume' : 'stop', queueId });
  }

  /** Another line, without leaving the page. */
  open(queueId: string): void {
    if (queueId === this.queueId.value) return;
    this.queueId.value = queueId;
    this.#line.value = null;
    this.#isMissing.value = false;
    this.chosenId.value = null;
    this.againstId.value = null;
    this.isChoosingOther.value = false;
    void this.comparing.show(null);
    void this.look();
  }

  protected override begin(maySee: boolean): void {
    for (const end of this.#ends.splice(0)) end();
    clearInterval(this.#timer);
    this.#asked += 1;
    if (!maySee) {
      this.#line.value = null;
      void this.comparing.show(null);
      return;
    }
    void this.look();
    this.#timer = setInterval(() => void this.look(), lookEveryMs);
    this.#ends.push(
      effect(() => {
        if (this.overview.value === null) return;
        if (Date.now() - this.#lookedAt >= lookAgainMs) void this.look();
      }),
    );
  }

  /** The line as it is now; what stands chosen stays. */
  async look(): Promise<void> {
    this.#lookedAt = Date.now();
    this.#asked += 1;
    const asked = this.#asked;
    const path = `/queues/${encodeURIComponent(this.queueId.peek())}/now`;
    const answer = await this.#edges.send<QueueNow>('GET', path, undefined, { tries: 1 });
    if (asked !== this.#asked) return;
    if (!answer.ok) {
      this.#isMissing.value = answer.problem.status === 404;
      return;
    }
    const before = this.#line.peek();
    this.#line.value = answer.body;
    this.#isMissing.value = false;
    this.#keepChoice(before, answer.body);
    this.#compare(before?.seq !== answer.body.seq);
  }

  /** Who stood chosen and was called is gone: whoever stands at that place now is chosen. */
  #keepChoice(before: QueueNow | null, now: QueueNow): void {
    const id = this.chosenId.peek();
    const { tickets } = now;
    if (id !== null && tickets.some(({ ticketId }) => ticketId === id)) return;
    const place = before?.tickets.findIndex(({ ticketId }) => ticketId === id) ?? -1;
    this.chosenId.value =
      tickets[Math.min(Math.max(0, place), tickets.length - 1)]?.ticketId ?? null;
    if (place >= 0) this.againstId.value = null;
  }

  /** The story follows the choice; as the day goes on it is asked for again. */
  #compare(again: boolean): void {
    const now = this.#line.peek();
    const row = this.chosen.peek();
    const pair = now && row ? pairOf(now, row, this.againstId.peek()) : null;
    void this.comparing.show(pair, again);
  }
}
