import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SetupChanges } from '../../contract/setup-edits.ts';
import type { ServicesSheetCheck, SetupFileCheck } from '../../contract/setup-files.ts';
import type { Setup } from '../../contract/setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { readYamlApart } from '../../server/http/files/yaml-thread.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** The set-up as a file and services as a sheet, out of a building and in again. */

let building: TestApp;
let admin: TestClient;

beforeAll(async () => {
  building = await openTestApp();
  admin = await building.signedIn('admin');
});
afterAll(() => building?.close());

const file = '/api/v1/admin/setup/file';
const sheet = '/api/v1/admin/setup/services';
const setup = (): Setup => setupOf(building.app.building.state).setup;
const send = (path: string, raw: string | Buffer, type: string, headers = {}): Promise<Answer> =>
  admin.call('POST', path, { raw, headers: { 'Content-Type': type, ...headers } });
const yaml = (path: string, raw: string | Buffer, headers = {}) =>
  send(path, raw, 'application/yaml', headers);
const csv = (path: string, raw: string | Buffer) => send(path, raw, 'text/csv; charset=utf-8');

async function check(raw: string | Buffer, query = ''): Promise<SetupFileCheck> {
  const answer = await yaml(`${file}/check${query}`, raw);
  expect(answer.status, answer.text).toBe(200);
  return answer.json as SetupFileCheck;
}
const exported = async (): Promise<string> => (await admin.get(file)).text;
const told = ({ faults }: Pick<SetupFileCheck, 'faults'>) =>
  faults.map(({ line, path, code }) => [line, path, code]);

