import { kioskSetupSchema } from '../contract/printers.ts';
import { openApp } from '../server/app.ts';
import { systemClock } from '../server/clock.ts';
import { setupOf } from '../server/domain/state.ts';
import { demoKioskId } from '../server/http/dispatch.ts';
import { openLog } from '../server/log.ts';
import { answerParent } from './processes.ts';

/** The real server, whose kiosk has a printer on the network: a device that the measurement owns. */
const [dataDir = '', printerPort = ''] = process.argv.slice(2);
const app = await openApp(
  {
    dataDir,
    port: 0,
    host: '127.0.0.1',
    logLevel: 'error',
    demoPublic: false,
    mode: 'demo',
    hasPrinter: false,
    hasVoice: false,
  },
  { clock: systemClock, log: openLog('error') },
);
const setup = structuredClone(setupOf(app.building.state).setup);
const connection = { kind: 'network', host: '127.0.0.1', port: Number(printerPort) } as const;
setup.printers = [{ id: 'bench', name: 'Printer', connection, profileId: 'epson-tm-t82x' }];
setup.kiosks = [kioskSetupSchema.parse({ id: demoKioskId, name: 'Kiosk', printerIds: ['bench'] })];
await app.building.execute({
  command: { type: 'configure', actor: { role: 'system' }, setup },
  answer: () => ({ status: 200, body: '' }),
});
answerParent(app.port, () => app.close());
