import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ScannedTicket } from '../../contract/scanned-ticket.ts';
import type { send } from '../../ui-kit/api.ts';
import type { Scan } from '../../ui-kit/scan-run.ts';
import { scannedCode } from './scanned-code.ts';

/** What came of the last scan. */
export type Scanned =
  | { readonly is: 'asking' }
  /** By its number alone: the desk's own lists say who it is. */
  | { readonly is: 'label'; readonly label: string }
  | { readonly is: 'ticket'; readonly ticket: ScannedTicket }
  /** No paper of ours, one of another day, one that could not be asked about, or no ticket at all. */
  | {
      readonly is: 'refused';
      readonly why: 'unknown-ticket' | 'ticket-other-day' | 'unreachable' | 'not-a-ticket';
    };

/** The number that the search shows for it; none where there is none. */
export function scannedLabel(scanned: Scanned): string {
  if (scanned.is === 'ticket') return scanned.ticket.label;
  return scanned.is === 'label' ? scanned.label : '';
}

/** Papers that are scanned at a desk: whose they are is asked of the server. */
export class DeskScans {
  readonly #send: typeof send;
  readonly #onSignedOut: () => void;
  readonly #last = signal<Scanned | null>(null);
  #count = 0;

  constructor(ask: typeof send, onSignedOut: () => void) {
    this.#send = ask;
    this.#onSignedOut = onSignedOut;
  }

  /** Another object for every scan, also of the same paper; null once it was put away. */
  get last(): ReadonlySignal<Scanned | null> {
    return this.#last;
  }

  async scanned(scan: Scan): Promise<void> {
    this.#count += 1;
    const count = this.#count;
    const code = scannedCode(scan);
    if (code.is === 'label') this.#last.value = { is: 'label', label: code.label };
    else if (code.is === 'other') this.#last.value = { is: 'refused', why: 'not-a-ticket' };
    else {
      this.#last.value = { is: 'asking' };
      const found = await this.#find(code.token);
      // A later scan, or a search that was closed, is what counts now.
      if (count === this.#count) this.#last.value = found;
    }
  }

  putAway(): void {
    this.#count += 1;
    this.#last.value = null;
  }

  async #find(token: string): Promise<Scanned> {
    const path = `/tickets/by-token/${encodeURIComponent(token)}`;
    const answer = await this.#send<ScannedTicket>('GET', path, undefined, { tries: 1 });
    if (answer.ok) return { is: 'ticket', ticket: answer.body };
    const { code, status } = answer.problem;
    if (status === 401) this.#onSignedOut();
    if (code === 'ticket-other-day') return { is: 'refused', why: code };
    const isUnknown = code === 'unknown-ticket' || code === 'not-found' || code === 'invalid-input';
    return { is: 'refused', why: isUnknown ? 'unknown-ticket' : 'unreachable' };
  }
}
