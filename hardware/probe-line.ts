import type { Clock } from './clock.ts';
import { type PrinterReply, ReplyParser } from './escpos/reply-parser.ts';
import type { ByteChannel, OpenProblem } from './transport/byte-channel.ts';
import { type Stranger, StrangerWatch } from './transport/stranger.ts';

/** A printer's answers to a probe are a few; more are not kept. */
const repliesMax = 64;

/** A connection on which somebody asks who is there, one question at a time. */
export class ProbeLine {
  stranger: Stranger | null = null;
  isLost = false;
  readonly #channel: ByteChannel;
  readonly #clock: Clock;
  readonly #parser = new ReplyParser();
  readonly #watch = new StrangerWatch();
  #replies: PrinterReply[] = [];
  #wake: (() => void) | null = null;

  constructor(channel: ByteChannel, clock: Clock) {
    this.#channel = channel;
    this.#clock = clock;
  }

  open(): Promise<OpenProblem | null> {
    return this.#channel.open({
      onBytes: bytes => this.#hear(bytes),
      onDrain: () => undefined,
      onClosed: () => {
        this.isLost = true;
        this.#wake?.();
      },
    });
  }

  close(): Promise<void> {
    return this.isLost ? this.#channel.destroy() : this.#channel.end();
  }

  /** What was said unasked within that time is kept for whoever asks next. */
  listen(ms: number): Promise<void> {
    return this.#waitFor(() => false, ms);
  }

  /** Says something that is not answered. */
  tell(bytes: Buffer): void {
    if (!this.isLost) this.#channel.write(bytes);
  }

  /** The first reply of that kind within the time, or null. Others meanwhile are of no use. */
  async ask<Kind extends PrinterReply['kind']>(
    question: Buffer,
    kind: Kind,
    msMax: number,
    isAnswer: (reply: Extract<PrinterReply, { kind: Kind }>) => boolean = () => true,
  ): Promise<Extract<PrinterReply, { kind: Kind }> | null> {
    if (this.isLost) return null;
    this.#replies = [];
    this.#channel.write(question);
    type Answer = Extract<PrinterReply, { kind: Kind }>;
    const find = () =>
      this.#replies.find(
        (reply): reply is Answer => reply.kind === kind && isAnswer(reply as Answer),
      );
    await this.#waitFor(() => find() !== undefined, msMax);
    return this.stranger === null ? (find() ?? null) : null;
  }

  async #waitFor(isThere: () => boolean, msMax: number): Promise<void> {
    const time = { isOver: false };
    const stop = this.#clock.after(msMax, () => {
      time.isOver = true;
      this.#wake?.();
    });
    while (!isThere() && !time.isOver && !this.isLost) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    stop();
  }

  #hear(bytes: Buffer): void {
    if (this.stranger !== null) return;
    this.stranger = this.#watch.hear(bytes);
    if (this.stranger !== null) {
      this.isLost = true;
      void this.#channel.destroy();
    } else {
      for (const reply of this.#parser.read(bytes)) {
        if (this.#replies.length < repliesMax) this.#replies.push(reply);
      }
    }
    this.#wake?.();
  }
}
