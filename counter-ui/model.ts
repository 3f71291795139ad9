import { computed, effect, signal } from '@preact/signals';
import type { DeskView } from '../contract/desk-views.ts';
import type { BuildingView } from '../contract/views.ts';
import { send } from '../ui-kit/api.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import type { Stream } from '../ui-kit/stream.ts';
import { Desk } from './desk.ts';

/** One counter as the officer chooses among several. */
export interface CounterChoice {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly state: DeskView['counter']['state'];
}

/** Keeps a word between two visits of this machine; a browser may refuse to. */
export interface Memory {
  read(name: string): string | null;
  write(name: string, value: string): void;
}

export interface CounterPageEdges {
  readonly send: typeof send;
  readonly memory: Memory;
  readonly openDeskStream: (
    counterId: string,
  ) => Pick<Stream<DeskView>, 'view' | 'link' | 'clock' | 'close'>;
  readonly monotonic: () => number;
}

/** More counters than this for one officer are not offered for choosing. */
const choicesMax = 60;
const recheckMs = 5_000;

/** The page of the officers: who is here, at which counter, and the desk of that counter. */
export class CounterPage {
  readonly #edges: CounterPageEdges;
  readonly #building = signal<BuildingView | null>(null);
  readonly #choices = signal<readonly CounterChoice[] | null>(null);
  readonly #counterId = signal<string | null>(null);
  readonly #desk = signal<Desk | null>(null);
  readonly #stops: (() => void)[] = [];

  readonly session: StaffSession;
  readonly letterKeysOn = signal(true);

  readonly building = computed(
    () => this.#desk.value?.view.value?.building ?? this.#building.value,
  );

  constructor(edges: CounterPageEdges) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
  }

  get choices() {
    return this.#choices;
  }

  get desk() {
    return this.#desk;
  }

  start(): void {
    this.letterKeysOn.value = this.#edges.memory.read('letter-keys') !== 'off';
    this.#stops.push(
      effect(() => this.#userChanged(this.session.user.value?.counterIds ?? null)),
      effect(() => this.#counterChanged(this.#counterId.value)),
      effect(() => this.#watchLink()),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  choose(counterId: string): void {
    this.#edges.memory.write('counter', counterId);
    this.#counterId.value = counterId;
  }

  /** Back to the choice of counters; the counter itself stays as it is. */
  leaveCounter(): void {
    this.#counterId.value = null;
    void this.#loadChoices(this.session.user.value?.counterIds ?? []);
  }

  setLetterKeys(areOn: boolean): void {
    this.letterKeysOn.value = areOn;
    this.#edges.memory.write('letter-keys', areOn ? 'on' : 'off');
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.session.close();
    this.#desk.value?.close();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }

  /** The machine's own counter first: whoever signs in here most likely works at it. */
  #userChanged(counterIds: readonly string[] | null): void {
    this.#choices.value = null;
    const own = this.#edges.memory.read('counter');
    const only = counterIds?.length === 1 ? counterIds[0] : undefined;
    this.#counterId.value = only ?? (own && counterIds?.includes(own) ? own : null);
    if (counterIds && !this.#counterId.peek()) void this.#loadChoices(counterIds);
  }

  async #loadChoices(counterIds: readonly string[]): Promise<void> {
    const answers = await Promise.all(
      counterIds
        .slice(0, choicesMax)
        .map(id => this.#edges.send<{ counter: CounterChoice }>('GET', `/counters/${id}`)),
    );
    this.#choices.value = answers.flatMap(answer => (answer.ok ? [answer.body.counter] : []));
  }

  #counterChanged(counterId: string | null): void {
    this.#desk.peek()?.close();
    this.#desk.value = counterId
      ? new Desk({
          stream: this.#edges.openDeskStream(counterId),
          send: this.#edges.send,
          monotonic: this.#edges.monotonic,
          onSignedOut: () => this.session.end(),
        })
      : null;
  }

  /** A lost link may mean that the session has ended: only the server can tell. */
  #watchLink(): (() => void) | undefined {
    if (this.#desk.value?.link.value !== 'lost') return undefined;
    const check = () => void this.session.load();
    check();
    const timer = setInterval(check, recheckMs);
    return () => clearInterval(timer);
  }
}
