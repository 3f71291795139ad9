import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Outcome } from '../contract/values.ts';
import type { DeskView, DeskWaiting } from '../contract/desk-views.ts';
import { newKey, send } from '../ui-kit/api.ts';
import type { Problem } from '../ui-kit/api.ts';
import { silenceMsMax } from '../ui-kit/stream.ts';
import type { Stream } from '../ui-kit/stream.ts';
import { offerOf, primaryOffer } from './desk-state.ts';
import type { Action } from './desk-state.ts';
import { requestsOf } from './desk-requests.ts';
import type { PauseReason } from './desk-requests.ts';
import { orderOf, shownQueues } from './held-list.ts';
import type { HeldOrder } from './held-list.ts';
import type { KeyMeaning } from './keys.ts';

export type Question = 'pause' | 'close' | 'cancel' | 'keys';

/** What came of the last press, where it was not simply done. */
export interface Notice {
  readonly action: Action;
  readonly problem: Pick<Problem, 'code' | 'facts'>;
}

/** A double click, a key that bounces and an impatient second press all count once. */
export const pressGapMs = 600;
/** After an answer the key waits at most this long for the screen to show what it did. */
const settleMsMax = 1_500;

export interface DeskEdges {
  readonly stream: Pick<Stream<DeskView>, 'view' | 'link' | 'clock' | 'close'>;
  readonly send: typeof send;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** The server no longer knows who works here. */
  readonly onSignedOut: () => void;
}

/** One officer at one counter: what is shown, what is chosen, and what was asked of the server. */
export class Desk {
  readonly #edges: DeskEdges;
  readonly #pending = signal<Action | null>(null);
  readonly #notice = signal<Notice | null>(null);
  readonly #held = signal<HeldOrder | null>(null);
  readonly #seen = new Map<string, DeskWaiting>();
  readonly #stops: (() => void)[] = [];
  #pressedAt = -Infinity;
  #settled: (() => void) | null = null;

  readonly outcome = signal<Outcome>('completed');
  readonly selected = signal<string | null>(null);
  readonly asking = signal<Question | null>(null);
  readonly #cameAt = signal(0);
  readonly #lostAt = signal(0);

  /** When the server was last heard, in the building's time; moves only when the link is lost. */
  get lostAt(): ReadonlySignal<number> {
    return this.#lostAt;
  }

