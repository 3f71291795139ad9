import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRestartingApp, type App } from '../../server/app.ts';
import type { Running } from '../../server/app/restarting.ts';
import { openLog } from '../../server/log.ts';
import { checkBackup } from '../../server/store/backup-copy.ts';
import { HandClock, newDataDir, until } from './open-test-app.ts';
import { openTestClient, type TestClient } from './test-client.ts';

/** Backups over HTTP, on a server that begins again within its process. */

const dataDir = newDataDir();
const clock = new HandClock();
let running: Running<App>;
let short = '';
const broken: unknown[] = [];

const signedIn = async (username: string): Promise<TestClient> => {
  const client = openTestClient(running.app);
  const body = { username, password: `demo-${username}` };
  expect((await client.post('/api/v1/session', body)).status).toBe(200);
  return client;
};

beforeAll(async () => {
  running = await openRestartingApp(
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
    { clock, log: openLog('silent') },
    error => broken.push(error),
  );
  short = (await openTestClient(running.app).get('/api/v1/building')).json.short;
});
afterAll(async () => {
  await running.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(broken).toEqual([]);
});

const issue = async (serviceId = 'service-a01'): Promise<string> => {
  const kiosk = openTestClient(running.app);
  const { json } = await kiosk.post('/api/v1/tickets', { serviceIds: [serviceId] });
  kiosk.close();
  return json.ticket.label;
};
const make = async (admin: TestClient): Promise<string> => {
  clock.advance(60);
  const { status, json } = await admin.post('/api/v1/admin/backups', {});
  expect([status, json.last?.fault]).toEqual([200, null]);
  return json.backups[0].id;
};
const restore = (admin: TestClient, id: string, body: unknown = { confirm: short }) =>
  admin.post(`/api/v1/admin/backups/${id}/restore`, body);
const notes = () => running.app.building.state.seq;

describe('backups', () => {
  test('KEEP-2: one is made when it is asked for, listed, noted, and can be taken away', async () => {
    const admin = await signedIn('admin');
    expect((await admin.get('/api/v1/admin/backups')).json).toMatchObject({
      backups: [],
      last: null,
      nextAt: null,
      secondPlace: null,
      canRestore: true,
    });
    await issue();
    const seq = notes();
    const id = await make(admin);
    const { json } = await admin.get('/api/v1/admin/backups');
    expect(json.backups).toEqual([
      expect.objectContaining({ id, kind: 'made', journalSeq: seq, isChecked: true }),
    ]);
    const { entries } = (await admin.get(`/api/v1/journal?after=${seq}`)).json;
    expect(entries[0]).toMatchObject({
      type: 'backup-noted',
      staffId: expect.any(String),
      data: { what: 'made', backupId: id, journalSeq: seq, second: null },
    });
    const audit = (await admin.get('/api/v1/admin/audit?kind=backups')).json.entries;
    expect(audit[0]).toMatchObject({ about: { type: 'backup-noted', what: 'made' } });
    const file = await admin.get(`/api/v1/admin/backups/${id}/file`);
    expect(file.headers['content-disposition']).toBe(`attachment; filename="${id}.sqlite"`);
    const taken = join(dataDir, 'taken.sqlite');
    writeFileSync(taken, file.bytes);
    expect(checkBackup(taken).journalSeq).toBe(seq);
    rmSync(taken);
  });

  test('KEEP-6: a second place gets each one, and one that is gone is told and never filled', async () => {
    const admin = await signedIn('admin');
    const place = newDataDir();
    const choose = (folder: string) => admin.post('/api/v1/admin/backups/second-place', { folder });
    for (const [folder, reason] of [
      ['media/usb', 'no-folder'],
      [join(place, 'nowhere'), 'no-folder'],
      [join(dataDir, 'backups'), 'inside'],
      [dataDir, 'inside'],
    ] as const) {
      const { status, json } = await choose(folder);
      expect([status, json.code, json.facts], folder).toEqual([422, 'folder-refused', { reason }]);
    }
    mkdirSync(join(dataDir, 'media'), { recursive: true });
    writeFileSync(join(dataDir, 'media', 'sambutan.png'), 'a picture');
    expect((await choose(place)).json.secondPlace).toMatchObject({ folder: place, last: null });
    const id = await make(admin);
    const [own] = readdirSync(place);
    expect(readdirSync(join(place, own!)).sort()).toEqual([`${id}.sqlite`, 'media']);
    expect(existsSync(join(place, own!, 'media', 'sambutan.png'))).toBe(true);
    rmSync(place, { recursive: true });
    mkdirSync(place);
    await make(admin);
    const { json } = await admin.get('/api/v1/admin/backups');
    expect(json.last.fault).toBeNull();
    expect(json.secondPlace.last.fault).toBe('place-missing');
    expect(readdirSync(place)).toEqual([]);
    const gone = await admin.post('/api/v1/admin/backups/second-place/remove');
    expect(gone.json.secondPlace).toBeNull();
    rmSync(place, { recursive: true });
  });

  test('KEEP-5: one that failed is said once in the journal, and the next good one ends it', async () => {
    const admin = await signedIn('admin');
    const folder = join(dataDir, 'backups');
    // Whoever runs as root may write everywhere: a file in the place of the folder stops them, too.
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    chmodSync(folder, 0o400);
    const seq = notes();
    for (let count = 0; count < 3; count += 1) {
      clock.advance(600);
      const { json } = await admin.post('/api/v1/admin/backups', {});
      expect(json.last.fault).toBe('not-writable');
    }
    const { entries } = (await admin.get(`/api/v1/journal?after=${seq}`)).json;
    expect(entries.map((row: { data: unknown }) => row.data)).toEqual([
      { what: 'failed', fault: 'not-writable' },
    ]);
    rmSync(folder);
    await make(admin);
    expect((await admin.get('/api/v1/admin/backups')).json.last.fault).toBeNull();
  });
});

