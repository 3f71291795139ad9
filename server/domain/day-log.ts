import type { Stretch } from './learned.ts';

/** A past day as far as waits can be learnt from it. Times are minutes since local midnight. */
export interface LoggedLeg {
  readonly serviceId: string;
  readonly queueId: string;
  /** Null where it was never called. */
  readonly counterId: string | null;
  /** Who served: their speed is learnt in groups. */
  readonly officerId: string | null;
  readonly enqueued: number;
  /** The last call; null where there was none. */
  readonly called: number | null;
  /** When it left the counter, or the line. */
  readonly finished: number | null;
  readonly wasServed: boolean;
  /** What the runs gave when the number was issued, before calibration. */
  readonly raw: RawWait | null;
}

export interface RawWait {
  readonly p50: number;
  readonly p90: number;
}

/** Time away; due at `from`, begun once the visitor at the counter had gone. */
export interface LoggedRest extends Stretch {
  readonly begun: number;
}

/** When a counter was there, where that was noted; else it is read from its calls. */
export interface LoggedCounter {
  readonly counterId: string;
  readonly opens: number;
  readonly away: readonly LoggedRest[];
  readonly closes: number;
}

export interface LoggedDay {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly weekday: number;
  /** By the time they joined. */
  readonly legs: readonly LoggedLeg[];
  /** Null where only the calls are known. */
  readonly counters: readonly LoggedCounter[] | null;
}