  /** Seconds to add to the waits of the view, in steps of ten; stands still without a link. */
  readonly grownSeconds = computed(() => {
    const isLost = this.#edges.stream.link.value === 'lost';
    const until = isLost ? this.#lostAt.value : this.#edges.stream.clock.second.value;
    return Math.max(0, Math.floor((until - this.#cameAt.value) / 10_000) * 10);
  });

  readonly list = computed(() => {
    const queues = this.#edges.stream.view.value?.queues ?? [];
    return shownQueues(queues, this.#held.value, this.#seen);
  });

  constructor(edges: DeskEdges) {
    this.#edges = edges;
    this.#stops.push(
      effect(() => {
        const view = this.view.value;
        if (view) untracked(() => this.#viewCame(view));
      }),
      effect(() => {
        if (this.link.value === 'lost') untracked(() => this.#linkLost());
      }),
    );
  }

  get view(): ReadonlySignal<DeskView | null> {
    return this.#edges.stream.view;
  }

  get link(): DeskEdges['stream']['link'] {
    return this.#edges.stream.link;
  }

  get clock(): DeskEdges['stream']['clock'] {
    return this.#edges.stream.clock;
  }

  /** The action the server has not answered yet; meanwhile no key takes a press. */
  get pending(): ReadonlySignal<Action | null> {
    return this.#pending;
  }

  get notice(): ReadonlySignal<Notice | null> {
    return this.#notice;
  }

  /** Asks the server, once. Ignored without a link, while waiting, and within 600 ms of a press. */
  async press(action: Action, pauseReason: PauseReason = 'break'): Promise<void> {
    const view = this.view.value;
    if (!view || this.link.value !== 'live' || this.#pending.value) return;
    if (this.#edges.monotonic() - this.#pressedAt < pressGapMs) return;
    const offer = offerOf(view, action, this.clock.now());
    if (!offer || offer.waits) return;
    const selected = this.selected.value;
    const requests = requestsOf(action, view, {
      outcome: this.outcome.value,
      selected,
      pauseReason,
    });
    if (requests.length === 0) return;
    this.#pressedAt = this.#edges.monotonic();
    batch(() => {
      this.#notice.value = null;
      this.asking.value = null;
      this.#pending.value = action;
    });
    for (const { path, body } of requests) {
      if (!(await this.#ask(action, path, body))) break;
    }
    this.#pending.value = null;
  }

  /** True when it was granted and is on the screen. */
  async #ask(action: Action, path: string, body: Readonly<Record<string, string>>) {
    const before = this.view.value;
    const answer = await this.#edges.send<{ ticket?: unknown }>('POST', path, body, {
      key: newKey(),
    });
    if (!answer.ok) {
      if (answer.problem.status === 401) this.#edges.onSignedOut();
      this.#notice.value = { action, problem: answer.problem };
      return false;
    }
    const nobodyWaits = path.endsWith('/call-next') && answer.body.ticket === null;
    if (!nobodyWaits) await this.#settle(before);
    // After a finish the empty counter says it already.
    else if (action === 'call-next') {
      this.#notice.value = { action, problem: { code: 'nobody-waits' } };
    }
    if (path.endsWith('/call')) this.release();
    return true;
  }

  /** The answer may come before the change on the socket: no press may act on the old view. */
  async #settle(before: DeskView | null): Promise<void> {
    if (this.view.value !== before) return;
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, settleMsMax);
      this.#settled = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#settled = null;
  }

  #linkLost(): void {
    this.#lostAt.value = this.clock.now() - silenceMsMax;
    this.asking.value = null;
  }

  #viewCame(view: DeskView): void {
    this.#cameAt.value = this.clock.now();
    if (this.#held.value) {
      for (const queue of view.queues) {
        for (const ticket of queue.tickets) this.#seen.set(ticket.ticketId, ticket);
      }
    }
    if (view.ticket?.state !== 'serving') this.outcome.value = 'completed';
    this.#settled?.();
  }

  /** Rows keep their places while the officer points at them. */
  hold(): void {
    const view = this.view.value;
    if (!view || this.#held.value) return;
    this.#seen.clear();
    for (const queue of view.queues) {
      for (const ticket of queue.tickets) this.#seen.set(ticket.ticketId, ticket);
    }
    this.#held.value = orderOf(view.queues);
  }

  release(): void {
    this.selected.value = null;
    this.#held.value = null;
  }

  /** The pointer has left the list; what was selected by hand still holds it. */
  pointerLeft(): void {
    if (!this.selected.value) this.#held.value = null;
  }

  select(ticketId: string): void {
    this.hold();
    this.selected.value = ticketId;
  }

  step(by: 1 | -1): void {
    this.hold();
    const rows = this.list.value.queues.flatMap(queue => queue.tickets).filter(row => !row.gone);
    const ids = rows.map(row => row.ticket.ticketId);
    const place = ids.indexOf(this.selected.value ?? '');
    const next = place < 0 ? (by === 1 ? 0 : ids.length - 1) : place + by;
    this.selected.value = ids[Math.min(Math.max(next, 0), ids.length - 1)] ?? null;
  }

  /** Opens a question, where its action is offered and the server is there to decide it. */
  ask(question: Question): void {
    const view = this.view.value;
    if (!view || this.#pending.value) return;
    if (question === 'keys') {
      this.asking.value = question;
      return;
    }
    if (this.link.value !== 'live' || !offerOf(view, question, this.clock.now())) return;
    const waiting = view.queues.some(queue => queue.waiting > 0);
    if (question === 'close' && !waiting) void this.press('close');
    else this.asking.value = question;
  }

  back(): void {
    if (this.asking.value) this.asking.value = null;
    else if (this.#notice.value) this.#notice.value = null;
    else this.release();
  }

  /** Does what a key means. While a question is open only its own keys count. */
  key(meaning: KeyMeaning): void {
    if (this.asking.value && meaning.does !== 'back') return;
    const view = this.view.value;
    if (!view) return;
    switch (meaning.does) {
      case 'primary':
        return void this.press(primaryOffer(view).action);
      case 'select':
        return this.step(meaning.step);
      case 'ask':
        return this.ask(meaning.about);
      case 'outcome':
        this.outcome.value = meaning.outcome;
        return;
      case 'back':
        return this.back();
      case 'call-selected':
      case 'recall':
      case 'no-show':
      case 'finish':
        return void this.press(meaning.does);
    }
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#settled?.();
    this.#edges.stream.close();
  }
}
