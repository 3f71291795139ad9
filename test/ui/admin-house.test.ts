import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { BuildingLogo } from '../../admin-ui/building-logo.ts';
import { readHolidays } from '../../admin-ui/holiday-import.ts';
import { finishingUsual, ruleGroups } from '../../admin-ui/rule-fields.ts';
import { RunningLines, sentenceTrouble } from '../../admin-ui/running-lines.ts';
import { SetupDesk } from '../../admin-ui/setup-desk.ts';
import { freeLook, hasTwin, liftZone, usersOf, zonesOf } from '../../admin-ui/zone-rows.ts';
import { runningTextSchema } from '../../contract/displays.ts';
import { rulesSchema } from '../../contract/setup.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { language } from '../../ui-kit/language.ts';
import { dayOff } from '../domain/memory-building.ts';
import { houseEdges, settled } from './house-desk.ts';

beforeEach(() => {
  vi.useFakeTimers();
  language.value = 'id';
});
afterEach(() => vi.useRealTimers());

async function openDesk() {
  const { edges, setup } = houseEdges();
  const desk = new SetupDesk(edges);
  desk.start();
  await settled();
  return { desk, setup };
}

describe('a list of holidays', () => {
  test('OFFICE-26: lines of a table, with or without heading, kind and English name', () => {
    const text = [
      'tanggal;nama;jenis;english',
      '1 Januari 2027;Tahun Baru 2027 Masehi;libur nasional;New Year’s Day',
      '"24-12-2027";"Cuti bersama; Natal"',
      '',
      '25/12/2027;Kelahiran Yesus Kristus;;Christmas Day',
    ].join('\r\n');
    const { rows, faults } = readHolidays(text, [
      { ...dayOff('2027-12-25'), exceptAgencyIds: ['a'] },
    ]);
    expect(faults).toEqual([]);
    expect(rows.map(({ holiday, state }) => [state, holiday])).toEqual([
      [
        'new',
        {
          ...dayOff('2027-01-01'),
          name: { id: 'Tahun Baru 2027 Masehi', en: 'New Year’s Day' },
        },
      ],
      [
        'new',
        {
          ...dayOff('2027-12-24'),
          name: { id: 'Cuti bersama; Natal', en: 'Cuti bersama; Natal' },
          kind: 'collective-leave',
        },
      ],
      [
        'changed',
        {
          ...dayOff('2027-12-25'),
          name: { id: 'Kelahiran Yesus Kristus', en: 'Christmas Day' },
          exceptAgencyIds: ['a'],
        },
      ],
    ]);
  });

  test('OFFICE-26: a calendar, with folded lines, several days and signs that are escaped', () => {
    const text = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20270310',
      'DTEND;VALUE=DATE:20270312',
      'SUMMARY:Hari Raya Idulfitri\\, 1448 Hij',
      ' riah',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'DTSTART:20270309T000000Z',
      'SUMMARY:Cuti Bersama Idulfitri',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const { rows, faults } = readHolidays(text, [dayOff('2027-03-11')]);
    expect(faults).toEqual([]);
    expect(rows.map(({ holiday, state }) => [holiday.date, holiday.kind, state])).toEqual([
      ['2027-03-09', 'collective-leave', 'new'],
      ['2027-03-10', 'holiday', 'new'],
      ['2027-03-11', 'holiday', 'changed'],
    ]);
    expect(rows[1]!.holiday.name.id).toBe('Hari Raya Idulfitri, 1448 Hijriah');
  });

  test('OFFICE-26: every line that cannot be read is named with its reason, the others are read', () => {
    const text = [
      '2027-01-01,Tahun Baru',
      '31-02-2027,Tidak ada',
      '2027-02-05,',
      `2027-03-08,${'x'.repeat(201)}`,
      '2027-01-01,Sekali lagi',
    ].join('\n');
    const { rows, faults } = readHolidays(text, []);
    expect(rows.map(({ holiday }) => holiday.date)).toEqual(['2027-01-01']);
    expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
      [2, 'no-date'],
      [3, 'no-name'],
      [4, 'long-name'],
      [5, 'twice'],
    ]);
    const long =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nDTEND:20271231\nSUMMARY:x\nEND:VEVENT';
    expect(readHolidays(long, []).faults).toMatchObject([{ line: 2, fault: 'long-time' }]);
    const days = Array.from(
      { length: 402 },
      (_, at) => `${new Date(Date.UTC(2027, 0, 1 + at)).toISOString().slice(0, 10)};Hari ${at}`,
    );
    const many = readHolidays(days.join('\n'), []);
    expect([many.rows.length, many.faults.map(({ fault }) => fault)]).toEqual([
      400,
      ['too-many', 'too-many'],
    ]);
  });
});

