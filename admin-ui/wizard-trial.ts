import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { IssuedAnswer } from '../contract/http.ts';
import type { ReceptionPrint } from '../contract/reception.ts';
import type { Counter, Setup } from '../contract/setup.ts';
import type { Problem, send } from '../ui-kit/api.ts';

export interface Called {
  readonly ticketId: string;
  readonly label: string;
  readonly counter: Counter;
  /** Null where no kiosk has a printer. */
  readonly print: { readonly jobId: number; readonly state: ReceptionPrint['state'] } | null;
  readonly fault: string | null;
}

interface Counters {
  readonly counters: readonly { readonly id: string; readonly state: string }[];
}

const askPrintMs = 1_000;

/** One number that is printed and called as for a visitor, and taken out of the line again. */
export class WizardTrial {
  readonly #send: typeof send;
  readonly #called = signal<Called | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #isTried = signal(false);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get called(): ReadonlySignal<Called | null> {
    return this.#called;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }
  /** It was seen, heard and read. */
  get isTried(): ReadonlySignal<boolean> {
    return this.#isTried;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async begin(setup: Setup): Promise<void> {
    if (this.#isBusy.value) return;
    this.#isBusy.value = true;
    this.#problem.value = null;
    this.#called.value = await this.#call(setup);
    this.#isBusy.value = false;
    if (this.#called.value?.print) this.#timer = setInterval(() => void this.#look(), askPrintMs);
  }

  async again(): Promise<void> {
    const called = this.#called.value;
    if (called) await this.#post(`/tickets/${called.ticketId}/recall`);
  }

  /** Takes the number out and closes the counter; whether it was all right is the asker's word. */
  async end(isGood: boolean): Promise<void> {
    const called = this.#called.value;
    if (!called || this.#isBusy.value) return;
    this.#isBusy.value = true;
    clearInterval(this.#timer);
    await this.#post(`/tickets/${called.ticketId}/cancel`);
    await this.#post(`/counters/${called.counter.id}/close`);
    this.#isBusy.value = false;
    this.#problem.value = null;
    this.#called.value = null;
    this.#isTried.value = isGood;
  }

  async #call(setup: Setup): Promise<Called | null> {
    const counter = await this.#freeCounter(setup);
    const service = setup.services.find(
      row => row.isOffered && counter?.queueIds.includes(row.queueId),
    );
    if (!counter || !service) {
      this.#problem.value ??= { code: 'no-counter', status: 409 };
      return null;
    }
    const printerId =
      setup.kiosks.flatMap(({ printerIds }) => printerIds)[0] ?? setup.printers[0]?.id;
    const issued = await this.#post<IssuedAnswer>('/reception/tickets', {
      serviceIds: [service.id],
      ...(printerId === undefined ? {} : { printerId }),
    });
    if (!issued) return null;
    const { id: ticketId, label } = issued.ticket;
    const isCalled =
      (await this.#post(`/reception/tickets/${ticketId}/claim`)) !== null &&
      (await this.#post(`/counters/${counter.id}/open`)) !== null &&
      (await this.#post(`/counters/${counter.id}/call`, { ticketId })) !== null;
    if (!isCalled) {
      const problem = this.#problem.value;
      await this.#post(`/tickets/${ticketId}/cancel`);
      this.#problem.value = problem;
      return null;
    }
    return { ticketId, label, counter, print: issued.print, fault: null };
  }

  /** One that nobody works at. */
  async #freeCounter({ counters }: Setup): Promise<Counter | undefined> {
    const answer = await this.#send<Counters>('GET', '/counters');
    if (!answer.ok) {
      this.#problem.value = answer.problem;
      return undefined;
    }
    const closed = answer.body.counters.filter(({ state }) => state === 'closed');
    return counters.find(({ id }) => closed.some(row => row.id === id));
  }

  async #look(): Promise<void> {
    const called = this.#called.value;
    if (!called?.print) return;
    const path = `/reception/prints/${called.print.jobId}`;
    const answer = await this.#send<ReceptionPrint>('GET', path, undefined, { tries: 1 });
    if (!answer.ok || this.#called.value !== called) return;
    const { state, fault } = answer.body;
    this.#called.value = { ...called, print: { ...called.print, state }, fault };
  }

  async #post<Body>(path: string, body: unknown = {}): Promise<Body | null> {
    const answer = await this.#send<Body>('POST', path, body);
    if (!answer.ok) this.#problem.value = answer.problem;
    return answer.ok ? answer.body : null;
  }
}
