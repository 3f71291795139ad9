import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { CounterState, LegState, ParkReason } from '../../contract/values.ts';
import type { Hall, Screen } from './hall.ts';
import { deskIs, pressKey, reads, seen } from './steps.ts';

/** What the server says of a counter, as far as it concerns its officer. */
export interface CounterNow {
  readonly counter: { readonly state: CounterState };
  readonly ticket: {
    readonly id: string;
    readonly label: string;
    readonly legs: readonly { readonly state: LegState; readonly counterId: string | null }[];
  } | null;
  readonly queues: readonly { readonly id: string; readonly waiting: number }[];
}

const tabsMax = 60;

/** An officer's hands at one desk: keys alone, and what must then be seen and be true. */
export class DeskHand {
  readonly page: Page;
  readonly #counterId: string;

  constructor(screen: Screen | Page, counter: number) {
    this.page = 'page' in screen && !('goto' in screen) ? screen.page : (screen as Page);
    this.#counterId = `counter-${counter}`;
  }

  /** A key that does something at once: the desk takes one each 600 ms. */
  act(key: string): Promise<void> {
    return pressKey(this.page, key);
  }

  /** A key that only opens, selects or marks. */
  key(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  write(words: string): Promise<void> {
    return this.page.keyboard.type(words);
  }

  place(testId: string) {
    return this.page.getByTestId(testId);
  }

  /** With Tab alone to a control. */
  async tabTo(testId: string): Promise<void> {
    for (let tabs = 0; tabs < tabsMax; tabs += 1) {
      const at = await this.page.evaluate(() =>
        document.activeElement?.getAttribute('data-testid'),
      );
      if (at === testId) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${testId}.`);
  }

  /** A key of the desk that waits for time or calls takes a press again. */
  async may(action: string, isAllowed = true): Promise<void> {
    const state = String(!isAllowed);
    await seen(this.page.locator(`[data-testid="action-${action}"][aria-disabled="${state}"]`));
  }

  async now(): Promise<CounterNow> {
    const answer = await this.page.request.get(`/api/v1/counters/${this.#counterId}`);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as CounterNow;
  }

  /** The last press is answered, and the desk shows this. */
  async #shows(state: string): Promise<void> {
    await deskIs(this.page, state);
    await seen(this.page.locator('[data-testid="primary"]:not(.pending)'));
  }

  /** The desk shows it and the server says it: who is here, and what is done with them. */
  async has(state: 'called' | 'serving', label: string): Promise<void> {
    await this.#shows(state);
    await reads(this.place('number'), label);
    const { counter, ticket } = await this.now();
    expect(counter.state).toBe('open');
    expect(ticket?.label).toBe(label);
    const here = ticket!.legs.filter(leg => leg.counterId === this.#counterId);
    expect(here.some(leg => leg.state === state)).toBe(true);
  }

  /** Nobody is at the counter. */
  async isFree(state: CounterState = 'open'): Promise<void> {
    await this.#shows(state);
    const { counter, ticket } = await this.now();
    expect({ state: counter.state, ticket }).toEqual({ state, ticket: null });
  }

  /** What the desk itself would ask of the server, without its keys; gives the ticket's id. */
  async ask(path: string, data: object = {}): Promise<string> {
    const answer = await this.page.request.post(`/api/v1/${path}`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    return ((await answer.json()) as { ticket: { id: string } }).ticket.id;
  }

  /** The next visitor is called, and set aside before they are served. */
  async setAside(reason: ParkReason, note?: string): Promise<void> {
    const ticketId = await this.ask(`counters/${this.#counterId}/call-next`);
    await this.ask(`tickets/${ticketId}/park`, { reason, ...(note ? { note } : {}) });
  }

  /** The next visitor is called twice in more than three minutes, and does not come. */
  async miss(hall: Hall): Promise<void> {
    const ticketId = await this.ask(`counters/${this.#counterId}/call-next`);
    hall.clock.advance(11);
    await this.ask(`tickets/${ticketId}/recall`);
    hall.clock.advance(181);
    await this.ask(`tickets/${ticketId}/no-show`);
  }

  waitingIn = async (queueId: string): Promise<number | undefined> =>
    (await this.now()).queues.find(queue => queue.id === queueId)?.waiting;
}

/** Every leg of a visit as the building has it, oldest first. */
export const legsOf = (hall: Hall, visitId: string) =>
  hall.app.building.state.visits.get(visitId)!.legs.map(({ serviceId, state, outcome }) => ({
    service: serviceId.replace('service-', ''),
    state,
    outcome,
  }));
