import { effect, untracked } from '@preact/signals';
import type { TrackView } from '../../contract/views.ts';
import { send } from '../../ui-kit/api.ts';
import { openStream } from '../../ui-kit/stream.ts';
import { keepLastTold, lastTold } from './last-told.ts';
import type { Notice, PhoneModel } from './model.ts';

/** How long to wait before asking a server again that did not answer. */
const retryMs = 3_000;
/** Without a stream the page asks, this often. */
const askEveryMs = 5_000;
const heldBackMs = 20_000;

export interface FollowOptions {
  readonly model: PhoneModel;
  readonly token: string;
  /** Under /api/v1. */
  readonly path: string;
  readonly notice: (notice: Exclude<Notice, null>) => void;
}

/**
 * Asks whether the ticket is known, then follows it as long as the page is open. Where the stream is
 * lost the server is asked as well: it may be another day, or the stream alone may be in the way.
 */
class TicketFollower {
  readonly #options: FollowOptions;
  readonly #stops: (() => void)[] = [];
  #again: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #isStreaming = false;
  #isLive = false;
  #told: { readonly atMs: number; readonly heardMs: number } | null = null;

  constructor(options: FollowOptions) {
    this.#options = options;
    void this.#ask();
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#again);
    for (const stop of this.#stops.toReversed()) stop();
  }

  async #ask(): Promise<void> {
    const { model, path } = this.#options;
    const answer = await send<TrackView>('GET', path, undefined, { tries: 1 });
    if (this.#isStopped || this.#isLive) return;
    if (answer.ok) {
      this.#see(answer.body, Date.parse(answer.body.at));
      model.link('live', this.#now());
      if (!this.#isStreaming) this.#stream();
      this.#askIn(askEveryMs);
      return;
    }
    const { status, facts } = answer.problem;
    if (status === 404 || status === 422) this.#close({ kind: 'unknown' });
    else if (status === 409) {
      const label = String(facts?.['label'] ?? '');
      const businessDate = String(facts?.['businessDate'] ?? '');
      this.#close({ kind: 'past', past: { label, businessDate } });
    } else if (status === 429) {
      if (model.view.value === null) model.close({ kind: 'held-back' });
      this.#askIn(heldBackMs);
    } else {
      this.#lost();
      this.#askIn(retryMs);
    }
  }

  #askIn(ms: number): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#ask(), ms);
  }

  #lost(): void {
    const { model, token } = this.#options;
    const told = model.view.value === null ? lastTold(token, Date.now()) : null;
    if (told !== null) model.recall(told.view, told.toldMs);
    model.link('lost', this.#now());
  }

  /** The number is over: there is nothing left to follow. */
  #close(phase: Parameters<PhoneModel['close']>[0]): void {
    this.#options.model.close(phase);
    this.stop();
  }

  /** The building's time as far as this phone was told, else its own. */
  #now(): number {
    if (this.#told === null) return Date.now();
    return this.#told.atMs + performance.now() - this.#told.heardMs;
  }

  #see(view: TrackView, atMs: number): void {
    const { model, token, notice } = this.#options;
    this.#told = { atMs, heardMs: performance.now() };
    const due = model.see(view, atMs);
    keepLastTold(token, view, atMs);
    if (due !== null) notice(due);
  }

  #stream(): void {
    const { model, token } = this.#options;
    this.#isStreaming = true;
    const stream = openStream<'track'>({
      namespace: '/track',
      query: { token },
      merge: (view, patch) => patch.view ?? view,
    });
    this.#stops.push(
      () => stream.close(),
      effect(() => {
        const view = stream.view.value;
        if (view !== null) untracked(() => this.#see(view, stream.clock.now()));
      }),
      effect(() => {
        const link = stream.link.value;
        untracked(() => {
          this.#isLive = link === 'live';
          if (link === 'connecting') return;
          model.link(link, stream.clock.now());
          if (link === 'lost') this.#askIn(0);
          else clearTimeout(this.#again);
        });
      }),
    );
  }
}

export function followTicket(options: FollowOptions): () => void {
  const follower = new TicketFollower(options);
  return () => follower.stop();
}
