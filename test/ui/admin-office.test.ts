import { afterEach, describe, expect, test } from 'vitest';
import { countOfChanges, placeAt } from '../../admin-ui/edit-place.ts';
import { groupsFor, sections, sectionWords } from '../../admin-ui/office-sections.ts';
import { numberIn } from '../../admin-ui/screens/edit-fields.tsx';
import { dayAfter } from '../../admin-ui/opening-days.ts';
import { conflictSentences } from '../../admin-ui/setup-conflicts.ts';
import { SetupDesk, undoMs } from '../../admin-ui/setup-desk.ts';
import { effectWords } from '../../admin-ui/setup-effect-texts.ts';
import { faultSentence, faultWords, isOfToday } from '../../admin-ui/setup-fault-texts.ts';
import { nameOfPath } from '../../admin-ui/setup-names.ts';
import { language } from '../../ui-kit/language.ts';
import { OfficeBench } from './office-bench.ts';

/** The frame of the office, without a screen. */

let desk: SetupDesk | null = null;
afterEach(() => {
  desk?.close();
  language.value = 'id';
});

async function open(bench = new OfficeBench()) {
  desk = new SetupDesk(bench.edges);
  desk.start();
  await bench.rest();
  return { bench, desk };
}

const a02 = 'services/service-a02';

describe('the navigation', () => {
  test('OFFICE-1: every member finds the sections that are theirs, each once, in both languages', () => {
    expect(new Set(sections.map(({ path }) => path)).size).toBe(sections.length);
    const idsFor = (role: Parameters<typeof groupsFor>[0]) =>
      groupsFor(role).flatMap(group => group.map(({ id }) => id));
    expect(idsFor('administrator')).toEqual(sections.map(({ id }) => id));
    expect(idsFor('agency-administrator')).toContain('agencies');
    expect(idsFor('agency-administrator')).not.toContain('backups');
    expect(idsFor('supervisor')).toContain('devices');
    expect(idsFor('supervisor')).not.toContain('agencies');
    expect(groupsFor('officer')).toEqual([]);
    const words = sections.map(({ id }) => sectionWords(id));
    language.value = 'en';
    for (const [at, { id }] of sections.entries()) expect(sectionWords(id)).not.toBe(words[at]);
  });
});

describe('a value in its field', () => {
  test('OFFICE-2: a changed field knows what it was; as it was before it is no change', async () => {
    const { desk: of } = await open();
    const minutes = () => placeAt<number | null>(of, `${a02}/minutes`);
    expect(minutes()).toMatchObject({ value: 10, was: 10, isChanged: false });
    minutes().change(12);
    expect(minutes()).toMatchObject({ value: 12, was: 10, isChanged: true });
    placeAt<string>(of, `${a02}/name/en`).change('Reprint');
    expect(of.row('services', 'service-a02')).toMatchObject({
      minutes: 12,
      name: { id: 'Cetak Ulang KTP-el (Rusak/Hilang)', en: 'Reprint' },
    });
    placeAt<string>(of, 'building/short').change('MPP Baru');
    expect(countOfChanges(of.edits.value)).toBe(3);
    minutes().change(10);
    expect(countOfChanges(of.edits.value)).toBe(2);
    of.reset();
    expect(of.isChanged.value).toBe(false);
    expect(placeAt(of, 'building/short').value).toBe('MPP Karang Asri');
  });

  test('OFFICE-2: a row that is new was nothing before, and counts as one change', async () => {
    const { desk: of } = await open();
    const row = { ...of.row('services', 'service-a02')!, id: 'service-new', code: 'A99' };
    of.change('services/service-new', row);
    placeAt<string>(of, 'services/service-new/code').change('A98');
    const place = placeAt<string>(of, 'services/service-new/code');
    expect(place).toMatchObject({ value: 'A98', was: undefined, isChanged: false });
    expect(countOfChanges(of.edits.value)).toBe(1);
  });

  test('OFFICE-2: inside lists a value is named by its place', async () => {
    const { desk: of } = await open();
    placeAt<string>(of, `${a02}/requirements/1/id`).change('Fotokopi KTP');
    expect(of.row('services', 'service-a02')!.requirements.map(({ id }) => id)).toEqual([
      'Surat kehilangan dari kepolisian (bila hilang) atau KTP-el rusak',
      'Fotokopi KTP',
    ]);
  });

  test('OFFICE-2: a number is read with a comma and a point; everything else is none', () => {
    expect([numberIn('12', false), numberIn(' 7,5 ', true), numberIn('7.25', true)]).toEqual([
      12, 7.5, 7.25,
    ]);
    for (const text of ['', '1e3', '-1', '1,5', 'dua', '12345678']) {
      expect(numberIn(text, false), text).toBeNull();
    }
  });
});

