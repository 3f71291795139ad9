import { computed, effect, signal, untracked } from '@preact/signals';
import type { CounterRow } from '../contract/desk-views.ts';
import type { Role } from '../contract/values.ts';
import type { BuildingView } from '../contract/views.ts';
import { send } from '../ui-kit/api.ts';
import { StaffSession } from '../ui-kit/sign-in.tsx';
import type { StaffUser } from '../ui-kit/sign-in.tsx';
import type { DeskEdges } from './desk-edges.ts';
import { Desk } from './desk.ts';
import type { LetterKeys } from './keys.ts';
import { MachineCounter } from './own-counter.ts';

/** Keeps a word between two visits of this machine; `write` is false where a browser refuses to. */
export interface Memory {
  read(name: string): string | null;
  write(name: string, value: string): boolean;
}

export interface CounterPageEdges {
  readonly send: typeof send;
  readonly memory: Memory;
  readonly openDeskStream: (counterId: string) => DeskEdges['stream'];
  readonly monotonic: () => number;
  /** The name of this window, the same after a reload. */
  readonly windowId: string;
  /** A short soft sound; silent where the browser has not been touched yet. */
  readonly ring: () => void;
}

const recheckMs = 5_000;
const choicesRetryMs = 3_000;

const letterKeysOf = (word: string | null): LetterKeys =>
  word === 'off' || word === 'alt' ? word : 'on';

const atCounters: ReadonlySet<Role> = new Set(['officer', 'supervisor', 'administrator']);

/** The page of the officers: who is here, at which counter, and the desk of that counter. */
export class CounterPage {
  readonly #building = signal<BuildingView | null>(null);
  readonly #choices = signal<readonly CounterRow[] | null>(null);
  readonly #counterId = signal<string | null>(null);
  readonly #desk = signal<Desk | null>(null);
  readonly #stops: (() => void)[] = [];
  #choicesTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  readonly edges: CounterPageEdges;
  readonly session: StaffSession;
  readonly letterKeys = signal<LetterKeys>('on');
  readonly alertIsOn = signal(true);
  readonly machine: MachineCounter;

  readonly building = computed(
    () => this.#desk.value?.view.value?.building ?? this.#building.value,
  );

  /** Whoever has one counter only has nothing to choose. */
  readonly mayChangeCounter = computed(() => {
    const user = this.session.user.value;
    return user !== null && (user.role !== 'officer' || user.counterIds.length > 1);
  });

  constructor(edges: CounterPageEdges) {
    this.edges = edges;
    this.session = new StaffSession(edges.send);
    this.machine = new MachineCounter(edges.memory);
  }

  get choices() {
    return this.#choices;
  }

  get desk() {
    return this.#desk;
  }

  start(): void {
    const { memory } = this.edges;
    this.letterKeys.value = letterKeysOf(memory.read('letter-keys'));
    this.alertIsOn.value = memory.read('idle-alert') !== 'off';
    // A name or a role that was read anew is the same person: only another id starts over.
    const who = computed(() => this.session.user.value?.id ?? null);
    this.#stops.push(
      effect(() => {
        const id = who.value;
        this.#userChanged(id === null ? null : this.session.user.peek());
      }),
      effect(() => {
        const [counterId, staffId] = [this.#counterId.value, who.value];
        untracked(() => this.#counterChanged(counterId, staffId));
      }),
      effect(() => {
        const view = this.#desk.value?.view.value;
        if (view) untracked(() => this.machine.seen(view));
      }),
      effect(() => this.#watchLink()),
    );
    void this.session.load();
    void this.#loadBuilding();
  }

  choose(counterId: string): void {
    this.edges.memory.write('counter', counterId);
    this.#counterId.value = counterId;
  }

  /** Back to the choice of counters; the counter itself stays as it is. */
  leaveCounter(): void {
    this.#counterId.value = null;
    const user = this.session.user.value;
    if (user) void this.#loadChoices(user);
  }

  setLetterKeys(mode: LetterKeys): void {
    this.letterKeys.value = mode;
    this.edges.memory.write('letter-keys', mode);
  }

  setAlert(isOn: boolean): void {
    this.alertIsOn.value = isOn;
    this.edges.memory.write('idle-alert', isOn ? 'on' : 'off');
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#choicesTimer);
    for (const stop of this.#stops) stop();
    this.session.close();
    this.#desk.value?.close();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }

  /** The machine's own counter first: whoever signs in here most likely works at it. */
  #userChanged(user: StaffUser | null): void {
    this.#choices.value = null;
    const own = this.edges.memory.read('counter');
    const isOfficer = user?.role === 'officer';
    const only = isOfficer && user.counterIds.length === 1 ? user.counterIds[0]! : null;
    const mayOwn = own !== null && user !== null && (!isOfficer || user.counterIds.includes(own));
    const mayServe = user !== null && atCounters.has(user.role);
    this.#counterId.value = mayServe ? (only ?? (mayOwn ? own : null)) : null;
    // Who does not serve visitors has no counter to choose.
    if (user && !atCounters.has(user.role)) this.#choices.value = [];
    else if (user && !this.#counterId.peek()) void this.#loadChoices(user);
  }

  /** Officers choose among their own, who steers the building among all of them. */
  async #loadChoices(user: StaffUser): Promise<void> {
    clearTimeout(this.#choicesTimer);
    const answer = await this.edges.send<{ counters: CounterRow[] }>('GET', '/counters');
    if (this.#isClosed || this.session.user.peek()?.id !== user.id) return;
    if (!answer.ok) {
      this.#choicesTimer = setTimeout(() => void this.#loadChoices(user), choicesRetryMs);
      return;
    }
    const isMine = (row: CounterRow) => user.role !== 'officer' || user.counterIds.includes(row.id);
    this.#choices.value = answer.body.counters.filter(isMine);
  }

  #counterChanged(counterId: string | null, staffId: string | null): void {
    this.#desk.peek()?.close();
    const user = this.session.user.peek();
    this.#desk.value =
      counterId && staffId && user ? new Desk(this.#deskEdges(counterId, user)) : null;
  }

  #deskEdges(counterId: string, user: StaffUser): DeskEdges {
    const { edges } = this;
    return {
      stream: edges.openDeskStream(counterId),
      send: edges.send,
      memory: edges.memory,
      user: { id: user.id, role: user.role },
      counterId,
      windowId: edges.windowId,
      monotonic: edges.monotonic,
      onSignedOut: () => this.session.end(),
      onShiftEnded: () => void this.session.signOut(),
      alertIsOn: this.alertIsOn,
      ring: edges.ring,
    };
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
