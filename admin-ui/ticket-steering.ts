import { signal } from '@preact/signals';
import type { Need, VisitClass } from '../contract/values.ts';
import { newKey } from '../ui-kit/api.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { ReasonGiven } from './steer-reasons.ts';

/** What a supervisor does with one ticket, wherever it stands. */
export type TicketAct = 'class' | 'service' | 'requeue' | 'cancel' | 'end';

/** The ticket that is asked about, as it stood when the question was opened. */
export interface TicketAsked {
  readonly act: TicketAct;
  readonly ticketId: string;
  readonly label: string;
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly serviceId: string | null;
}

type Done = Promise<Problem | null>;

/** One question at a time; each press has its reason, and the server keeps it in the trail. */
export class TicketSteering {
  readonly #send: typeof send;
  readonly #changed: () => void;
  readonly asked = signal<TicketAsked | null>(null);

  /** `changed` is told once something was done. */
  constructor(ask: typeof send, changed: () => void) {
    this.#send = ask;
    this.#changed = changed;
  }

  close(): void {
    this.asked.value = null;
  }

  changeClass(ticketId: string, to: VisitClass, need: Need | null, why: ReasonGiven): Done {
    return this.#post(ticketId, 'class', { class: to, ...(need ? { need } : {}), ...why });
  }

  changeService(ticketId: string, to: string, from: string | null, why: ReasonGiven): Done {
    const fromServiceId = from === null ? {} : { fromServiceId: from };
    return this.#post(ticketId, 'service', { serviceId: to, ...fromServiceId, ...why });
  }

  act(ticketId: string, act: 'requeue' | 'cancel' | 'end', why: ReasonGiven): Done {
    return this.#post(ticketId, act, why);
  }

  async #post(ticketId: string, act: TicketAct, body: unknown): Done {
    const path = `/steer/tickets/${encodeURIComponent(ticketId)}/${act}`;
    const answer = await this.#send('POST', path, body, { key: newKey() });
    if (answer.ok) this.#changed();
    return answer.ok ? null : answer.problem;
  }
}
