import { openApp } from '../server/app.ts';
import { systemClock } from '../server/clock.ts';
import { openLog } from '../server/log.ts';
import { answerParent } from './processes.ts';

/** The real server with a demo building, as it is in use but for the paper (and, asked, the voice). */
const [dataDir = '', hasVoice = '', startsAt = ''] = process.argv.slice(2);
const laterMs = startsAt === '' ? 0 : Number(startsAt) - Date.now();
/** The system's, or one that stood at `startsAt` when this began. */
const clock = { ...systemClock, now: () => systemClock.now() + laterMs };
const app = await openApp(
  {
    dataDir,
    port: 0,
    host: '127.0.0.1',
    logLevel: 'error',
    demoPublic: false,
    mode: 'demo',
    hasPrinter: false,
    hasDemoBookings: true,
    hasVoice: hasVoice === 'voice',
  },
  { clock, log: openLog('error') },
);
answerParent(app.port, () => app.close());
