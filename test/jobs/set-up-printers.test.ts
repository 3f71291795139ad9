import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FromAgent, ToAgent } from '../../contract/agent.ts';
import type { PrinterHealth } from '../../hardware/printer.ts';
import { openVirtualPrinter } from '../../hardware/virtual-printer.ts';
import { configure } from '../hardware/agent-stage.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import { follow } from '../realtime/follower.ts';

/** Printers as an administrator sets them up, on a real server. */

const ready: PrinterHealth = {
  status: { state: 'ready', paper: 'near-end' },
  paper: 'near-end',
  cover: 'closed',
  cutter: 'working',
  head: 'working',
  isOffline: false,
  isMute: false,
};

/** Lets everything that is decided by now be done. */
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('on a real server', () => {
  let server: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    server = await openTestApp();
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.close();
  });
  afterAll(() => server?.close());

  async function pair(kind: 'agent' | 'kiosk'): Promise<{ deviceId: string; token: string }> {
    const supervisor = await server.signedIn('supervisor');
    const body = { kind, name: kind };
    const { code } = (await supervisor.post('/api/v1/devices/pairing-codes', body)).json;
    return (await server.client().post('/api/v1/devices/pair', { code })).json;
  }
  function join(token: string): Socket {
    const socket = io(`http://127.0.0.1:${server.app.port}/printer`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { Authorization: `Bearer ${token}` },
    });
    sockets.push(socket);
    return socket;
  }
  const printersNow = async (): Promise<{ id: string; state: string; fault: string | null }[]> =>
    (await (await server.signedIn('supervisor')).get('/api/v1/printers')).json.printers;

  test('AGENT-14: printers of the set-up come and go with it, and the second takes what the first could not', async () => {
    const [agent, kiosk] = [await pair('agent'), await pair('kiosk')];
    const virtual = await openVirtualPrinter();
    const printers = [
      {
        id: 'first',
        name: 'Pertama',
        connection: { kind: 'agent', deviceId: agent.deviceId },
        profileId: 'generic-80',
      },
      {
        id: 'second',
        name: 'Kedua',
        connection: { kind: 'network', host: '127.0.0.1', port: virtual.port },
        profileId: 'epson-tm-t82x',
      },
      {
        id: 'odd',
        name: 'Tak dikenal',
        connection: { kind: 'network', host: '127.0.0.1', port: virtual.port },
        profileId: 'no-such-profile',
      },
    ] as const;
    const kiosks = [{ id: kiosk.deviceId, name: 'Kiosk', printerIds: ['first', 'second'] }];
    await configure(server.app, [...printers], kiosks);
    const isThere = async (id: string) => (await printersNow()).some(row => row.id === id);
    while (!(await isThere('second'))) await settled();
    expect((await printersNow()).map(({ id }) => id)).toEqual(['first', 'second']);

    const socket = join(agent.token);
    const heard: ToAgent<'print'>[] = [];
    socket.on('print', (order: ToAgent<'print'>) => {
      heard.push(order);
      const { epoch, jobId } = order;
      const end: FromAgent<'job'> = { epoch, jobId, state: 'not-sent', fault: 'cover-open' };
      socket.emit('job', end);
    });
    let welcomed: ToAgent<'welcome'> | null = null;
    socket.on('welcome', (message: ToAgent<'welcome'>) => (welcomed = message));
    socket.on('connect', () => {
      socket.emit('hello', { recordId: 'r-1' });
      socket.emit('health', ready);
    });
    await until(() => welcomed !== null, 'the welcome');
    expect(welcomed).toEqual({ profileId: 'generic-80' });
    // The kiosk's first printer is ready as far as anybody knows, and gives the job back.
    const printerNow = (id: string) => server.app.building.state.paper.printers.get(id)?.state;
    await until(() => printerNow('first') === 'ready', 'the first printer to be ready', 8_000);
    const headers = { Authorization: `Bearer ${kiosk.token}` };
    const body = { serviceIds: ['service-a01'] };
    const { ticket } = (await server.client().post('/api/v1/tickets', body, headers)).json;
    await until(() => virtual.papers().length > 0, 'the paper');
    expect(heard).toHaveLength(1);
    expect(virtual.papers().map(({ label }) => label)).toEqual([ticket.label]);

    await configure(server.app, [printers[1]], kiosks);
    await until(() => welcomed?.profileId === null, 'the agent to hear that it is nobody’s');
    while (await isThere('first')) await settled();
    await configure(server.app, [], []);
    while (await isThere('second')) await settled();
    await virtual.close();
  }, 30_000);

  test('AGENT-17: a kiosk is told of its own printers, by its own name', async () => {
    const [agent, one, two] = [await pair('agent'), await pair('kiosk'), await pair('kiosk')];
    const screens = await Promise.all(
      [one, two].map(({ token }) => follow(server, 'kiosk', { cookie: `mpp_device=${token}` })),
    );
    expect(screens.map(({ view }) => view.printer)).toEqual([{ state: 'none' }, { state: 'none' }]);
    const printers = [
      {
        id: 'third',
        name: 'Ketiga',
        connection: { kind: 'agent', deviceId: agent.deviceId },
        profileId: 'generic-80',
      },
    ] as const;
    const kiosks = [{ id: one.deviceId, name: 'Kiosk timur', printerIds: ['third'] }];
    await configure(server.app, [...printers], kiosks);
    const told = () => screens[0]!.refreshes.findLast(({ patch }) => patch?.printer)?.patch;
    await until(() => told()?.printer?.state === 'fault', 'the first kiosk to be told');
    expect(told()?.printer).toEqual({ state: 'fault', fault: 'unreachable' });
    const [first, second] = await Promise.all(screens.map(screen => screen.fresh()));
    expect([first!.deviceName, first!.printer.state]).toEqual(['Kiosk timur', 'fault']);
    expect([second!.deviceName, second!.printer.state]).toEqual(['Kiosk 1', 'none']);
    for (const screen of screens) screen.close();
    await configure(server.app, [], []);
  });

  test('AGENT-15: what has not the form of the contract is dropped; one that talks too much is cut off', async () => {
    const { token } = await pair('agent');
    const socket = join(token);
    let welcomes = 0;
    socket.on('welcome', () => (welcomes += 1));
    await until(() => socket.connected, 'the connection');
    const odd: unknown[] = [null, 1, 'x', [], {}, { recordId: 7 }, { recordId: 'a b' }, { x: 1 }];
    for (const message of odd)
      for (const word of ['hello', 'job', 'health', 'scan']) {
        socket.emit(word, message);
      }
    socket.emit('hello', { recordId: 'r-1' });
    await until(() => welcomes > 0, 'the welcome');
    expect(welcomes).toBe(1);
    let why = '';
    socket.on('disconnect', reason => (why = reason));
    for (let count = 0; count < 100; count += 1) socket.emit('scan', { text: 'A001' });
    await until(() => why !== '', 'the end');
    expect(why).toBe('io server disconnect');
    const large = join(token);
    await until(() => large.connected, 'the next connection');
    large.on('disconnect', reason => (why = reason));
    large.emit('scan', { text: 'x'.repeat(10_000) });
    await until(() => why !== 'io server disconnect', 'the end of who sends too much');
    expect((await server.client().get('/healthz')).status).toBe(200);
  });
});
