import type { Namespace } from 'socket.io';
import type { FrontDesk } from '../../contract/help.ts';

/** Tells the counters that serve as the front desk, and no others, what changed beside the queue. */
export class FrontDesks {
  readonly #namespace: Namespace;
  readonly #rooms: () => readonly string[];
  readonly #now: () => FrontDesk;
  #told = '';

  /** `rooms`: those of every front desk of the set-up, whether anybody is in them or not. */
  constructor(namespace: Namespace, rooms: () => readonly string[], now: () => FrontDesk) {
    this.#namespace = namespace;
    this.#rooms = rooms;
    this.#now = now;
  }

  /** Front desks that are open in some window. */
  get screens(): number {
    return this.#open().reduce((sum, room) => sum + this.#size(room), 0);
  }

  /** Rooms of front desks that show something else than they were told last. */
  changed(): ReadonlySet<string> {
    const rooms = this.#open();
    if (rooms.length === 0) {
      // Who comes next may be told anything but what stood here before.
      this.#told = '';
      return new Set();
    }
    const now = JSON.stringify(this.#now());
    if (now === this.#told) return new Set();
    this.#told = now;
    return new Set(rooms);
  }

  #open(): readonly string[] {
    return this.#rooms().filter(room => this.#size(room) > 0);
  }

  #size(room: string): number {
    return this.#namespace.adapter.rooms.get(room)?.size ?? 0;
  }
}
