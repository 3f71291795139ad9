import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { send } from '../ui-kit/api.ts';
import type { MediaList } from './playlist.ts';

/** The server looks at its folder as often. */
const askEveryMs = 10_000;

/** What lies in the building's media folder, for whoever chooses among it. */
export class MediaShelf {
  readonly #send: typeof send;
  readonly #list = signal<MediaList | null>(null);
  /** Addresses of files that this browser could not show; they change with the file. */
  readonly #dark = signal<ReadonlySet<string>>(new Set());
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(ask: typeof send) {
    this.#send = ask;
  }

  get list(): ReadonlySignal<MediaList | null> {
    return this.#list;
  }
  get dark(): ReadonlySignal<ReadonlySet<string>> {
    return this.#dark;
  }

  start(): void {
    this.close();
    void this.load();
    this.#timer = setInterval(() => void this.load(), askEveryMs);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#list.value = null;
    this.#dark.value = new Set();
  }

  async load(): Promise<void> {
    const answer = await this.#send<MediaList>('GET', '/media', undefined, { tries: 1 });
    if (answer.ok && this.#timer !== undefined) this.#list.value = answer.body;
  }

  /** The file at this address shows nothing here. */
  reportDark(url: string): void {
    this.#dark.value = new Set([...this.#dark.value, url]);
  }
}
