import type { CallProof } from '../views/desk-lists.ts';

/** Calls whose proof is remembered; older ones are of nobody's desk any more. */
const callsMax = 500;

/** When each call was first shown and spoken, as the screens say. */
export class Proofs {
  readonly #proofs = new Map<number, { shownAt: number | null; spokenAt: number | null }>();

  of(callId: number): CallProof {
    return this.#proofs.get(callId) ?? { shownAt: null, spokenAt: null };
  }

  /** Notes the first acknowledgement; true where it was the first. */
  note(callId: number, which: keyof CallProof, at: number): boolean {
    const proof = this.#proofs.get(callId) ?? { shownAt: null, spokenAt: null };
    if (proof[which] !== null) return false;
    proof[which] = at;
    this.#proofs.set(callId, proof);
    if (this.#proofs.size > callsMax) this.#proofs.delete(this.#proofs.keys().next().value!);
    return true;
  }
}
