import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { StartFault } from '../store/start-fault.ts';
import { historyDaysMax, playHistory } from './history-days.ts';

/** Fills DATA_DIR with past working days of the demo building: npm run history -- 30 [--today]. */

const known = 'Known: DAYS, --today (play today until now too), --seed N.';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        today: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
      },
    });
    const days = Number(positionals[0] ?? '30');
    const seed = Number(values.seed);
    if (!Number.isInteger(days) || days < 1 || days > historyDaysMax || positionals.length > 1) {
      throw new StartFault(`DAYS must be a whole number from 1 to ${historyDaysMax}.`);
    }
    if (!Number.isSafeInteger(seed)) throw new StartFault('--seed must be a whole number.');
    return { days, seed, withToday: values.today };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new StartFault(`${reason} ${known}`);
  }
}

try {
  const { days, seed, withToday } = readArguments();
  const { dataDir } = readConfig(process.env);
  const played = await playHistory({
    dataDir,
    days,
    seed,
    withToday,
    now: Date.now(),
    log: openLog('silent'),
    told: (date, visits) => process.stdout.write(`${date}  ${visits} visits\n`),
  });
  process.stdout.write(`${played} days were played in ${dataDir}. "npm start" shows them.\n`);
} catch (error) {
  if (!(error instanceof StartFault)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
