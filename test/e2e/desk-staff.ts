import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { openApp } from '../../server/app.ts';
import { openLog } from '../../server/log.ts';
import { SteeredClock } from './steered-clock.ts';

/**
 * A demo building in a folder, in which some officers may work at more counters than their own. The
 * program itself has no way yet to change an account's counters.
 */
export function withCounters(
  instant: string,
  counters: Readonly<Record<string, readonly number[]>>,
): (dataDir: string) => Promise<void> {
  return async dataDir => {
    const log = openLog('silent');
    const app = await openApp(
      {
        mode: 'demo',
        host: '127.0.0.1',
        port: 0,
        dataDir,
        logLevel: 'silent',
        demoPublic: false,
        hasPrinter: false,
        hasVoice: false,
      },
      { clock: new SteeredClock(instant), log },
    );
    await app.close();
    const database = new Sqlite(join(dataDir, 'building.sqlite'));
    const change = database.prepare('UPDATE staff SET counter_ids = ? WHERE username = ?');
    for (const [username, numbers] of Object.entries(counters)) {
      change.run(JSON.stringify(numbers.map(number => `counter-${number}`)), username);
    }
    database.close();
  };
}
