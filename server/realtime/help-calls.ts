import { helpCallsMax } from '../../contract/help.ts';

/** Who called so long ago has been helped, or has gone. */
export const helpMsMax = 10 * 60_000;

/** A visitor who called for staff; `since` in the building's time. */
export interface HelpAsked {
  readonly visitId: string;
  readonly since: number;
}

interface Standing extends HelpAsked {
  /** By a steady clock. */
  readonly endsAt: number;
}

/**
 * Visitors at kiosks who called for staff. It is about somebody who stands there now, so memory is
 * enough: after a restart they press again. Each stands once, until staff say that it is done.
 */
export class HelpCalls {
  readonly #standing = new Map<string, Standing>();
  readonly #listeners: (() => void)[] = [];
  readonly #steady: () => number;

  constructor(steady: () => number) {
    this.#steady = steady;
  }

  /** The oldest first. */
  get standing(): readonly HelpAsked[] {
    return [...this.#standing.values()];
  }

  /** Who presses again goes on waiting from the first time. Null: so many call that no more fit. */
  ask(visitId: string, now: number): HelpAsked | null {
    const before = this.#standing.get(visitId);
    if (before) return before;
    if (this.#standing.size >= helpCallsMax) return null;
    const asked = { visitId, since: now, endsAt: this.#steady() + helpMsMax };
    this.#standing.set(visitId, asked);
    this.#tell();
    return asked;
  }

  /** True where the visitor was one who called. */
  done(visitId: string): boolean {
    const was = this.#standing.delete(visitId);
    if (was) this.#tell();
    return was;
  }

  /** Every so often: calls end by themselves. */
  tick(): void {
    const now = this.#steady();
    const ended = [...this.#standing.values()].filter(({ endsAt }) => endsAt <= now);
    for (const { visitId } of ended) this.#standing.delete(visitId);
    if (ended.length > 0) this.#tell();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
