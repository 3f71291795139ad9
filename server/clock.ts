/** Time is an argument everywhere below this. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How much faster than real time it runs: 1 but in a simulation. */
  readonly rate: number;
}

export const systemClock: Clock = { now: () => Date.now(), rate: 1 };

/** A clock that starts at `startAt` and runs `rate` times as fast as the real one. */
export function fastClock(startAt: number, rate: number): Clock {
  const begun = performance.now();
  return { now: () => Math.floor(startAt + (performance.now() - begun) * rate), rate };
}
