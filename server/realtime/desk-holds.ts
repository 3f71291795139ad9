/** How long a counter stays with a window that is gone: a reload comes back to its own. */
const graceMs = 5_000;

interface Hold {
  windowId: string;
  /** Null while a socket of the window is there; else since when it is gone, by a steady clock. */
  goneSince: number | null;
}

/**
 * Which window works at a counter. Two windows would both be right, as the server decides all; but an
 * officer who presses in one and looks at the other is led astray, so one of them waits (TAKE-2). It
 * is about windows, not about people, so memory is enough.
 */
export class DeskHolds {
  readonly #holds = new Map<string, Hold>();
  readonly #now: () => number;
  readonly #listeners: ((counterId: string) => void)[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A window opened a desk: it holds the counter where no other one does. */
  join(counterId: string, windowId: string): void {
    const hold = this.#holds.get(counterId);
    const isFree =
      !hold ||
      hold.windowId === windowId ||
      (hold.goneSince !== null && this.#now() - hold.goneSince >= graceMs);
    if (isFree) this.#holds.set(counterId, { windowId, goneSince: null });
  }

  /** The last socket of a window is gone. */
  leave(counterId: string, windowId: string): void {
    const hold = this.#holds.get(counterId);
    if (hold?.windowId === windowId) hold.goneSince = this.#now();
  }

  isHeldBy(counterId: string, windowId: string): boolean {
    return this.#holds.get(counterId)?.windowId === windowId;
  }

  /** The counter goes to a window that asked for it; the other one is told. */
  take(counterId: string, windowId: string): void {
    this.#holds.set(counterId, { windowId, goneSince: null });
    for (const listener of this.#listeners) listener(counterId);
  }

  onTaken(listener: (counterId: string) => void): void {
    this.#listeners.push(listener);
  }
}
