import type { Clock } from '../clock.ts';
import { type StatusQuestion, askStatus } from '../escpos/commands.ts';
import { type PrinterReply, ReplyParser } from '../escpos/reply-parser.ts';
import type { ByteChannel } from './byte-channel.ts';
import { timings } from './timings.ts';

/** What can come out of a connection, in the order in which it came. */
export type LinkEvent =
  | Exclude<PrinterReply, { kind: 'flow' }>
  | { readonly kind: 'alarm'; readonly alarm: symbol }
  | { readonly kind: 'lost' };

export interface Alarm {
  readonly alarm: symbol;
  readonly stop: () => void;
}

export interface HandedOver {
  /** From 1 on, bytes may be on the paper. */
  readonly bytes: number;
  readonly problem: 'no-answer' | 'connection-lost' | null;
}

/** Small enough for XOFF to take effect within a job. */
const chunkBytes = 2_048;
/** A printer that talks without end is not listened to without end. */
const eventsMax = 256;

/** One connection to a printer: what it says becomes events, what it is told obeys its pace. */
export class PrinterLink {
  /** Questions whose answers may still come; a later question would take them for its own. */
  unansweredQuestions = 0;
  readonly #channel: ByteChannel;
  readonly #clock: Clock;
  readonly #parser = new ReplyParser();
  #events: LinkEvent[] = [];
  #wakeReader: (() => void) | null = null;
  #wakeWriter: (() => void) | null = null;
  #isOpen = false;
  #mayWrite = true;
  #isDrained = true;

  constructor(channel: ByteChannel, clock: Clock) {
    this.#channel = channel;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  async open(onLost: () => void): Promise<void> {
    await this.#channel.open({
      onBytes: bytes => this.#read(bytes),
      onDrain: () => {
        this.#isDrained = true;
        this.#wakeWriter?.();
      },
      onClosed: () => {
        const wasOpen = this.#isOpen;
        this.#isOpen = false;
        this.#push({ kind: 'lost' });
        this.#wakeWriter?.();
        if (wasOpen) onLost();
      },
    });
    this.#isOpen = true;
  }

  async end(): Promise<void> {
    this.#isOpen = false;
    await this.#channel.end();
  }

  destroy(): void {
    this.#isOpen = false;
    this.#channel.destroy();
  }

  /** Forgets what nobody asked for, before a new conversation begins. */
  clear(): void {
    this.#events = [];
  }

  /** The next event; once the connection is lost, that is all it ever says. */
  async next(): Promise<LinkEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (!this.#isOpen) return { kind: 'lost' };
      await new Promise<void>(resolve => {
        this.#wakeReader = resolve;
      });
    }
  }

  /** An alarm comes as an event, so that it can't overtake what arrived before it. */
  setAlarm(ms: number): Alarm {
    const alarm = Symbol('alarm');
    const stop = this.#clock.after(ms, () => this.#push({ kind: 'alarm', alarm }));
    return { alarm, stop };
  }

  /** Sends a question without waiting; `next` brings the answer. */
  sendQuestion(question: StatusQuestion): void {
    this.unansweredQuestions += 1;
    this.#channel.write(askStatus(question));
  }

  /** One real-time status; other events that come meanwhile are of no use and dropped. */
  async ask(question: StatusQuestion): Promise<number | 'no-answer' | 'connection-lost'> {
    const { alarm, stop } = this.setAlarm(timings.statusMs);
    this.sendQuestion(question);
    for (;;) {
      const event = await this.next();
      if (event.kind === 'alarm' && event.alarm === alarm) return 'no-answer';
      if (event.kind !== 'status' && event.kind !== 'lost') continue;
      stop();
      return event.kind === 'status' ? event.byte : 'connection-lost';
    }
  }

  /** Hands bytes over at the printer's pace, for as long as a job may take. */
  async handOver(bytes: Buffer): Promise<HandedOver> {
    let handedOver = 0;
    const time = { isOver: false };
    const stop = this.#clock.after(timings.handOverMs, () => {
      time.isOver = true;
      this.#wakeWriter?.();
    });
    // The last turn, with nothing left, waits until the system has taken everything.
    while (this.#isOpen && !time.isOver && (handedOver < bytes.length || !this.#isDrained)) {
      if (!this.#mayWrite || !this.#isDrained) {
        await new Promise<void>(resolve => {
          this.#wakeWriter = resolve;
        });
        continue;
      }
      const chunk = bytes.subarray(handedOver, handedOver + chunkBytes);
      this.#isDrained = this.#channel.write(chunk);
      handedOver += chunk.length;
      // Lets an XOFF or the end of the connection be seen between two chunks.
      await new Promise(setImmediate);
    }
    stop();
    if (!this.#isOpen) return { bytes: handedOver, problem: 'connection-lost' };
    return { bytes: handedOver, problem: time.isOver ? 'no-answer' : null };
  }

  #read(bytes: Buffer): void {
    for (const reply of this.#parser.read(bytes)) {
      if (reply.kind === 'flow') {
        this.#mayWrite = reply.mayWrite;
        this.#wakeWriter?.();
        continue;
      }
      if (reply.kind === 'status') {
        this.unansweredQuestions = Math.max(this.unansweredQuestions - 1, 0);
      }
      this.#push(reply);
    }
  }

  #push(event: LinkEvent): void {
    if (this.#events.length >= eventsMax) this.#events.shift();
    this.#events.push(event);
    this.#wakeReader?.();
  }
}
