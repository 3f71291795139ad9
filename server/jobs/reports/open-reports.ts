import type { Building } from '../../building.ts';
import type { ReportDesk } from '../../domain/report-orders.ts';
import type { Log } from '../../log.ts';
import { databasePath } from '../../store/database.ts';
import type { PackedDay } from '../../store/fact-days.ts';
import type { Store } from '../../store/store.ts';
import { ReportThread } from './report-thread.ts';

/** Packed days are written one by one, so that nobody waits for a year of them. */
const betweenPacksMs = 40;

export interface ReportsOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'tables' | 'keepPack'>;
  readonly dataDir: string;
  readonly log: Log;
}

export interface Reports extends ReportDesk {
  close(): Promise<void>;
}

/** Reports are made beside the building, of everything that was committed when they were asked for. */
export function openReports({ building, store, dataDir, log }: ReportsOptions): Reports {
  const packs: PackedDay[] = [];
  let timer: NodeJS.Timeout | null = null;
  const keepNext = (): void => {
    timer = null;
    const pack = packs.shift();
    try {
      if (pack) store.keepPack(pack);
    } catch (error) {
      // Only a memory: the day is read row by row again.
      log.warn({ err: error }, 'a packed day could not be kept');
    }
    if (packs.length > 0) timer = setTimeout(keepNext, betweenPacksMs);
  };
  const thread = new ReportThread(packed => {
    packs.push(...packed);
    timer ??= setTimeout(keepNext, betweenPacksMs);
  });
  return {
    async ask(order) {
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
    },
    async close() {
      if (timer) clearTimeout(timer);
      await thread.close();
    },
  };
}
