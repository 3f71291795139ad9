import { parseArgs } from 'node:util';
import { openApp, type App } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { openLog } from './log.ts';
import { StartFault } from './store/start-fault.ts';

/** The only file that touches the process: arguments, environment, signals, exit code. */

const closeMsMax = 5_000;

function readArguments(): { production: boolean; simulate: boolean; speed: number } {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: 'boolean', default: false },
        production: { type: 'boolean', default: false },
        simulate: { type: 'boolean', default: false },
        speed: { type: 'string', default: '30' },
      },
    });
    const speed = Number(values.speed);
    if (!Number.isFinite(speed) || speed < 1 || speed > 600) {
      throw new StartFault(`--speed is "${values.speed}", but must be a number from 1 to 600.`);
    }
    return { production: values.production, simulate: values.simulate, speed };
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
  const { production, simulate, speed } = readArguments();
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
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
  const app = await openApp(
    { ...config, mode: production ? 'production' : 'demo', hasDemoBookings: !production },
    { clock: systemClock, log },
  );
  closeOnSignal(() => app.close());
  greet(app, false);
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
