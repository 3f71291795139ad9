import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubRequest } from '../../contract/hub.ts';
import type { Log } from '../log.ts';
import { BackOff, Rate } from './back-off.ts';
import { HubLink, isHubFault, type HubFault, type UnreadRequest } from './hub-link.ts';
import { KeptAnswers } from './kept-answers.ts';
import { refusedRequest } from './open-paths.ts';
import { replay } from './replay.ts';

/** Milliseconds and counts that a test makes short, and nobody else changes. */
export interface ConnectorLimits {
  /** How long the hub may hold a question; this is the heartbeat of the link. */
  readonly waitSeconds: number;
  readonly firstBackOffMs: number;
  readonly longestBackOffMs: number;
  readonly requestsPerSecond: number;
  /** An empty answer that came sooner than this was not held: the next question waits for it. */
  readonly heldMsMin: number;
}

const usual: ConnectorLimits = {
  waitSeconds: 25,
  firstBackOffMs: 1_000,
  longestBackOffMs: 60_000,
  requestsPerSecond: 50,
  heldMsMin: 1_000,
};

/** Requests under way and answers not taken, together: beyond it the hub is asked for none. */
const placesMax = 16;
const answersAtOnce = 16;
const answerCharsAtOnce = 4 * 1024 * 1024;
const askAgainMs = 20;
/** What is under way when the server ends may still be answered for so long. */
const lastMs = 1_000;

export interface ConnectorOptions {
  readonly url: string;
  readonly token: string;
  readonly buildingId: string;
  /** The building's own server, on this computer. */
  readonly serverUrl: string;
  readonly log: Log;
  /** 0 to 1. */
  readonly random: () => number;
  /** Milliseconds of a clock that never jumps. */
  readonly elapsedMs: () => number;
  readonly limits?: Partial<ConnectorLimits>;
}

export interface ConnectorNow {
  readonly isConnected: boolean;
  readonly underWay: number;
  readonly waiting: number;
  readonly answered: number;
  readonly repeated: number;
  readonly unreadable: number;
  readonly failures: number;
}

export interface Connector {
  now(): ConnectorNow;
  close(): Promise<void>;
}

class HubConnector implements Connector {
  readonly #options: ConnectorOptions;
  readonly #limits: ConnectorLimits;
  readonly #link: HubLink;
  readonly #kept = new KeptAnswers();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #rate: Rate;
  /** Ends the questions; then, a little later, everything. */
  readonly #closing = new AbortController();
  readonly #stopping = new AbortController();
  #loops: readonly Promise<void>[] = [];
  /** Wakes whoever waits for a place or for an answer to bring. */
  #changed: () => void = () => {};
  #change = this.#nextChange();
  #isConnected = false;
  #lastFault: string | null = null;
  #counts = { answered: 0, repeated: 0, unreadable: 0, failures: 0 };

  constructor(options: ConnectorOptions) {
    this.#options = options;
    this.#limits = { ...usual, ...options.limits };
    this.#link = new HubLink({ ...options, session: randomUUID() });
    this.#rate = new Rate(this.#limits.requestsPerSecond, options.elapsedMs());
  }

  start(): this {
    this.#loops = [this.#asking(), this.#bringing()];
    return this;
  }

