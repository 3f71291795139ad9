import type { LegState, PartnerQueues, TrackView } from './api-types.ts';
import type { BuildingApi } from './building-api.ts';
import type { CitizenDesk } from './citizen-desk.ts';
import { isOver, type KeptBooking, type KeptBookings } from './kept-bookings.ts';
import type { Answer } from './partner-client.ts';
import type { Watchers } from './watchers.ts';

export interface LiveHallOptions {
  readonly api: BuildingApi;
  readonly desk: CitizenDesk;
  readonly kept: KeptBookings;
  readonly watchers: Watchers;
  readonly now: () => number;
}

/** What was seen, and when (milliseconds since the epoch). */
export interface Seen<Value> {
  readonly value: Value;
  readonly at: number;
}

/** Subject of the page of all lines; tokens of bookings are longer. */
export const queuesSubject = 'queues';

const lookMs = 5_000;
/** So many requests at one look at most: the key has a limit, and citizens who book come first. */
const looksMax = 20;
/** What webhooks tell anyway is asked for so seldom. */
const unaskedMs = 60_000;
const freshMs = 4_000;
const forgetMs = 10 * 60_000;

export const isInLine = ({ phase }: KeptBooking): boolean =>
  phase === 'checked-in' || phase === 'called' || phase === 'serving';

/** The queue as it is now: places ahead change without a webhook, so who watches is looked for. */
export class LiveHall {
  readonly #options: LiveHallOptions;
  readonly #tickets = new Map<string, Seen<TrackView>>();
  #queues: Seen<PartnerQueues> | null = null;
  #turn = 0;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor(options: LiveHallOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = null;
      });
    }, lookMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
  }

  /** The last that is known; null before anything is. */
  async queues(): Promise<Seen<PartnerQueues> | null> {
    const { api, now } = this.#options;
    if (!this.#queues || now() - this.#queues.at >= freshMs) {
      const answer = await api.queues();
      if (answer.kind === 'done') this.#queues = { value: answer.value, at: now() };
    }
    return this.#queues;
  }

  /** The visit of a booking that has checked in; null where there is none, or none is known. */
  async ticket(kept: KeptBooking, isAsked = false): Promise<Seen<TrackView> | null> {
    const { token, booking } = kept;
    const known = this.#tickets.get(token) ?? null;
    const { api, now } = this.#options;
    const isFresh = known !== null && now() - known.at < freshMs;
    if (!booking.ticket || (isFresh && !isAsked)) return known;
    const answer: Answer<TrackView> = await api.ticket(booking.ticket.token);
    if (answer.kind !== 'done') return known;
    const seen = { value: answer.value, at: now() };
    this.#tickets.set(token, seen);
    return seen;
  }

  /** A webhook came: what it is about is read, then shown. */
  async follow(code: string): Promise<void> {
    const { desk, kept, watchers } = this.#options;
    const told = kept.ofCode(code);
    if (!told) return;
    await desk.read(told.token);
    const now = kept.find(told.token);
    if (now && isInLine(now)) await this.ticket(now, true);
    watchers.tell(told.token);
  }

  async #look(): Promise<void> {
    const { watchers, now } = this.#options;
    for (const [token, { at }] of this.#tickets) {
      if (now() - at > forgetMs) this.#tickets.delete(token);
    }
    const { subjects } = watchers;
    if (subjects.includes(queuesSubject)) await this.#lookAtQueues();
    const due = subjects.filter(token => this.#isDue(token));
    // Where they are too many, each has its turn.
    this.#turn = due.length > looksMax ? (this.#turn + looksMax) % due.length : 0;
    const those = [...due.slice(this.#turn), ...due.slice(0, this.#turn)].slice(0, looksMax);
    for (const token of those) await this.#lookAt(token);
  }

  async #lookAtQueues(): Promise<void> {
    const before = JSON.stringify(this.#queues?.value);
    const after = await this.queues();
    if (JSON.stringify(after?.value) !== before) this.#options.watchers.tell(queuesSubject);
  }

  #isDue(token: string): boolean {
    const booking = this.#options.kept.find(token);
    if (!booking || isOver(booking.phase)) return false;
    return isInLine(booking) || this.#options.now() - booking.knownAt >= unaskedMs;
  }

  async #lookAt(token: string): Promise<void> {
    const { desk, kept, watchers } = this.#options;
    const booking = kept.find(token);
    if (!booking) return;
    if (!isInLine(booking)) {
      // Where webhooks do not arrive, a page that is open still learns of it.
      await desk.read(token);
      return;
    }
    const before = shownOf(this.#tickets.get(token));
    const after = await this.ticket(booking, true);
    if (after && !after.value.legs.some(({ state }) => atWork.has(state))) await desk.read(token);
    if (shownOf(after ?? undefined) !== before) watchers.tell(token);
  }
}

const atWork: ReadonlySet<LegState> = new Set(['waiting', 'parked', 'called', 'serving']);

/** Without its own time, which is another at every look. */
function shownOf(seen: Seen<TrackView> | undefined): string {
  if (!seen) return '';
  const { at: _at, ...shown } = seen.value;
  return JSON.stringify(shown);
}
