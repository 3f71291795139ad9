import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

export type Waiting =
  | { readonly phase: 'off' }
  /** The visitor is left in peace; `secondsLeft` until they are asked, or until the end. */
  | { readonly phase: 'calm'; readonly secondsLeft: number }
  | { readonly phase: 'asking'; readonly secondsLeft: number };

export interface Span {
  readonly calmMs: number;
  /** 0: the end comes without a question. */
  readonly askMs: number;
  /** Whether a touch begins the calm part anew. */
  readonly isRenewedByTouch: boolean;
}

/** So long a number without paper is still shown after its end: the server then says so. */
const afterEndMs = 5_000;

/** The time of a number that ends in so many milliseconds unless somebody has it. */
export const unclaimed = (msUntilEnd: number): Span => ({
  calmMs: Math.max(0, msUntilEnd) + afterEndMs,
  askMs: 0,
  isRenewedByTouch: false,
});

/** Waits from the product's numbers. The screen after proof of paper closes in 8–12 s. */
export const spans = {
  choosing: { calmMs: 45_000, askMs: 20_000, isRenewedByTouch: true },
  resting: { calmMs: 45_000, askMs: 0, isRenewedByTouch: true },
  paperTaken: { calmMs: 10_000, askMs: 0, isRenewedByTouch: false },
  paperFailed: { calmMs: 60_000, askMs: 20_000, isRenewedByTouch: true },
} as const satisfies Record<string, Span>;

/** How long the screen stays once it is known what became of the paper. */
export const spansOfPaper = {
  printed: spans.paperTaken,
  held: spans.paperTaken,
  cancelled: spans.resting,
  unknown: spans.paperFailed,
  none: spans.paperFailed,
} as const;

const lookEveryMs = 250;
/** No sentence is longer: a screen that is never done speaking does not stay for ever. */
const heldMsMax = 120_000;

/** How long a screen waits for its visitor before it forgets everything. */
export class Patience {
  readonly #waiting = signal<Waiting>({ phase: 'off' });
  readonly #end: () => void;
  readonly #isHeld: () => boolean;
  #span: Span | null = null;
  #beganAt = 0;
  #lookedAt = 0;
  #heldMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** While it is held, as by a sentence that is being read out, no time passes. */
  constructor(end: () => void, isHeld: () => boolean = () => false) {
    this.#end = end;
    this.#isHeld = isHeld;
  }

  get waiting(): ReadonlySignal<Waiting> {
    return this.#waiting;
  }

  begin(span: Span): void {
    this.stop();
    this.#span = span;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.renew();
  }

  /** The visitor touched something. While they are asked only `renew` itself goes on. */
  touched(): void {
    if (this.#span?.isRenewedByTouch === true && this.#waiting.value.phase === 'calm') {
      this.renew();
    }
  }

  renew(): void {
    this.#beganAt = performance.now();
    this.#lookedAt = this.#beganAt;
    this.#heldMs = 0;
    this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#span = null;
    this.#waiting.value = { phase: 'off' };
  }

  #look(): void {
    const span = this.#span;
    if (span === null) return;
    const sinceLookMs = performance.now() - this.#lookedAt;
    this.#lookedAt += sinceLookMs;
    if (this.#isHeld() && this.#heldMs < heldMsMax) this.#heldMs += sinceLookMs;
    const elapsedMs = this.#lookedAt - this.#beganAt - this.#heldMs;
    if (elapsedMs >= span.calmMs + span.askMs) {
      this.stop();
      this.#end();
      return;
    }
    const isCalm = elapsedMs < span.calmMs;
    const leftMs = span.calmMs + (isCalm ? 0 : span.askMs) - elapsedMs;
    const secondsLeft = Math.ceil(leftMs / 1000);
    const before = this.#waiting.value;
    const phase = isCalm ? 'calm' : 'asking';
    if (before.phase === phase && before.secondsLeft === secondsLeft) return;
    this.#waiting.value = { phase, secondsLeft };
  }
}
