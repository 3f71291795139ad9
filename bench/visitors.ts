import { randomUUID } from 'node:crypto';
import { demoSetup } from '../server/demo/demo-setup.ts';
import { planDay } from '../server/demo/simulation-plan.ts';
import type { HttpConnection } from './http-connection.ts';
import { nowMs } from './figures.ts';
import type { Work } from './load.ts';

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the visitors of one large day ask for, in the order in which they come. */
export function visitorBodies(): string[] {
  const setup = demoSetup();
  const hours = new Map(setup.agencies.map(agency => [agency.id, agency.hours]));
  const services = new Map(setup.services.map(service => [service.id, service]));
  // Only agencies that are open whenever this runs: a refusal would be cheaper than a ticket.
  const isAlwaysOpen = (id: string): boolean => !hours.get(services.get(id)?.agencyId ?? '');
  return planDay(setup, seeded(7), { visits: 4_000 })
    .arrivals.filter(arrival => arrival.serviceIds.every(isAlwaysOpen))
    .map(({ serviceIds, need, language }) =>
      JSON.stringify({ serviceIds, class: need ? 'vulnerable' : 'walk-in', need, language }),
    );
}

const keyHeader = (): string => `Idempotency-Key: ${randomUUID()}\r\n`;

/** Posts with a key of its own, as every screen does; gives the answer's body. */
export async function postOnce(
  connection: HttpConnection,
  path: string,
  body = '{}',
  headers = '',
): Promise<string> {
  const answer = await connection.post(path, body, keyHeader() + headers);
  if (answer.status >= 300) {
    throw new Error(`${path} was answered ${answer.status}: ${answer.body}`);
  }
  return answer.body;
}

/** Visitors at kiosks, taken from the planned day again and again. */
export function takingTickets(path: string): Work {
  const bodies = visitorBodies();
  let turn = 0;
  return async connection => {
    const body = bodies[turn % bodies.length]!;
    turn += 1;
    const begunMs = nowMs();
    await postOnce(connection, path, body);
    return nowMs() - begunMs;
  };
}
