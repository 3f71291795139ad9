import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Ticket } from '../contract/http.ts';
import type { Need, Text } from '../contract/values.ts';
import type { Catalogue } from '../contract/views.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { manualFrom, manualTo } from './sheet-plan.ts';

export interface EntryService {
  readonly id: string;
  readonly name: Text;
  readonly agencyShort: string;
  /** Everything it may be found by, in small letters. */
  readonly words: string;
}

export type EntryState =
  | { readonly is: 'sending' }
  | { readonly is: 'entered'; readonly label: string }
  | { readonly is: 'refused'; readonly problem: Problem };

/** One number as it was typed, and what became of it. */
export interface EntryRow {
  /** The Idempotency-Key: sent again it is the same entry. */
  readonly key: string;
  readonly service: EntryService;
  readonly number: number;
  readonly takenAt: number;
  readonly need: Need | null;
  readonly state: EntryState;
}

export type EntryField = 'service' | 'number' | 'time';

export interface EntryEdges {
  readonly send: typeof send;
  readonly newKey: () => string;
  /** Milliseconds of the building's clock. */
  readonly now: () => number;
  readonly timeZone: () => string;
  /** The server knows the session no more. */
  readonly signedOut: () => void;
}

const matchesMax = 8;
/** A day of paper has at most 99 numbers a queue; older rows are in the journal. */
const rowsMax = 500;

export function entryServices({ agencies }: Catalogue): readonly EntryService[] {
  return agencies.flatMap(agency =>
    agency.services.map(({ id, name, code }) => ({
      id,
      name,
      agencyShort: agency.short,
      words: [code, name.id, name.en, agency.short, agency.name.id, agency.name.en]
        .join(' ')
        .toLowerCase(),
    })),
  );
}

/** "9.12", "09:12", "912" and "0912" as minutes of the day; null for anything else. */
export function minuteOfDay(text: string): number | null {
  const [, hours, minutes] = /^\s*(\d{1,2})[.:\s]?(\d{2})\s*$/.exec(text) ?? [];
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (hours === undefined || hour > 23 || minute > 59) return null;
  return hour * 60 + minute;
}

/** That minute of today in the building. Its zones have no summer time, so a day has 24 h. */
export function instantToday(minute: number, now: number, timeZone: string): number {
  const [hours, minutes] = timeOfDay(now, timeZone, 'en').split(':').map(Number);
  const nowMinute = (hours ?? 0) * 60 + (minutes ?? 0);
  const midnight = Math.floor(now / 60_000) * 60_000 - nowMinute * 60_000;
  return midnight + minute * 60_000;
}

/** Numbers of paper sheets on their way back into their lines; each row goes by itself. */
export class ManualEntry {
  readonly #edges: EntryEdges;
  readonly #services = signal<readonly EntryService[]>([]);
  readonly #rows = signal<readonly EntryRow[]>([]);
  readonly #wrong = signal<EntryField | null>(null);

  readonly query = signal('');
  readonly service = signal<EntryService | null>(null);
  readonly number = signal('');
  /** Empty: now. */
  readonly time = signal('');
  readonly need = signal<Need | null>(null);

  /** Services that hold every word typed; none once one is chosen. */
  readonly matches = computed(() => {
    if (this.service.value !== null) return [];
    const words = this.query.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    return this.#services.value
      .filter(service => words.every(word => service.words.includes(word)))
      .slice(0, matchesMax);
  });

  constructor(edges: EntryEdges) {
    this.#edges = edges;
  }

  /** Newest first. */
  get rows(): ReadonlySignal<readonly EntryRow[]> {
    return this.#rows;
  }

  /** The field that kept the row from going. */
  get wrong(): ReadonlySignal<EntryField | null> {
    return this.#wrong;
  }

  offer(services: readonly EntryService[]): void {
    this.#services.value = services;
  }

  type(query: string): void {
    this.query.value = query;
    this.service.value = null;
    this.#wrong.value = null;
  }

  choose(service: EntryService): void {
    this.service.value = service;
    this.#wrong.value = null;
  }

  /** Sends the row and makes room for the next; answers the field that is to be typed in then. */
  submit(): EntryField {
    const service = this.service.value;
    const number = Number(this.number.value.trim());
    const takenAt = this.#takenAt();
    const isNumber = Number.isInteger(number) && number >= manualFrom && number <= manualTo;
    const wrong =
      service === null ? 'service' : !isNumber ? 'number' : takenAt === null ? 'time' : null;
    this.#wrong.value = wrong;
    if (wrong !== null || service === null || takenAt === null) return wrong ?? 'service';
    const row = { key: this.#edges.newKey(), service, number, takenAt, need: this.need.value };
    // Sheets are of one queue: the service stays for the next row.
    this.number.value = '';
    this.time.value = '';
    this.need.value = null;
    this.#rows.value = [{ ...row, state: { is: 'sending' } as const }, ...this.#rows.value].slice(
      0,
      rowsMax,
    );
    void this.#send(row);
    return 'number';
  }

  /** The same entry once more, where its answer was lost. */
  again(key: string): void {
    const row = this.#rows.value.find(one => one.key === key);
    if (row?.state.is !== 'refused') return;
    this.#settle(key, { is: 'sending' });
    void this.#send(row);
  }

  /** Takes a refused row back into the fields, to be typed right. */
  correct(key: string): void {
    const row = this.#rows.value.find(one => one.key === key);
    if (row?.state.is !== 'refused') return;
    this.#rows.value = this.#rows.value.filter(one => one.key !== key);
    this.service.value = row.service;
    this.number.value = String(row.number);
    this.time.value = timeOfDay(row.takenAt, this.#edges.timeZone(), 'id');
    this.need.value = row.need;
  }

  /** Null where it is no time, or one that is still to come. */
  #takenAt(): number | null {
    const now = this.#edges.now();
    // Whole minutes, as they are written by hand; never later than the server's own clock.
    if (this.time.value.trim() === '') return Math.floor(now / 60_000) * 60_000;
    const minute = minuteOfDay(this.time.value);
    if (minute === null) return null;
    const at = instantToday(minute, now, this.#edges.timeZone());
    return at <= now ? at : null;
  }

  async #send(row: Omit<EntryRow, 'state'>): Promise<void> {
    const { key, service, number, takenAt, need } = row;
    const body = {
      serviceId: service.id,
      number,
      takenAt: new Date(takenAt).toISOString(),
      ...(need === null ? {} : { class: 'vulnerable', need }),
    };
    const answer = await this.#edges.send<{ ticket: Ticket }>('POST', '/manual-tickets', body, {
      key,
    });
    if (answer.ok) return this.#settle(key, { is: 'entered', label: answer.body.ticket.label });
    this.#settle(key, { is: 'refused', problem: answer.problem });
    if (answer.problem.status === 401) this.#edges.signedOut();
  }

  #settle(key: string, state: EntryState): void {
    this.#rows.value = this.#rows.value.map(row => (row.key === key ? { ...row, state } : row));
  }
}
