import type { Building } from '../building.ts';
import type { LoggedDay } from '../domain/day-log.ts';
import { learn, learnedDaysMax } from '../domain/learning.ts';
import { databasePath, openPlainly } from '../store/database.ts';
import { readLoggedDays } from '../store/logged-days.ts';
import type { Store } from '../store/store.ts';

/** Lets each day that is played know what the days before it taught, as a running building does. */
export function openHistoryLearning(dataDir: string, store: Store, building: Building): () => void {
  const past: LoggedDay[] = [];
  return () => {
    const { businessDate } = building.state;
    if (businessDate === null) return;
    store.tables.catchUp();
    const database = openPlainly(databasePath(dataDir));
    try {
      const [last] = readLoggedDays(database, businessDate, 1) ?? [];
      if (last && last.date !== past.at(-1)?.date) past.push(last);
    } finally {
      database.close();
    }
    if (past.length > learnedDaysMax) past.shift();
    building.learn(learn(past));
  };
}
