import * as fc from 'fast-check';
import { setupFileGroups } from '../../contract/setup-files.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { letGoOf } from '../../server/http/files/let-go.ts';
import { readSetupFile, type SetupFile } from '../../server/http/files/read-setup.ts';
import { readYaml } from '../../server/http/files/yaml-nodes.ts';

/** Set-ups of every shape, with texts that a careless writer of files would break. */

const nasty = fc.constantFrom(
  'Loket: "A", \'B\'',
  '- bukan daftar',
  '# bukan komentar',
  'ya',
  'null',
  '12',
  '08:00',
  '2026-11-23',
  '{a: [b]}',
  '&a *b !c |d >e %f @g `h',
  'baris\nkedua\ttab',
  'spasi di akhir ',
  '\u2028\u0085\u007F\uFEFF',
  '0x1F',
  '~',
  'Ñandú 🎫 表',
  '---',
  'a: b',
  'a #b',
  '\\u0041',
);
const word = fc.oneof(nasty, fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }));
const text = fc.record({ id: word, en: word });
const id = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,12}$/);
const hour = fc.constantFrom('00:00', '07:30', '08:00');
const end = fc.constantFrom('12:00', '15:59', '24:00');
const period = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
  opens: hour,
  closes: end,
});
const hours = fc.record({
  periods: fc.array(period, { minLength: 1, maxLength: 3 }),
  lastTicketMinutes: fc.integer({ min: 0, max: 600 }),
});
const [zone, agency] = ['zone', 'agency'];

const service = fc.record({
  id,
  code: word.map(code => code.slice(0, 8)),
  agencyId: fc.constant(agency),
  queueId: fc.constant('queue'),
  name: text,
  minutes: fc.double({ min: 1, max: 240, noNaN: true }),
  requirements: fc.array(text, { maxLength: 3 }),
  synonyms: fc.array(word, { maxLength: 3 }),
  asks: fc.subarray(['name', 'nik', 'phone'] as const),
  isBookable: fc.boolean(),
  isOffered: fc.boolean(),
  speakAs: fc.option(text),
});
const counter = fc.record({
  id,
  code: fc.constant('1'),
  number: fc.integer({ min: 1, max: 199 }),
  name: text,
  agencyId: fc.constant(agency),
  zoneId: fc.constant(zone),
  queueIds: fc.constant(['queue']),
  preferences: fc.constantFrom([], [{ queueId: 'queue', when: { kind: 'long', minutes: 3 } }]),
});
const holiday = fc.record({
  date: fc.constantFrom('2026-01-01', '2026-03-19', '2026-12-25'),
  name: text,
  kind: fc.constantFrom('holiday', 'collective-leave'),
});
const display = fc.record({ id, name: fc.constant('Layar: 1'), deviceId: fc.option(id) });
const kiosk = fc.record(
  { id, name: word, printerIds: fc.constant([]), scannerDeviceId: id },
  { requiredKeys: ['id', 'name', 'printerIds'] },
);
const connection = fc.oneof(
  fc.record({ kind: fc.constant('network'), host: fc.constantFrom('10.0.0.7', 'fe80::1') }),
  fc.record({ kind: fc.constant('usb'), path: fc.constant('/dev/usb/lp0') }),
  fc.record({ kind: fc.constant('agent'), deviceId: id }),
);
const printer = fc.record({ id, name: word, connection, profileId: fc.constant('generic-80') });

const list = <Row extends object>(row: fc.Arbitrary<Row>, key: (of: Row) => unknown) =>
  fc.uniqueArray(row, { selector: key, maxLength: 4 });
const byId = ({ id: own }: { id: string }) => own;

/** With all that the schema gives by itself. */
export const someSetup: fc.Arbitrary<Setup> = fc
  .record({
    hours,
    seasonHours: hours,
    name: text,
    contact: word,
    services: list(service, byId),
    counters: list(counter, byId),
    holidays: list(holiday, row => row.date),
    displays: list(display, byId),
    kiosks: list(kiosk, byId),
    printers: list(printer, byId),
    sentences: fc.array(fc.constant({ id: 'Keluhan? Ke meja: 1', en: 'Ask' }), { maxLength: 2 }),
  })
  .map(({ hours: own, seasonHours, name, contact, holidays, sentences, ...rows }) => {
    const { building, queues, agencies, zones, ...rest } = demoSetup();
    const season = { id: 'ramadan', name, from: '2026-02-18', until: '2026-03-19' };
    return setupSchema.parse({
      ...rest,
      ...rows,
      zones: [{ ...zones[0]!, id: zone, word: name }],
      agencies: [{ ...agencies[0]!, id: agency, zoneId: zone, name, hours: own }],
      queues: [{ ...queues[0]!, id: 'queue', agencyId: agency, name }],
      building: {
        ...building,
        hours: own,
        contact,
        holidays,
        sentences,
        seasons: [{ ...season, hours: seasonHours }],
      },
    });
  });

/** A file read whole, as the building that is `now` would take it. */
export function taken(file: string, now: Setup, paired: readonly string[] = []): SetupFile {
  const read = readSetupFile(readYaml(file), now, setupFileGroups);
  return { ...read, wished: letGoOf(read.wished, now, new Set(paired)).setup };
}

/** As it is after the first start: no agencies, no lines, no counters. */
export function emptySetup(): Setup {
  const { building, ...rest } = demoSetup();
  const none = { zones: [], agencies: [], queues: [], services: [], counters: [] };
  const name = { line1: 'Mal Pelayanan Publik', line2: 'Kota Baru' };
  const empty = { ...building, name, short: 'MPP Kota Baru', demo: false };
  return { ...rest, ...none, building: { ...empty, holidays: [], sentences: [], contact: '' } };
}
