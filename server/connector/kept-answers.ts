import type { HubAnswer } from '../../contract/hub.ts';

interface Kept {
  readonly answer: HubAnswer;
  readonly at: number;
  isTaken: boolean;
}

/** A request that is handed out again within this gets the answer that was made, and no second one. */
const keptMsMax = 10 * 60_000;
const keptMax = 500;
const charsMax = 16 * 1024 * 1024;

/** Answers by their request: those the hub has still to take, and those it may ask for again. */
export class KeptAnswers {
  readonly #byId = new Map<string, Kept>();
  #chars = 0;
  #waiting = 0;

  /** How many the hub has not taken. */
  get waiting(): number {
    return this.#waiting;
  }

  add(answer: HubAnswer, now: number): void {
    this.#drop(answer.id);
    this.#byId.set(answer.id, { answer, at: now, isTaken: false });
    this.#chars += answer.body.length;
    this.#waiting += 1;
    this.#forget(now);
  }

  /** Brings the answer of a request that was handed out again; false where there is none. */
  repeat(id: string): boolean {
    const kept = this.#byId.get(id);
    if (!kept) return false;
    if (kept.isTaken) this.#waiting += 1;
    kept.isTaken = false;
    return true;
  }

  /** The oldest that wait, no more than a hub has to read at once. */
  next(most: number, charsAtOnce: number): HubAnswer[] {
    const next: HubAnswer[] = [];
    let chars = 0;
    for (const { answer, isTaken } of this.#byId.values()) {
      if (isTaken) continue;
      chars += answer.body.length;
      if (next.length > 0 && chars > charsAtOnce) break;
      next.push(answer);
      if (next.length === most) break;
    }
    return next;
  }

  taken(answers: readonly HubAnswer[]): void {
    for (const { id } of answers) {
      const kept = this.#byId.get(id);
      if (!kept || kept.isTaken) continue;
      kept.isTaken = true;
      this.#waiting -= 1;
    }
  }

  /** Whoever asked has given up long ago, or there are too many: the oldest go first. */
  #forget(now: number): void {
    for (const [id, { at }] of this.#byId) {
      const isOld = now - at > keptMsMax;
      if (!isOld && this.#byId.size <= keptMax && this.#chars <= charsMax) return;
      this.#drop(id);
    }
  }

  #drop(id: string): void {
    const kept = this.#byId.get(id);
    if (!kept) return;
    this.#byId.delete(id);
    this.#chars -= kept.answer.body.length;
    if (!kept.isTaken) this.#waiting -= 1;
  }
}
