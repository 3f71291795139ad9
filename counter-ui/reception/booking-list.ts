import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type {
  DeskBooking,
  DeskBookingAnswer,
  DeskBookings,
  DeskSlots,
} from '../../contract/desk-bookings.ts';
import type { Problem, send } from '../../ui-kit/api.ts';

/** What is being done with the booking that is open. */
export type BookingStep = 'look' | 'move' | 'cancel' | 'erase';
export type MoveSlot = DeskSlots['slots'][number];

const askEveryMs = 15_000;
/** So many rows; more words make them fewer. */
export const shownMax = 100;
const dayMs = 86_400_000;
const path = '/reception/bookings';

/** The calendar day so many days after another one. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

const plain = (text: string): string => text.toLowerCase().normalize('NFKD');
const bare = (text: string): string => plain(text).replaceAll(/[\s-]/g, '');

/** By code, number, the last digits of NIK or phone, name, or service: whatever was typed. */
export function bookingsFound(rows: readonly DeskBooking[], query: string): readonly DeskBooking[] {
  const whole = bare(query);
  if (whole === '') return rows;
  const words = plain(query)
    .split(/\s+/)
    .filter(word => word !== '');
  return rows.filter(({ code, label, person, serviceName, agencyShort }) => {
    if (code !== null && bare(code).startsWith(whole)) return true;
    if (label !== null && bare(label) === whole) return true;
    if (/^\d{4}$/.test(whole) && [person?.nikLast4, person?.phoneLast4].includes(whole))
      return true;
    const said = plain(`${person?.name ?? ''} ${serviceName.id} ${serviceName.en} ${agencyShort}`);
    return words.every(word => said.includes(word));
  });
}

/** Bookings of a day at the front desk. What was typed or read of people never leaves this page. */
export class BookingList {
  readonly #send: typeof send;
  readonly #day = signal<DeskBookings | null>(null);
  readonly #slots = signal<readonly MoveSlot[] | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  readonly query = signal('');
  /** Null: today. */
  readonly date = signal<string | null>(null);
  readonly chosenId = signal<string | null>(null);
  readonly step = signal<BookingStep>('look');
  /** The day to which a booking is being moved. */
  readonly moveDate = signal<string | null>(null);

  readonly found = computed(() => bookingsFound(this.#day.value?.bookings ?? [], this.query.value));
  readonly chosen: ReadonlySignal<DeskBooking | null> = computed(
    () => this.#day.value?.bookings.find(({ id }) => id === this.chosenId.value) ?? null,
  );

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get day(): ReadonlySignal<DeskBookings | null> {
    return this.#day;
  }
  get slots(): ReadonlySignal<readonly MoveSlot[] | null> {
    return this.#slots;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
    void this.load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#day.value = null;
    this.query.value = '';
    this.date.value = null;
    this.#open(null);
  }

  async load(): Promise<void> {
    const date = this.date.value;
    const query = date === null ? '' : `?date=${date}`;
    const answer = await this.#send<DeskBookings>('GET', `${path}${query}`, undefined, {
      tries: 1,
    });
    if (!answer.ok || this.#timer === undefined || date !== this.date.value) return;
    this.#day.value = answer.body;
  }

  /** The day before or after; never one that is over. */
  turn(days: 1 | -1): void {
    const day = this.#day.value;
    if (day === null) return;
    const date = dayAfter(this.date.value ?? day.today, days);
    if (date < day.today) return;
    this.date.value = date === day.today ? null : date;
    this.#open(null);
    void this.load();
  }

  choose(id: string): void {
    this.#open(id);
  }

  /** Back to the booking itself, then to the list. */
  back(): void {
    if (this.step.value !== 'look') this.#open(this.chosenId.value);
    else if (this.chosenId.value !== null) this.#open(null);
    else this.query.value = '';
  }

  ask(step: BookingStep): void {
    this.#problem.value = null;
    this.step.value = step;
    if (step === 'move') void this.showSlots(this.#day.value?.date ?? '');
  }

  async showSlots(date: string): Promise<void> {
    const id = this.chosenId.value;
    const today = this.#day.value?.today ?? '';
    if (id === null || date < today) return;
    this.moveDate.value = date;
    this.#slots.value = null;
    const answer = await this.#send<DeskSlots>('GET', `${path}/${id}/slots?date=${date}`);
    if (date !== this.moveDate.value || id !== this.chosenId.value) return;
    if (answer.ok) this.#slots.value = answer.body.slots;
    else this.#problem.value = answer.problem;
  }

  async move(startsAt: string): Promise<void> {
    const date = this.moveDate.value;
    const moved = await this.#act('move', { startsAt });
    if (!moved || date === null) return;
    // The list goes along to the day on which the booking is now.
    this.date.value = date === this.#day.value?.today ? null : date;
    this.step.value = 'look';
    await this.load();
  }

  async cancel(): Promise<void> {
    if (await this.#act('cancel', {})) await this.#reload();
  }

  async erase(): Promise<void> {
    if (await this.#act('erase', {})) await this.#reload();
  }

  async #reload(): Promise<void> {
    this.step.value = 'look';
    await this.load();
  }

  async #act(step: 'move' | 'cancel' | 'erase', body: unknown): Promise<boolean> {
    const id = this.chosenId.value;
    if (id === null || this.#isBusy.value) return false;
    this.#isBusy.value = true;
    const to = `${path}/${id}/${step}`;
    const answer = await this.#send<DeskBookingAnswer>('POST', to, body);
    this.#isBusy.value = false;
    this.#problem.value = answer.ok ? null : answer.problem;
    return answer.ok;
  }

  #open(id: string | null): void {
    this.chosenId.value = id;
    this.step.value = 'look';
    this.moveDate.value = null;
    this.#slots.value = null;
    this.#problem.value = null;
  }
}
