import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ReceptionPrint } from '../../contract/reception.ts';
import type { send } from '../../ui-kit/api.ts';

/** What is known of the paper of the number on the screen. */
export type PaperNow =
  | { readonly is: 'none' | 'coming' | 'printed' }
  | { readonly is: 'failed' | 'unknown'; readonly fault: string | null };

const askEveryMs = 500;
/** Longer than a printer's own limits: then nothing is promised any more. */
const proofMsMax = 25_000;

/** Follows one paper until its end; `failed` calls back once, so that its number is not lost. */
export class Printing {
  readonly #send: typeof send;
  readonly #state = signal<PaperNow>({ is: 'none' });
  readonly #failed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #jobId: number | null = null;
  #begunAt = 0;

  constructor(ask: typeof send, failed: () => void) {
    this.#send = ask;
    this.#failed = failed;
  }

  get state(): ReadonlySignal<PaperNow> {
    return this.#state;
  }

  follow(jobId: number | null): void {
    this.forget();
    if (jobId === null) return;
    this.#jobId = jobId;
    this.#begunAt = performance.now();
    this.#state.value = { is: 'coming' };
    void this.#look(jobId);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#jobId = null;
    this.#state.value = { is: 'none' };
  }

  async #look(jobId: number): Promise<void> {
    const path = `/reception/prints/${jobId}`;
    const answer = await this.#send<ReceptionPrint>('GET', path, undefined, { tries: 1 });
    if (this.#jobId !== jobId) return;
    const print = answer.ok ? answer.body : null;
    if (print?.state === 'printed') this.#state.value = { is: 'printed' };
    else if (print?.state === 'unknown') this.#end('unknown', print.fault);
    else if (print?.state === 'not-sent') this.#end('failed', print.fault);
    else if (performance.now() - this.#begunAt > proofMsMax) this.#end('unknown', null);
    else this.#timer = setTimeout(() => void this.#look(jobId), askEveryMs);
  }

  #end(is: 'failed' | 'unknown', fault: string | null): void {
    this.#state.value = { is, fault };
    this.#failed();
  }
}
