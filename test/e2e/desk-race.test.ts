import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { openTestApp, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';

/** Every officer of the building presses next at once, over connections of their own. */

interface Officer {
  readonly counterId: string;
  readonly client: TestClient;
}

const setup = demoSetup();
let hall: TestApp;
let officers: Officer[];

beforeAll(async () => {
  hall = await openTestApp();
  officers = await Promise.all(
    setup.counters.map(async ({ id, number }) => ({
      counterId: id,
      client: await hall.signedIn(`petugas-${number}`),
    })),
  );
  for (const { counterId, client } of officers) {
    expect((await client.post(`/api/v1/counters/${counterId}/open`, {})).status).toBe(200);
  }
});

afterAll(() => hall.close());

async function issue(...serviceIds: string[]): Promise<string> {
  const answer = await hall.client().post('/api/v1/tickets', { serviceIds });
  expect(answer.status).toBe(201);
  return answer.json.ticket.id as string;
}

interface Pressed extends Officer {
  readonly ticketId: string | null;
}

/** What every press gave, where each officer presses `times` at once. */
async function allPressNext(times = 1): Promise<Pressed[]> {
  const presses = officers.flatMap(officer => Array.from({ length: times }, () => officer));
  return Promise.all(
    presses.map(async officer => {
      const { client, counterId } = officer;
      const answer = await client.post(`/api/v1/counters/${counterId}/call-next`, {});
      if (answer.status === 409) {
        expect(answer.json.code).toBe('counter-occupied');
        return { ...officer, ticketId: null };
      }
      expect(answer.status).toBe(200);
      return { ...officer, ticketId: (answer.json.ticket?.id as string | undefined) ?? null };
    }),
  );
}

/** Whoever was called is served and leaves; all at once too. */
async function allFinish(pressed: readonly Pressed[]): Promise<void> {
  await Promise.all(
    pressed.map(async ({ client, ticketId }) => {
      if (ticketId === null) return;
      expect((await client.post(`/api/v1/tickets/${ticketId}/start`, {})).status).toBe(200);
      expect((await client.post(`/api/v1/tickets/${ticketId}/finish`, {})).status).toBe(200);
    }),
  );
}

const calledIn = (pressed: readonly Pressed[]): string[] =>
  pressed.flatMap(({ ticketId }) => ticketId ?? []);

/** Legs done, by service: what the building says happened. */
const servedLegs = (): string[] =>
  [...hall.app.building.state.legs.values()]
    .filter(leg => leg.state === 'done')
    .map(leg => `${leg.visitId} ${leg.serviceId}`);

test('DESK-50, CALL-5: 41 officers press next at once; each gets another visitor or nobody', async () => {
  expect(officers.length).toBe(41);
  // Everyone wants three things in three agencies: whoever is at one counter is nowhere else.
  const visitIds: string[] = [];
  for (let visit = 0; visit < 24; visit += 1) {
    visitIds.push(await issue('service-a01', 'service-b01', 'service-d01'));
  }
  const wanted = 24 * 3;
  let rounds = 0;
  while (servedLegs().length < wanted) {
    const pressed = await allPressNext();
    const called = calledIn(pressed);
    expect(called.length).toBeGreaterThan(0);
    expect(new Set(called).size).toBe(called.length);
    const counters = pressed.filter(({ ticketId }) => ticketId).map(({ counterId }) => counterId);
    expect(new Set(counters).size).toBe(counters.length);
    await allFinish(pressed);
    rounds += 1;
    expect(rounds).toBeLessThan(60);
  }
  const served = servedLegs();
  expect(new Set(served).size).toBe(wanted);
  expect(new Set(served.map(row => row.split(' ')[0])).size).toBe(visitIds.length);
  expect(calledIn(await allPressNext())).toEqual([]);
});

test('DESK-50: with one line for the whole building 20 of 41 officers get somebody', async () => {
  const everywhere = structuredClone(setup);
  for (const counter of everywhere.counters) counter.queueIds = ['queue-b'];
  const { building } = hall.app;
  await building.execute({
    command: { type: 'configure', actor: { role: 'system' }, setup: everywhere },
    answer: ({ refusal }) => ({ status: refusal ? 409 : 200, body: '' }),
  });
  const visitIds: string[] = [];
  for (let visit = 0; visit < 20; visit += 1) visitIds.push(await issue('service-b01'));
  // Each of them is impatient as well: three presses at once from the same desk.
  const called = calledIn(await allPressNext(3));
  expect(called.toSorted()).toEqual(visitIds.toSorted());
  const atCounters = [...building.state.counters.values()].flatMap(({ leg }) => leg?.visitId ?? []);
  expect(atCounters.toSorted()).toEqual(visitIds.toSorted());
  const journal = await hall.signedIn('supervisor');
  const calls = new Map<string, number>();
  for (let after = 0; ;) {
    const { json } = await journal.get(`/api/v1/journal?after=${after}&limit=1000`);
    for (const { type, visitId } of json.entries as { type: string; visitId?: string }[]) {
      if (type === 'leg-called') calls.set(visitId!, (calls.get(visitId!) ?? 0) + 1);
    }
    if (json.entries.length === 0) break;
    after = json.nextAfter as number;
  }
  expect(visitIds.map(visitId => calls.get(visitId))).toEqual(visitIds.map(() => 1));
});
