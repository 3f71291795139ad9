import { parseArgs } from 'node:util';
import { openRestartingApp, type App } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openSetup, type SetupTold } from './first-run.ts';
import { openLog, RecentLines } from './log.ts';
import { StartFault } from './store/start-fault.ts';

/** The only file that touches the process: arguments, environment, signals, exit code. */

const closeMsMax = 5_000;

interface Arguments {
  readonly production: boolean;
  readonly setup: boolean;
  readonly simulate: boolean;
  readonly speed: number;
}

function readArguments(): Arguments {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: 'boolean', default: false },
        production: { type: 'boolean', default: false },
        setup: { type: 'boolean', default: false },
        simulate: { type: 'boolean', default: false },
        speed: { type: 'string', default: '30' },
      },
    });
    const speed = Number(values.speed);
    if (!Number.isFinite(speed) || speed < 1 || speed > 600) {
      throw new StartFault(`--speed is "${values.speed}", but must be a number from 1 to 600.`);
    }
    const { production, setup, simulate } = values;
    return { production, setup, simulate, speed };
  } catch (error) {
    if (error instanceof StartFault) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartFault(`${reason.split('\n')[0]} Known: --simulate, --speed N.`);
  }
}

function greet(app: App, simulated: boolean): void {
  const screens: readonly [string, string][] = [
    ['All screens', '/'],
    ['Kiosk', '/kiosk'],
    ['Lobby TV', '/display'],
    ['Officer', '/counter'],
    ['Supervisor', '/supervisor'],
    ['Paper', '/paper'],
    ['API', '/api/docs'],
  ];
  const lines = screens.map(([name, path]) => `  ${name.padEnd(12)} ${app.url}${path}`);
  const isDemo = app.building.state.index?.setup.building.demo === true;
  const signIns = isDemo
    ? [
        '',
        'Demo sign-ins (the password is demo- and the user name):',
        '  petugas-1 … petugas-41 (demo-petugas-1), supervisor (demo-supervisor), admin (demo-admin)',
      ]
    : [];
  const about = simulated ? ['A day is being simulated: every screen is alive.', ''] : [];
  process.stdout.write(
    [`MPP Antrean is ready on ${app.url}`, '', ...about, ...lines, ...signIns, ''].join('\n') +
      '\n',
  );
}

/** In two halves, as it is read from one screen and typed at another. */
const halves = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

function tell(told: SetupTold): void {
  if (told.kind === 'ready') {
    greet(told.app, false);
    return;
  }
  const { url, made, kind } = told;
  const until = new Date(made.expiresAt).toLocaleString('sv-SE', { timeZoneName: 'short' });
  const lines =
    kind === 'first-run'
      ? ['MPP Antrean: there is no building yet. Open this address in a browser:']
      : [
          'MPP Antrean: there is a building already. To give an administrator a new password, or to',
          'make one more administrator, open this address in a browser:',
        ];
  lines.push(
    '',
    `  ${url}/setup`,
    '',
    'and type this code there:',
    '',
    `  ${halves(made.code)}`,
    '',
  );
  lines.push(`It is good for one use, until ${until}.`, '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

function closeOnSignal(close: () => Promise<void>): void {
  let isClosing = false;
  const end = (): void => {
    if (isClosing) return;
    isClosing = true;
    setTimeout(() => process.exit(1), closeMsMax).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // Whoever started us is gone: a server nobody can stop must not stay behind.
  process.on('disconnect', end);
}

async function main(): Promise<void> {
  const { production, setup, simulate, speed } = readArguments();
  const config = readConfig(process.env);
  const recent = new RecentLines();
  const log = openLog(config.logLevel, recent);
  process.on('unhandledRejection', error => {
    log.fatal({ err: error }, 'a bug: nobody handled this');
    process.exit(70);
  });
  if (simulate) {
    const { openSimulation } = await import('./demo/simulation.ts');
    const simulation = await openSimulation(config, log, speed);
    closeOnSignal(() => simulation.close());
    greet(simulation.app, true);
    return;
  }
  const edges = { clock: systemClock, log, recentLog: recent.lines };
  const ended = (error: unknown): void => {
    log.fatal({ err: error }, 'the server could not begin again');
    process.exit(70);
  };
  if (setup) {
    const opening = openSetup({ ...config, hasBackups: true }, edges, tell, ended);
    closeOnSignal(async () => (await opening).close());
    if (!(await opening).isServing) process.exit(0);
    return;
  }
  const mode = production ? 'production' : 'demo';
  const running = await openRestartingApp(
    { ...config, mode, hasDemoBookings: !production, hasBackups: true },
    edges,
    ended,
  );
  closeOnSignal(() => running.close());
  greet(running.app, false);
}

main().catch((error: unknown) => {
  if (error instanceof StartFault) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(70);
});
