import type { PrintState } from '../../contract/values.ts';

/** A job as far as its printer may have heard of it. */
export interface SentJob {
  readonly jobId: number;
  readonly state: PrintState;
  readonly fault: string | null;
  /** Milliseconds since the epoch; null while its end is not known. */
  readonly endedAt: number | null;
}

/**
 * Whether a printer may still hold part of the last job that left for it, of a server that crashed
 * or of a connection that was given up: then it is cut off before the next one (PRINT-34). Given the
 * jobs of one printer; where one is told twice, the later word counts.
 */
export function mayHoldPartOfJob(jobs: readonly SentJob[]): boolean {
  const sent = [...new Map(jobs.map(job => [job.jobId, job])).values()].filter(
    ({ state }) => state === 'printing' || state === 'printed' || state === 'unknown',
  );
  const endOf = (job: SentJob): number => job.endedAt ?? Number.POSITIVE_INFINITY;
  const last = sent.sort((one, other) => endOf(one) - endOf(other)).at(-1);
  // A mute printer never says more, which is no sign that a job was cut short.
  return last !== undefined && last.state !== 'printed' && last.fault !== 'mute';
}
