import type { Clock } from '../clock.ts';
import { nameAnswer, paperAnswer, processIdAnswer } from './answers.ts';
import { type VirtualCommand, readCommand } from './command-reader.ts';
import { type VirtualFaults, isOffline, noFaults } from './faults.ts';
import type { Paper } from './paper.ts';
import { PaperRoll } from './paper-roll.ts';

/** Dots a millimetre of every 203 dpi head. */
const dotsPerMm = 8;
const complaintsMax = 100;
/** What its buffer still takes after it has asked to be spared. */
const overrunBytes = 16_384;

export interface EngineOptions {
  readonly widthDots: number;
  /** 0 prints at once. */
  readonly mmPerSecond: number;
  readonly clock: Clock;
  readonly onPaper: (paper: Paper) => void;
  /** Something to say to whoever is connected. */
  readonly onAnswer: (bytes: Buffer) => void;
  readonly onChange: () => void;
  /** Somebody pulled the plug in the middle of a paper. */
  readonly onPowerCycle: () => void;
}

/** GS r 1. */
const askPaper = Buffer.from([0x1d, 0x72, 0x01]);

/**
 * The printer behind its connector: a receive buffer, the mechanism, and what may be wrong with
 * them. It outlives connections: what was received is printed, also after the sender has gone.
 */
export class Engine {
  faults: VirtualFaults = noFaults;
  /** Bytes that no table explains, as hexadecimal: a real printer would print rubbish. */
  readonly complaints: string[] = [];
  sendsAutomaticStatus = false;
  onBytes: ((bytes: Buffer) => void) | null = null;
  readonly #options: EngineOptions;
  readonly #roll: PaperRoll;
  #buffer = Buffer.alloc(0);
  #stopWaiting: (() => void) | null = null;
  #isWorking = false;
  #needsBytes = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#roll = new PaperRoll(options.widthDots, options.onPaper);
  }

  get bufferedBytes(): number {
    return this.#buffer.length;
  }

  /** Half a command is not a reason to hold the sender back: only more bytes can end it. */
  get isTooFull(): boolean {
    const limit = this.faults.flowControlAtBytes;
    return limit !== null && !this.#needsBytes && this.#buffer.length > limit;
  }

  /** Nothing is left that it could carry out. */
  get isHungry(): boolean {
    return this.#needsBytes || this.#buffer.length === 0;
  }

  receive(bytes: Buffer): void {
    this.onBytes?.(bytes);
    const limit = this.faults.flowControlAtBytes;
    const free = limit === null ? Infinity : limit + overrunBytes - this.#buffer.length;
    this.#buffer = Buffer.concat([this.#buffer, bytes.subarray(0, Math.max(free, 0))]);
    this.work();
  }

  change(faults: Partial<VirtualFaults>): void {
    this.faults = { ...this.faults, ...faults };
    this.#options.onChange();
    this.work();
  }

  /** Off and on again: what was received and not printed is gone, the paper stays where it is. */
  powerCycle(): void {
    this.stop();
    this.#buffer = Buffer.alloc(0);
    this.sendsAutomaticStatus = false;
    this.#roll.forget();
  }

  stop(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  /** Carries out what it has, until it must wait for bytes, for the paper or for a person. */
  work(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    this.#needsBytes = false;
    while (this.#buffer.length > 0 && this.#stopWaiting === null) {
      this.#answerWithoutPaper();
      if (isOffline(this.faults) || this.faults.hung) break;
      const read = readCommand(this.#buffer);
      if (read.state === 'incomplete') {
        this.#needsBytes = true;
        break;
      }
      this.#buffer = this.#buffer.subarray(read.length);
      this.#carryOut(read.command);
    }
    this.#isWorking = false;
    this.#options.onChange();
  }

  #carryOut(command: VirtualCommand): void {
    if (command.kind === 'not-understood' && this.complaints.length < complaintsMax) {
      this.complaints.push(command.bytes.toString('hex'));
    }
    if (command.kind === 'cut' && this.faults.cutterJamsAtCut) {
      this.change({ cutterJamsAtCut: false, cutterJammed: true });
    }
    if (command.kind === 'initialise') this.sendsAutomaticStatus = false;
    this.#answer(command);
    const isUnknownCode = command.kind.startsWith('qr-') && this.faults.withoutNativeQr;
    this.#advance(isUnknownCode ? 0 : this.#roll.carryOut(command));
  }

  #answer(command: VirtualCommand): void {
    const { onAnswer } = this.#options;
    const { withoutInOrderStatus } = this.faults;
    if (command.kind === 'ask-in-order' && !withoutInOrderStatus)
      onAnswer(paperAnswer(this.faults));
    if (command.kind === 'process-id' && !this.faults.withoutProcessId) {
      onAnswer(processIdAnswer(command.id));
    }
    if (command.kind === 'ask-name') {
      const name = nameAnswer(command.about);
      if (name !== undefined) onAnswer(name);
    }
    if (command.kind === 'automatic-status') this.sendsAutomaticStatus = command.isOn;
  }

  /** What some boards do wrong: they say "no paper" where others wait for it. */
  #answerWithoutPaper(): void {
    const { answersInOrderWithoutPaper, paperEnd } = this.faults;
    if (!answersInOrderWithoutPaper || !paperEnd) return;
    for (let at = this.#buffer.indexOf(askPaper); at >= 0; at = this.#buffer.indexOf(askPaper)) {
      const rest = this.#buffer.subarray(at + askPaper.length);
      this.#buffer = Buffer.concat([this.#buffer.subarray(0, at), rest]);
      this.#options.onAnswer(paperAnswer(this.faults));
    }
  }

  /** The paper gets shorter and the mechanism is busy for as long as it moves. */
  #advance(dotLines: number): void {
    if (dotLines === 0) return;
    this.#wear(dotLines);
    const { mmPerSecond, clock } = this.#options;
    if (mmPerSecond === 0) return;
    const busyMs = (dotLines / dotsPerMm / mmPerSecond) * 1_000;
    this.#stopWaiting = clock.after(busyMs, () => {
      this.#stopWaiting = null;
      this.work();
    });
  }

  /** Brings on what was to happen after so much paper. */
  #wear(dotLines: number): void {
    const { paperEndAfterDotLines: paper, later, powerCycleAfterDotLines: power } = this.faults;
    const left = (lines: number | null) => (lines === null ? null : lines - dotLines);
    this.faults = {
      ...this.faults,
      paperEndAfterDotLines: left(paper),
      later: later && { ...later, afterDotLines: later.afterDotLines - dotLines },
      powerCycleAfterDotLines: left(power),
    };
    if (paper !== null && paper <= dotLines) {
      this.change({ paperEndAfterDotLines: null, paperEnd: true });
    }
    if (later !== null && later.afterDotLines <= dotLines) {
      this.change({ later: null, ...later.faults });
    }
    if (power !== null && power <= dotLines) {
      this.faults = { ...this.faults, powerCycleAfterDotLines: null };
      this.#options.onPowerCycle();
    }
  }
}
