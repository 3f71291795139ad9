import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { AskedScreen, WaitingScreen } from '../../contract/waiting-screens.ts';
import type { send } from '../../ui-kit/api.ts';

export interface WaitingCodeEdges {
  readonly send: typeof send;
  /** Called once the building has taken this computer in. */
  readonly paired: () => void;
}

interface Shown extends Pick<WaitingScreen, 'code' | 'secret'> {
  /** Milliseconds on this page's own clock, which runs evenly whatever it shows. */
  readonly endsAt: number;
}

const askEveryMs = 2_000;
const codeMs = 10 * 60_000;

/** The code that a screen shows until somebody has typed it elsewhere; a new one when it is over. */
export class WaitingCode {
  readonly #edges: WaitingCodeEdges;
  readonly #shown = signal<Shown | null>(null);
  readonly #isSilent = signal(false);
  readonly #now = signal(performance.now());
  #timer: ReturnType<typeof setInterval> | undefined;
  #isAsking = false;

  constructor(edges: WaitingCodeEdges) {
    this.#edges = edges;
  }

  /** Eight signs; null as long as there is none that is good. */
  readonly code = computed(() => this.#shown.value?.code ?? null);
  readonly secondsLeft = computed(() => {
    const shown = this.#shown.value;
    return shown === null ? 0 : Math.max(0, Math.ceil((shown.endsAt - this.#now.value) / 1000));
  });

  /** The server does not answer. */
  get isSilent(): ReadonlySignal<boolean> {
    return this.#isSilent;
  }

  /** Beginning again while it runs changes nothing. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => void this.#look(), askEveryMs);
    void this.#look();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#shown.value = null;
  }

  async #look(): Promise<void> {
    this.#now.value = performance.now();
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      if (this.#shown.value === null || this.secondsLeft.value === 0) await this.#open();
      else await this.#ask(this.#shown.value);
    } finally {
      this.#isAsking = false;
    }
  }

  async #open(): Promise<void> {
    const path = '/devices/waiting-screens';
    const answer = await this.#edges.send<WaitingScreen>('POST', path, undefined, { tries: 1 });
    this.#isSilent.value = !answer.ok;
    if (this.#timer === undefined || !answer.ok) return;
    const { code, secret } = answer.body;
    this.#now.value = performance.now();
    this.#shown.value = { code, secret, endsAt: this.#now.value + codeMs };
  }

  async #ask({ secret }: Shown): Promise<void> {
    const path = '/devices/waiting-screens/ask';
    const answer = await this.#edges.send<AskedScreen>('POST', path, { secret }, { tries: 1 });
    this.#isSilent.value = !answer.ok && answer.problem.code === 'unreachable';
    if (this.#timer === undefined) return;
    // Over, or the server began anew and knows it no more.
    if (!answer.ok && answer.problem.code === 'unknown-code') this.#shown.value = null;
    if (!answer.ok || answer.body.pairingCode === null) return;
    const paired = await this.#edges.send('POST', '/devices/pair', {
      code: answer.body.pairingCode,
    });
    if (paired.ok) this.#edges.paired();
    else this.#shown.value = null;
  }
}