describe('restoring', () => {
  test('KEEP-10: without the building’s name, or of what is no backup, nothing happens', async () => {
    const admin = await signedIn('admin');
    const id = await make(admin);
    const seq = notes();
    const wrong = await restore(admin, id, { confirm: 'Gedung lain' });
    expect([wrong.status, wrong.json.errors[0].path]).toEqual([422, 'confirm']);
    expect((await restore(admin, 'backup-nowhere')).json.code).toBe('unknown-backup');
    const bad = join(dataDir, 'backups', 'rusak.sqlite');
    writeFileSync(bad, 'no database');
    const refused = await restore(admin, 'rusak');
    expect([refused.json.code, refused.json.facts]).toEqual([
      'backup-refused',
      { reason: 'damaged' },
    ]);
    const { json } = await admin.get('/api/v1/admin/backups');
    const brought = json.backups.find((row: { id: string }) => row.id === 'rusak');
    expect(brought).toMatchObject({ kind: 'brought', journalSeq: null, isChecked: false });
    expect(notes()).toBe(seq);
    rmSync(bad);
  });

  test('KEEP-7, KEEP-9, KEEP-13: the building is as it was, and no number comes a second time', async () => {
    const admin = await signedIn('admin');
    const before = await issue();
    const id = await make(admin);
    const seqOfBackup = notes() - 1;
    const lost = [await issue(), await issue(), await issue('service-b01')];
    const { json: loss } = await admin.get(`/api/v1/admin/backups/${id}`);
    expect(loss).toMatchObject({ isOtherBuilding: false, tickets: 3, bookings: 0 });
    const epoch = await epochNow();
    const { port } = running.app;
    const old = running.app;
    expect((await restore(admin, id)).json.isRestoring).toBe(true);
    await until(() => running.app !== old, 'the server to begin again');
    expect(running.app.port).toBe(port);
    expect(await epochNow()).not.toBe(epoch);
    const stranger = await admin.get('/api/v1/admin/backups');
    expect(stranger.json.code).toBe('not-signed-in');
    const again = await signedIn('admin');
    const { entries } = (await again.get(`/api/v1/journal?after=${seqOfBackup}`)).json;
    expect(entries[0]).toMatchObject({ type: 'backup-noted', data: { what: 'restored' } });
    const numberOf = (label: string): number => Number(label.slice(1));
    const next = await issue();
    expect(numberOf(next)).toBe(numberOf(lost[1]!) + 51);
    expect(await issue('service-b01')).toBe('B052');
    expect([before, ...lost]).not.toContain(next);
    const { backups } = (await again.get('/api/v1/admin/backups')).json;
    const safety = backups.find((row: { kind: string }) => row.kind === 'before-restore');
    expect(safety.journalSeq).toBe(seqOfBackup + 4);
    // And back again: what was replaced is a backup like any other.
    const second = running.app;
    expect((await restore(again, safety.id)).status).toBe(200);
    await until(() => running.app !== second, 'the server to begin again');
    expect(numberOf(await issue())).toBe(numberOf(next) + 51);
  });

  test('KEEP-10: a file of another building needs a word more', async () => {
    const admin = await signedIn('admin');
    const id = await make(admin);
    const other = join(dataDir, 'backups', 'gedung-lain.sqlite');
    copyFileSync(join(dataDir, 'backups', `${id}.sqlite`), other);
    const { openDatabase: _, openFile } = await import('../../server/store/database.ts');
    const database = openFile(other);
    database.prepare(`UPDATE building SET building_id = 'mpp-other'`).run();
    database.close();
    expect((await admin.get('/api/v1/admin/backups/gedung-lain')).json.isOtherBuilding).toBe(true);
    expect((await restore(admin, 'gedung-lain')).json.code).toBe('other-building');
    const old = running.app;
    const said = await restore(admin, 'gedung-lain', { confirm: short, otherBuilding: true });
    expect(said.status).toBe(200);
    await until(() => running.app !== old, 'the server to begin again');
    const { json } = await openTestClient(running.app).get('/healthz');
    expect(json.buildingId).toBe('mpp-other');
  });
});

/** As every screen is told it when it connects. */
async function epochNow(): Promise<string> {
  const { openPlainly, databasePath } = await import('../../server/store/database.ts');
  const database = openPlainly(databasePath(dataDir));
  try {
    return String(database.prepare('SELECT epoch FROM building').pluck().get());
  } finally {
    database.close();
  }
}
