import { signal } from '@preact/signals';
import { newKey } from '../ui-kit/api.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import { CounterTelling } from './counter-telling.ts';
import { ScreenMessages } from './screen-messages.ts';
import type { ReasonGiven } from './steer-reasons.ts';

/** What is done at a counter in the place of its officer. */
export type CounterAct = 'open' | 'pause' | 'close' | 'call-next' | 'finish' | 'end';

/** The question that lies over the page before something is done; one at a time. */
export type SteerSheet =
  | {
      readonly what: 'tell';
      /** Null: whoever is chosen in the sheet. */
      readonly counterIds: readonly string[] | null;
    }
  | {
      /** Without a queue: to open. Without a counter: one of the queue's is chosen. */
      readonly what: 'ask';
      readonly queueId: string | null;
      readonly counterId?: string;
    }
  | { readonly what: 'stop' | 'resume' | 'limit'; readonly queueId: string }
  | { readonly what: 'move' | 'ask-serve'; readonly counterId: string }
  | { readonly what: 'counter'; readonly counterId: string; readonly act: CounterAct };

type Done = Promise<Problem | null>;

/** The ways in which a supervisor steps into the day; each with its reason, each told in the trail. */
export class Steering {
  readonly #send: typeof send;
  readonly sheet = signal<SteerSheet | null>(null);
  readonly telling: CounterTelling;
  readonly screens: ScreenMessages;

  constructor(ask: typeof send) {
    this.#send = ask;
    this.telling = new CounterTelling(ask);
    this.screens = new ScreenMessages(ask);
  }

  ask(sheet: SteerSheet): void {
    this.sheet.value = sheet;
  }

  close(): void {
    this.sheet.value = null;
  }

  /** No ticket is given for the queue any more today, until somebody lets them be given again. */
  stopIssuing(queueId: string, why: ReasonGiven): Done {
    return this.#post(`/steer/queues/${queueId}/pause`, why);
  }

  resumeIssuing(queueId: string, why: ReasonGiven): Done {
    return this.#post(`/steer/queues/${queueId}/open`, why);
  }

  /** So many more tickets, and no others today. */
  limitIssuing(queueId: string, left: number, why: ReasonGiven): Done {
    return this.#post(`/steer/queues/${queueId}/limit`, { left, ...why });
  }

  /** The officer accepts or declines at the desk; without a queue: to open. */
  askCounter(counterId: string, queueId: string | null, why: ReasonGiven): Done {
    return this.#post(`/steer/counters/${counterId}/ask`, { queueId, ...why });
  }

  async withdrawAsk(askId: string): Done {
    const answer = await this.#send('DELETE', `/steer/asks/${encodeURIComponent(askId)}`);
    return answer.ok ? null : answer.problem;
  }

  /** What it serves for the rest of the day; null: its own again. */
  moveCounter(counterId: string, queueIds: readonly string[] | null, why: ReasonGiven): Done {
    return this.#post(`/steer/counters/${counterId}/queues`, { queueIds, ...why });
  }

  /** In the place of the officer. */
  actAt(counterId: string, act: Exclude<CounterAct, 'end'>, why: ReasonGiven): Done {
    return this.#post(`/steer/counters/${counterId}/${act}`, why);
  }

  /** Whatever the ticket's state, and wherever its officer is. */
  endTicket(ticketId: string, why: ReasonGiven): Done {
    return this.#post(`/steer/tickets/${ticketId}/end`, why);
  }

  async #post(path: string, body: unknown): Done {
    const answer = await this.#send('POST', path, body, { key: newKey() });
    return answer.ok ? null : answer.problem;
  }
}
