import { signal } from '@preact/signals';
import type { Papers } from '../../contract/http.ts';

export type Paper = Papers['papers'][number];

export type PapersState =
  { kind: 'loading' } | { kind: 'lost' } | { kind: 'not-demo' } | { kind: 'live' };

export const papersMax = 13;

/** Papers of the printer made of software, newest first. */
export class PapersModel {
  readonly state = signal<PapersState>({ kind: 'loading' });
  readonly papers = signal<readonly Paper[]>([]);
  /** Came out while this page was open: only these slide, the others lie there already. */
  readonly slidingId = signal<number | null>(null);
  #newestId: number | null = null;

  /** Takes an answer; papers that are the same as before change nothing on the screen. */
  see(papers: readonly Paper[]): void {
    const newest = papers[0];
    const isFirst = this.state.value.kind === 'loading';
    this.state.value = { kind: 'live' };
    if (newest?.id === this.#newestId && papers.length > 0) return;
    if (newest === undefined && this.papers.value.length === 0) return;
    this.#newestId = newest?.id ?? null;
    this.papers.value = papers.slice(0, papersMax);
    this.slidingId.value = isFirst ? null : this.#newestId;
  }

  fail(status: number): void {
    this.state.value = { kind: status === 404 ? 'not-demo' : 'lost' };
  }
}
