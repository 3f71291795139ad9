import type { Socket } from 'node:net';

import { automaticStatus, statusAnswer } from './answers.ts';
import type { Engine } from './engine.ts';

/** What passed since it was connected, so that an observer knows whether anything is on its way. */
export interface VirtualTraffic {
  readonly receivedBytes: number;
  readonly sentBytes: number;
  /** It has stopped reading: what is sent to it stays on the way. */
  readonly isDeaf: boolean;
}

/** The printer's side of one connection: real-time requests on arrival, the rest to the engine. */
export class Session {
  readonly #socket: Socket;
  readonly #engine: Engine;
  /** The last bytes seen, so that a request split over two packets is still found. */
  #tail = Buffer.alloc(0);
  /** What arrived with the packet at which it stopped reading. */
  #unread = Buffer.alloc(0);
  #isHeldBack = false;
  #lastStatus = '';
  #receivedBytes = 0;
  #sentBytes = 0;

  constructor(socket: Socket, engine: Engine) {
    this.#socket = socket;
    this.#engine = engine;
    socket.setNoDelay(true);
    socket.on('data', bytes => this.#receive(bytes));
    // A client that vanishes is everyday life for a printer; 'close' follows.
    socket.on('error', () => undefined);
  }

  traffic(): VirtualTraffic {
    const isDeaf = this.#socket.isPaused();
    return { receivedBytes: this.#receivedBytes, sentBytes: this.#sentBytes, isDeaf };
  }

  answer(bytes: Buffer): void {
    const { mute, hung, splitsReplies, automaticStatusBetweenReplies } = this.#engine.faults;
    if (mute || hung || this.#socket.destroyed) return;
    const unasked = automaticStatusBetweenReplies
      ? automaticStatus(this.#engine.faults)
      : Buffer.alloc(0);
    const all = Buffer.concat([unasked, bytes]);
    if (!splitsReplies) this.#send(all);
    else for (const byte of all) this.#send(Buffer.from([byte]));
  }

  /** Called whenever something in the engine may have changed. */
  notice(): void {
    const { faults, isTooFull, sendsAutomaticStatus } = this.#engine;
    if (isTooFull && !this.#isHeldBack) this.#setFlow(true);
    else if (!isTooFull && this.#isHeldBack && this.#engine.isHungry) this.#setFlow(false);
    if (!sendsAutomaticStatus) {
      this.#lastStatus = '';
      return;
    }
    const status = automaticStatus(faults);
    if (status.toString('hex') === this.#lastStatus) return;
    this.#lastStatus = status.toString('hex');
    if (!faults.mute && !faults.hung) this.#send(status);
  }

  /** Goes on reading where it had stopped. */
  resume(): void {
    const unread = this.#unread;
    this.#unread = Buffer.alloc(0);
    if (unread.length > 0) this.#take(unread);
    this.#socket.resume();
  }

  #send(bytes: Buffer): void {
    if (this.#socket.destroyed) return;
    this.#sentBytes += bytes.length;
    this.#socket.write(bytes);
  }

  #setFlow(isHeldBack: boolean): void {
    this.#isHeldBack = isHeldBack;
    this.#send(Buffer.from([isHeldBack ? 0x13 : 0x11]));
  }

  #receive(bytes: Buffer): void {
    this.#receivedBytes += bytes.length;
    const { resetAfterBytes, stopsReadingAfterBytes } = this.#engine.faults;
    if (resetAfterBytes !== null && bytes.length >= resetAfterBytes) {
      this.#take(bytes.subarray(0, resetAfterBytes));
      this.#engine.change({ resetAfterBytes: null });
      this.#socket.resetAndDestroy();
      return;
    }
    if (stopsReadingAfterBytes !== null && bytes.length >= stopsReadingAfterBytes) {
      this.#unread = Buffer.from(bytes.subarray(stopsReadingAfterBytes));
      this.#socket.pause();
      this.#take(bytes.subarray(0, stopsReadingAfterBytes));
      return;
    }
    if (resetAfterBytes !== null) {
      this.#engine.change({ resetAfterBytes: resetAfterBytes - bytes.length });
    }
    if (stopsReadingAfterBytes !== null) {
      this.#engine.change({ stopsReadingAfterBytes: stopsReadingAfterBytes - bytes.length });
    }
    this.#take(bytes);
  }

  #take(bytes: Buffer): void {
    this.#answerRealTime(bytes);
    this.#engine.receive(bytes);
  }

  /** DLE EOT n is answered wherever it stands, even among the dots of a picture. */
  #answerRealTime(bytes: Buffer): void {
    const seen = Buffer.concat([this.#tail, bytes]);
    for (let index = 0; index + 2 < seen.length; index += 1) {
      if (seen[index] !== 0x10 || seen[index + 1] !== 0x04) continue;
      const answer = statusAnswer(seen[index + 2] ?? 0, this.#engine.faults);
      if (answer !== undefined) this.answer(Buffer.from([answer]));
    }
    this.#tail = Buffer.from(seen.subarray(-2));
  }
}