  now(): ConnectorNow {
    const { waiting } = this.#kept;
    const [isConnected, underWay] = [this.#isConnected, this.#underWay.size];
    return { isConnected, underWay, waiting, ...this.#counts };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#tell();
    const last = setTimeout(() => this.#stopping.abort(), lastMs);
    await Promise.all(this.#underWay.values());
    this.#tell();
    await Promise.all(this.#loops);
    clearTimeout(last);
    this.#stopping.abort();
  }

  /** Asks for as many as there are places for, for as long as the server runs. */
  async #asking(): Promise<void> {
    const { signal } = this.#closing;
    const backOff = this.#newBackOff();
    while (!signal.aborted) {
      const places = this.#places();
      if (places === 0) {
        await this.#pause(askAgainMs, signal);
        continue;
      }
      const asked = this.#options.elapsedMs();
      // The first question is not held, so that it is known at once whether the hub is there.
      const waitSeconds = this.#isConnected ? this.#limits.waitSeconds : 0;
      const got = await this.#link.ask(places, waitSeconds, signal);
      if (signal.aborted) return;
      if (isHubFault(got)) {
        await this.#failed(got, backOff, signal);
        continue;
      }
      this.#succeeded(backOff);
      this.#counts.unreadable += got.unreadable;
      this.#rate.take(got.requests.length);
      for (const request of got.requests) this.#take(request);
      const held = this.#options.elapsedMs() - asked;
      const isEmpty = waitSeconds > 0 && got.requests.length === 0;
      const isHurried = isEmpty && held < this.#limits.heldMsMin;
      if (isHurried) await this.#pause(this.#limits.heldMsMin - held, signal);
    }
  }

  /** Brings what is answered, the oldest first, until the hub has taken it. */
  async #bringing(): Promise<void> {
    const { signal } = this.#stopping;
    const backOff = this.#newBackOff();
    while (!signal.aborted) {
      const answers = this.#kept.next(answersAtOnce, answerCharsAtOnce);
      if (answers.length === 0) {
        if (this.#closing.signal.aborted && this.#underWay.size === 0) return;
        await this.#change;
        continue;
      }
      const fault = await this.#link.bring(answers, signal);
      // Nobody waits for them any more, or the hub cannot read them: it would say so for ever.
      const isOver = fault === null || fault.fault === 'rejected';
      if (isOver) this.#kept.taken(answers);
      if (isOver) backOff.succeeded();
      else await this.#failed(fault, backOff, signal);
      this.#tell();
    }
  }

  #places(): number {
    const free = placesMax - this.#underWay.size - this.#kept.waiting;
    return free <= 0 ? 0 : this.#rate.available(free, this.#options.elapsedMs());
  }

  /** A request that is here already is not asked of the building again. */
  #take(request: HubRequest | UnreadRequest): void {
    if ('unreadId' in request) {
      const refused = refusedRequest('invalid-input', 'The request cannot be read', [
        { path: 'body', message: 'Not as the hub protocol says' },
      ]);
      const headers = { 'content-type': 'application/problem+json' };
      this.#answered({ id: request.unreadId, ...refused, headers });
      return;
    }
    const { id } = request;
    if (this.#underWay.has(id)) {
      this.#counts.repeated += 1;
      return;
    }
    if (this.#kept.repeat(id)) {
      this.#counts.repeated += 1;
      this.#tell();
      return;
    }
    const work = replay(request, this.#options.serverUrl, this.#stopping.signal)
      .then(answer => this.#answered(answer))
      .finally(() => {
        this.#underWay.delete(id);
        this.#tell();
      });
    this.#underWay.set(id, work);
  }

  #answered(answer: Parameters<KeptAnswers['add']>[0]): void {
    this.#kept.add(answer, this.#options.elapsedMs());
    this.#counts.answered += 1;
    this.#tell();
  }

  #succeeded(backOff: BackOff): void {
    backOff.succeeded();
    if (this.#isConnected) return;
    this.#isConnected = true;
    this.#lastFault = null;
    this.#options.log.info('the hub is connected');
  }

  async #failed(fault: HubFault, backOff: BackOff, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#counts.failures += 1;
    this.#isConnected = false;
    // Each kind once, and not at every try.
    if (this.#lastFault !== fault.fault) {
      this.#options.log.warn({ fault: fault.fault }, 'the hub is not connected');
    }
    this.#lastFault = fault.fault;
    await this.#pause(backOff.failed(fault.retryAfterMs), signal);
  }

  #newBackOff(): BackOff {
    const { firstBackOffMs: firstMs, longestBackOffMs: longestMs } = this.#limits;
    return new BackOff({ firstMs, longestMs }, this.#options.random);
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => {});
  }

  #nextChange(): Promise<void> {
    return new Promise(resolve => {
      this.#changed = resolve;
    });
  }

  #tell(): void {
    const changed = this.#changed;
    this.#change = this.#nextChange();
    changed();
  }
}

/**
 * Holds the way to a hub for a building that cannot be reached from outside, and serves the partner
 * API through it. Whatever the hub does or does not do, the building goes on.
 */
export const openConnector = (options: ConnectorOptions): Connector =>
  new HubConnector(options).start();
