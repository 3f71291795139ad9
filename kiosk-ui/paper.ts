import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { KioskPatch, KioskView } from '../contract/views.ts';
import type { Stream } from '../ui-kit/stream.ts';

type Print = NonNullable<KioskPatch['print']>;

export type PaperState =
  /** The job waits, the printer works on it, or it is done; elsewhere: not at this kiosk's slot. */
  | { readonly is: 'queued' | 'printing' | 'printed'; readonly isElsewhere: boolean }
  /** No byte left: there will be no paper, and nobody has said that they have the number. */
  | { readonly is: 'failed'; readonly fault: string }
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
  readonly #latest = new Map<number, Print>();
  readonly #became: (state: PaperState) => void;
  #jobId: number | null = null;
  #isElsewhere = false;
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
    this.#isElsewhere = false;
    this.#awaitProof();
    this.#told(this.#latest.get(print.jobId) ?? print);
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

  #told({ state, fault = '' }: Print): void {
    if (state === 'queued') {
      // Another printer begins anew, also with its time.
      this.#isElsewhere = fault === 'moved';
      this.#awaitProof();
    }
    if (state === 'unknown') this.become({ is: 'unknown', fault });
    else if (state !== 'not-sent') this.become({ is: state, isElsewhere: this.#isElsewhere });
    else if (fault === 'cancelled') this.become({ is: 'cancelled' });
    // Whoever has the number keeps it, whatever else fails.
    else if (this.#state.value.is === 'held') return;
    else if (fault === 'noted' || fault === 'phone') this.become({ is: 'held', by: fault });
    else this.become({ is: 'failed', fault });
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
