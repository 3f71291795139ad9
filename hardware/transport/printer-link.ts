import type { Clock } from '../clock.ts';
import { type StatusQuestion, askStatus, pushStatusOn } from '../escpos/commands.ts';
import { type PrinterReply, ReplyParser } from '../escpos/reply-parser.ts';
import { automaticFault } from '../escpos/status.ts';
import type { PrinterFault } from '../../contract/printers.ts';
import type { ByteChannel, OpenProblem } from './byte-channel.ts';
import { type Stranger, StrangerWatch } from './stranger.ts';
import { timings } from './timings.ts';

/** What can come out of a connection, in the order in which it came. */
export type LinkEvent =
  | Exclude<PrinterReply, { kind: 'flow' } | { kind: 'noise' }>
  | { readonly kind: 'alarm'; readonly alarm: symbol }
  | { readonly kind: 'lost'; readonly fault: LossFault };

/** Why nothing more comes: the line is gone, or was broken off because no printer is there. */
export type LossFault = 'connection-lost' | 'not-a-printer';

export interface Alarm {
  readonly alarm: symbol;
  readonly stop: () => void;
}

export interface HandedOver {
  /** From 1 on, bytes may be on the paper. */
  readonly bytes: number;
  readonly problem: PrinterFault | null;
}

export interface LinkListener {
  onLost(): void;
  /** The four bytes that a printer sends by itself; also while a job is under way. */
  onAutomaticStatus(bytes: readonly number[]): void;
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
  readonly #strangerWatch = new StrangerWatch();
  #events: LinkEvent[] = [];
  #wakeReader: (() => void) | null = null;
  #wakeWriter: (() => void) | null = null;
  #isOpen = false;
  #isGone = false;
  #isAskedToPush = false;
  #mayWrite = true;
  #isDrained = true;
  #stranger: Stranger | null = null;
  /** What the printer has pushed as its fault; null when it pushed that all is well, or nothing. */
  #pushedFault: PrinterFault | null = null;

  constructor(channel: ByteChannel, clock: Clock) {
    this.#channel = channel;
    this.#clock = clock;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Who answers where a printer should be; null as long as it may be one. */
  get stranger(): Stranger | null {
    return this.#stranger;
  }

  async open(listener: LinkListener): Promise<OpenProblem | null> {
    // The channel may speak and even end before its opener hears that it is open.
    const problem = await this.#channel.open({
      onBytes: bytes => this.#read(bytes, listener),
      onDrain: () => {
        this.#isDrained = true;
        this.#wakeWriter?.();
      },
      onClosed: () => {
        const wasOpen = this.#isOpen;
        this.#isOpen = false;
        this.#isGone = true;
        this.#push({ kind: 'lost', fault: this.#lossFault });
        this.#wakeWriter?.();
        if (wasOpen) listener.onLost();
      },
    });
    if (problem !== null) return problem;
    if (this.#isGone) return 'failed';
    this.#isOpen = true;
    return null;
  }

  async end(): Promise<void> {
    this.#isOpen = false;
    await this.#channel.end();
  }

  async destroy(): Promise<void> {
    this.#isOpen = false;
    await this.#channel.destroy();
  }

  /** Forgets what nobody asked for, before a new conversation begins. */
  clear(): void {
    this.#events = [];
    this.#pushedFault = null;
    this.#strangerWatch.forget();
  }

  /** What was answered before a question left can't be its answer; what was pushed still counts. */
  forgetAnswers(): void {
    this.#events = this.#events.filter(event => event.kind === 'automatic-status');
  }

  get #lossFault(): LossFault {
    return this.#stranger === null ? 'connection-lost' : 'not-a-printer';
  }

  /** The next event; once the connection is lost, that is all it ever says. */
  async next(): Promise<LinkEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      if (!this.#isOpen) return { kind: 'lost', fault: this.#lossFault };
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

  /** Asks it once to tell of changes by itself. */
  askToPush(): void {
    if (this.#isAskedToPush) return;
    this.#isAskedToPush = true;
    this.#channel.write(pushStatusOn);
  }

  /** One real-time status; other events that come meanwhile are of no use and dropped. */
  async ask(question: StatusQuestion): Promise<number | 'no-answer' | LossFault> {
    const { alarm, stop } = this.setAlarm(timings.statusMs);
    this.sendQuestion(question);
    for (;;) {
      const event = await this.next();
      if (event.kind === 'alarm' && event.alarm === alarm) return 'no-answer';
      if (event.kind !== 'status' && event.kind !== 'lost') continue;
      stop();
      return event.kind === 'status' ? event.byte : event.fault;
    }
  }

  /** How long so many bytes are on their way at least. */
  transferMs(bytes: number): number {
    const { bytesPerSecond } = this.#channel;
    return bytesPerSecond === undefined ? 0 : Math.ceil((bytes / bytesPerSecond) * 1_000);
  }

  /** Hands bytes over at the printer's pace, for as long as a job may take. */
  async handOver(bytes: Buffer): Promise<HandedOver> {
    let handedOver = 0;
    const time = { isOver: false };
    const stop = this.#clock.after(timings.handOverMs + this.transferMs(bytes.length), () => {
      time.isOver = true;
      this.#wakeWriter?.();
    });
    // The last turn, with nothing left, waits until the system has taken everything.
    while (this.#isOpen && !time.isOver && (handedOver < bytes.length || !this.#isDrained)) {
      if (!this.#mayWrite || !this.#isDrained) {
        // A printer that takes nothing more and has said why is not waited for.
        if (this.#pushedFault !== null) break;
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
    if (!this.#isOpen) return { bytes: handedOver, problem: this.#lossFault };
    if (handedOver === bytes.length && this.#isDrained) {
      return { bytes: handedOver, problem: null };
    }
    return { bytes: handedOver, problem: time.isOver ? 'no-answer' : this.#pushedFault };
  }

  #read(bytes: Buffer, listener: LinkListener): void {
    const stranger = this.#strangerWatch.hear(bytes);
    if (stranger !== null) {
      this.#breakOff(stranger);
      return;
    }
    for (const reply of this.#parser.read(bytes)) this.#take(reply, listener);
  }

  #take(reply: PrinterReply, listener: LinkListener): void {
    switch (reply.kind) {
      case 'flow':
        this.#mayWrite = reply.mayWrite;
        this.#wakeWriter?.();
        return;
      case 'noise': {
        const stranger = this.#strangerWatch.hearNoise(reply.bytes.length);
        if (stranger !== null) this.#breakOff(stranger);
        return;
      }
      case 'status':
        this.unansweredQuestions = Math.max(this.unansweredQuestions - 1, 0);
        break;
      case 'automatic-status':
        this.#pushedFault = automaticFault(reply.bytes);
        if (this.#pushedFault !== null) this.#wakeWriter?.();
        listener.onAutomaticStatus(reply.bytes);
        break;
      case 'in-order-status':
      case 'block':
    }
    this.#push(reply);
  }

  /** Nothing more is told to what is not a printer, and nothing more heard from it. */
  #breakOff(stranger: Stranger): void {
    if (this.#stranger !== null) return;
    this.#stranger = stranger;
    void this.#channel.destroy();
  }

  #push(event: LinkEvent): void {
    if (this.#events.length >= eventsMax) this.#events.shift();
    this.#events.push(event);
    this.#wakeReader?.();
  }
}
