import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Place } from '../../contract/commands.ts';
import type { TransferPreview } from '../../contract/desk-views.ts';
import type { Problem, send } from '../../ui-kit/api.ts';
import type { SentTo } from '../actions.ts';

/** What is asked about: another destination or place is another question. */
export interface PreviewQuestion {
  readonly ticketId: string;
  readonly to: SentTo;
  readonly place: Place;
}

/** The server's word on the question that is shown now, never on an older one. */
export type PreviewState =
  | { readonly is: 'none' | 'asking' | 'unknown' }
  | { readonly is: 'known'; readonly preview: TransferPreview }
  | { readonly is: 'refused'; readonly problem: Problem };

export const previewPauseMs = 150;
/** A place in a line moves on while the officer writes the note. */
export const previewEveryMs = 5_000;

function pathOf({ ticketId, to, place }: PreviewQuestion): string {
  const query = new URLSearchParams({ ...to, place });
  return `/tickets/${ticketId}/transfer-preview?${query.toString()}`;
}

/** A refusal of the destination is an answer; a server that is gone or busy is none. */
const isRefusal = (problem: Problem): boolean => problem.status >= 400 && problem.status < 500;

/** Asks the server what a transfer would come to, once typing rests, and again every few seconds. */
export class Preview {
  readonly #send: typeof send;
  readonly #state = signal<PreviewState>({ is: 'none' });
  #path: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(edges: { readonly send: typeof send }) {
    this.#send = edges.send;
  }

  get state(): ReadonlySignal<PreviewState> {
    return this.#state;
  }

  /** The question that is on the screen now; null where nothing is chosen. */
  ask(question: PreviewQuestion | null): void {
    const path = question && pathOf(question);
    if (path === this.#path) return;
    this.#path = path;
    this.#state.value = { is: path === null ? 'none' : 'asking' };
    this.#next(path, previewPauseMs);
  }

  close(): void {
    this.ask(null);
  }

  #next(path: string | null, afterMs: number): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = path === null ? null : setTimeout(() => void this.#load(path), afterMs);
  }

  async #load(path: string): Promise<void> {
    const answer = await this.#send<TransferPreview>('GET', path, undefined, { tries: 1 });
    if (path !== this.#path) return;
    if (answer.ok) this.#state.value = { is: 'known', preview: answer.body };
    else if (isRefusal(answer.problem)) {
      this.#state.value = { is: 'refused', problem: answer.problem };
    } else this.#state.value = { is: 'unknown' };
    this.#next(path, previewEveryMs);
  }
}
