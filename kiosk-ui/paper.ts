import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { KioskPatch, KioskView, PaperTold } from '../contract/views.ts';
import type { Stream } from '../ui-kit/stream.ts';

export type PaperState =
  /** The job waits, the printer works on it, or it is done; null: which printer is not told yet. */
  | {
      readonly is: 'queued' | 'printing' | 'printed';
      readonly printer: PaperTold['printer'];
    }
  /**
   * No byte left: there will be no paper, and nobody has said that they have the number. It ends
   * then by the building's clock, milliseconds since the epoch.
   */
  | { readonly is: 'failed'; readonly fault: string; readonly keptUntil: number }
  /** There is no paper, and the visitor has the number all the same. */
  | { readonly is: 'held'; readonly by: 'noted' | 'phone' }
  /** Nobody took the number in time. */
  | { readonly is: 'cancelled' }
  /** Paper may or may not come; nothing may be promised. */
  | { readonly is: 'unknown'; readonly fault: string }
  /** This kiosk has no printer. */
  | { readonly is: 'none' };

/** Longer than a printer's own limits: then the visitor is no longer left waiting. */
export const proofMsMax = 25_000;
/** Patches may be faster than the answer that names their job; so many jobs are remembered. */
const jobsMax = 20;

/** What is known of one visitor's paper, from the answer and then from the stream by job. */
export class Paper {
  readonly #state = signal<PaperState>({ is: 'none' });
  readonly #latest = new Map<number, PaperTold>();
  readonly #became: (state: PaperState) => void;
  #jobId: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stream: Stream<KioskView, KioskPatch>, became: (state: PaperState) => void) {
    this.#became = became;
    stream.onPatch(patch => this.#patched(patch));
  }

  get state(): ReadonlySignal<PaperState> {
    return this.#state;
  }

  follow(print: IssuedAnswer['print']): void {
    this.forget();
    if (print === null) return this.become({ is: 'none' });
    this.#jobId = print.jobId;
    this.#awaitProof();
    const asAnswered = { ...print, number: 'open', keptUntil: null, printer: null } as const;
    this.#told(this.#latest.get(print.jobId) ?? asAnswered);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#jobId = null;
    this.#state.value = { is: 'none' };
  }

  close(): void {
    this.forget();
  }

  #patched(patch: KioskPatch): void {
    const print = patch.print;
    if (print === undefined) return;
    this.#latest.delete(print.jobId);
    this.#latest.set(print.jobId, print);
    for (const jobId of this.#latest.keys()) {
      if (this.#latest.size > jobsMax) this.#latest.delete(jobId);
    }
    if (print.jobId === this.#jobId) this.#told(print);
  }

  #told(print: PaperTold): void {
    const { state, fault = '', number, keptUntil, printer } = print;
    // Another printer begins anew, also with its time.
    if (state === 'queued') this.#awaitProof();
    if (state !== 'unknown' && state !== 'not-sent') return this.become({ is: state, printer });
    if (state === 'not-sent' && number === 'cancelled') return this.become({ is: 'cancelled' });
    // Whoever has the number keeps it, whatever else fails, and has the time that they took.
    if (this.#state.value.is === 'held') return;
    if (number === 'noted' || number === 'phone') return this.become({ is: 'held', by: number });
    // An earlier paper of the number may lie somewhere where no end of it is told.
    if (state === 'unknown' || keptUntil === null) this.become({ is: 'unknown', fault });
    else this.become({ is: 'failed', fault, keptUntil: Date.parse(keptUntil) });
  }

  #awaitProof(): void {
    clearTimeout(this.#timer);
    const unknown = { is: 'unknown', fault: 'no-proof' } as const;
    this.#timer = setTimeout(() => this.become(unknown), proofMsMax);
  }

  /** What the kiosk knows by itself, or was told. */
  become(state: PaperState): void {
    if (state.is !== 'queued' && state.is !== 'printing') clearTimeout(this.#timer);
    this.#state.value = state;
    this.#became(state);
  }
}
