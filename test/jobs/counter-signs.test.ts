import { afterAll, beforeAll, test } from 'vitest';
import { openVirtualSign, type VirtualSign } from '../../hardware/signs/virtual-sign.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';

/** The small sign above a counter, from the set-up to what stands on it. */

let server: TestApp;
let sign: VirtualSign;
let officer: TestClient;

beforeAll(async () => {
  sign = await openVirtualSign({ speaks: { kind: 'ascii', end: '\r' } });
  server = await openTestApp();
  officer = await server.signedIn('petugas-1');
  const { building } = server.app;
  const setup = {
    ...building.state.index!.setup,
    signs: [
      {
        counterId: 'counter-1',
        wire: { kind: 'network' as const, host: '127.0.0.1', port: sign.port },
        protocol: {
          kind: 'ascii' as const,
          template: '{label}\\r',
          address: 1,
          texts: { free: 'KOSONG', paused: 'JEDA', closed: 'TUTUP' },
        },
      },
    ],
  };
  await building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup },
    answer: () => ({ status: 200, body: '' }),
  });
});
afterAll(async () => {
  await server?.close();
  await sign?.close();
});

const stands = (): string | undefined => sign.shown().at(-1)?.text.trim();

test('SIGN-8: a sign shows what stands at its counter, from closed to called and back', async () => {
  await until(() => stands() === 'TUTUP', 'the closed counter', 5_000);
  await officer.post('/api/v1/counters/counter-1/open');
  await until(() => stands() === 'KOSONG', 'the free counter', 5_000);
  const kiosk = server.client();
  const { ticket } = (await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] })).json;
  await officer.post('/api/v1/counters/counter-1/call-next');
  await until(() => stands() === ticket.label, 'the call', 5_000);
  await officer.post('/api/v1/counters/counter-1/undo');
  await until(() => stands() === 'KOSONG', 'the call taken back', 5_000);
  await officer.post('/api/v1/counters/counter-1/pause');
  await until(() => stands() === 'JEDA', 'the pause', 5_000);
});
