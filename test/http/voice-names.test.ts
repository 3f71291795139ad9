import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SpokenName, SpokenNamesView } from '../../contract/voice-names.ts';
import { until } from './open-test-app.ts';
import { voice, VoiceBench } from './voice-bench.ts';

/** Names of agencies and services, as they are written and as they are said. */

const bench = new VoiceBench();
const path = `${voice}/names`;

beforeAll(() => bench.start());
afterAll(() => bench.close());

const viewNow = async (): Promise<SpokenNamesView> => (await bench.admin.get(path)).json;
const rowOf = async (id: string) => (await viewNow()).names.find(row => row.id === id);
const save = async (names: readonly SpokenName[], setupSeq?: number) =>
  bench.admin.post(path, { setupSeq: setupSeq ?? (await viewNow()).setupSeq, names });
const heard = (words: string): boolean => bench.engine.heard().some(line => line.includes(words));

const agency: SpokenName = {
  kind: 'agency',
  id: 'agency-a',
  speakAs: { id: 'Dukcapil', en: 'The civil registry' },
};
const service: SpokenName = {
  kind: 'service',
  id: 'service-a01',
  speakAs: { id: 'ka te pe elektronik', en: 'Electronic identity card' },
};

test('STUDIO-16: every agency stands before its services, as it is written and as it is said', async () => {
  const { names, isSaid } = await viewNow();
  expect(isSaid).toBe('number');
  expect(names.filter(({ kind }) => kind === 'agency')).toHaveLength(20);
  expect(names.every(({ speakAs }) => speakAs === null)).toBe(true);
  let last = '';
  for (const { kind, id, agencyId } of names) {
    if (kind === 'agency') last = id;
    expect(agencyId).toBe(last);
  }
});

test('STUDIO-16: only the names that are sent change, in one entry of the journal', async () => {
  const before = bench.server.seq();
  expect((await save([agency, service])).status).toBe(200);
  expect(bench.server.seq()).toBe(before + 1);
  const { entries } = (await bench.admin.get(`/api/v1/journal?after=${before}`)).json;
  const staffId = (await bench.admin.get('/api/v1/session')).json.user.id;
  expect(entries).toMatchObject([{ type: 'building-configured', staffId }]);
  expect((await rowOf('agency-a'))?.speakAs).toEqual(agency.speakAs);
  expect((await rowOf('service-a01'))?.speakAs).toEqual(service.speakAs);
  const others = (await viewNow()).names.filter(({ speakAs }) => speakAs !== null);
  expect(others).toHaveLength(2);
  expect((await save([{ ...agency, speakAs: null }])).status).toBe(200);
  expect((await rowOf('agency-a'))?.speakAs).toBeNull();
  expect((await rowOf('service-a01'))?.speakAs).toEqual(service.speakAs);
});

test('STUDIO-16: a name that is nobody’s, stands twice or cannot be said changes nothing', async () => {
  const before = bench.server.seq();
  const refused = async (names: readonly unknown[], where: string): Promise<void> => {
    const answer = await save(names as SpokenName[]);
    expect([answer.status, answer.json.code]).toEqual([422, 'invalid-input']);
    expect(answer.json.errors[0].path).toContain(where);
  };
  await refused([service, { ...agency, id: 'agency-nowhere' }], 'names.1');
  await refused([{ ...agency, kind: 'service' }], 'names.0');
  await refused([agency, agency], 'names.1');
  await refused([{ ...agency, speakAs: { id: 'Dukcapil\u0000', en: 'x' } }], 'names.0.speakAs.id');
  await refused([{ ...agency, speakAs: { id: '', en: 'x' } }], 'names.0.speakAs.id');
  await refused([{ ...agency, speakAs: { id: 'a'.repeat(201), en: 'x' } }], 'names.0.speakAs.id');
  await refused([], 'names');
  const { setupSeq } = await viewNow();
  expect((await save([agency], setupSeq - 1)).json.code).toBe('setup-changed');
  expect(bench.server.seq()).toBe(before);
});

test('STUDIO-17: a name is heard within a call before it is saved, and saves nothing', async () => {
  const { choices } = await bench.view();
  const named = { ...choices, says: 'agency' } as const;
  const other = { ...agency, speakAs: { id: 'Catatan sipil kota', en: 'Town registry' } };
  expect(heard('Catatan sipil kota')).toBe(false);
  const said = await bench.sampleCall({ choices: named, names: [other] });
  expect([said.status, said.json.isNamed]).toEqual([200, true]);
  expect(heard('Catatan sipil kota')).toBe(true);
  expect((await rowOf('agency-a'))?.speakAs).toBeNull();
  const nobody = [{ ...other, id: 'agency-nowhere' }];
  const refused = await bench.sampleCall({ choices: named, names: nobody });
  expect([refused.status, refused.json.errors[0].path]).toEqual([422, 'names.0.id']);
});

test('STUDIO-17: a saved name is what the next call says', async () => {
  const { choices, setupSeq } = await bench.view();
  const said = { ...agency, speakAs: { id: 'Kantor catatan sipil', en: 'The registry' } };
  expect((await save([said])).status).toBe(200);
  const now = await viewNow();
  expect(now.setupSeq).toBeGreaterThan(setupSeq);
  const body = { setupSeq: now.setupSeq, choices: { ...choices, says: 'agency' } };
  expect((await bench.admin.post(voice, body)).status).toBe(200);
  await until(() => heard('Kantor catatan sipil'), 'the name to be rendered');
  expect((await viewNow()).isSaid).toBe('agency');
  expect((await bench.sampleCall({ choices: body.choices })).json.isNamed).toBe(true);
});

test('STUDIO-12: a supervisor reads the names and changes none', async () => {
  const supervisor = await bench.server.signedIn('supervisor');
  const { setupSeq } = await viewNow();
  expect((await supervisor.get(path)).status).toBe(200);
  expect((await supervisor.post(path, { setupSeq, names: [agency] })).status).toBe(403);
});