describe('a file of the set-up', () => {
  test('FILES-1: it comes as a file of a name that says what it is, with no secret in it', async () => {
    const made = await admin.post('/api/v1/admin/partner-keys', {
      partnerName: 'Portal Rahasia',
      scopes: ['catalogue'],
    });
    const plan = { path: 'rules/undoSeconds', before: 30, after: 99 };
    const body = { edits: [plan], from: '2026-12-01' };
    const planned = await admin.post('/api/v1/admin/setup/edits', body);
    const answer = await admin.get(file);
    expect(answer.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(
      'attachment; filename="pengaturan-mpp-karang-asri-2026-11-23.yaml"',
    );
    for (const secret of [made.json.secret, 'Rahasia', 'petugas-1', 'Ratna', 'undoSeconds: 99']) {
      expect(answer.text).not.toContain(secret);
    }
    const { planId } = planned.json;
    await admin.post(`/api/v1/admin/setup/plans/${planId}/remove`, {});
  });

  test('FILES-2: brought back at once it changes nothing', async () => {
    const seq = building.seq();
    const found = await check(await exported(), '?take=identity,services,hours,devices');
    expect([found.faults, found.edits, found.letGo]).toEqual([[], [], []]);
    expect([found.from, found.date]).toEqual(['MPP Karang Asri', '2026-11-23']);
    expect(found.groups).toHaveLength(11);
    expect(building.seq()).toBe(seq);
  });

  test('FILES-4: three errors in three places are all named, and nothing is changed', async () => {
    const seq = building.seq();
    const good = await exported();
    const wrong = good
      .replace('    minutes: 12\n', '    minutes: dua belas\n')
      .replace('zoneId: zone-cokelat', 'zoneId: zone-ungu')
      .replace('  recallsMax: 3', '  recallsMax: 3\n  warna: biru');
    const lineOf = (words: string) => wrong.slice(0, wrong.indexOf(words)).split('\n').length;
    const found = await check(wrong);
    expect(told(found)).toEqual([
      [lineOf('warna: biru'), 'rules/warna', 'unknown-key'],
      [lineOf('zoneId: zone-ungu'), 'agencies/agency-f/zoneId', 'unknown-reference'],
      [lineOf('minutes: dua belas'), 'services/service-a01/minutes', 'wrong-kind'],
    ]);
    expect(found.edits).toEqual([]);
    const refused = await yaml(file, wrong);
    expect([refused.status, refused.json.code]).toEqual([422, 'setup-refused']);
    expect(refused.json.errors.map((row: { facts: { line: number } }) => row.facts.line)).toEqual(
      found.faults.map(({ line }) => line),
    );
    expect(building.seq()).toBe(seq);
  });

  test.each([
    ['a key twice', 'setupFile: 1\nzones: []\nzones: []\n', [3, 'zones', 'duplicate-key']],
    [
      'a row twice',
      'setupFile: 1\nsigns: []\nzones:\n  - {id: a}\n  - {id: a}\n',
      [5, 'zones/a', 'duplicate'],
    ],
    ['an unknown part', 'setupFile: 1\npasswords: []\n', [2, 'passwords', 'unknown-key']],
    ['an anchor used again', 'setupFile: 1\nzones: &z []\nsigns: *z\n', [3, 'signs', 'alias']],
    ['two documents', 'setupFile: 1\n---\nsetupFile: 1\n', [2, 'file', 'broken']],
    ['a bracket that stays open', 'setupFile: 1\nzones: [\n', [2, 'file', 'broken']],
    ['a list where there is none', 'setupFile: 1\nrules: []\n', [2, 'rules', 'wrong-kind']],
    [
      'a day that is none',
      'setupFile: 1\nbuilding:\n  hours:\n    periods:\n      - {days: [ahad], opens: "08:00", closes: "12:00"}\n    lastTicketMinutes: 5\n',
      [5, 'building/hours/periods/0/days/0', 'wrong-kind'],
    ],
    [
      'hours that end before they begin',
      'setupFile: 1\nbuilding:\n  hours:\n    periods:\n      - {days: [senin], opens: "12:00", closes: "08:00"}\n    lastTicketMinutes: 5\n',
      [5, 'building/hours/periods/0', 'hours-reversed'],
    ],
    ['a newer form', 'setupFile: 2\nnew: 1\n', [1, 'setupFile', 'newer-version']],
    [
      'a key of the prototype',
      'setupFile: 1\n__proto__: {a: 1}\n',
      [2, '__proto__', 'unknown-key'],
    ],
    ['nothing of ours', 'hello: world\n', [null, 'file', 'not-a-setup']],
    ['a list alone', '- 1\n', [null, 'file', 'not-a-setup']],
    ['nothing at all', ' \n', [null, 'file', 'empty']],
    [
      'a name of 500 letters',
      `setupFile: 1\nbuilding:\n  short: ${'x'.repeat(500)}\n`,
      [3, 'building/short', 'too-long'],
    ],
  ])('FILES-4: %s is named with its line', async (_, raw, first) => {
    const found = await check(raw, '?take=identity,hours,zones,devices,rules');
    expect(told(found)).toContainEqual(first);
    expect(found.edits).toEqual([]);
  });

  test('FILES-4: beside a bad row, what refers to it is not held against it', async () => {
    const raw = (await exported()).replace('id: zone-merah\n', 'id: zone-merah\n    tall: 1\n');
    expect(told(await check(raw)).map(([, path]) => path)).toEqual(['zones/zone-merah/tall']);
  });

  test.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-text'],
    ['bytes of another encoding', Buffer.from('setupFile: 1 # caf\xe9', 'latin1'), 'not-text'],
    ['zeros', Buffer.alloc(500), 'not-text'],
    ['brackets without end', Buffer.from('['.repeat(40_000)), 'too-deep'],
    [
      'lists that grow by aliases',
      Buffer.from('a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n'),
      'alias',
    ],
  ])('FILES-8: %s is no set-up, and the building goes on', async (_, raw, code) => {
    const answer = check(raw);
    const other = await building.client().get('/healthz');
    expect(other.status).toBe(200);
    expect((await answer).faults[0]?.code).toBe(code);
  });

  test('FILES-8: a text in UTF-16, as some programs keep it, is read', async () => {
    const raw = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('setupFile: 1\n', 'utf16le'),
    ]);
    expect((await check(raw)).faults).toEqual([]);
  });

  test('FILES-8: what is too large, of another kind or from nobody is not even read', async () => {
    const large = await yaml(`${file}/check`, Buffer.alloc(2_100_000, 0x20));
    expect([large.status, large.json.code]).toEqual([413, 'body-too-large']);
    const other = await send(`${file}/check`, 'setupFile: 1', 'image/png');
    expect(other.status).toBe(415);
    const officer = await building.signedIn('petugas-1');
    expect((await officer.get(file)).status).toBe(403);
    const supervisor = await building.signedIn('supervisor');
    expect((await supervisor.get(file)).status).toBe(200);
    const options = { raw: 'setupFile: 1', headers: { 'Content-Type': 'application/yaml' } };
    expect((await supervisor.call('POST', file, options)).status).toBe(403);
    const odd = await yaml(`${file}/check?take=everything`, 'setupFile: 1');
    expect([odd.status, odd.json.errors[0].path]).toEqual([422, 'query.take.0']);
  });

  test('FILES-6: what was seen is made, once, told in the audit, and taken back', async () => {
    const before = await exported();
    const raw = before.replace('longWaitMinutes: 60', 'longWaitMinutes: 45');
    const seen = await check(raw);
    expect(seen.edits).toEqual([{ path: 'rules/longWaitMinutes', before: 60, after: 45 }]);
    const headers = { 'Idempotency-Key': 'press-1' };
    const asked = () => yaml(`${file}?preview=${seen.preview}`, raw, headers);
    const [first, again] = [await asked(), await asked()];
    expect([first.status, first.json.changed, again.text]).toEqual([200, 1, first.text]);
    expect(setup().rules.longWaitMinutes).toBe(45);
    const changes = (await admin.get('/api/v1/admin/setup/changes')).json as SetupChanges;
    expect(changes.changes[0]).toMatchObject({ edits: seen.edits, canUndo: true });
    const { seq } = changes.changes[0]!;
    await admin.post(`/api/v1/admin/setup/changes/${seq}/undo`, {});
    expect(await exported()).toBe(before);
  });

  test('FILES-6: what somebody else changed meanwhile is left alone', async () => {
    const raw = (await exported()).replace('longWaitMinutes: 60', 'longWaitMinutes: 45');
    const { preview } = await check(raw);
    const other = { path: 'rules/undoSeconds', before: 30, after: 60 };
    await admin.post('/api/v1/admin/setup/edits', { edits: [other] });
    const refused = await yaml(`${file}?preview=${preview}`, raw);
    expect([refused.status, refused.json.code]).toEqual([409, 'setup-changed']);
    expect(setup().rules).toMatchObject({ undoSeconds: 60, longWaitMinutes: 60 });
    const back = { path: 'rules/undoSeconds', before: 60, after: 30 };
    await admin.post('/api/v1/admin/setup/edits', { edits: [back] });
  });

  test('FILES-7: a working day keeps what it uses; it may go from a later day', async () => {
    await building.client().post('/api/v1/tickets', { serviceIds: ['service-a01'] });
    const whole = await exported();
    const from = whole.indexOf('  - id: service-a01\n');
    const raw = whole.slice(0, from) + whole.slice(whole.indexOf('  - id: service-a02\n'));
    const found = await check(raw);
    expect(told(found)).toEqual([[null, 'services/service-a01', 'used-today']]);
    const later = await yaml(`${file}?from=2026-11-25`, raw);
    expect([later.status, later.json.planId]).toEqual([200, expect.any(String)]);
    expect(setup().planned).toHaveLength(1);
    await admin.post(`/api/v1/admin/setup/plans/${later.json.planId}/remove`, {});
  });

  test('FILES-7: what it would do to the day is told before', async () => {
    const raw = (await exported()).replace('    quotaPerDay: null', '    quotaPerDay: 1');
    const { effects } = await check(raw);
    expect(effects).toContainEqual({ kind: 'quota', queueId: 'queue-a', issued: 1, quota: 1 });
  });

  test('FILES-3, FILES-5: another building becomes the same, and keeps its own name', async () => {
    const other = await openTestApp();
    try {
      const boss = await other.signedIn('admin');
      const theirs = (await boss.get(file)).text;
      const few = theirs
        .replace('  short: MPP Karang Asri', '  short: MPP Lain')
        .replace(/\n {2}- id: service-b09\n[^]*?(?=\n {2}- id: |\n\n)/, '')
        .replace('longWaitMinutes: 60', 'longWaitMinutes: 30');
      const headers = { 'Content-Type': 'application/yaml' };
      const made = await boss.call('POST', `${file}?take=identity,rules,services`, {
        raw: few,
        headers,
      });
      expect([made.status, made.json.changed]).toEqual([200, 3]);
      const copied = await boss.call('POST', file, { raw: await exported(), headers });
      expect([copied.status, copied.json.changed]).toBeTruthy();
      const now = setupOf(other.app.building.state).setup;
      expect(now.building.short).toBe('MPP Lain');
      expect({ ...now, building: setup().building }).toEqual(setup());
    } finally {
      await other.close();
    }
  });

  test('FILES-8: no more files wait to be read than a few', async () => {
    const reads = await Promise.all(
      Array.from({ length: 5 }, () => readYamlApart('setupFile: 1\n')),
    );
    expect(reads.map(read => read?.value ?? null)).toEqual([
      ...Array.from({ length: 3 }, () => ({ setupFile: 1 })),
      null,
      null,
    ]);
  });

  test('FILES-13: the example may be looked at and brought', async () => {
    const example = await admin.get('/api/v1/admin/setup/example');
    expect(example.headers['content-disposition']).toContain('katalog-contoh.yaml');
    const found = await check(example.text);
    expect(found.groups.map(({ group }) => group)).toEqual([
      'zones',
      'services',
      'counters',
      'hours',
    ]);
    expect(found.faults).toEqual([]);
    expect(found.edits.map(({ path }) => path)).toEqual(['agencies/agency-f']);
  });
});

