/** Steps smaller than this are the computer's own mending of its clock. */
const jumpMsMin = 5_000;
/** A jump is told for so long: nobody stays in front of the board. */
const toldMs = 10 * 60_000;

/**
 * Whether the computer's clock was set while the server ran (ALERT-10): wall time and running time
 * drift apart by a step. Both in milliseconds, of the building's own pace.
 */
export class ClockWatch {
  #offset: number | null = null;
  #wallMs: number | null = null;
  #jump: { readonly seconds: number; readonly until: number } | null = null;

  /** By how many seconds it jumped lately, forwards or backwards; null where it did not. */
  look(wallMs: number, runningMs: number): number | null {
    // A clock that stands has not been set.
    const isStanding = wallMs === this.#wallMs;
    const offset = wallMs - runningMs;
    const step = isStanding ? 0 : offset - (this.#offset ?? offset);
    this.#wallMs = wallMs;
    this.#offset = offset;
    if (Math.abs(step) >= jumpMsMin) {
      this.#jump = { seconds: Math.round(step / 1000), until: runningMs + toldMs };
    }
    if (this.#jump && runningMs >= this.#jump.until) this.#jump = null;
    return this.#jump?.seconds ?? null;
  }
}
