import { afterEach, expect, test } from 'vitest';
import { AgenciesPage } from '../../admin-ui/agencies-page.ts';
import { wordsIn } from '../../admin-ui/screens/word-list-field.tsx';
import { freeCode, freeSeries } from '../../admin-ui/setup-new-rows.ts';
import type { Role } from '../../contract/values.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { OfficeBench } from './office-bench.ts';

/** Agencies and their services, without a screen. */

let page: AgenciesPage | null = null;
afterEach(() => page?.close());

type Drawn = { readonly edits: readonly unknown[]; readonly serviceId: string };

async function open(role: Role = 'administrator', agencyIds: readonly string[] = []) {
  const bench = new OfficeBench(role, agencyIds);
  const drawn: Drawn[] = [];
  let key = 0;
  const opened = new AgenciesPage({
    ...bench.edges,
    newKey: () => String((key += 1)).padStart(12, '0'),
    fetchPicture: async (_path, body) => {
      drawn.push(body as Drawn);
      return { ok: true, picture: new Blob([JSON.stringify(body)]) };
    },
    playSound: async () => true,
  });
  page = opened;
  opened.start();
  await bench.rest();
  await bench.rest();
  return { bench, drawn, page: opened };
}

const codes = (of: AgenciesPage): string[] => of.services.value.map(row => row.service.code);

test('OFFICE-8: services of one agency are found by name, code and what people call them', async () => {
  const { page: of } = await open();
  expect(codes(of)).toHaveLength(14);
  of.query.value = 'reprint card';
  expect(codes(of)).toEqual(['A02']);
  of.query.value = 'a1';
  expect(codes(of)).toEqual(['A10', 'A11', 'A12', 'A13', 'A14']);
  of.query.value = 'KTP hilang';
  expect(codes(of)).toContain('A02');
  of.chooseAgency('agency-b');
  expect(of.query.value).toBe('');
  expect(codes(of)[0]).toBe('B01');
});

test('OFFICE-8: a service moves among those of its agency, and theirs alone', async () => {
  const { bench, page: of } = await open();
  of.chooseAgency('agency-b');
  of.moveService('service-b01', -1);
  expect(of.desk.isChanged.value).toBe(false);
  of.moveService('service-b01', 1);
  expect(codes(of).slice(0, 3)).toEqual(['B02', 'B01', 'B03']);
  expect(await of.desk.save()).toBe(true);
  const kept = bench.setup.services.map(({ code }) => code);
  expect(kept.slice(12, 18)).toEqual(['A13', 'A14', 'B02', 'B01', 'B03', 'B04']);
  of.moveService('service-b01', -1);
  expect(codes(of).slice(0, 2)).toEqual(['B01', 'B02']);
});

test('OFFICE-9: a new agency begins with a service and a line of its own, and can be saved', async () => {
  const { bench, page: of } = await open();
  of.addAgency();
  of.addService();
  const [agency, service] = [of.agency.value!, of.service.value!];
  expect(agency.id).toMatch(/^agency-0{8}/);
  expect(of.services.value).toMatchObject([{ isNew: true }]);
  of.desk.merge('agencies', agency.id, { name: { id: 'Baznas', en: 'Zakat' }, short: 'Baznas' });
  of.desk.merge('services', service.id, { name: { id: 'Zakat', en: 'Zakat' } });
  expect(service.code).toBe(`${agency.code}01`);
  expect(await of.desk.save()).toBe(true);
  const queue = bench.setup.queues.at(-1)!;
  expect(queue).toMatchObject({ agencyId: agency.id, id: service.queueId });
  expect(queue.series.startsWith(agency.code)).toBe(true);
  expect(faultsOf(bench.setup)).toEqual([]);
  // A second service waits in the same line.
  of.addService();
  expect(of.service.value).toMatchObject({ queueId: queue.id, code: `${agency.code}02` });
  of.removeService(of.service.value!.id);
  expect([of.desk.isChanged.value, of.serviceId.value]).toEqual([false, null]);
});

test('OFFICE-9: codes and series are the first that nobody has', () => {
  expect(freeSeries(new Set(['A', 'B']))).toBe('C');
  expect(freeSeries(new Set(['A', 'AA', 'AB']), 'A')).toBe('AC');
  expect(freeCode(new Set(['A01', 'A03']), 'A')).toBe('A02');
});

test('OFFICE-11: what is taken out stands in the list until it is saved, and can be kept', async () => {
  const { page: of } = await open();
  of.chooseService('service-a02');
  of.removeService('service-a02');
  expect(of.service.value).toBeNull();
  expect(of.services.value.filter(row => row.isGone).map(row => row.service.code)).toEqual(['A02']);
  of.keepService('service-a02');
  expect(of.service.value?.code).toBe('A02');
  expect(of.desk.isChanged.value).toBe(false);
});

test('OFFICE-11: an agency goes with all that is its own, and no rule is broken by it', async () => {
  const { bench, page: of } = await open();
  of.chooseAgency('agency-b');
  expect(of.belongings.value).toEqual({ services: 9, queues: 2, counters: 4 });
  of.removeAgency();
  expect(of.agency.value?.id).toBe('agency-a');
  expect(await of.desk.save()).toBe(true);
  expect(bench.setup.agencies.some(({ id }) => id === 'agency-b')).toBe(false);
  expect(JSON.stringify(bench.setup)).not.toContain('agency-b');
  expect(faultsOf(bench.setup)).toEqual([]);
});

test('OFFICE-12: an agency’s own administrator sees and edits that agency alone', async () => {
  const { page: of } = await open('agency-administrator', ['agency-b']);
  expect(of.maySee.value).toBe(true);
  expect(of.agencies.value.map(({ id }) => id)).toEqual(['agency-b']);
  expect([of.mayEdit('agency-b'), of.mayEdit('agency-a'), of.mayEdit()]).toEqual([
    true,
    false,
    false,
  ]);
  of.close();
  const auditor = (await open('auditor')).page;
  expect([auditor.maySee.value, auditor.mayEdit('agency-b')]).toEqual([true, false]);
  auditor.close();
  expect((await open('officer')).page.maySee.value).toBe(false);
});

test('OFFICE-10: the paper follows what is typed, and never shows another service', async () => {
  const { bench, drawn, page: of } = await open();
  await bench.rest();
  expect(drawn.at(-1)).toMatchObject({ serviceId: 'service-a01', edits: [] });
  of.chooseService('service-a02');
  expect(of.preview.picture.value).toBeNull();
  of.desk.merge('services', 'service-a02', { minutes: 12 });
  await bench.rest();
  expect(drawn.at(-1)).toMatchObject({ serviceId: 'service-a02', edits: [{}] });
  expect(of.preview.picture.value).not.toBeNull();
  const count = drawn.length;
  await of.desk.load();
  await bench.rest();
  expect(drawn).toHaveLength(count);
});

test('OFFICE-8: other names are words with commas between them, each once', () => {
  expect(wordsIn(' e-KTP, ktp hilang,, e-KTP ,')).toEqual(['e-KTP', 'ktp hilang']);
});
