import { computed, effect, signal, untracked } from '@preact/signals';
import type { PolicyKind } from '../contract/forecast.ts';
import type { Replay, ReplayDays } from '../contract/replay.ts';
import { TowerPage, type TowerEdges } from './tower-page.ts';

/** What is changed of a day that is over; null: as it was. */
export interface ReplayWish {
  readonly counters: number | null;
  readonly policy: PolicyKind | null;
  readonly prioritisedPerWalkIn: number;
  /** Local time, HH:MM; null: from its beginning. */
  readonly from: string | null;
}

export const asItWas: ReplayWish = {
  counters: null,
  policy: null,
  prioritisedPerWalkIn: 2,
  from: null,
};

export type ReplayTrouble = 'no-data' | 'not-over' | 'failed';

export const replayStepMs = 5 * 60_000;
/** A step of the day for each so many milliseconds: a working day in half a minute. */
const playMs = 250;

export const isWishing = ({ counters, policy }: ReplayWish): boolean =>
  counters !== null || policy !== null;

export function replayQuery(date: string, queueId: string, wish: ReplayWish): string {
  const query = new URLSearchParams({ date, queueId });
  if (wish.counters !== null) query.set('counters', String(wish.counters));
  if (wish.policy !== null) query.set('policy', wish.policy);
  if (wish.policy === 'ratio') {
    query.set('prioritisedPerWalkIn', String(wish.prioritisedPerWalkIn));
  }
  if (isWishing(wish) && wish.from !== null) query.set('from', wish.from);
  return query.toString();
}

const troubles: Readonly<Record<string, ReplayTrouble>> = {
  'day-without-data': 'no-data',
  'day-not-over': 'not-over',
};

/** A past day of one queue: played, and once more with something changed. */
export class ReplayPage extends TowerPage {
  readonly #ask: TowerEdges['send'];
  readonly #days = signal<ReplayDays['days'] | null>(null);
  readonly #date = signal<string | null>(null);
  readonly #queueId = signal<string | null>(null);
  readonly #wish = signal<ReplayWish>(asItWas);
  readonly #replay = signal<Replay | null>(null);
  readonly #trouble = signal<ReplayTrouble | null>(null);
  readonly #isComputing = signal(false);
  readonly #step = signal(0);
  readonly #isPlaying = signal(false);
  #asked = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #endFirst: (() => void) | null = null;

  /** Null until they are known. */
  readonly days = computed(() => this.#days.value);
  readonly date = computed(() => this.#date.value);
  /** The chosen queue; the first of the building until one is chosen. */
  readonly queueId = computed(
    () => this.#queueId.value ?? this.overview.value?.queues[0]?.id ?? null,
  );
  readonly wish = computed(() => this.#wish.value);
  readonly replay = computed(() => this.#replay.value);
  readonly trouble = computed(() => this.#trouble.value);
  readonly isComputing = computed(() => this.#isComputing.value);
  readonly step = computed(() => this.#step.value);
  readonly isPlaying = computed(() => this.#isPlaying.value);
  readonly stepsMax = computed(() =>
    Math.max(0, (this.replay.value?.actual.waiting.length ?? 1) - 1),
  );
  /** The moment that is looked at. */
  readonly at = computed(() => {
    const from = this.replay.value?.from;
    return from === undefined ? 0 : Date.parse(from) + this.step.value * replayStepMs;
  });

  /** `asked`: the day and queue that an address names. */
  constructor(edges: TowerEdges, asked: URLSearchParams) {
    super(edges, 'replay');
    this.#ask = edges.send;
    this.#date.value = asked.get('date');
    this.#queueId.value = asked.get('queueId');
  }

  choose(change: { readonly date?: string; readonly queueId?: string }): void {
    // Another day is another question: what was tried out with this one is forgotten.
    this.#wish.value = asItWas;
    this.#replay.value = null;
    if (change.date !== undefined) this.#date.value = change.date;
    if (change.queueId !== undefined) this.#queueId.value = change.queueId;
  }

  try(change: Partial<ReplayWish>): void {
    this.#wish.value = { ...untracked(() => this.wish.value), ...change };
    void this.load();
  }

  undo(): void {
    this.try(asItWas);
  }

  /** Looks at a step of the day. */
  look(step: number): void {
    this.#step.value = Math.min(this.stepsMax.value, Math.max(0, Math.round(step)));
  }

  play(): void {
    this.pause();
    if (this.step.value >= this.stepsMax.value) this.look(0);
    this.#isPlaying.value = true;
    this.#timer = setInterval(() => {
      this.look(this.step.value + 1);
      if (this.step.value >= this.stepsMax.value) this.pause();
    }, playMs);
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#isPlaying.value = false;
  }

  /** Plays the chosen day anew; only the newest question counts. */
  async load(): Promise<void> {
    this.pause();
    const [date, queueId] = [this.date.value, this.queueId.value];
    if (date === null || queueId === null) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.#isComputing.value = true;
    const query = replayQuery(date, queueId, this.wish.value);
    const answer = await this.#ask<Replay>('GET', `/replay?${query}`, undefined, {
      tries: 2,
      timeoutMs: 10_000,
    });
    if (asked !== this.#asked) return;
    this.#isComputing.value = false;
    this.#trouble.value = answer.ok ? null : (troubles[answer.problem.code] ?? 'failed');
    if (!answer.ok) {
      this.#replay.value = null;
      return;
    }
    const isOther = this.#replay.value === null;
    this.#replay.value = answer.body;
    // A new day is first seen where it was fullest.
    if (isOther) {
      const { waiting } = answer.body.actual;
      this.look(waiting.indexOf(Math.max(...waiting)));
    } else this.look(this.step.value);
  }

  protected override begin(maySee: boolean): void {
    this.pause();
    this.#endFirst?.();
    this.#endFirst = null;
    if (!maySee) return;
    void this.#loadDays();
    // The queues come with the building, whichever of the two is here first.
    this.#endFirst = effect(() => {
      const isReady = this.date.value !== null && this.queueId.value !== null;
      if (isReady) untracked(() => void this.load());
    });
  }

  async #loadDays(): Promise<void> {
    const answer = await this.#ask<ReplayDays>('GET', '/replay/days');
    if (answer.ok) {
      this.#days.value = answer.body.days;
      this.#date.value ??= answer.body.days[0]?.date ?? null;
    } else this.#trouble.value = 'failed';
  }
}
