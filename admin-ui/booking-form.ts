import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  BookedQueue,
  BookingChoices,
  BookingPreview,
  BookingSetupView,
  NoShowLimit,
} from '../contract/booking-setup.ts';
import type { Answer, Problem } from '../ui-kit/api.ts';
import type { BookingEdges } from './booking-page.ts';
import { linesFound, type FoundLine } from './booking-lines.ts';

/** A line as it is being set up. */
export interface BookingDraft {
  readonly queueId: string;
  /** Null: nobody books here. */
  readonly booking: BookingChoices | null;
  readonly bookableIds: readonly string[];
}

export type Session = BookingChoices['sessions'][number];

const path = '/admin/booking';
const askEveryMs = 10_000;
export const sessionsMax = 28;

export const limits = {
  slotMinutes: { min: 5, max: 240, step: 5 },
  placesPerSlot: { min: 1, max: 200, step: 1 },
  sessionPlaces: { min: 0, max: 200, step: 1 },
  sharePercent: { min: 0, max: 100, step: 5 },
  daysAhead: { min: 0, max: 60, step: 1 },
  cutOffMinutes: { min: 0, max: 10_080, step: 5 },
  releaseMinutes: { min: 0, max: 240, step: 5 },
  waitingListMax: { min: 0, max: 500, step: 1 },
  offerMinutes: { min: 5, max: 1440, step: 5 },
  missed: { min: 1, max: 20, step: 1 },
  days: { min: 1, max: 365, step: 1 },
  pauseDays: { min: 1, max: 90, step: 1 },
} as const;

export const draftOf = ({ id, booking, services }: BookedQueue): BookingDraft => ({
  queueId: id,
  booking,
  bookableIds: services.filter(({ isBookable }) => isBookable).map(service => service.id),
});

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A session by hand after those that are there: office hours of a week at first. */
const newSession: Session = {
  days: [1, 2, 3, 4, 5],
  opens: '08:00',
  closes: '12:00',
  placesPerSlot: null,
};

/** One line in a form, with the slots that it would have. */
export class BookingForm {
  readonly #edges: BookingEdges;
  readonly #view = signal<BookingSetupView | null>(null);
  readonly #draft = signal<BookingDraft | null>(null);
  readonly #begunFrom = signal<BookingDraft | null>(null);
  readonly #preview = signal<BookingPreview | null>(null);
  readonly #date = signal<string | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isSaved = signal(false);
  #setupSeq = 0;
  #mayChange = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #takeBack: () => void = () => {};
  /** Raised for each question, so that a late answer is none of the newest one’s. */
  #asked = 0;

  readonly query = signal('');
  /** How often people may stay away, while it is being changed. */
  readonly limitDraft = signal<{ readonly limit: NoShowLimit; readonly setupSeq: number } | null>(
    null,
  );

