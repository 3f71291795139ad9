import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Problem, send } from '../ui-kit/api.ts';

/** Signs of a pairing code: none is taken for another. The same as the server makes them of. */
export const pairingSigns = 'ACDEFGHJKMNPRTWXY34679';
export const pairingLength = 8;

export interface PairingEdges {
  readonly send: typeof send;
  /** Called once the building has taken this computer in. */
  readonly paired: () => void;
}

/** The code that an administrator made, typed at the kiosk that it is for. */
export class Pairing {
  readonly #edges: PairingEdges;
  readonly #code = signal('');
  readonly #isSending = signal(false);
  readonly #problem = signal<Problem | null>(null);

  constructor(edges: PairingEdges) {
    this.#edges = edges;
  }

  get code(): ReadonlySignal<string> {
    return this.#code;
  }
  get isSending(): ReadonlySignal<boolean> {
    return this.#isSending;
  }
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }
  get isWhole(): boolean {
    return this.#code.value.length === pairingLength;
  }

  type(sign: string): void {
    if (this.#isSending.value || this.isWhole || !pairingSigns.includes(sign)) return;
    this.#problem.value = null;
    this.#code.value += sign;
  }

  erase(): void {
    if (this.#isSending.value) return;
    this.#problem.value = null;
    this.#code.value = this.#code.value.slice(0, -1);
  }

  async send(): Promise<void> {
    if (this.#isSending.value || !this.isWhole) return;
    this.#isSending.value = true;
    const body = { code: this.#code.value };
    const answer = await this.#edges.send<unknown>('POST', '/devices/pair', body);
    this.#isSending.value = false;
    if (answer.ok) {
      this.#code.value = '';
      this.#edges.paired();
      return;
    }
    this.#problem.value = answer.problem;
    // A wrong code is typed anew; one that nobody looked at may be sent again as it stands.
    if (answer.problem.code === 'unknown-code') this.#code.value = '';
  }
}