describe('saving', () => {
  test('OFFICE-3: what is saved can be taken back with one press for 30 seconds', async () => {
    const { bench, desk: of } = await open();
    of.merge('services', 'service-a02', { minutes: 12 });
    await bench.rest();
    expect(await of.save()).toBe(true);
    expect(bench.setup.services.find(({ id }) => id === 'service-a02')!.minutes).toBe(12);
    expect([of.isChanged.value, of.saved.value !== null]).toEqual([false, true]);
    expect(await of.undo()).toBe(true);
    expect(bench.setup.services.find(({ id }) => id === 'service-a02')!.minutes).toBe(10);
    expect(of.saved.value).toBeNull();

    of.merge('services', 'service-a02', { minutes: 15 });
    await of.save();
    bench.now += undoMs + 1;
    await of.load();
    expect(of.saved.value).toBeNull();
  });

  test('OFFICE-4: what only this day holds can be planned for tomorrow instead', async () => {
    const bench = new OfficeBench();
    const { desk: of } = await open(bench);
    bench.dayFaults = [{ path: a02, code: 'used-today', facts: { tickets: 12 } }];
    of.change(a02, null);
    await bench.rest();
    expect(of.maySave.value).toBe(false);
    const faults = of.check.value!.faults;
    expect(faults.every(isOfToday)).toBe(true);
    expect(faultSentence(faults[0]!, of)).toBe(
      'Layanan A02 Cetak Ulang KTP-el (Rusak/Hilang): 12 tiket hari ini memakainya.',
    );
    of.startFrom(dayAfter(of.seen.value!.today, 1));
    await bench.rest();
    expect(of.maySave.value).toBe(true);
    expect(await of.save()).toBe(true);
    expect([of.planned.value, of.saved.value, of.from.value]).toEqual(['2026-11-24', null, null]);
    expect(bench.asked.at(-2)!.body).toMatchObject({ from: '2026-11-24' });
  });

  test('OFFICE-4: faults and effects are sentences with names, in both languages', async () => {
    const { bench, desk: of } = await open();
    of.merge('services', 'service-a02', { code: 'A01' });
    await bench.rest();
    const [fault] = of.check.value!.faults;
    expect(faultSentence(fault!, of)).toBe(
      'Layanan A01 Cetak Ulang KTP-el (Rusak/Hilang), kode: ' +
        '“A01” sudah dipakai Layanan A01 Perekaman KTP-el Baru.',
    );
    const quota = { kind: 'quota', queueId: 'queue-a', issued: 31, quota: 40 } as const;
    expect(effectWords(quota, of)).toEqual({
      fact: 'Hari ini sudah terbit 31 dari 40 di Antrean A KTP-el dan identitas digital.',
      next: 'Kiosk berhenti setelah 9 tiket lagi.',
      isGrave: true,
    });
    const before = { fromMinutes: 45, toMinutes: 70 };
    const after = { fromMinutes: 50, toMinutes: 80 };
    const wait = { kind: 'wait', queueId: 'queue-a', before, after } as const;
    expect(effectWords(wait, of).next).toContain('dari 45–70 menjadi 50–80 menit');
    language.value = 'en';
    const one = { kind: 'waiting', queueId: 'queue-a', tickets: 1 } as const;
    expect(effectWords(one, of).fact).toBe(
      '1 person waits in Queue A e-ID card and digital identity.',
    );
    const empty = {
      path: `${a02}/name/en`,
      code: 'invalid',
      message: 'Too small: expected string to have >=1 characters',
    } as const;
    expect(faultWords(empty, of)).toBe('Not filled in yet.');
    expect(nameOfPath(of, 'counters/counter-3')).toBe('Counter 3');
    expect(nameOfPath(of, 'agencies/nobody')).toBe('nobody');
  });

  test('OFFICE-6: what somebody else changed meanwhile is shown, and only a choice goes on', async () => {
    const { bench, desk: of } = await open();
    of.merge('services', 'service-a02', { minutes: 12 });
    const theirs = { ...bench.setup.services.find(({ id }) => id === 'service-a02')!, minutes: 20 };
    bench.elsewhere({ path: a02, after: theirs });
    expect(await of.save()).toBe(false);
    await bench.rest();
    expect([of.problem.value?.code, of.maySave.value]).toEqual(['setup-changed', false]);
    expect(of.check.value!.conflicts).toMatchObject([{ path: a02, now: { minutes: 20 } }]);
    const [conflict] = of.check.value!.conflicts;
    expect(conflictSentences(conflict!, of)).toEqual([
      'Layanan A02 Cetak Ulang KTP-el (Rusak/Hilang), lama layanan diubah orang lain. ' +
        'Sekarang 20; Anda 12.',
    ]);
    expect(conflictSentences({ path: a02, now: null }, of)[0]).toContain('dihapus orang lain');
    of.settle(a02, 'mine');
    await bench.rest();
    expect(await of.save()).toBe(true);
    expect(bench.setup.services.find(({ id }) => id === 'service-a02')!.minutes).toBe(12);

    of.merge('services', 'service-a02', { minutes: 30 });
    bench.elsewhere({ path: a02, after: theirs });
    await of.load();
    of.settle(a02, 'theirs');
    expect(of.isChanged.value).toBe(false);
    expect(of.row('services', 'service-a02')!.minutes).toBe(20);
  });
});
