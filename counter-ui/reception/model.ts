import { batch, computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { IssuedAnswer, IssuedTicket } from '../../contract/http.ts';
import type { PersonField } from '../../contract/people.ts';
import type { Reception } from '../../contract/reception.ts';
import type { ScannedTicket } from '../../contract/scanned-ticket.ts';
import type { Language, Need } from '../../contract/values.ts';
import type { BuildingView, Catalogue } from '../../contract/views.ts';
import { newKey } from '../../ui-kit/api.ts';
import type { Answer, Problem, send } from '../../ui-kit/api.ts';
import { ticketTokenIn } from '../../ui-kit/scan-code.ts';
import { StaffSession } from '../../ui-kit/sign-in.tsx';
import type { Memory } from '../model.ts';
import { BookingList } from './booking-list.ts';
import { Erasing } from './erasing.ts';
import { findServices } from './find-service.ts';
import { Printing } from './printing.ts';

export const errandsMax = 5;
const catalogueEveryMs = 10_000;
const labelPattern = /^[A-Z]{1,2}\d{3,5}$/i;

/** What the right side shows beside the visitor that is being made ready. */
export type Result =
  | { readonly is: 'none' | 'working' }
  | { readonly is: 'issued'; readonly ticket: IssuedTicket }
  | { readonly is: 'found'; readonly ticket: ScannedTicket; readonly copy: 'none' | 'asked' }
  /** `code`: the booking that may still become a walk-in number. */
  | { readonly is: 'refused'; readonly problem: Problem; readonly code: string | null };

export interface ReceptionEdges {
  readonly send: typeof send;
  readonly memory: Memory;
}

const personFields: readonly PersonField[] = ['name', 'nik', 'phone'];
const emptyPerson = { name: '', nik: '', phone: '' } as const;

/** The front desk: one visitor at a time, of whom nothing stays on the screen afterwards. */
export class ReceptionPage {
  readonly #edges: ReceptionEdges;
  readonly #catalogue = signal<Catalogue | null>(null);
  readonly #reception = signal<Reception | null>(null);
  readonly #building = signal<BuildingView | null>(null);
  readonly #isForbidden = signal(false);
  readonly #result = signal<Result>({ is: 'none' });
  readonly #errands = signal<readonly string[]>([]);
  #timer: ReturnType<typeof setInterval> | undefined;
  #stop: (() => void) | null = null;
  /** Sent again as it was, where its answer was lost: another body under its key is refused. */
  #intent: { readonly key: string; readonly body: string } | null = null;
  /** Raised for each visitor, so that a late answer is none of the next one's. */
  #visitor = 0;

  readonly session: StaffSession;
  readonly printing: Printing;
  readonly bookings: BookingList;
  readonly erasing: Erasing;
  /** What the desk shows: visitors who stand here, or bookings of a day. */
  readonly view: Signal<'numbers' | 'bookings'> = signal('numbers');
  readonly query: Signal<string> = signal('');
  readonly at: Signal<number> = signal(0);
  readonly need: Signal<Need | null> = signal(null);
  readonly speaks: Signal<Language> = signal('id');
  readonly note: Signal<string> = signal('');
  readonly person: Signal<Readonly<Record<PersonField, string>>> = signal(emptyPerson);
  readonly code: Signal<string> = signal('');
  /** Where paper comes out; null: none, the visitor takes the QR along. */
  readonly printerId: Signal<string | null> = signal(null);

  readonly found = computed(() => {
    const catalogue = this.#catalogue.value;
    return catalogue ? findServices(catalogue, this.query.value) : [];
  });
  /** What the chosen errands ask, together. */
  readonly asks: ReadonlySignal<readonly PersonField[]> = computed(() => {
    const rows = this.#reception.value?.asks ?? [];
    const chosen = rows.filter(({ serviceId }) => this.#errands.value.includes(serviceId));
    return personFields.filter(field => chosen.some(({ fields }) => fields.includes(field)));
  });

  /** A number stands there to be handed over: whatever comes next is the next visitor's. */
  readonly hasNumber = computed(() => ['issued', 'found'].includes(this.#result.value.is));

  constructor(edges: ReceptionEdges) {
    this.#edges = edges;
    this.session = new StaffSession(edges.send);
    this.bookings = new BookingList(edges.send);
    this.erasing = new Erasing(edges.send);
    this.printing = new Printing(edges.send, () => void this.#holdNumber());
  }

  get catalogue(): ReadonlySignal<Catalogue | null> {
    return this.#catalogue;
  }
  get reception(): ReadonlySignal<Reception | null> {
    return this.#reception;
  }
  get building(): ReadonlySignal<BuildingView | null> {
    return this.#building;
  }
  /** Who is signed in may not work at the front desk. */
  get isForbidden(): ReadonlySignal<boolean> {
    return this.#isForbidden;
  }
  get result(): ReadonlySignal<Result> {
    return this.#result;
  }
  get errands(): ReadonlySignal<readonly string[]> {
    return this.#errands;
  }

  start(): void {
    this.#stop = this.session.user.subscribe(user => {
      clearInterval(this.#timer);
      this.next();
      this.#isForbidden.value = false;
      this.#reception.value = null;
      if (user === null) return;
      void this.#loadReception();
      void this.#loadCatalogue();
      this.#timer = setInterval(() => void this.#loadCatalogue(), catalogueEveryMs);
    });
    void this.session.load();
    void this.#loadBuilding();
  }

  close(): void {
    this.#stop?.();
    clearInterval(this.#timer);
    this.session.close();
    this.printing.forget();
    this.bookings.close();
  }

  search(query: string): void {
    batch(() => {
      this.query.value = query;
      this.at.value = 0;
    });
  }

  step(by: 1 | -1): void {
    this.at.value = Math.min(Math.max(this.at.value + by, 0), this.found.value.length - 1);
  }

  /** Adds an errand that is open and not there yet; the search is empty again for the next one. */
  add(serviceId: string): void {
    const row = this.found.value.find(({ service }) => service.id === serviceId);
    if (!row?.service.availability.open || this.#result.value.is === 'working') return;
    batch(() => {
      if (this.hasNumber.value) this.next();
      const isThere = this.#errands.value.includes(serviceId);
      if (isThere || this.#errands.value.length >= errandsMax) return;
      this.#errands.value = [...this.#errands.value, serviceId];
      this.search('');
    });
  }

  addChosen(): void {
    const row = this.found.value[this.at.value];
    if (row) this.add(row.service.id);
  }

  remove(serviceId: string): void {
    this.#errands.value = this.#errands.value.filter(id => id !== serviceId);
  }

  choosePrinter(id: string | null): void {
    this.printerId.value = id;
    this.#edges.memory.write('reception-printer', id ?? '');
  }

  /** A refusal was read. */
  dismiss(): void {
    if (this.#result.value.is === 'refused') this.#result.value = { is: 'none' };
  }

  /** Everything of this visitor is forgotten: what was written of them too. */
  next(): void {
    this.#visitor += 1;
    this.#intent = null;
    this.printing.forget();
    batch(() => {
      this.#result.value = { is: 'none' };
      this.#errands.value = [];
      this.search('');
      this.need.value = null;
      this.speaks.value = 'id';
      this.note.value = '';
      this.person.value = emptyPerson;
      this.code.value = '';
    });
  }

  async issue(): Promise<void> {
    if (this.#errands.value.length === 0 || this.#result.value.is === 'working') return;
    const person = Object.fromEntries(
      this.asks.value.flatMap(field => {
        const said = this.person.value[field].trim();
        return said === '' ? [] : [[field, said]];
      }),
    );
    const note = this.note.value.trim();
    await this.#issueAt('/reception/tickets', null, {
      serviceIds: this.#errands.value,
      language: this.speaks.value,
      ...(this.need.value ? { need: this.need.value } : {}),
      ...(note === '' ? {} : { note }),
      ...(Object.keys(person).length > 0 ? { person } : {}),
      ...this.#printer(),
    });
  }

  /** A number or its paper is looked up; anything else is a booking. */
  async enterCode(text: string, asWalkIn = false): Promise<void> {
    const code = text.trim();
    if (code === '' || this.#result.value.is === 'working') return;
    this.view.value = 'numbers';
    const token = ticketTokenIn(code);
    const label = code.replaceAll(/[\s-]/g, '');
    if (token !== null) return this.#find(`/tickets/by-token/${token}`);
    if (labelPattern.test(label)) return this.#find(`/reception/labels/${label}`);
    await this.#issueAt('/reception/check-ins', code, {
      code,
      ...(asWalkIn ? { asWalkIn } : {}),
      ...(this.need.value ? { need: this.need.value } : {}),
      ...this.#printer(),
    });
  }

  /** The paper of the number that is shown, again: marked as a copy. */
  async reprint(): Promise<void> {
    const result = this.#result.value;
    const printerId = this.printerId.value;
    if (printerId === null || (result.is !== 'found' && result.is !== 'issued')) return;
    const id = result.is === 'found' ? result.ticket.ticketId : result.ticket.id;
    const visitor = this.#visitor;
    const path = `/reception/tickets/${id}/reprint`;
    const answer = await this.#edges.send<{ print: { jobId: number } }>('POST', path, {
      printerId,
    });
    if (visitor !== this.#visitor) return;
    if (!answer.ok) return this.#refused(answer.problem, null);
    if (result.is === 'found') this.#result.value = { ...result, copy: 'asked' };
    this.printing.follow(answer.body.print.jobId);
  }

  #printer(): { printerId?: string } {
    return this.printerId.value === null ? {} : { printerId: this.printerId.value };
  }

  async #issueAt(path: string, code: string | null, body: object): Promise<void> {
    const visitor = (this.#visitor += 1);
    const before = this.#intent;
    const written = JSON.stringify([path, body]);
    const key = before?.body === written ? before.key : newKey();
    this.#intent = { key, body: written };
    this.printing.forget();
    this.#result.value = { is: 'working' };
    const answer = await this.#edges.send<IssuedAnswer>('POST', path, body, { key });
    if (visitor !== this.#visitor) return;
    // A lost answer may have issued the number: asked again under the same key it is the same one.
    if (answer.ok || answer.problem.code !== 'unreachable') this.#intent = null;
    if (!answer.ok) return this.#refused(answer.problem, code);
    batch(() => {
      // What was said of the visitor has been kept where it belongs.
      this.person.value = emptyPerson;
      this.note.value = '';
      this.#result.value = { is: 'issued', ticket: answer.body.ticket };
    });
    this.printing.follow(answer.body.print?.jobId ?? null);
  }

  async #find(path: string): Promise<void> {
    const visitor = (this.#visitor += 1);
    this.printing.forget();
    this.#result.value = { is: 'working' };
    const answer = await this.#edges.send<ScannedTicket>('GET', path);
    if (visitor !== this.#visitor) return;
    if (answer.ok) this.#result.value = { is: 'found', ticket: answer.body, copy: 'none' };
    else this.#refused(answer.problem, null);
  }

  #refused(problem: Problem, code: string | null): void {
    if (problem.status === 401) this.session.end();
    this.#result.value = { is: 'refused', problem, code };
  }

  /** Without paper the number stands on this screen, and whoever works here hands it over. */
  async #holdNumber(): Promise<void> {
    const result = this.#result.value;
    if (result.is !== 'issued') return;
    await this.#edges.send('POST', `/reception/tickets/${result.ticket.id}/claim`);
  }

  async #loadReception(): Promise<void> {
    const answer: Answer<Reception> = await this.#edges.send<Reception>('GET', '/reception');
    if (!answer.ok) {
      this.#isForbidden.value = answer.problem.code === 'not-this-counter';
      return;
    }
    this.#reception.value = answer.body;
    const own = this.#edges.memory.read('reception-printer');
    const isThere = answer.body.printers.some(({ id }) => id === own);
    this.printerId.value = isThere
      ? own
      : own === ''
        ? null
        : (answer.body.printers[0]?.id ?? null);
  }

  async #loadCatalogue(): Promise<void> {
    const answer = await this.#edges.send<Catalogue>('GET', '/catalogue', undefined, { tries: 1 });
    if (answer.ok) this.#catalogue.value = answer.body;
    else if (answer.problem.status === 401) this.session.end();
  }

  async #loadBuilding(): Promise<void> {
    const answer = await this.#edges.send<BuildingView>('GET', '/building');
    if (answer.ok) this.#building.value = answer.body;
  }
}
