import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { setupFileGroups } from '../../contract/setup-files.ts';
import { editsBetween, withEdits } from '../../server/domain/setup-parts.ts';
import { demoSetup, exampleSetup } from '../../server/demo/demo-setup.ts';
import { letGoOf } from '../../server/http/files/let-go.ts';
import { readSetupFile } from '../../server/http/files/read-setup.ts';
import { readServices } from '../../server/http/files/read-services.ts';
import { joinTexts, servicesSheet, splitTexts } from '../../server/http/files/services-sheet.ts';
import { setupText } from '../../server/http/files/setup-text.ts';
import { readYaml } from '../../server/http/files/yaml-nodes.ts';
import { emptySetup, someSetup, taken } from './some-setup.ts';

/** The set-up as a text and back again, without a server. */

const date = '2026-11-23';
const runs = process.env['EVERY_CASE'] ? 1_000 : 25;

describe('the file', () => {
  test('FILES-1: people read it: a heading for each part, days as words, short lines', () => {
    const file = setupText(demoSetup(), { date });
    expect(file).toMatch(/^# Pengaturan MPP Karang Asri, ditulis 2026-11-23\n/);
    expect(file).toContain('\nsetupFile: 1\nfrom: MPP Karang Asri\ndate: 2026-11-23\n');
    expect(file).toContain('- { days: [senin, rabu], opens: "08:00", closes: "12:00" }');
    expect(file).toContain(
      '\n  # A Dinas Kependudukan dan Pencatatan Sipil\n  - id: service-a01\n',
    );
    for (const part of ['rules', 'zones', 'services', 'counters', 'printers', 'ticketLayout']) {
      expect(file, part).toMatch(new RegExp(`\\n# [A-Z][^\\n]+\\n${part}:`));
    }
    const longest = Math.max(...file.split('\n').map(line => line.length));
    expect(longest).toBeLessThan(140);
    expect(file).not.toContain('planned');
    expect(file).not.toContain('logoId');
  });

  test('FILES-1: a name with breaks in it stays on its line', () => {
    const setup = demoSetup();
    setup.agencies[0]!.name.id = 'Dinas\nservices: []\u2028x';
    const file = setupText(setup, { date });
    expect(editsBetween(setup, taken(file, setup).wished)).toEqual([]);
  });

  test('FILES-2: read back into the same building it changes nothing, whatever its texts hold', () => {
    fc.assert(
      fc.property(someSetup, setup => {
        const file = setupText(setup, { date });
        const read = taken(file, setup);
        expect(read.faults).toEqual([]);
        expect(editsBetween(setup, read.wished)).toEqual([]);
        // Another reader of YAML finds the same values.
        const other = parse(file, { version: '1.2', uniqueKeys: false }) as { services: unknown[] };
        expect(other.services).toHaveLength(setup.services.length);
      }),
      { numRuns: runs },
    );
  });

  test('FILES-3: read into an empty building it makes the same set-up, in the same order', () => {
    const empty = emptySetup();
    fc.assert(
      fc.property(someSetup, setup => {
        const file = setupText(setup, { date });
        // Every computer of there is one of here, and the logo is this building's own.
        const known = letGoOf(setup, empty, new Set()).paths;
        const made = withEdits(empty, editsBetween(empty, taken(file, empty).wished));
        expect(taken(file, empty).faults).toEqual([]);
        const hoped = { ...letGoOf(setup, empty, new Set()).setup, logoId: empty.logoId };
        expect({ ...made, building: { ...made.building, demo: setup.building.demo } }).toEqual(
          hoped,
        );
        expect(known.length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs },
    );
  });

  test('FILES-3: so does JSON, which is YAML too', () => {
    const { building, zones } = demoSetup();
    const file = JSON.stringify(
      { setupFile: 1, zones, building: { hours: building.hours } },
      null,
      '\t',
    );
    const read = taken(file, emptySetup());
    expect([read.faults, read.wished.zones]).toEqual([[], zones]);
  });

  test('FILES-5: of a file only what is taken is changed, and what it does not hold never', () => {
    const now = emptySetup();
    const whole = readYaml(setupText(demoSetup(), { date }));
    const some = readSetupFile(whole, now, ['zones', 'hours']);
    const changed = editsBetween(now, some.wished).map(({ path }) => path.split('/')[0]);
    expect(new Set(changed)).toEqual(new Set(['zones', 'holidays']));
    expect(new Set(some.holds)).toEqual(new Set(setupFileGroups));
    const part = readSetupFile(readYaml('setupFile: 1\nrules: { undoSeconds: 45 }'), now, [
      ...setupFileGroups,
    ]);
    expect(part.holds).toEqual(['rules']);
    expect(editsBetween(now, part.wished)).toEqual([
      { path: 'rules/undoSeconds', before: 30, after: 45 },
    ]);
  });

  test('FILES-9: computers of another building are let go, and what needs them with them', () => {
    const setup = demoSetup();
    setup.printers = [
      {
        id: 'p1',
        name: 'Kios',
        connection: { kind: 'agent', deviceId: 'there' },
        profileId: 'generic-80',
      },
    ];
    const file = setupText(setup, { date });
    const known = letGoOf(
      taken(file, emptySetup(), ['there']).wished,
      emptySetup(),
      new Set(['there']),
    );
    expect(known.paths).toEqual([]);
    const read = readSetupFile(readYaml(file), emptySetup(), setupFileGroups);
    const { paths, setup: wished } = letGoOf(read.wished, emptySetup(), new Set());
    expect([paths, wished.printers]).toEqual([['printers/p1'], []]);
  });

  test('FILES-13: the example holds agencies, services, lines and counters, and no demo', () => {
    const parts = ['zones', 'agencies', 'queues', 'services', 'counters', 'holidays'] as const;
    const file = setupText(exampleSetup(), { date, title: 'Katalog contoh', parts });
    const empty = emptySetup();
    const read = taken(file, empty);
    expect(read.faults).toEqual([]);
    expect(read.wished.agencies).toHaveLength(20);
    expect(read.wished.services.length).toBeGreaterThan(90);
    expect(read.wished.building).toEqual({
      ...empty.building,
      holidays: read.wished.building.holidays,
    });
    expect(read.wished.agencies.every(({ hours }) => hours === null)).toBe(true);
  });
});

describe('the sheet of services', () => {
  const setup = demoSetup();
  const edits = (sheet: string) => editsBetween(setup, readServices(sheet, setup).wished);
  const head = 'code;agency;queue;name_id;minutes';

  test('FILES-10: read back it changes nothing', () => {
    const read = readServices(servicesSheet(setup).slice(1), setup);
    expect(read.faults).toEqual([]);
    expect(new Set(read.rows.map(({ is }) => is))).toEqual(new Set(['same']));
    expect(editsBetween(setup, read.wished)).toEqual([]);
  });

  test('FILES-10: texts with bars, quotes, breaks and the beginnings of formulas come back', () => {
    const cells = ['a | b', 'c \\ d', '"e"', '\\|'];
    expect(splitTexts(joinTexts(cells))).toEqual(cells);
    const strange = demoSetup();
    strange.services[0]!.name = { id: '=SUM(A1)', en: '\'=x; "y"\nz' };
    strange.services[1]!.name = { id: '-1', en: '+62' };
    const sheet = servicesSheet(strange).slice(1);
    expect(sheet).not.toMatch(/[;"\n][=+@-]/);
    expect(editsBetween(strange, readServices(sheet, strange).wished)).toEqual([]);
  });

  test.each([
    ['commas', `code,agency,queue,name_id,minutes\nA01,A,A,"Rekam, KTP",12`],
    ['tabs and a lower case', `code\tagency\tqueue\tname_id\tminutes\na01\ta\ta\tRekam, KTP\t12,0`],
    ['quotes and Windows lines', `${head}\r\n"A01";"A";"A";"Rekam, KTP";"12"\r\n\r\n`],
    ['a line that names the sign', `sep=;\r\n${head}\r\nA01;A;A;Rekam, KTP;12.0\r\n`],
    ['other columns first', 'minutes;name_id;queue;agency;code\n12;Rekam, KTP;A;A;A01\n;;;;\n'],
  ])('FILES-11: a sheet with %s', (_, sheet) => {
    const before = setup.services[0]!;
    const name = { id: 'Rekam, KTP', en: 'Rekam, KTP' };
    expect(edits(sheet)).toEqual([
      { path: 'services/service-a01', before, after: { ...before, name } },
    ]);
  });

  test('FILES-11: a new service gets its id from its code, and all that is not said as usual', () => {
    const sheet = `${head};requirements_id;offered\nZ 9/x;A;AK;Surat;5;KTP | KK;tidak\n`;
    const [edit] = edits(sheet);
    expect(edit).toMatchObject({ path: 'services/service-z-9-x', before: null });
    expect(edit!.after).toMatchObject({
      agencyId: 'agency-a',
      queueId: 'queue-ak',
      requirements: [
        { id: 'KTP', en: 'KTP' },
        { id: 'KK', en: 'KK' },
      ],
      isOffered: false,
      isBookable: true,
    });
  });

  test('FILES-12: every wrong cell is named with its line and column', () => {
    const sheet = [
      `${head};requirements_id;requirements_en;offered`,
      'A01;A;A;"dua\r\nbaris";12;;;ya',
      'A02;ZZ;A;Nama;sepuluh;;;ya',
      'A02;A;B;;999;a|b;c;mungkin',
      `ABCDEFGHI;A;A;${'x'.repeat(500)};;;;`,
    ].join('\r\n');
    const { rows, faults } = readServices(sheet, setup);
    expect(faults).toEqual([]);
    const told = rows.map(({ line, is, faults: own }) => [
      line,
      is,
      own.map(({ path, code }) => `${path} ${code}`),
    ]);
    expect(told).toEqual([
      [2, 'changed', []],
      [4, 'wrong', ['agency unknown-agency', 'minutes wrong-kind']],
      [
        5,
        'wrong',
        [
          'code duplicate',
          'queue wrong-agency',
          'requirements_en uneven',
          'offered not-one-of',
          'name_id missing',
          'minutes too-large',
        ],
      ],
      [6, 'wrong', ['minutes missing', 'code too-long', 'name_id too-long']],
    ]);
  });

  test.each([
    ['a column that is nobody’s', `${head};harga\n`, 'harga', 'unknown-column', 1],
    ['a column twice', `${head};code\n`, 'code', 'duplicate-key', 1],
    ['a missing column', 'code;agency;queue;name_id\n', 'minutes', 'missing-column', 1],
    ['more cells than columns', `${head}\nA01;A;A;x;5;y\n`, 'file', 'wrong-columns', 2],
    ['an open quote', `${head}\nA01;A;A;"x;5\n`, 'file', 'broken', 2],
  ])('FILES-12: a sheet with %s', (_, sheet, path, code, line) => {
    const [fault] = readServices(sheet, setup).faults;
    expect([fault?.path, fault?.code, fault?.line]).toEqual([path, code, line]);
  });

  test('FILES-12: more rows than a building can have are not read', () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => `X${at};A;A;x;5`);
    const { faults, rows: read } = readServices([head, ...rows].join('\n'), setup);
    expect([faults[0]?.code, faults[0]?.line, read.length]).toEqual(['too-many', 1_002, 0]);
  });
});
