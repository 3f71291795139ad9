import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** The slip of a service as it would be printed with what is changed and not saved yet. */

let server: TestApp;
let admin: TestClient;

beforeAll(async () => {
  server = await openTestApp({ hasPrinter: true });
  admin = await server.signedIn('admin');
});
afterAll(() => server?.close());

const serviceId = 'service-a02';
const ask = (more: Record<string, unknown> = {}) =>
  admin.post('/api/v1/admin/setup/slip', {
    edits: [],
    serviceId,
    paper: '80',
    language: 'id',
    ...more,
  });

async function drawn(more: Record<string, unknown> = {}): Promise<PNG> {
  const { status, headers, bytes, text } = await ask(more);
  expect(status, text.slice(0, 300)).toBe(200);
  expect(headers['content-type']).toBe('image/png');
  return PNG.sync.read(bytes);
}

function edit(change: Record<string, unknown>) {
  const { setup } = setupOf(server.app.building.state);
  const before = setup.services.find(({ id }) => id === serviceId)!;
  return { path: `services/${serviceId}`, before, after: { ...before, ...change } };
}

test('OFFICE-10: the paper is drawn with edits that nobody saved, and nothing is kept of them', async () => {
  const before = server.app.building.state.setupSeq;
  const asItIs = await drawn();
  const name = { id: 'Cetak Ulang KTP-el bagi Warga Luar Daerah', en: 'e-ID reprint' };
  const renamed = await drawn({ edits: [edit({ name })] });
  expect(renamed.data.equals(asItIs.data)).toBe(false);
  const requirements = Array.from({ length: 6 }, (_, at) => ({
    id: `Berkas pendukung yang disebut di sini nomor ${at}`,
    en: `${at}`,
  }));
  const longer = await drawn({ edits: [edit({ requirements })] });
  expect(longer.height).toBeGreaterThan(asItIs.height);
  expect((await drawn()).data.equals(asItIs.data)).toBe(true);
  expect((await drawn({ paper: '58' })).width).toBeLessThan(asItIs.width);
  expect(server.app.building.state.setupSeq).toBe(before);
});

test('OFFICE-10: a service that is new has a paper before it is saved', async () => {
  const { after } = edit({ id: 'service-new', code: 'A99', name: { id: 'Baru', en: 'New' } });
  const edits = [{ path: 'services/service-new', before: null, after }];
  await drawn({ edits, serviceId: 'service-new' });
});

test('OFFICE-10: what cannot be printed is refused with where it is wrong', async () => {
  const tooLong = await ask({ edits: [edit({ name: { id: 'x'.repeat(500), en: 'x' } })] });
  expect([tooLong.status, tooLong.json.code]).toEqual([422, 'setup-refused']);
  expect(tooLong.json.errors).toMatchObject([{ path: `services/${serviceId}/name/id` }]);
  for (const change of [{ queueId: 'nobody' }, { agencyId: 'nobody' }]) {
    const answer = await ask({ edits: [edit(change)] });
    expect([answer.status, answer.json.code]).toEqual([422, 'unknown-service']);
  }
  expect((await ask({ serviceId: 'nobody' })).status).toBe(422);
});
