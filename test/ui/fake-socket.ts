import type { StreamSocket } from '../../ui-kit/socket.ts';

/** Stands for the line to the server: tests say what came and read what was said. */
export class FakeSocket implements StreamSocket {
  readonly said: { readonly event: string; readonly message: unknown }[] = [];
  readonly #listeners = new Map<string, ((message: unknown) => void)[]>();
  isConnected = true;
  reopened = 0;
  isClosed = false;

  on(event: string, listener: (message: unknown) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(event: string, message?: unknown): void {
    this.said.push({ event, message });
  }

  connected(): boolean {
    return this.isConnected;
  }

  reopenIfIdle(): void {
    this.reopened += 1;
  }

  close(): void {
    this.isClosed = true;
  }

  /** What the server sends. */
  tell(event: string, message?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(message);
  }

  count(event: string): number {
    return this.said.filter(one => one.event === event).length;
  }
}
