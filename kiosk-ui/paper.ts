import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { KioskPatch, KioskView } from '../contract/views.ts';
import type { Stream } from '../ui-kit/stream.ts';

type Print = NonNullable<KioskPatch['print']>;

export type PaperState =
  /** The job waits, or the printer works on it. */
  | { readonly is: 'queued' | 'printing' }
  | { readonly is: 'printed' }
  /** No byte left: there will be no paper. */
  | { readonly is: 'failed'; readonly fault: string }
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
    if (print === null) return this.#set({ is: 'none' });
    this.#jobId = print.jobId;
    this.#timer = setTimeout(() => this.#set({ is: 'unknown', fault: 'no-proof' }), proofMsMax);
    this.#told(this.#latest.get(print.jobId) ?? print);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#jobId = null;
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

  #told(print: Print): void {
    const fault = print.fault ?? '';
    if (print.state === 'queued' || print.state === 'printing') this.#set({ is: print.state });
    else if (print.state === 'printed') this.#final({ is: 'printed' });
    else this.#final({ is: print.state === 'not-sent' ? 'failed' : 'unknown', fault });
  }

  #final(state: PaperState): void {
    clearTimeout(this.#timer);
    this.#set(state);
  }

  #set(state: PaperState): void {
    this.#state.value = state;
    this.#became(state);
  }
}
