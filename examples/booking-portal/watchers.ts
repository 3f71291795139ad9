import type { Response } from 'express';

const watchersMax = 500;
const watchersPerSubjectMax = 20;
/** Proxies end what is silent for a minute. */
const beatMs = 20_000;
const again = 'retry: 3000\n\n';
const changed = 'event: changed\ndata: {}\n\n';

/** Pages that are open now, by what they show; told that it has changed, never what it is. */
export class Watchers {
  readonly #bySubject = new Map<string, Set<Response>>();
  readonly #beat: NodeJS.Timeout;
  #count = 0;

  constructor() {
    this.#beat = setInterval(() => this.#each(response => response.write(': \n\n')), beatMs);
    this.#beat.unref();
  }

  get subjects(): readonly string[] {
    return [...this.#bySubject.keys()];
  }

  /** False where too many watch: such a page asks again by itself. */
  add(subject: string, response: Response): boolean {
    const those = this.#bySubject.get(subject) ?? new Set<Response>();
    if (this.#count >= watchersMax || those.size >= watchersPerSubjectMax) return false;
    this.#bySubject.set(subject, those.add(response));
    this.#count += 1;
    response.on('close', () => {
      this.#count -= 1;
      those.delete(response);
      if (those.size === 0) this.#bySubject.delete(subject);
    });
    response.set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
    response.type('text/event-stream').write(again);
    return true;
  }

  tell(subject: string): void {
    for (const response of this.#bySubject.get(subject) ?? []) response.write(changed);
  }

  tellAll(): void {
    this.#each(response => response.write(changed));
  }

  close(): void {
    clearInterval(this.#beat);
    this.#each(response => response.end());
  }

  #each(work: (response: Response) => void): void {
    for (const those of this.#bySubject.values()) for (const response of those) work(response);
  }
}