  readonly lines: ReadonlySignal<readonly FoundLine[]> = computed(() =>
    linesFound(this.#view.value?.queues ?? [], this.query.value),
  );
  readonly line = computed(() => {
    const id = this.#draft.value?.queueId;
    return this.#view.value?.queues.find(queue => queue.id === id) ?? null;
  });
  readonly isChanged = computed(() => !isSame(this.#draft.value, this.#begunFrom.value));
  /** Nothing can be saved whose sessions end before they begin. */
  readonly isGood = computed(() => {
    const sessions = this.#draft.value?.booking?.sessions ?? [];
    return sessions.every(({ opens, closes, days }) => opens < closes && days.length > 0);
  });

  constructor(edges: BookingEdges) {
    this.#edges = edges;
  }

  get view(): ReadonlySignal<BookingSetupView | null> {
    return this.#view;
  }
  get draft(): ReadonlySignal<BookingDraft | null> {
    return this.#draft;
  }
  get begunFrom(): ReadonlySignal<BookingDraft | null> {
    return this.#begunFrom;
  }
  get preview(): ReadonlySignal<BookingPreview | null> {
    return this.#preview;
  }
  /** The day whose slots are shown. */
  get date(): ReadonlySignal<string | null> {
    return this.#date;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  get isSaved(): ReadonlySignal<boolean> {
    return this.#isSaved;
  }

  start(mayChange: boolean): void {
    this.close();
    this.#mayChange = mayChange;
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#takeBack();
    this.#view.value = null;
    this.#draft.value = this.#begunFrom.value = null;
    this.#preview.value = null;
    this.#date.value = null;
    this.limitDraft.value = null;
    this.#problem.value = null;
  }

  async load(): Promise<void> {
    const answer = await this.#edges.send<BookingSetupView>('GET', path, undefined, { tries: 1 });
    if (!answer.ok || this.#timer === undefined) return;
    const isFirst = this.#view.value === null;
    this.#view.value = answer.body;
    this.#date.value ??= answer.body.today;
    const { queues } = answer.body;
    const id = this.#draft.value?.queueId ?? queues.find(queue => queue.booking)?.id;
    // A form that nobody has touched follows what others save.
    if (!this.isChanged.value) this.#open(id ?? queues[0]?.id ?? '', isFirst);
  }

  choose(queueId: string): void {
    this.#problem.value = null;
    this.#isSaved.value = false;
    this.#preview.value = null;
    this.#open(queueId, true);
  }

  turn(isOn: boolean): void {
    const kept = this.#begunFrom.value?.booking ?? this.#view.value?.usual ?? null;
    this.#set({ booking: isOn ? kept : null });
  }

  change(choices: Partial<BookingChoices>): void {
    const booking = this.#draft.value?.booking;
    if (booking) this.#set({ booking: { ...booking, ...choices } });
  }

  toggleService(serviceId: string): void {
    const { bookableIds = [] } = this.#draft.value ?? {};
    const isOn = bookableIds.includes(serviceId);
    const all = this.line.value?.services.map(({ id }) => id) ?? [];
    const chosen = all.filter(id => (id === serviceId ? !isOn : bookableIds.includes(id)));
    this.#set({ bookableIds: chosen });
  }

  addSession(): void {
    const sessions = this.#draft.value?.booking?.sessions ?? [];
    if (sessions.length < sessionsMax) this.change({ sessions: [...sessions, newSession] });
  }

  changeSession(at: number, to: Partial<Session>): void {
    const sessions = this.#draft.value?.booking?.sessions ?? [];
    this.change({
      sessions: sessions.map((row, index) => (index === at ? { ...row, ...to } : row)),
    });
  }

  removeSession(at: number): void {
    const sessions = this.#draft.value?.booking?.sessions ?? [];
    this.change({ sessions: sessions.filter((_, index) => index !== at) });
  }

  show(date: string): void {
    this.#date.value = date;
    void this.#look();
  }

  /** What was changed is put back. */
  putBack(): void {
    this.#draft.value = this.#begunFrom.value;
    this.#problem.value = null;
    void this.#look();
  }

  async save(): Promise<void> {
    const draft = this.#draft.value;
    if (draft === null || !this.isChanged.value || !this.isGood.value) return;
    const body = { setupSeq: this.#setupSeq, ...draft };
    const saved = await this.#ask<{ queue: BookedQueue; setupSeq: number }>(path, body);
    if (saved === null) return;
    this.#setupSeq = saved.setupSeq;
    this.#draft.value = this.#begunFrom.value = draftOf(saved.queue);
    this.#isSaved.value = true;
    await this.load();
    await this.#look();
  }

  /** After somebody else’s change: the form begins anew from what the set-up is now. */
  async beginAnew(): Promise<void> {
    this.#draft.value = this.#begunFrom.value;
    this.limitDraft.value = null;
    this.#problem.value = null;
    await this.load();
    await this.#look();
  }

  editLimit(): void {
    const view = this.#view.value;
    if (view === null) return;
    this.limitDraft.value = { limit: view.noShowLimit, setupSeq: view.setupSeq };
  }

  async saveLimit(): Promise<void> {
    const draft = this.limitDraft.value;
    if (draft === null) return;
    const body = { setupSeq: draft.setupSeq, noShowLimit: draft.limit };
    const saved = await this.#ask<{ setupSeq: number }>(`${path}/no-show-limit`, body);
    if (saved === null) return;
    // Nobody but this page has changed the set-up meanwhile: the line’s form may still be saved.
    if (this.#setupSeq === draft.setupSeq) this.#setupSeq = saved.setupSeq;
    this.limitDraft.value = null;
    await this.load();
  }

  async #ask<Body>(to: string, body: unknown): Promise<Body | null> {
    if (this.#isBusy.value) return null;
    this.#isBusy.value = true;
    const answer: Answer<Body> = await this.#edges.send<Body>('POST', to, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok ? answer.body : null;
  }

  #open(queueId: string, isNew: boolean): void {
    const view = this.#view.value;
    const queue = view?.queues.find(({ id }) => id === queueId);
    if (!view || !queue) return;
    this.#setupSeq = view.setupSeq;
    this.#draft.value = this.#begunFrom.value = draftOf(queue);
    if (isNew || this.#mayChange) void this.#look();
  }

  #set(to: Partial<BookingDraft>): void {
    const draft = this.#draft.value;
    if (draft === null || !this.#mayChange) return;
    this.#isSaved.value = false;
    this.#draft.value = { ...draft, ...to };
    this.#takeBack();
    this.#takeBack = this.#edges.later(() => void this.#look());
  }

  /** Slots as they would be; administrators alone may ask. */
  async #look(): Promise<void> {
    const [draft, date] = [this.#draft.value, this.#date.value];
    if (draft === null || date === null || !this.#mayChange || !this.isGood.value) return;
    const asked = (this.#asked += 1);
    const body = { ...draft, date };
    const answer = await this.#edges.send<BookingPreview>('POST', `${path}/preview`, body, {
      tries: 1,
    });
    if (answer.ok && asked === this.#asked) this.#preview.value = answer.body;
  }
}
