import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PrinterSetupView, ProbeReport } from '../../contract/printer-setup.ts';
import { placed } from '../../server/http/printer-routes.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../hardware/virtual-printer.ts';
import { openStrangeHost, openWebServer } from '../hardware/strange-hosts.ts';
import { openTestApp, until, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** Printers as an administrator looks at them, tries them and takes them into the set-up. */

const printers = '/api/v1/admin/printers';
let server: TestApp;
let admin: TestClient;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  admin = await server.signedIn('admin');
});
afterEach(async () => {
  const { printers: rows } = await view();
  for (const { id, connection } of rows) if (connection) await remove(id);
  for (const one of opened.splice(0)) await one.close();
});
afterAll(() => server?.close());

const at = (port: number) => ({ kind: 'network', host: '127.0.0.1', port }) as const;
const view = async (): Promise<PrinterSetupView> => (await admin.get(printers)).json;
const remove = async (id: string): Promise<Answer> =>
  admin.post(`${printers}/${id}/remove`, { setupSeq: (await view()).setupSeq });

async function virtualPrinter(
  options: Parameters<typeof openVirtualPrinter>[0] = {},
): Promise<VirtualPrinter> {
  const virtual = await openVirtualPrinter(options);
  opened.push(virtual);
  return virtual;
}

async function save(port: number, more: Record<string, unknown> = {}): Promise<Answer> {
  const { setupSeq } = await view();
  return admin.post(printers, {
    setupSeq,
    id: null,
    name: 'Printer Kiosk 1 baru',
    connection: at(port),
    profileId: 'epson-tm-t82x',
    kiosks: [{ id: 'kiosk-1', place: 'first' }],
    ...more,
  });
}
const isReady = async (id: string): Promise<boolean> =>
  (await view()).printers.find(row => row.id === id)?.state === 'ready';
const readyAt = async (id: string): Promise<void> => {
  for (let tries = 0; !(await isReady(id)); tries += 1) {
    if (tries > 500) throw new Error(`${id} never became ready`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
};
const issue = async (): Promise<string> =>
  (await server.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] })).json.ticket
    .label;

describe('what is there', () => {
  test('PRINTERS-1: a supervisor sees all of it, and changes nothing', async () => {
    const supervisor = await server.signedIn('supervisor');
    const { json } = await supervisor.get(printers);
    expect(json.printers).toMatchObject([{ id: 'printer-kiosk-1', connection: null }]);
    expect(json.kiosks).toEqual([
      { id: 'kiosk-1', name: 'Kiosk 1', printerIds: ['printer-kiosk-1'] },
    ]);
    expect(json.profiles.length).toBeGreaterThanOrEqual(9);
    for (const path of ['', '/probe', '/test-page', '/suggest', '/x/remove']) {
      const { status, json: problem } = await supervisor.post(printers + path, {});
      expect([status, problem.code], path).toEqual([403, 'not-allowed']);
    }
  });
});

