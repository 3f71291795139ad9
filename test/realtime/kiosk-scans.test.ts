import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, type Socket as Line, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kioskSetupSchema, type KioskSetup, type PrinterSetup } from '../../contract/printers.ts';
import { scanSchema } from '../../contract/sockets.ts';
import type { Setup } from '../../contract/setup.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import type { BuildingState } from '../../server/domain/state.ts';
import { kiosksOfScanner } from '../../server/realtime/kiosk-scans.ts';
import { startAgent, type AgentChild } from '../hardware/agent-child.ts';
import { compilePrograms, openPseudoDevice, type Programs } from '../hardware/pseudo-device.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';

/** What a scanner at a kiosk's own computer reads, all the way to that kiosk and to no other. */

const kiosk = (id: string, more: Partial<KioskSetup> = {}): KioskSetup =>
  kioskSetupSchema.parse({ id, name: `Kiosk ${id}`, printerIds: [], ...more });

const printer = (id: string, deviceId: string | null): PrinterSetup => ({
  id,
  name: `Printer ${id}`,
  connection: deviceId
    ? { kind: 'agent', deviceId }
    : { kind: 'network', host: '127.0.0.1', port: 9100 },
  profileId: 'generic-80',
});

function kiosksOf(agentId: string, kiosks: KioskSetup[]): readonly string[] {
  const printers = [printer('p1', 'agent-1'), printer('p2', 'agent-2'), printer('p3', null)];
  const index = { setup: { kiosks, printers } as unknown as Setup };
  return kiosksOfScanner({ index } as unknown as BuildingState, agentId);
}

describe('whose scanner it is', () => {
  test('SCAN-9: the kiosk that names the agent, else the one whose printer it drives', () => {
    const driven = kiosk('k1', { printerIds: ['p3', 'p1'] });
    const other = kiosk('k2', { printerIds: ['p2'] });
    expect(kiosksOf('agent-1', [driven, other])).toEqual(['k1']);
    const named = kiosk('k3', { scannerDeviceId: 'agent-1' });
    expect(kiosksOf('agent-1', [driven, other, named])).toEqual(['k3']);
    expect(kiosksOf('agent-9', [driven, other, named])).toEqual([]);
  });

  test('SCAN-9: a kiosk with a scanner of its own hears no other', () => {
    const elsewhere = kiosk('k1', { printerIds: ['p1'], scannerDeviceId: 'agent-2' });
    expect(kiosksOf('agent-1', [elsewhere])).toEqual([]);
    expect(kiosksOf('agent-2', [elsewhere])).toEqual(['k1']);
  });
});

describe('from the line to the kiosk', () => {
  let server: TestApp;
  let supervisor: TestClient;
  let programs: Programs;
  let virtual: VirtualPrinter;
  let agent: AgentChild;
  const guns: Line[] = [];
  const gunServer = createServer(line => guns.push(line));
  const folder = mkdtempSync(join(tmpdir(), 'mpp-scans-'));
  const sockets: Socket[] = [];

  const pairingCode = async (kind: string, name: string): Promise<string> =>
    (await supervisor.post('/api/v1/devices/pairing-codes', { kind, name })).json.code;

  /** A kiosk that keeps what it is told beside its view. */
  async function openKiosk(name: string) {
    const code = await pairingCode('kiosk', name);
    const { deviceId, token } = (await server.client().post('/api/v1/devices/pair', { code })).json;
    const socket = io(`http://127.0.0.1:${server.app.port}/kiosk`, {
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { Authorization: `Bearer ${token}` },
    });
    sockets.push(socket);
    const scans: string[] = [];
    socket.on('scan', (message: unknown) => scans.push(scanSchema.parse(message).text));
    await until(() => socket.connected, `${name} to connect`);
    return { id: deviceId as string, scans };
  }

  const configure = async (change: (setup: Setup) => void): Promise<void> => {
    const setup = structuredClone(server.app.building.state.index!.setup);
    change(setup);
    const command = { type: 'configure', actor: { role: 'system' }, setup } as const;
    await server.app.building.execute({ command, answer: () => ({ status: 200, body: '' }) });
  };

  beforeAll(async () => {
    server = await openTestApp();
    supervisor = await server.signedIn('supervisor');
    programs = compilePrograms();
    virtual = await openVirtualPrinter();
    await new Promise<void>(resolve => gunServer.listen(0, '127.0.0.1', resolve));
    const { port } = gunServer.address() as AddressInfo;
    const cable = await openPseudoDevice(programs.pseudoDevice, { port });
    agent = startAgent({
      server: server.app.url,
      printer: `network:127.0.0.1:${virtual.port}`,
      folder: join(folder, 'agent'),
      pair: await pairingCode('agent', 'Agen Kiosk'),
      scanner: `serial:${cable.path}:9600`,
    });
    await agent.says(/Connected/);
    await agent.says(/Scanner: ready/);
  });

  afterAll(async () => {
    for (const socket of sockets) socket.close();
    await agent?.kill('SIGKILL');
    for (const line of guns) line.destroy();
    gunServer.close();
    await virtual?.close();
    await server?.close();
    programs?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('SCAN-9: a code on a serial line is told to the agent’s kiosk, and to no other', async () => {
    const [first, second] = [await openKiosk('Kiosk 1'), await openKiosk('Kiosk 2')];
    const { devices } = (await supervisor.get('/api/v1/devices')).json;
    const agentId = devices.find((row: { kind: string }) => row.kind === 'agent').id as string;
    await configure(setup => {
      setup.printers = [printer('p1', agentId)];
      setup.kiosks = [kiosk(first.id, { printerIds: ['p1'] }), kiosk(second.id)];
    });
    const seq = server.seq();
    guns[0]!.write('https://mpp.example/t/abc\r\n');
    await until(() => first.scans.length === 1, 'the scan at the first kiosk');
    expect(first.scans).toEqual(['https://mpp.example/t/abc']);
    await configure(setup => {
      setup.kiosks = setup.kiosks.map(row =>
        row.id === second.id ? { ...row, scannerDeviceId: agentId } : row,
      );
    });
    guns[0]!.write('BK-7Q2M4X\r\n');
    await until(() => second.scans.length === 1, 'the scan at the second kiosk');
    expect([first.scans.length, second.scans]).toEqual([1, ['BK-7Q2M4X']]);
    // What was read is in no journal: only the two set-ups are.
    const types = (await supervisor.get(`/api/v1/journal?after=${seq}`)).json.entries.map(
      (entry: { type: string }) => entry.type,
    );
    expect(new Set(types)).not.toContain('scan');
    expect(JSON.stringify(types)).not.toMatch(/BK-7Q2M4X|mpp\.example/);
  });
});
