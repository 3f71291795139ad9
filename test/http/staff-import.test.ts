import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StaffImportCheck } from '../../contract/staff-office.ts';
import { readStaffTable } from '../../server/http/staff-table.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { Answer, TestClient } from './test-client.ts';

/** People read in from a spreadsheet's table. */

let server: TestApp;
let admin: TestClient;

beforeAll(async () => {
  server = await openTestApp();
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const send = (way: string, raw: string | Buffer, client = admin): Promise<Answer> =>
  client.call('POST', `/api/v1/staff/import${way}`, {
    raw,
    headers: { 'Content-Type': 'text/csv' },
  });
const check = async (raw: string | Buffer, client = admin): Promise<StaffImportCheck> => {
  const answer = await send('/check', raw, client);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
};
const told = ({ faults }: StaffImportCheck): string[] =>
  faults.map(({ line, column, code, value }) => [line, column, code, value].join(' '));
const kinds = ({ rows }: StaffImportCheck): string[] =>
  rows.map(({ line, username, kind, changes }) => [line, username, kind, ...changes].join(' '));
const seqAfter = async (work: () => Promise<unknown>): Promise<number> => {
  const before = server.seq();
  await work();
  return server.seq() - before;
};

const head = 'username,name,role,counters,services,agencies\n';

describe('a table', () => {
  const rows = (raw: string | Buffer) => readStaffTable(Buffer.from(raw)).rows;

  test.each([
    ['commas', 'username,name,role\na1b,"Rai, Ni Luh",officer\n'],
    ['semicolons', 'username;name;role\na1b;Rai, Ni Luh;officer\r\n'],
    ['tabs', 'username\tname\trole\na1b\tRai, Ni Luh\tofficer'],
    ['a byte order mark', '\uFEFFusername;name;role\na1b;"Rai, Ni Luh";officer\n'],
    ['a line that names the sign', 'sep=;\r\nusername;name;role\r\na1b;Rai, Ni Luh;officer\r\n'],
    ['Indonesian headings', 'Nama Pengguna;Nama;Peran\na1b;Rai, Ni Luh;officer\n'],
    ['columns that are empty', 'username;name;role;;\na1b;Rai, Ni Luh;officer;;\n;;;;\n'],
  ])('STAFF-11: is read with %s', (_, raw) => {
    expect(rows(raw).map(row => row.values)).toEqual([
      { username: 'a1b', name: 'Rai, Ni Luh', role: 'officer' },
    ]);
  });

  test('STAFF-11: is read as UTF-16 and as older spreadsheets write it', () => {
    const text = 'username;name;role\na1b;Renée;officer\n';
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(rows(utf16)[0]?.values.name).toBe('Renée');
    expect(rows(Buffer.from(text, 'latin1'))[0]?.values.name).toBe('Renée');
  });

  test.each([
    ['', 'null null empty'],
    [head, 'null null empty'],
    ['username,name\na1b,Rai\n', '1 role column-missing'],
    ['username,name,role,shoe\na1b,Rai,officer,42\n', '1 shoe column-unknown'],
    ['username,name,role,nama\na1b,Rai,officer,Rai\n', '1 name column-twice'],
    ['username,name,role\na1b,"Rai,officer\n', '2 null not-a-table'],
    [`${head}${'a1b,Rai,officer\n'.repeat(1_001)}`, 'null null too-many-rows'],
  ])('STAFF-11: what is no table of people is said: %#', (raw, fault) => {
    const { faults } = readStaffTable(Buffer.from(raw));
    expect(faults.map(({ line, column, code }) => `${line} ${column} ${code}`)).toContain(fault);
  });
});

describe('an import', () => {
  test('STAFF-12: is looked over first, row by row, and changes nothing', async () => {
    const table =
      `${head}ni.luh,Ni Luh Ayu,petugas,1 2,A01 a02,\npetugas-1,Nama Baru,officer,1,,\n` +
      'petugas-2,Andi Rahmat Pawelloi,officer,2,semua,\nadmin-b,Bagus,admin instansi,,,A B\n';
    const changed = await seqAfter(async () => {
      const checked = await check(table);
      expect(told(checked)).toEqual([]);
      expect(kinds(checked)).toEqual([
        '2 ni.luh new',
        '3 petugas-1 changed name',
        '4 petugas-2 same',
        '5 admin-b new',
      ]);
    });
    expect(changed).toBe(0);
    const { json } = await send('', table);
    expect(json).toMatchObject({ changed: 1, same: 1 });
    expect(json.made.map(({ username, name }: Record<string, string>) => [username, name])).toEqual(
      [
        ['ni.luh', 'Ni Luh Ayu'],
        ['admin-b', 'Bagus'],
      ],
    );
    const { staff } = (await admin.get('/api/v1/staff')).json;
    const row = staff.find(({ username }: { username: string }) => username === 'ni.luh');
    expect(row).toMatchObject({
      role: 'officer',
      counterIds: ['counter-1', 'counter-2'],
      serviceIds: ['service-a01', 'service-a02'],
      mustChange: true,
    });
    const body = { username: 'ni.luh', password: json.made[0].password };
    expect((await server.client().post('/api/v1/session', body)).status).toBe(200);
    expect(kinds(await check(table)).every(line => line.includes('same'))).toBe(true);
  });

  test('STAFF-13: three mistakes in three places are all named, and nothing is done', async () => {
    const table =
      `${head}baik,Baik,officer,3,,\nX y,Salah,officer,3,,\nsalah.dua,Salah,kepala,900,,\n` +
      'salah.tiga,,officer,3,Z99,\nbaik,Lagi,officer,3,,\nsalah.empat,S,admin instansi,,,\n';
    const changed = await seqAfter(async () => {
      expect(told(await check(table))).toEqual([
        '3 username username-invalid x y',
        '4 role unknown-role kepala',
        '4 counters unknown-counter 900',
        '5 name name-invalid ',
        '5 services unknown-service Z99',
        '6 username username-twice baik',
        '7 agencies agency-required ',
      ]);
      const { status, json } = await send('', table);
      expect([status, json.code, json.facts]).toEqual([422, 'staff-refused', { faults: 7 }]);
      expect(json.errors[2]).toMatchObject({ path: '4.counters', code: 'unknown-counter' });
    });
    expect(changed).toBe(0);
  });

  test('STAFF-13: the last administrator, an open counter and who has ended stand in the way', async () => {
    const officer = await server.signedIn('petugas-9');
    await officer.post('/api/v1/counters/counter-9/open');
    await admin.post('/api/v1/staff/staff-petugas-10/end');
    const table = `${head}admin,Ratna,supervisor,,,\npetugas-9,Dia,officer,8,,\npetugas-10,Dia,officer,10,,\n`;
    expect(told(await check(table))).toEqual([
      '2 role last-administrator ',
      '3 counters counter-open 9',
      '4 username account-ended ',
    ]);
  });

  test('STAFF-12: a column that is left out leaves what is', async () => {
    const table = 'username;name;role\npetugas-5;Asep Baru;officer\n';
    expect(kinds(await check(table))).toEqual(['2 petugas-5 changed name']);
    await send('', table);
    const { staff } = (await admin.get('/api/v1/staff')).json;
    const row = staff.find(({ username }: { username: string }) => username === 'petugas-5');
    expect(row).toMatchObject({ name: 'Asep Baru', counterIds: ['counter-5'] });
  });

  test('STAFF-10: an agency’s administrator imports officers of their own counters', async () => {
    const dukcapil = await server.signedIn('admin-dukcapil');
    const table = `${head}baru.a,Baru,officer,1,,\nbaru.b,Baru,supervisor,,,\nadmin,R,officer,1,,\n`;
    expect(told(await check(table, dukcapil))).toEqual([
      '3 username not-allowed ',
      '4 username not-allowed ',
    ]);
  });

  test('STAFF-12: what is too large or of another kind is refused', async () => {
    const large = await send('/check', Buffer.alloc(1_000_001, 'a'));
    expect([large.status, large.json.code]).toEqual([413, 'body-too-large']);
    const other = await admin.call('POST', '/api/v1/staff/import', { body: { text: head } });
    expect(other.status).toBe(415);
  });
});