describe('the probe', () => {
  const probe = async (port: number): Promise<ProbeReport> => {
    const { status, json } = await admin.post(`${printers}/probe`, { connection: at(port) });
    expect(status, JSON.stringify(json)).toBe(200);
    return json;
  };

  test('PRINTERS-2: a printer says what it proves, what is wrong with it, and prints nothing', async () => {
    const virtual = await virtualPrinter();
    const heard: Buffer[] = [];
    virtual.onBytes(bytes => heard.push(bytes));
    const good = await probe(virtual.port);
    expect(good).toMatchObject({ finding: 'printer', proof: 'confirming', faults: [] });
    expect(good.profileIds).toContain('epson-tm-t82x');
    expect(good.printerId).toBeNull();
    virtual.setFault({ paperEnd: true });
    expect(await probe(virtual.port)).toMatchObject({ isOffline: true, faults: ['paper-end'] });
    virtual.setFault({ paperEnd: false, coverOpen: true });
    expect(await probe(virtual.port)).toMatchObject({ isOffline: true, faults: ['cover-open'] });
    expect(virtual.papers()).toEqual([]);
    const said = Buffer.concat(heard).toString('latin1');
    // DLE ENQ and DLE DC4 recover and clear: a technician's orders.
    for (const order of ['\u0010\u0005', '\u0010\u0014']) expect(said).not.toContain(order);
  });

  test('PRINTERS-2: a web server, a closed port and a silent host are named', async () => {
    const web = await openWebServer();
    opened.push(web);
    expect(await probe(web.port)).toMatchObject({ finding: 'web-server', profileIds: [] });
    const silent = await openStrangeHost(() => undefined);
    opened.push(silent);
    expect(await probe(silent.port)).toMatchObject({ finding: 'silent', proof: 'mute' });
    const closed = await openVirtualPrinter();
    await closed.close();
    expect(await probe(closed.port)).toMatchObject({ finding: 'refused', proof: null });
    const { json } = await admin.post(`${printers}/probe`, {
      connection: { kind: 'usb', path: '/dev/no-such-printer' },
    });
    expect(json.finding).toBe('no-device');
    const disk = { kind: 'usb', path: '/dev/fd/0' };
    expect((await admin.post(`${printers}/probe`, { connection: disk })).status).toBe(200);
  });

  test('PRINTERS-2: what can be no place is refused before anything is opened', async () => {
    for (const connection of [
      { kind: 'usb', path: '/etc/passwd' },
      { kind: 'usb', path: '/dev/../etc/passwd' },
      { kind: 'usb', path: '/dev//lp0' },
      { kind: 'cups', queue: '-o' },
      { kind: 'network', host: '-x', port: 9100 },
      { kind: 'network', host: 'printer', port: 0 },
      { kind: 'network', host: 'a b', port: 9100 },
      { kind: 'serial', path: '/dev/ttyS0', baudRate: 1 },
    ]) {
      const { status, json } = await admin.post(`${printers}/probe`, { connection });
      expect([status, json.code], JSON.stringify(connection)).toEqual([422, 'invalid-input']);
    }
  });

  test('PRINTERS-3: one look at a place at a time, four places at once', async () => {
    const silent = await Promise.all([1, 2, 3, 4].map(() => openStrangeHost(() => undefined)));
    opened.push(...silent);
    const first = silent.map(({ port }) => probe(port));
    const again = { connection: { ...at(silent[0]!.port), host: 'localhost' } };
    const twice = await admin.post(`${printers}/probe`, again);
    expect([twice.status, twice.json.code]).toEqual([409, 'probe-running']);
    const fifth = await admin.post(`${printers}/probe`, { connection: at(1) });
    expect(fifth.json.code).toBe('probe-running');
    expect((await Promise.all(first)).map(({ finding }) => finding)).toEqual(
      silent.map(() => 'silent'),
    );
    expect((await probe(silent[0]!.port)).finding).toBe('silent');
  });

  test('PRINTERS-4: a printer of the building is lent for the look; its tickets wait and come out', async () => {
    const virtual = await virtualPrinter();
    const { printer } = (await save(virtual.port)).json;
    await readyAt(printer.id);
    // What it does not know is waited for a second: time enough for a visitor to come.
    virtual.setFault({ withoutInOrderStatus: true });
    const heard: Buffer[] = [];
    virtual.onBytes(bytes => heard.push(bytes));
    const looking = admin.post(`${printers}/probe`, { connection: at(virtual.port) });
    const askInOrder = Buffer.from([0x1d, 0x72, 0x01]);
    await until(() => Buffer.concat(heard).includes(askInOrder), 'the question in order');
    const label = await issue();
    const { json } = await looking;
    expect(json).toMatchObject({ printerId: printer.id, finding: 'printer' });
    expect(virtual.papers()).toEqual([]);
    virtual.setFault({ withoutInOrderStatus: false });
    await until(() => virtual.papers().length > 0, 'the ticket');
    expect(virtual.papers().map(paper => paper.label)).toEqual([label]);
    await readyAt(printer.id);
  });

  test('PRINTERS-4: a printer at work is not disturbed', async () => {
    const virtual = await virtualPrinter({ mmPerSecond: 200 });
    const { printer } = (await save(virtual.port)).json;
    await readyAt(printer.id);
    const label = await issue();
    await until(() => virtual.bufferedBytes() > 0, 'a ticket in flight');
    const { status, json } = await admin.post(`${printers}/probe`, {
      connection: at(virtual.port),
    });
    expect([status, json.code, json.facts]).toEqual([
      409,
      'printer-busy',
      { printerId: printer.id },
    ]);
    await until(() => virtual.papers().length > 0, 'the ticket');
    expect(virtual.papers()[0]!.label).toBe(label);
  });
});