describe('the rules of the building', () => {
  const fields = ruleGroups.flatMap(group => group.fields);

  test('OFFICE-28: each is on the page once, but the limit that has a page of its own', () => {
    const keys = [...fields.map(({ key }) => key), 'nextFinishes', 'noShowLimit'];
    expect(keys.toSorted()).toEqual(Object.keys(rulesSchema.shape).toSorted());
  });

  test('OFFICE-28: limits and defaults are those that the building keeps', () => {
    const schema = z.toJSONSchema(rulesSchema, { io: 'input' });
    const usual = rulesSchema.parse(demoSetup().rules);
    for (const { key, min, max, usual: shown } of fields) {
      const kept = schema.properties![key] as { minimum: number; maximum: number };
      expect([key, min, max]).toEqual([key, kept.minimum, kept.maximum]);
      const { default: byDefault = usual[key] } = kept as { default?: number };
      expect([key, shown]).toEqual([key, byDefault]);
    }
    expect(finishingUsual).toBe(rulesSchema.shape.nextFinishes.parse(undefined));
  });
});

describe('the running text', () => {
  test('OFFICE-29: lines are added, written, moved and taken out; the preview goes along', async () => {
    const { desk, setup } = await openDesk();
    const running = new RunningLines(desk);
    running.add();
    const last = setup.building.sentences.length;
    expect(running.shown.value.at).toBe(last);
    running.write(last, { id: 'Siapkan KTP dan kartu keluarga asli Anda 🙏', en: 'Papers ready' });
    expect(running.pieces.value).toEqual(['Siapkan KTP dan kartu', 'keluarga asli Anda 🙏']);
    running.turn(1);
    expect(running.shown.value).toEqual({ at: last, piece: 1 });
    running.turn(1);
    expect(running.shown.value).toEqual({ at: 0, piece: 0 });
    running.turn(-1);
    expect(running.shown.value).toEqual({ at: last, piece: 1 });
    running.lift(last);
    expect(running.lines[last - 1]!.en).toBe('Papers ready');
    running.remove(last - 1);
    expect([desk.isChanged.value, running.lines]).toEqual([false, setup.building.sentences]);
    desk.close();
  });

  test.each([
    [{ id: 'Mohon tenang', en: 'Quiet please' }, null],
    [{ id: 'مرحبا بكم', en: '😀' }, null],
    [{ id: 'a'.repeat(300), en: 'b' }, null],
    [{ id: 'a'.repeat(301), en: 'b' }, 'too-long'],
    [{ id: 'Mohon tenang', en: '  ' }, 'missing'],
  ])('OFFICE-29: a sentence is told apart as the building takes it %#', (line, trouble) => {
    expect(sentenceTrouble(line)).toBe(trouble);
    expect(runningTextSchema.safeParse(line).success).toBe(trouble === null);
  });
});

describe('the zones', () => {
  test('OFFICE-30: a new one gets a look that no other has; they are moved, and moved back', async () => {
    const { desk, setup } = await openDesk();
    const [first, second] = setup.zones;
    const look = freeLook(zonesOf(desk));
    const zone = { ...first!, id: 'zone-new', ...look };
    expect(hasTwin(setup.zones, zone)).toBe(false);
    expect(hasTwin(setup.zones, { ...zone, colour: first!.colour, cloth: first!.cloth })).toBe(
      true,
    );
    desk.change('zones/zone-new', zone);
    expect(zonesOf(desk).at(-1)).toEqual(zone);
    desk.reset();
    liftZone(desk, 1);
    expect(zonesOf(desk).map(({ id }) => id)).toEqual([
      second!.id,
      first!.id,
      ...setup.zones.slice(2).map(({ id }) => id),
    ]);
    liftZone(desk, 1);
    expect(desk.isChanged.value).toBe(false);
    expect(usersOf(desk, first!.id)).toEqual({ agencies: 5, counters: 18 });
    expect(usersOf(desk, 'zone-new')).toEqual({ agencies: 0, counters: 0 });
    desk.close();
  });
});

describe('the logo', () => {
  async function openLogo() {
    const { desk } = await openDesk();
    const sent: number[] = [];
    const answers: unknown[] = [];
    const logo = new BuildingLogo(desk, {
      uploadLogo: async file => {
        sent.push(file.size);
        return answers.shift() as never;
      },
      fetchPicture: async () => ({ ok: true, picture: new Blob(['dots']) }),
    });
    logo.start();
    return { desk, logo, sent, answers };
  }

  test('OFFICE-31: twenty megabytes are refused before they are sent; nothing is changed', async () => {
    const { desk, logo, sent } = await openLogo();
    await logo.bring(new Blob([new Uint8Array(20 * 1_048_576)]));
    expect([logo.refused.value, sent, desk.isChanged.value]).toEqual(['too-many-bytes', [], false]);
    logo.close();
    desk.close();
  });

  test('OFFICE-31: one that is taken is seen as it is printed, and saved with the rest', async () => {
    const { desk, logo, answers } = await openLogo();
    const refused = { code: 'picture-refused', status: 422, facts: { reason: 'not-a-png' } };
    answers.push({ ok: false, problem: refused }, { ok: true, body: { logo: { id: 'p1' } } });
    await logo.bring(new Blob(['x']));
    expect([logo.refused.value, desk.isChanged.value]).toEqual(['not-a-png', false]);
    await logo.bring(new Blob(['y']));
    await settled();
    expect([logo.refused.value, desk.value('logoId')]).toEqual([null, 'p1']);
    expect(await logo.picture.value?.text()).toBe('dots');
    logo.takeOut();
    expect([desk.isChanged.value, logo.picture.value]).toEqual([false, null]);
    logo.close();
    desk.close();
  });
});
