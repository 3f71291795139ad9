import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { PartnerClient } from '../../examples/booking-portal/partner-client.ts';

test('PORTAL-12: who is told to wait waits a little, and tells the citizen where it is long', async () => {
  const waits = ['1', '60'];
  const building = createServer((_request, response) => {
    const wait = waits.shift();
    const status = wait === undefined ? 200 : 429;
    response.writeHead(status, {
      'content-type': status === 200 ? 'application/json' : 'application/problem+json',
      ...(wait === undefined ? {} : { 'retry-after': wait }),
    });
    response.end(JSON.stringify({ code: 'too-many-requests', status }));
  });
  await new Promise<void>(resolve => building.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(building.address() as AddressInfo).port}`;
  const client = new PartnerClient(
    url,
    () => 'key',
    () => {},
  );
  const begun = performance.now();
  const refused = await client.ask('/x');
  expect(performance.now() - begun).toBeGreaterThan(990);
  expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'too-many-requests' } });
  expect((await client.ask('/x')).kind).toBe('done');
  client.close();
  building.closeAllConnections();
  await new Promise(resolve => building.close(resolve));
});
