import type { KpisReport, ReportExports as ExportsView } from '../../../contract/reports.ts';
import type { Building } from '../../building.ts';
import {
  dueExports,
  exportDaysBackMax,
  exportNameOf,
  exportTypes,
  type ExportPeriod,
  type ExportType,
} from '../../domain/report-exports.ts';
import type { ReportDesk, ReportOrder } from '../../domain/report-orders.ts';
import { dayAfter } from '../../domain/survey-periods.ts';
import type { Log } from '../../log.ts';
import { faultOf } from '../../store/backup-orders.ts';
import { instant } from '../../views/names.ts';
import { ExportFolder } from './export-folder.ts';

/** How often the calendar is looked at; real time, also in a simulation. */
const lookMs = 1_000;
/** After a fault it is tried again so often, by the building's clock. */
const retryMs = 10 * 60_000;
/** While an older journal is still counted, or the thread has too much to do. */
const waitMs = 30_000;
/** Files of one list. */
const listedMax = 2_000;

export type ExportFault = NonNullable<NonNullable<ExportsView['last']>['fault']>;

/** The newest try; `at` in milliseconds since the epoch. */
export interface ExportTried {
  readonly at: number;
  readonly fault: ExportFault | null;
}

export interface ReportExportsOptions {
  readonly building: Building;
  readonly desk: ReportDesk;
  readonly folder: ExportFolder;
  /** Another folder than the building's own. */
  readonly isElsewhere: boolean;
  readonly isOn: boolean;
  readonly log: Log;
}

/** It is no fault that a report cannot be made yet. */
class NotYet extends Error {
  override readonly name = 'NotYet';
}

function exportFaultOf(error: unknown): ExportFault {
  const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const fault = isGone ? 'not-writable' : faultOf(error);
  return fault === 'disk-full' || fault === 'not-writable' ? fault : 'failed';
}

const query = ({ from, to }: Pick<ExportPeriod, 'from' | 'to'>, by: 'agency' | 'day') =>
  ({ from, to, by }) as const;

/** Writes the report of each day that is over, and of each month, into a folder (REPORT-6). */
export class ReportExports {
  readonly #options: ReportExportsOptions;
  readonly #timer: NodeJS.Timeout | null;
  #last: ExportTried | null = null;
  /** The business day before which everything is written. */
  #doneBefore: string | null = null;
  #notBefore = 0;
  #working: Promise<void> | null = null;
  #isClosed = false;

  constructor(options: ReportExportsOptions) {
    this.#options = options;
    this.#timer = options.isOn ? setInterval(() => this.#look(), lookMs) : null;
  }

  get isOn(): boolean {
    return this.#options.isOn;
  }

  get last(): ExportTried | null {
    return this.#last;
  }

  async view(): Promise<ExportsView> {
    const { building, folder, isOn, isElsewhere } = this.#options;
    const { state } = building;
    const files = await folder.list();
    const last = this.#last;
    return {
      isOn,
      isElsewhere,
      last: last && { at: instant(state, last.at), fault: last.fault },
      files: files.slice(0, listedMax).map(({ name, bytes, writtenAt }) => ({
        name,
        bytes,
        writtenAt: instant(state, writtenAt),
      })),
    };
  }

  fileOf(name: string): Promise<Buffer | null> {
    return this.#options.folder.read(name);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#working;
  }

  #look(): void {
    const { building } = this.#options;
    const today = building.state.businessDate;
    if (this.#working || today === null || today === this.#doneBefore) return;
    // A clock that was set back far does not keep the reports waiting until it is there again.
    const waits = this.#notBefore - building.now();
    if (waits > 0 && waits <= retryMs) return;
    this.#working = this.#writeAll(today).finally(() => {
      this.#working = null;
    });
  }

  async #writeAll(today: string): Promise<void> {
    const { building, folder } = this.#options;
    try {
      await folder.prepare();
      const there = new Set(await folder.names());
      const wasFault = this.#last?.fault != null;
      let written = 0;
      for (const period of dueExports(await this.#daysBefore(today), today)) {
        for (const type of exportTypes) {
          const name = exportNameOf(period, type);
          if (there.has(name)) continue;
          await folder.write(name, await this.#bytesOf(period, type));
          written += 1;
        }
      }
      await folder.removeOutdated();
      this.#doneBefore = today;
      if (written > 0 || wasFault) this.#last = { at: building.now(), fault: null };
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const { building, log } = this.#options;
    const at = building.now();
    if (error instanceof NotYet || this.#isClosed) {
      this.#notBefore = at + waitMs;
      return;
    }
    this.#notBefore = at + retryMs;
    this.#last = { at, fault: exportFaultOf(error) };
    log.error({ err: error }, 'a report could not be written; it is tried again');
  }

  /** Days with a number, of those that may be missing. */
  async #daysBefore(today: string): Promise<string[]> {
    const period = { from: dayAfter(today, -exportDaysBackMax), to: today };
    const order = { kind: 'kpis', query: query(period, 'day'), seesOfficers: false } as const;
    const answer = await this.#ask(order);
    if (!('json' in answer)) throw new Error('A report came without figures');
    const report = JSON.parse(answer.json) as KpisReport;
    if (!report.counted.isWhole) throw new NotYet();
    return report.days.filter(({ issued }) => issued > 0).map(({ date }) => date);
  }

  async #bytesOf(period: ExportPeriod, type: ExportType): Promise<Uint8Array> {
    const about = { query: query(period, 'agency'), language: 'id', seesOfficers: false } as const;
    const answer = await this.#ask({ kind: 'file', type, ...about });
    if (!('bytes' in answer)) throw new Error('A report came without a file');
    return answer.bytes;
  }

  async #ask(order: ReportOrder) {
    if (this.#isClosed) throw new NotYet();
    const answer = await this.#options.desk.ask(order);
    if ('isBusy' in answer) throw new NotYet();
    if ('failed' in answer) throw new Error(answer.failed);
    return answer;
  }
}
