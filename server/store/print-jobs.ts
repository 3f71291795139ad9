import type { Database } from 'better-sqlite3';
import type { PrintState } from '../../contract/values.ts';

export interface PrintJob {
  readonly jobId: number;
  readonly visitId: string;
  readonly printerId: string;
  readonly state: PrintState;
  readonly askedAt: number;
  /** Null while its end is not known. */
  readonly endedAt: number | null;
  readonly fault: string | null;
}

/** More than a printer's line holds: the last one that left is among them. */
const latestMax = 50;

interface Row {
  job_id: number;
  visit_id: string;
  printer_id: string;
  state: PrintState;
  asked_at: number;
  ended_at: number | null;
  fault: string | null;
}

const jobOf = (row: Row): PrintJob => ({
  jobId: row.job_id,
  visitId: row.visit_id,
  printerId: row.printer_id,
  state: row.state,
  askedAt: row.asked_at,
  endedAt: row.ended_at,
  fault: row.fault,
});

export interface PrintJobs {
  find(jobId: number): PrintJob | undefined;
  /** Jobs with no known end, oldest first. */
  unfinished(): PrintJob[];
  /** The newest jobs of a printer, of whatever day. */
  latestOf(printerId: string): PrintJob[];
}

export function openPrintJobs(database: Database): PrintJobs {
  const find = database.prepare<[number], Row>('SELECT * FROM print_job WHERE job_id = ?');
  const unfinished = database.prepare<[], Row>(
    `SELECT * FROM print_job WHERE state IN ('queued', 'printing') ORDER BY job_id`,
  );
  const latest = database.prepare<[string], Row>(
    `SELECT * FROM print_job WHERE printer_id = ? ORDER BY job_id DESC LIMIT ${latestMax}`,
  );
  return {
    latestOf: printerId => latest.all(printerId).map(jobOf),
    find(jobId) {
      const row = find.get(jobId);
      return row && jobOf(row);
    },
    unfinished: () => unfinished.all().map(jobOf),
  };
}