describe('a sheet of services', () => {
  const checked = async (raw: string | Buffer): Promise<ServicesSheetCheck> => {
    const answer = await csv(`${sheet}/check`, raw);
    expect(answer.status, answer.text).toBe(200);
    return answer.json as ServicesSheetCheck;
  };

  test('FILES-10: it comes as table programs open it, and changes nothing when it comes back', async () => {
    const answer = await admin.get(sheet);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.bytes.subarray(0, 7).toString('utf8')).toBe('\uFEFFcode');
    const found = await checked(answer.bytes);
    expect([found.faults, found.edits]).toEqual([[], []]);
    expect(found.rows).toHaveLength(setup().services.length);
  });

  test('FILES-12: one wrong row keeps all of them out; a good sheet makes all of them', async () => {
    const seq = building.seq();
    const head = 'code;agency;queue;name_id;minutes;offered\r\n';
    const good = `${head}A01;A;A;Perekaman KTP;13;ya\r\nA99;A;AK;Surat pindah;7;tidak\r\n`;
    const wrong = `${good}A98;A;AK;;7;ya\r\n`;
    const found = await checked(wrong);
    expect(found.rows.map(({ is }) => is)).toEqual(['changed', 'new', 'wrong']);
    expect(found.edits).toEqual([]);
    const refused = await csv(sheet, wrong);
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      [{ path: 'name_id', message: 'missing', code: 'missing', facts: { line: 4 } }],
    ]);
    expect(building.seq()).toBe(seq);
    const seen = await checked(good);
    const before = setup().services.length;
    const made = await csv(`${sheet}?preview=${seen.preview}`, good);
    expect([made.status, made.json.changed]).toEqual([200, 2]);
    expect(setup().services).toHaveLength(before + 1);
    expect(setup().services.at(-1)).toMatchObject({ id: 'service-a99', isOffered: false });
    const stale = await csv(`${sheet}?preview=${seen.preview}`, good);
    expect(stale.json.code).toBe('setup-changed');
  });

  test('FILES-12: a picture and a sheet that is too large are none', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);
    expect((await checked(png)).faults[0]?.code).toBe('not-text');
    const large = await csv(`${sheet}/check`, Buffer.alloc(500_001, 0x20));
    expect([large.status, large.json.code]).toEqual([413, 'body-too-large']);
  });
});
