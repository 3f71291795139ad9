import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  CommentState,
  HiddenReason,
  Moderated,
  SurveyComment,
  SurveyComments,
} from '../contract/survey-comments.ts';
import type { send } from '../ui-kit/api.ts';

/** The server's list of reasons, in the order in which they are offered. */
export const hiddenReasons = [
  'names-someone',
  'insult',
  'advertising',
  'off-topic',
  'unreadable',
] as const satisfies readonly HiddenReason[];

export const commentReplyLengthMax = 300;

/** What somebody is about to do with one comment. */
export type Moderating =
  | { readonly id: string; readonly what: 'hide' }
  | { readonly id: string; readonly what: 'reply'; readonly text: string };

/** What visitors wrote in the period of the report: pages of weeks, and what is done about them. */
export class CommentList {
  readonly #send: typeof send;
  readonly #rows = signal<readonly SurveyComment[]>([]);
  readonly #counts = signal<SurveyComments['counts'] | null>(null);
  readonly #nextBefore = signal<string | null>(null);
  readonly #hasFailed = signal(false);
  readonly #state = signal<CommentState>('all');
  readonly moderating = signal<Moderating | null>(null);
  #query = new URLSearchParams();
  #asked = 0;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get rows(): ReadonlySignal<readonly SurveyComment[]> {
    return this.#rows;
  }
  /** Of every state; null until the first answer. */
  get counts(): ReadonlySignal<SurveyComments['counts'] | null> {
    return this.#counts;
  }
  get hasMore(): boolean {
    return this.#nextBefore.value !== null;
  }
  get hasFailed(): ReadonlySignal<boolean> {
    return this.#hasFailed;
  }
  get state(): ReadonlySignal<CommentState> {
    return this.#state;
  }

  async of(query: URLSearchParams): Promise<void> {
    this.#query = new URLSearchParams(query);
    this.moderating.value = null;
    await this.#load(null);
  }

  async show(state: CommentState): Promise<void> {
    this.#state.value = state;
    this.moderating.value = null;
    await this.#load(null);
  }

  async more(): Promise<void> {
    if (this.#nextBefore.value !== null) await this.#load(this.#nextBefore.value);
  }

  async hide(id: string, reason: HiddenReason): Promise<void> {
    await this.#moderate(id, 'hide', { reason });
  }

  async unhide(id: string): Promise<void> {
    await this.#moderate(id, 'show', undefined);
  }

  async reply(id: string, reply: string): Promise<void> {
    if (reply.trim() !== '') await this.#moderate(id, 'reply', { reply: reply.trim() });
  }

  forget(): void {
    this.#asked += 1;
    this.#rows.value = [];
    this.#counts.value = null;
    this.#nextBefore.value = null;
    this.moderating.value = null;
  }

  async #load(before: string | null): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const query = new URLSearchParams(this.#query);
    query.set('state', this.#state.value);
    if (before !== null) query.set('before', before);
    const path = `/reports/survey/comments?${query.toString()}`;
    const answer = await this.#send<SurveyComments>('GET', path, undefined, { tries: 2 });
    if (asked !== this.#asked) return;
    this.#hasFailed.value = !answer.ok;
    if (!answer.ok) return;
    const { comments, counts, nextBefore } = answer.body;
    this.#rows.value = before === null ? comments : [...this.#rows.value, ...comments];
    this.#counts.value = counts;
    this.#nextBefore.value = nextBefore;
  }

  async #moderate(id: string, what: string, body: object | undefined): Promise<void> {
    const path = `/reports/survey/comments/${id}/${what}`;
    const answer = await this.#send<Moderated>('POST', path, body);
    this.#hasFailed.value = !answer.ok;
    if (!answer.ok) return;
    const { hidden, reply } = answer.body;
    this.moderating.value = null;
    this.#rows.value = this.#rows.value.map(row =>
      row.id === id ? { ...row, hidden, reply } : row,
    );
    await this.#recount();
  }

  /** The rows stay where they are: only how many there are of each state has changed. */
  async #recount(): Promise<void> {
    const query = new URLSearchParams(this.#query);
    query.set('state', this.#state.value);
    const path = `/reports/survey/comments?${query.toString()}`;
    const answer = await this.#send<SurveyComments>('GET', path, undefined, { tries: 2 });
    if (answer.ok) this.#counts.value = answer.body.counts;
  }
}
