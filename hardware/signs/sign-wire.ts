import type { Clock } from '../clock.ts';
import type { ByteChannel, ByteChannelListener } from '../transport/byte-channel.ts';
import type { SignMessage } from './sign-message.ts';
import type { FrameMaker, SignFrame } from './sign-protocol.ts';

export const signTimings = {
  /** For a sign to answer, where its protocol has answers. */
  answerMs: 1_000,
  /** For a frame to leave: a line that takes none for that long is broken. */
  writeMs: 3_000,
  /** Silence between two frames on one line; RTU asks for 3.5 characters, which are 4 ms at 9600. */
  betweenMs: 20,
  /** Everything is shown again that often: a sign that was without power comes back empty. */
  refreshMs: 30_000,
  /** Pauses between attempts to connect; the last one repeats. */
  reconnectMs: [1_000, 2_000, 5_000, 10_000],
  /** For the last message to be shown when the program ends. */
  closeMs: 1_000,
} as const;

/** A counter or a maintainer sees it: a sign itself can't say that it shows something old. */
export type SignHealth =
  /** No connection to its wire. */
  | 'unreachable'
  | 'working'
  /** Its wire works, and it does not answer. */
  | 'silent'
  /** It answers that it does not take the message: wrong register, wrong unit. */
  | 'refusing';

const signsMax = 64;
const heardBytesMax = 512;

interface WiredSign {
  readonly makeFrame: FrameMaker;
  message: SignMessage | null;
  /** The message is newer than what was sent. */
  isPending: boolean;
  health: SignHealth;
}

/** A sign on its wire. */
export interface WireEnd {
  show(message: SignMessage): void;
  health(): SignHealth;
}

/**
 * One connection and the signs on it. Nothing queues up: a sign has one latest message, and what
 * was not sent before a newer one came is never sent. Reconnects for ever, with pauses.
 */
export class SignWire {
  readonly #openChannel: () => ByteChannel;
  readonly #clock: Clock;
  readonly #signs: WiredSign[] = [];
  readonly #listener: ByteChannelListener = {
    onBytes: bytes => {
      this.#heard = Buffer.concat([this.#heard, bytes]).subarray(-heardBytesMax);
      this.#ring();
    },
    onDrain: () => {
      this.#mayWrite = true;
      this.#ring();
    },
    onClosed: () => {
      this.#isUp = false;
      this.#ring();
    },
  };
  #heard = Buffer.alloc(0);
  #ring: () => void = () => undefined;
  #isUp = false;
  #mayWrite = true;
  #isClosing = false;
  #isOver = false;
  #running: Promise<void> | null = null;

  constructor(openChannel: () => ByteChannel, clock: Clock) {
    this.#openChannel = openChannel;
    this.#clock = clock;
  }

  add(makeFrame: FrameMaker): WireEnd {
    if (this.#signs.length >= signsMax) throw new Error(`A wire has at most ${signsMax} signs.`);
    const sign: WiredSign = { makeFrame, message: null, isPending: false, health: 'unreachable' };
    this.#signs.push(sign);
    return {
      show: message => {
        if (this.#isClosing) return;
        sign.message = message;
        sign.isPending = true;
        this.#ring();
      },
      health: () => sign.health,
    };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Shows what is still to be shown, as far as the signs take it in that time. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const cancel = this.#clock.after(signTimings.closeMs, () => {
      this.#isOver = true;
      this.#ring();
    });
    this.#ring();
    await this.#running;
    cancel();
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#isClosing) {
      const channel = this.#openChannel();
      const isOpen = await this.#open(channel);
      if (isOpen) {
        failures = 0;
        await this.#serve(channel);
      }
      this.#isUp = false;
      for (const sign of this.#signs) sign.health = 'unreachable';
      await channel.destroy();
      const pauses = signTimings.reconnectMs;
      const pauseMs = pauses[Math.min(failures, pauses.length - 1)];
      failures += 1;
      if (!this.#isClosing) await this.#waitFor(() => this.#isClosing, pauseMs);
    }
  }

  /** False when it could not be opened, or when nobody wants it any more. */
  async #open(channel: ByteChannel): Promise<boolean> {
    const state = { isOpen: false, isKnown: false };
    const learn = async (): Promise<void> => {
      const problem = await channel.open(this.#listener);
      this.#isUp = problem === null;
      Object.assign(state, { isKnown: true, isOpen: this.#isUp });
      this.#ring();
    };
    void learn();
    await this.#waitFor(() => state.isKnown || this.#isClosing);
    return state.isOpen;
  }

  async #serve(channel: ByteChannel): Promise<void> {
    this.#mayWrite = true;
    this.#showAll();
    while (this.#isUp && !this.#isOver) {
      const pending = this.#signs.filter(sign => sign.isPending);
      // Each sign of a round once, so that a busy counter can't keep the others' signs old.
      for (const sign of pending) await this.#send(channel, sign);
      if (pending.length > 0) continue;
      if (this.#isClosing) break;
      const isWanted = (): boolean => !this.#isUp || this.#isClosing || this.#hasPending();
      const isIdle = !(await this.#waitFor(isWanted, signTimings.refreshMs));
      if (isIdle) this.#showAll();
    }
    if (this.#isUp && !this.#isOver) await channel.end();
  }

  #hasPending(): boolean {
    return this.#signs.some(sign => sign.isPending);
  }

  #showAll(): void {
    for (const sign of this.#signs) sign.isPending = sign.message !== null;
  }

  async #send(channel: ByteChannel, sign: WiredSign): Promise<void> {
    if (!this.#isUp || this.#isOver || sign.message === null) return;
    sign.isPending = false;
    const frame = sign.makeFrame(sign.message);
    this.#heard = Buffer.alloc(0);
    this.#mayWrite = channel.write(frame.bytes);
    const hasLeft = await this.#waitFor(
      () => this.#mayWrite || !this.#isUp || this.#isOver,
      signTimings.writeMs,
    );
    if (!hasLeft) this.#isUp = false;
    if (!this.#isUp || this.#isOver) return;
    sign.health = await this.#answerTo(frame);
    await this.#waitFor(() => !this.#isUp || this.#isOver, signTimings.betweenMs);
  }

  async #answerTo({ answer }: SignFrame): Promise<SignHealth> {
    if (answer === null) return 'working';
    const isDone = (): boolean => this.#heard.includes(answer.done);
    const isRefused = (): boolean => this.#heard.includes(answer.refused);
    await this.#waitFor(
      () => isDone() || isRefused() || !this.#isUp || this.#isOver,
      signTimings.answerMs,
    );
    if (isDone()) return 'working';
    return isRefused() ? 'refusing' : 'silent';
  }

  /** False when the time was over first. Only one thing is waited for at a time. */
  async #waitFor(condition: () => boolean, ms?: number): Promise<boolean> {
    const time = { isOver: false };
    const cancel =
      ms === undefined
        ? () => undefined
        : this.#clock.after(ms, () => {
            time.isOver = true;
            this.#ring();
          });
    while (!condition() && !time.isOver) {
      await new Promise<void>(resolve => {
        this.#ring = resolve;
      });
    }
    cancel();
    return condition();
  }
}