describe('the test page', () => {
  const pageAt = (port: number, key: string, proof = 'confirming'): Promise<Answer> =>
    admin.post(
      `${printers}/test-page`,
      { connection: at(port), proof },
      { 'Idempotency-Key': key },
    );

  test('PRINTERS-5: it comes out once for one key, with its code', async () => {
    const virtual = await virtualPrinter();
    const both = await Promise.all([pageAt(virtual.port, 'one'), pageAt(virtual.port, 'one')]);
    const [{ json }] = both;
    expect(both[1].json).toEqual(json);
    expect(json).toMatchObject({ outcome: 'printed', fault: null });
    expect(json.code).toMatch(/^[BCDFGHJKLMNPRTVWXZ]{4}$/);
    expect(virtual.papers()).toHaveLength(1);
    expect(virtual.papers()[0]!.text).toContain(json.code);
  });

  test('PRINTERS-5: what keeps it from printing is said, and nothing is claimed of a mute one', async () => {
    const virtual = await virtualPrinter();
    virtual.setFault({ coverOpen: true });
    expect((await pageAt(virtual.port, 'two')).json).toMatchObject({
      outcome: 'not-sent',
      fault: 'cover-open',
    });
    virtual.setFault({ coverOpen: false });
    expect((await pageAt(virtual.port, 'three', 'mute')).json).toMatchObject({
      outcome: 'unknown',
      fault: 'mute',
    });
    await until(() => virtual.papers().length === 1, 'the page');
  });

  test('PRINTERS-5: what is seen on it leads to a profile, and a wrong code to none', async () => {
    const seen = {
      code: 'BCDF',
      codeSeen: 'bcdf ',
      columns: 48,
      readsNativeQr: true,
      readsRasterQr: true,
      cut: 'partial',
      proof: 'confirming',
      model: 'TM-T82X',
    };
    const suggest = (more: object) => admin.post(`${printers}/suggest`, { ...seen, ...more });
    expect((await suggest({})).json).toEqual({ profileId: 'epson-tm-t82x' });
    const narrow = { columns: 32, cut: 'none', proof: 'mute', readsNativeQr: false };
    expect((await suggest(narrow)).json).toEqual({ profileId: 'generic-58' });
    expect((await suggest({ codeSeen: 'BCDG' })).json.code).toBe('wrong-code');
    const blind = { readsNativeQr: false, readsRasterQr: false };
    expect((await suggest(blind)).json.code).toBe('no-code-readable');
  });
});

