import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';

/** One answer of the server, asked for again and again while somebody looks at it. */
export class Polled<Body> {
  readonly #send: typeof send;
  readonly #path: string;
  readonly #everyMs: number;
  readonly #value = signal<Body | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send, path: string, everyMs: number) {
    this.#send = ask;
    this.#path = path;
    this.#everyMs = everyMs;
  }

  /** What was answered last; null before the first answer. */
  get value(): ReadonlySignal<Body | null> {
    return this.#value;
  }

  start(): void {
    this.close();
    this.#timer = setInterval(() => void this.load(), this.#everyMs);
    void this.load();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#value.value = null;
  }

  /** What cannot be asked for is left as it is: the page itself says when it is old. */
  async load(): Promise<void> {
    const answer = await this.#send<Body>('GET', this.#path, undefined, { tries: 1 });
    if (answer.ok && this.#timer !== undefined) this.#value.value = answer.body;
  }
}
