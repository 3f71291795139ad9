import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { kioskSetupSchema } from '../../contract/printers.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import type { VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { answersTo, flood, openStrangeHost, openWebServer } from '../hardware/strange-hosts.ts';
import { until } from '../http/open-test-app.ts';
import {
  expectWholeAndAlone,
  networkPrinter,
  openPrinters,
  openTwoPrinters,
  type TwoPrinters,
} from './two-printers.ts';

/** A whole server whose printer is something else, or whose names are not names. */

let printers: VirtualPrinter[];
let stage: TwoPrinters;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  printers = await openPrinters(0);
  stage = await openTwoPrinters(printers);
});
afterEach(async () => {
  await configure(setup => (setup.printers = []));
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await stage.close();
  await Promise.all(printers.map(printer => printer.close()));
});

async function configure(change: (setup: Setup) => void): Promise<void> {
  const { building } = stage.server.app;
  const setup = structuredClone(building.state.index!.setup);
  change(setup);
  await building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup },
    answer: () => ({ status: 200, body: '' }),
  });
}

/** The kiosk's only printer is at that port. */
const printAt = (port: number): Promise<void> =>
  configure(setup => {
    setup.printers = [networkPrinter(`at-${port}`, 'Printer Kiosk 1', port)];
    const row = { id: stage.kiosk.deviceId, name: 'Kiosk timur', printerIds: [`at-${port}`] };
    setup.kiosks = [kioskSetupSchema.parse(row)];
  });

const printerAt = (port: number) =>
  stage.server.app.building.state.paper.printers.get(`at-${port}`);

async function closedPort(): Promise<{ port: number; received: () => Buffer }> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>(resolve => server.close(() => resolve()));
  return { port, received: () => Buffer.alloc(0) };
}

async function opened<Host extends { close(): Promise<void> }>(host: Promise<Host>): Promise<Host> {
  const open = await host;
  closing.push(() => open.close());
  return open;
}

const hostile = Buffer.alloc(65_536, 'Lorem\u0000\u0016\u0012\u001b@ipsum\u0014\u0000', 'latin1');
const strangers = [
  ['a web server', () => opened(openWebServer()), 'not-a-printer'],
  ['a closed port', closedPort, 'unreachable'],
  ['a silent host', () => opened(openStrangeHost(() => undefined)), 'no-answer'],
  [
    'a host that floods',
    () => opened(openStrangeHost(socket => flood(socket, hostile))),
    // By its bytes it may pass for a printer with any fault, but never for one that is ready.
    null,
  ],
] as const;

describe('a printer address that is something else', () => {
  test.each(strangers)(
    'PRINT-41: %s gets no ticket, and the panel and the kiosk say why',
    async (_name, open, fault) => {
      const host = await open();
      await printAt(host.port);
      const printer = () => printerAt(host.port);
      const isTold = () => printer()?.state === 'fault' && [printer()?.fault, null].includes(fault);
      await until(isTold, `the panel to say ${fault}`, 20_000);
      const { jobId } = await stage.take();
      const end = await stage.ended(jobId);
      expect(end).toMatchObject({ state: 'not-sent', number: 'open' });
      if (fault !== null) expect(end.fault).toBe(fault);
      expect(end.keptUntil).not.toBeNull();
      // Questions only: ESC @ begins every ticket.
      expect(host.received().includes(Buffer.from([0x1b, 0x40]))).toBe(false);
      expect((await stage.server.client().get('/healthz')).status).toBe(200);
    },
    40_000,
  );

  test('PRINT-41: bytes that no printer says in the middle of a ticket leave it unknown', async () => {
    const host = await opened(
      openStrangeHost(
        () => undefined,
        (socket, bytes) => {
          socket.write(answersTo(bytes));
          if (bytes.includes(Buffer.from([0x1b, 0x40]))) flood(socket, hostile);
        },
      ),
    );
    await printAt(host.port);
    const printer = () => printerAt(host.port);
    await until(() => printer()?.state === 'ready', 'a printer that seems to be one', 20_000);
    const { jobId } = await stage.take();
    const end = await stage.ended(jobId);
    expect(end).toMatchObject({ state: 'unknown', fault: 'not-a-printer', keptUntil: null });
  }, 40_000);
});

describe('names that are not names', () => {
  /** Reset, cut, a drawer's kick, power off in real time, a stored picture, a change of direction. */
  const commands = '\u001b@\u001dV\u0000\u001bp\u0000\u0010\u0014\u0008\u001c!p\u202e\u009b2J';

  test('PRINT-42: a name with commands in it prints its letters and commands nothing', async () => {
    const [first] = printers;
    await printAt(first!.port);
    await configure(setup => {
      for (const service of setup.services) {
        service.name = { id: `Akta ${commands} Kelahiran`, en: `Birth ${commands}` };
      }
      for (const agency of setup.agencies) agency.name = { id: commands, en: commands };
    });
    const before = first!.papers().length;
    const { label, jobId } = await stage.take();
    expect(await stage.ended(jobId)).toMatchObject({ state: 'printed' });
    expect(first!.papers()).toHaveLength(before + 1);
    expectWholeAndAlone(first!, label);
    expect(first!.papers().at(-1)?.text).toMatch(/Akta .*Kelahiran/s);
    expect(first!.complaints()).toEqual([]);
  });

  test('PRINT-42: a name of 10,000 characters is refused where it is set up', () => {
    const setup = structuredClone(stage.server.app.building.state.index!.setup);
    expect(setupSchema.safeParse(setup).success).toBe(true);
    setup.services[0]!.name.id = 'x'.repeat(10_000);
    const read = setupSchema.safeParse(setup);
    expect(read.error?.issues.map(({ path }) => path.join('.'))).toEqual(['services.0.name.id']);
  });
});