describe('the set-up', () => {
  test('PRINTERS-6: a saved printer prints its kiosk’s next ticket, without a new start', async () => {
    const virtual = await virtualPrinter();
    const { status, json } = await save(virtual.port);
    expect(status).toBe(201);
    expect((await view()).kiosks).toMatchObject([
      { id: 'kiosk-1', printerIds: [json.printer.id, 'printer-kiosk-1'] },
    ]);
    await readyAt(json.printer.id);
    const label = await issue();
    await until(() => virtual.papers().length === 1, 'the ticket');
    expect(virtual.papers()[0]!.label).toBe(label);
    // … and a change of name and place keeps it.
    const { id } = json.printer;
    const kiosks = [{ id: 'kiosk-1', place: 'second' }];
    await save(virtual.port, { id, name: 'Cadangan', kiosks });
    const after = await view();
    expect(after.printers.find(row => row.id === id)?.name).toBe('Cadangan');
    expect(after.kiosks[0]!.printerIds).toEqual(['printer-kiosk-1', id]);
  });

  test('PRINTERS-6: places among a kiosk’s printers', () => {
    expect(placed([], 'a', 'second')).toEqual(['a']);
    expect(placed(['b', 'a', 'c'], 'a', 'first')).toEqual(['a', 'b', 'c']);
    expect(placed(['a', 'b'], 'a', 'second')).toEqual(['b', 'a']);
    expect(placed(['b', 'c', 'd'], 'a', 'first')).toEqual(['a', 'b', 'c']);
    expect(placed(['b', 'a'], 'a', 'none')).toEqual(['b']);
  });

  test('PRINTERS-7: what somebody else changed meanwhile is not overwritten, and the journal says who', async () => {
    const virtual = await virtualPrinter();
    const { setupSeq } = await view();
    const bodies = [1, 2].map(nth => ({
      setupSeq,
      id: null,
      name: `Printer ${nth}`,
      connection: at(virtual.port + nth),
      profileId: 'generic-80',
      kiosks: [],
    }));
    const answers = await Promise.all(bodies.map(body => admin.post(printers, body)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      201, 409,
    ]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.json).toMatchObject({
      code: 'setup-changed',
      facts: { setupSeq: (await view()).setupSeq },
    });
    expect((await view()).printers.filter(row => row.connection)).toHaveLength(1);
    const { entries } = (await admin.get(`/api/v1/journal?after=${setupSeq}`)).json;
    const change = entries.find((row: { type: string }) => row.type === 'building-configured');
    expect(change.staffId).toBe((await admin.get('/api/v1/session')).json.user.id);
  });

  test('PRINTERS-8: a second printer at one place, and what does not exist, are refused', async () => {
    const virtual = await virtualPrinter();
    await save(virtual.port);
    const { setupSeq } = await view();
    const cases: [string, Record<string, unknown>][] = [
      ['same-place', { connection: { ...at(virtual.port), host: 'LOCALHOST' } }],
      ['unknown-profile', { connection: at(9), profileId: 'no-such' }],
      ['unknown-kiosk', { connection: at(9), kiosks: [{ id: 'nobody', place: 'first' }] }],
      ['unknown-printer', { connection: at(9), id: 'nobody' }],
      ['unknown-printer', { connection: at(9), id: 'printer-kiosk-1' }],
      ['unknown-device', { connection: { kind: 'agent', deviceId: 'nobody' } }],
      ['invalid-input', { connection: { kind: 'cups', queue: '-' } }],
    ];
    for (const [code, more] of cases) {
      expect((await save(virtual.port, more)).json.code, code).toBe(code);
    }
    expect(await remove('nobody')).toMatchObject({ status: 404 });
    expect((await view()).setupSeq).toBe(setupSeq);
  });

  test('PRINTERS-9: a printer that is removed lets go, and its kiosk has the next one', async () => {
    const virtual = await virtualPrinter();
    const { json } = await save(virtual.port);
    await readyAt(json.printer.id);
    expect((await remove(json.printer.id)).status).toBe(200);
    expect((await view()).kiosks[0]!.printerIds).toEqual(['printer-kiosk-1']);
    await until(() => virtual.traffic() === null, 'the connection to end');
    const socket = connect(virtual.port, '127.0.0.1');
    await new Promise(resolve => socket.once('connect', resolve));
    socket.destroy();
  });
});
