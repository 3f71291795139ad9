import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ReportMeasure, ReportVisit, ReportVisits } from '../contract/reports.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { addScope, type Scope } from './report-address.ts';
import { wireDays, type Days } from './report-period.ts';

/** What can be asked for, in the order of a ticket's day. */
export const reportMeasures = [
  'issued',
  'waiting',
  'abandoned',
  'called',
  'no-show',
  'served',
  'waited',
  'within-level',
  'beyond-level',
  'quoted',
  'beyond-quote',
  'late-slot',
  'faulty',
] as const satisfies readonly ReportMeasure[];

/** Rows of one page of the list. */
export const visitsPageSize = 50;

/** Which visits somebody looks at: those behind one number of a report. */
export interface VisitsWish {
  /** What the number is called, as it stood where it was pressed. */
  readonly words: string;
  readonly days: Days;
  readonly scope: Scope;
  /** The hour in which they joined the line. */
  readonly hour: number | null;
  readonly measure: ReportMeasure;
  readonly order: 'time' | 'wait' | 'service';
}

/** The list of visits behind a number, a page at a time. */
export class VisitsList {
  readonly #send: typeof send;
  readonly #wish = signal<VisitsWish | null>(null);
  readonly #page = signal<ReportVisits | null>(null);
  readonly #offset = signal(0);
  readonly #problem = signal<Problem | null>(null);
  #asked = 0;

  readonly count = computed(() => this.#page.value?.count ?? 0);
  readonly hasNext = computed(() => this.#offset.value + visitsPageSize < this.count.value);

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  /** What stands open; null: nothing does. */
  get wish(): ReadonlySignal<VisitsWish | null> {
    return this.#wish;
  }
  /** Null while they are being fetched. */
  get visits(): ReadonlySignal<readonly ReportVisit[] | null> {
    return computed(() => this.#page.value?.visits ?? null);
  }
  get offset(): ReadonlySignal<number> {
    return this.#offset;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }

  async open(wish: VisitsWish): Promise<void> {
    this.#wish.value = wish;
    this.#page.value = null;
    await this.#load(0);
  }

  /** Another measure or order of the same number. */
  async change(part: Partial<Pick<VisitsWish, 'measure' | 'order'>>): Promise<void> {
    const wish = this.#wish.value;
    if (wish !== null) await this.open({ ...wish, ...part });
  }

  async next(): Promise<void> {
    if (this.hasNext.value) await this.#load(this.#offset.value + visitsPageSize);
  }

  async previous(): Promise<void> {
    if (this.#offset.value > 0) await this.#load(Math.max(0, this.#offset.value - visitsPageSize));
  }

  close(): void {
    this.#asked += 1;
    this.#wish.value = null;
    this.#page.value = null;
    this.#problem.value = null;
  }

  /** Where the whole list is a file. */
  get csvPath(): string {
    return this.#wish.value === null
      ? ''
      : `/api/v1/reports/visits.csv?${this.#query().toString()}`;
  }

  #query(): URLSearchParams {
    const { days, scope, hour, measure, order } = this.#wish.value!;
    const asked = new URLSearchParams({ ...wireDays(days) });
    addScope(asked, scope);
    if (hour !== null) asked.set('hour', String(hour));
    asked.set('measure', measure);
    asked.set('order', order);
    return asked;
  }

  async #load(offset: number): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const query = this.#query();
    query.set('offset', String(offset));
    query.set('limit', String(visitsPageSize));
    const options = { tries: 1, timeoutMs: 30_000 };
    const path = `/reports/visits?${query.toString()}`;
    const answer = await this.#send<ReportVisits>('GET', path, undefined, options);
    if (asked !== this.#asked) return;
    this.#problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.#page.value = answer.body;
    this.#offset.value = offset;
  }
}
