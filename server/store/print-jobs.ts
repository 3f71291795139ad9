import type { Database } from 'better-sqlite3';
import type { PrintState } from '../../contract/values.ts';

export interface PrintJob {
  readonly jobId: number;
  readonly visitId: string;
  readonly printerId: string;
  readonly state: PrintState;
  readonly askedAt: number;
  readonly fault: string | null;
}

interface Row {
  job_id: number;
  visit_id: string;
  printer_id: string;
  state: PrintState;
  asked_at: number;
  fault: string | null;
}

const jobOf = (row: Row): PrintJob => ({
  jobId: row.job_id,
  visitId: row.visit_id,
  printerId: row.printer_id,
  state: row.state,
  askedAt: row.asked_at,
  fault: row.fault,
});

export interface PrintJobs {
  find(jobId: number): PrintJob | undefined;
  /** Jobs with no known end, oldest first. */
  unfinished(): PrintJob[];
}

export function openPrintJobs(database: Database): PrintJobs {
  const find = database.prepare<[number], Row>('SELECT * FROM print_job WHERE job_id = ?');
  const unfinished = database.prepare<[], Row>(
    `SELECT * FROM print_job WHERE state IN ('queued', 'printing') ORDER BY job_id`,
  );
  return {
    find(jobId) {
      const row = find.get(jobId);
      return row && jobOf(row);
    },
    unfinished: () => unfinished.all().map(jobOf),
  };
}
