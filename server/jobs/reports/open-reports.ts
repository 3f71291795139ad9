import type { Building } from '../../building.ts';
import { localTime } from '../../domain/local-time.ts';
import type { ReportDesk } from '../../domain/report-orders.ts';
import type { Log } from '../../log.ts';
import { databasePath } from '../../store/database.ts';
import type { Store } from '../../store/store.ts';
import { DayPacking } from './day-packing.ts';
import { ReportThread } from './report-thread.ts';

export interface ReportsOptions {
  readonly building: Pick<Building, 'now' | 'state'>;
  readonly store: Pick<Store, 'tables' | 'keepPack' | 'hasUnpackedDays'>;
  readonly dataDir: string;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** When days are first looked for that can be packed. */
  readonly firstLookMs?: number;
}

export interface Reports extends ReportDesk {
  close(): Promise<void>;
}

/** Reports are made beside the building, of everything that was committed when they were asked for. */
export function openReports(options: ReportsOptions): Reports {
  const { building, store, dataDir, log, firstLookMs } = options;
  const thread = new ReportThread(days => packing.keep(days));
  const ask: Reports['ask'] = async order => {
    store.tables.catchUp();
    const { at, isWhole } = store.tables.facts();
    const now = building.now();
    const answer = await thread.ask({
      databasePath: databasePath(dataDir),
      order,
      // Where everything is counted, it is counted until now.
      at: { now, counted: { at: isWhole && at > 0 ? now : at, isWhole } },
    });
    if ('failed' in answer) log.error({ why: answer.failed }, 'a report could not be made');
    return answer;
  };
  const packing = new DayPacking({
    store,
    log,
    ...(firstLookMs === undefined ? {} : { firstLookMs }),
    hasDays: () => {
      const { at, isWhole } = store.tables.facts();
      const timeZone = building.state.index?.setup.building.timeZone;
      if (!isWhole || at === 0 || timeZone === undefined) return false;
      return store.hasUnpackedDays(localTime(at, timeZone).date);
    },
    pack: async daysMax => {
      await ask({ kind: 'pack', daysMax });
    },
  });
  return {
    ask,
    async close() {
      packing.close();
      await thread.close();
    },
  };
}
