import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogUnusable, readCsvLog } from '../../server/estimates/csv-log.ts';
import { dayOf, minutesOf } from '../../server/estimates/local-times.ts';
import { logOfAHall } from './log-of-a-hall.ts';

const header = 'date,ticket,service,counter,enqueued,called,finished,outcome';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string): string {
  const file = join(folder, 'log.csv');
  writeFileSync(file, text);
  return file;
}

const read = async (...lines: string[]) => readCsvLog(fileOf(lines.join('\n')));

test.each([
  ['08:05', 485],
  ['8.05', 485],
  ['08:05:30', 485.5],
  ['2026-03-02T08:05:30', 485.5],
  ['2026-03-02 08:05', 485],
  ['2026-03-02T08:05:00+08:00', 485],
  ['02/03/2026 08:05', 485],
  ['2026-03-03 00:10', 1450],
  ['2026-03-04 00:10', null],
  ['2026-03-01 23:50', null],
  ['24:00', null],
  ['08:60', null],
  ['8', null],
  ['soon', null],
])('EST-7: the time %s of 2 March', (text, minutes) => {
  expect(minutesOf(text, '2026-03-02')).toBe(minutes);
});

test('EST-7: days are written with the year or the day first, and must exist', () => {
  expect(dayOf('2026-03-02')).toBe('2026-03-02');
  expect(dayOf('2/3/2026')).toBe('2026-03-02');
  for (const text of ['2026-02-30', '2026-3-2', '', '31/02/2026', 'today']) {
    expect(dayOf(text), text).toBeNull();
  }
});

describe('rows', () => {
  test('EST-7: columns in any order, separators and quotes of other programs', async () => {
    const { rows, brokenCount } = await read(
      '\uFEFFoutcome;finished;called;enqueued;counter;service;ticket;date',
      'served;08:20;08:10;08:00;"Loket 1";"KTP; baru";A1;2026-03-02',
    );
    expect(brokenCount).toBe(0);
    expect(rows).toEqual([
      {
        date: '2026-03-02',
        ticket: 'A1',
        service: 'KTP; baru',
        counter: 'Loket 1',
        enqueued: 480,
        called: 490,
        finished: 500,
        wasServed: true,
      },
    ]);
  });

  test.each(['no-show', 'No Show', 'tidak hadir', 'abandoned', 'batal', 'hangus'])(
    'EST-7: the outcome %s is no service',
    async outcome => {
      const line = `2026-03-02,A1,ktp,c1,08:00,08:10,08:13,${outcome}`;
      expect((await read(header, line)).rows[0]!.wasServed).toBe(false);
    },
  );

  test.each([
    ['2026-13-02,A1,ktp,c1,08:00,08:10,08:20,served', 'date "2026-13-02" is no day'],
    ['2026-03-02,,ktp,c1,08:00,08:10,08:20,served', 'ticket is empty'],
    ['2026-03-02,A1,,c1,08:00,08:10,08:20,served', 'service is empty'],
    ['2026-03-02,A1,ktp,c1,,08:10,08:20,served', 'enqueued is empty'],
    ['2026-03-02,A1,ktp,c1,08:61,08:10,08:20,served', 'enqueued "08:61" is no time of its day'],
    ['2026-03-02,A1,ktp,c1,08:30,08:10,08:20,served', 'called is before enqueued'],
    ['2026-03-02,A1,ktp,c1,08:00,08:10,08:05,served', 'finished is before called'],
    ['2026-03-02,A1,ktp,,08:00,,07:05,abandoned', 'finished is before enqueued'],
    ['2026-03-02,A1,ktp,,08:00,08:10,08:20,served', 'called, but at no counter'],
    ['2026-03-02,A1,ktp,c1,01:00,08:10,18:20,served', 'longer than 16 hours'],
    ['2026-03-02,A1,ktp', 'it has no counter'],
    [`2026-03-02,${'A'.repeat(201)},ktp,c1,08:00,,,`, 'ticket is longer than 200 characters'],
    ['2026-03-02,A0,ktp,c1,08:00,08:10,08:20,served', 'the same as line 2'],
  ])('EST-7: %s', async (line, why) => {
    const good = '2026-03-02,A0,ktp,c1,08:00,08:10,08:20,served';
    const { rows, broken, brokenCount } = await read(header, good, '', line, good);
    expect(rows).toHaveLength(1);
    expect(brokenCount).toBe(2);
    expect(broken[0]).toEqual({ line: 4, why });
  });

  test('EST-7: no header, nothing at all and no file are said as they are', async () => {
    const first = '2026-03-02,A0,ktp,c1,08:00,08:10,08:20,served';
    await expect(read(first)).rejects.toThrow(/must name the columns .* missing: date/);
    await expect(read('')).rejects.toThrow('The file is empty.');
    await expect(readCsvLog(join(folder, 'none.csv'))).rejects.toThrow(LogUnusable);
    await expect(readCsvLog(folder)).rejects.toThrow(LogUnusable);
  });
});

describe('npm run estimate', () => {
  const script = fileURLToPath(new URL('../../server/estimate.ts', import.meta.url));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  const clock = (minutes: number): string =>
    [minutes / 60, minutes % 60, (minutes * 60) % 60]
      .map(part => String(Math.floor(part)).padStart(2, '0'))
      .join(':');
  const log = (): string[] =>
    logOfAHall(3, 5).map(row => {
      const times = [row.enqueued, row.called!, row.finished!].map(clock).join();
      const outcome = row.wasServed ? 'served' : 'no-show';
      return [row.date, row.ticket, row.service, row.counter, times, outcome].join();
    });

  test('EST-5, EST-7: a log with a broken row is told as a table, as JSON, or refused', () => {
    const lines = log();
    const file = fileOf([header, ...lines, '2026-03-02,A1,ktp,c1,nine,,,'].join('\n'));
    const asJson = run(file, '--json');
    expect(asJson.status).toBe(0);
    const told = JSON.parse(asJson.stdout);
    expect(told).toMatchObject({ days: 3, rows: lines.length, brokenRows: 1 });
    expect(told.broken).toEqual([
      { line: lines.length + 2, why: 'enqueued "nine" is no time of its day' },
    ]);
    expect(Object.keys(told.baselines)).toEqual(['LES', 'HOL', 'rolling10', 'QL']);
    for (const row of [told.ours, ...Object.values<object>(told.baselines)]) {
      expect(row).toMatchObject({ count: told.ours.count, mae: expect.any(Number) });
    }
    const refused = run(file, '--strict');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(`line ${lines.length + 2}: enqueued "nine"`);
    expect(refused.stdout).toBe('');
  });

  test('EST-7: asked wrongly, or of nothing, it ends with words and a number', () => {
    expect(run().status).toBe(2);
    expect(run('--jsn', 'x').status).toBe(2);
    const empty = run(fileOf(`${header}\n`));
    expect(empty.status).toBe(1);
    expect(empty.stderr).toContain('no row that can be used');
  });
});
