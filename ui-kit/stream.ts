import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  Change,
  ClientToServer,
  ServerToClient,
  Snapshot,
  StreamName,
  Tick,
} from '../contract/sockets.ts';
import { RunningClock } from './clock.ts';
import type { BuildingClock } from './clock.ts';
import { openSocket } from './socket.ts';
import type { StreamSocket } from './socket.ts';

export type ViewOf<Name extends StreamName> =
  Snapshot<Name> extends { view: infer View } ? View : never;
export type PatchOf<Name extends StreamName> = NonNullable<Change<Name>['patch']>;

/** Never false: `live` only while what is shown is what the server last said. */
export type Link = 'connecting' | 'live' | 'lost';
type Said = Omit<ClientToServer, 'resync'>;
/** Told beside the view, to one screen alone. */
type Aside = Pick<ServerToClient<StreamName>, 'speak' | 'hold' | 'scan' | 'order'>;

export interface Stream<View, Patch = unknown> {
  readonly view: ReadonlySignal<View | null>;
  readonly link: ReadonlySignal<Link>;
  readonly clock: BuildingClock;
  /** A message said while there is no connection is dropped, never kept for later. */
  emit<Event extends keyof Said>(event: Event, message: Parameters<Said[Event]>[0]): void;
  on<Event extends keyof Aside>(event: Event, listener: Aside[Event]): void;
  /** The server does not let this screen in, or has sent it away; it is tried again all the same. */
  onTurnedAway(listener: () => void): void;
  /** Called after the patch was merged into the view. */
  onPatch(listener: (patch: Patch, seq: number) => void): void;
  close(): void;
}

export interface StreamOptions<View, Patch> {
  readonly namespace: '/kiosk' | '/display' | '/counter' | '/track';
  readonly query?: Readonly<Record<string, string>>;
  readonly merge: (view: View, patch: Patch) => View;
  /** Replaced in tests. */
  readonly connect?: (namespace: string, query: Readonly<Record<string, string>>) => StreamSocket;
}

/** A screen that heard nothing for this long says that it lost the server. */
export const silenceMsMax = 5_000;
const lookEveryMs = 250;

interface Head {
  readonly epoch: string;
  readonly seq: number;
  readonly at: string;
}

type Told<View> = Tick & { readonly view: View };
type Changed<Patch> = Head & { readonly patch?: Patch | undefined };

/** What the doors of the server say; every other error is a line that broke. */
const refusals: ReadonlySet<unknown> = new Set(['not-signed-in', 'not-allowed']);
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && refusals.has(error.message);

/**
 * Follows one stream of the server. A change is applied only when it is the next one of the same
 * epoch; anything else asks for a new snapshot, once at a time, and only that snapshot makes the
 * screen live again.
 */
class FollowedStream<View, Patch> implements Stream<View, Patch> {
  readonly #view = signal<View | null>(null);
  readonly #link = signal<Link>('connecting');
  readonly #running = new RunningClock();
  readonly #merge: (view: View, patch: Patch) => View;
  readonly #socket: StreamSocket;
  readonly #timer = setInterval(() => this.#look(), lookEveryMs);
  readonly #patchListeners: ((patch: Patch, seq: number) => void)[] = [];
  #epoch = '';
  #seq = 0;
  /** What the screen shows may be old until a snapshot comes. */
  #stale = true;
  /** A snapshot is on its way; the server sends one to every new connection by itself. */
  #asked = true;
  #trustedAt = performance.now();
  #triedAt = performance.now();

  constructor(options: StreamOptions<View, Patch>) {
    this.#merge = options.merge;
    this.#socket = (options.connect ?? openSocket)(options.namespace, options.query ?? {});
    this.#socket.on('snapshot', message => this.#snapshot(message as Told<View>));
    this.#socket.on('change', message => this.#change(message as Changed<Patch>));
    this.#socket.on('refresh', message => this.#refresh(message as Changed<Patch>));
    this.#socket.on('tick', message => this.#tick(message as Tick));
    this.#socket.on('disconnect', () => this.#disconnected());
  }

  get view(): ReadonlySignal<View | null> {
    return this.#view;
  }

  get link(): ReadonlySignal<Link> {
    return this.#link;
  }

  get clock(): BuildingClock {
    return this.#running;
  }

  emit(event: string, message: unknown): void {
    if (this.#socket.connected()) this.#socket.emit(event, message);
  }

  on<Event extends keyof Aside>(event: Event, listener: Aside[Event]): void {
    this.#socket.on(event, message => (listener as (message: unknown) => void)(message));
  }

  onTurnedAway(listener: () => void): void {
    this.#socket.on('connect_error', error => {
      if (isRefusal(error)) listener();
    });
    this.#socket.on('disconnect', reason => {
      if (reason === 'io server disconnect') listener();
    });
  }

  onPatch(listener: (patch: Patch, seq: number) => void): void {
    this.#patchListeners.push(listener);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#running.close();
    this.#socket.close();
  }

  #snapshot(message: Told<View>): void {
    this.#epoch = message.epoch;
    this.#seq = message.seq;
    this.#stale = false;
    this.#asked = false;
    this.#heard(message, message.clockRate);
    this.#view.value = message.view;
    this.#link.value = 'live';
  }

  #change(message: Changed<Patch>): void {
    const follows = message.epoch === this.#epoch && message.seq <= this.#seq + 1;
    if (this.#stale || !follows) return this.#resync();
    this.#heard(message);
    if (message.seq <= this.#seq) return;
    this.#seq = message.seq;
    if (message.patch !== undefined) this.#apply(message.patch);
  }

  #refresh(message: Changed<Patch>): void {
    if (this.#stale || this.#isAhead(message)) return this.#resync();
    this.#heard(message);
    if (message.seq === this.#seq && message.patch !== undefined) this.#apply(message.patch);
  }

  #tick(message: Tick): void {
    if (this.#stale || this.#isAhead(message)) return this.#resync();
    this.#heard(message, message.clockRate);
  }

  #isAhead(head: Head): boolean {
    return head.epoch !== this.#epoch || head.seq > this.#seq;
  }

  #apply(patch: Patch): void {
    const view = this.#view.value;
    if (view === null) return;
    this.#view.value = this.#merge(view, patch);
    for (const listener of this.#patchListeners) listener(patch, this.#seq);
  }

  #heard(head: Head, rate?: number): void {
    this.#trustedAt = performance.now();
    this.#triedAt = this.#trustedAt;
    this.#running.set(Date.parse(head.at), rate);
  }

  #resync(): void {
    this.#stale = true;
    if (this.#asked || !this.#socket.connected()) return;
    this.#asked = true;
    this.#socket.emit('resync');
  }

  #disconnected(): void {
    this.#stale = true;
    this.#asked = true;
  }

  /** Only messages that could be trusted count as heard, so an unanswered resync ends here too. */
  #look(): void {
    const now = performance.now();
    if (now - this.#trustedAt < silenceMsMax) return;
    this.#link.value = 'lost';
    this.#stale = true;
    if (now - this.#triedAt < silenceMsMax) return;
    this.#triedAt = now;
    this.#asked = true;
    this.#socket.reopenIfIdle();
  }
}

/** Never more than one socket per stream; `close` ends its timers and the socket. */
export function openStream<Name extends StreamName>(
  options: StreamOptions<ViewOf<Name>, PatchOf<Name>>,
): Stream<ViewOf<Name>, PatchOf<Name>> {
  return new FollowedStream<ViewOf<Name>, PatchOf<Name>>(options);
}
