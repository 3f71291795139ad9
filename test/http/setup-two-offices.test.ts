import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldParts, rowParts, type SetupEdit } from '../../contract/setup-edits.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { setupOf } from '../../server/domain/state.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

let building: TestApp;
let one: TestClient;
let other: TestClient;

beforeAll(async () => {
  building = await openTestApp();
  one = await building.signedIn('admin');
  other = await building.signedIn('admin');
});
afterAll(() => building?.close());

const setup = (): Setup => setupOf(building.app.building.state).setup;

type Part = 'queues' | 'counters';
function edit<Name extends Part>(
  part: Name,
  at: number,
  change: Partial<Setup[Name][number]>,
): SetupEdit {
  const before = setup()[part][at]!;
  return { path: `${part}/${before.id}`, before, after: { ...before, ...change } };
}
const save = (client: TestClient, edits: readonly unknown[], from: string | null = null) =>
  client.post('/api/v1/admin/setup/edits', { edits, from });

test('SETUP-26: of two who change one row the second is told of it, and nothing is overwritten', async () => {
  const first = edit('queues', 0, { maxWaitMinutes: 45 });
  const second = edit('queues', 0, { quotaPerDay: 12 });
  const beside = edit('counters', 0, { autoCall: true });
  const answers = await Promise.all([save(one, [first]), save(other, [second, beside])]);
  expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  expect(answers[1].json).toMatchObject({ code: 'setup-changed', facts: { path: first.path } });
  expect(setup().queues[0]).toMatchObject({ maxWaitMinutes: 45, quotaPerDay: null });
  expect(setup().counters[0]!.autoCall).toBe(false);
  // Seen anew, the same wish goes through.
  const again = edit('queues', 0, { quotaPerDay: 12 });
  expect((await save(other, [again])).status).toBe(200);
  expect(setup().queues[0]).toMatchObject({ maxWaitMinutes: 45, quotaPerDay: 12 });
});

test('SETUP-26: two who change different rows at once both get what they wished', async () => {
  const wishes = [edit('queues', 1, { maxWaitMinutes: 33 }), edit('counters', 1, { number: 77 })];
  const answers = await Promise.all([save(one, [wishes[0]!]), save(other, [wishes[1]!])]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(setup().queues[1]!.maxWaitMinutes).toBe(33);
  expect(setup().counters[1]!.number).toBe(77);
});

/** Paths that are, that are not, and that nobody should be able to reach. */
const path = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...rowParts, ...fieldParts, 'order', 'planned', 'constructor'),
      fc.nat(3),
    )
    .map(([part, at]) => {
      const rows = (setup() as unknown as Record<string, unknown>)[part];
      const row = Array.isArray(rows) ? (rows[at] as { id?: string } | undefined) : undefined;
      return `${part}/${row?.id ?? ['hours', 'queues', 'toString', 'x'][at]}`;
    }),
  fc.constantFrom('ticketLayout', 'logoId', 'building', 'planned', 'demo', 'building/demo'),
  fc.string({ maxLength: 20 }),
);

/** A row as it is, with something in it that is of no such kind. */
const bent = fc
  .tuple(fc.constantFrom('queues' as const, 'counters' as const, 'services' as const), fc.nat(5))
  .chain(([part, at]) => {
    const row = setup()[part][at]! as Record<string, unknown>;
    return fc.tuple(fc.constantFrom(...Object.keys(row)), fc.jsonValue()).map(([key, value]) => ({
      path: `${part}/${String(row['id'])}`,
      before: row,
      after: { ...row, [key]: value },
    }));
  });
const wild = fc.record({ path, before: fc.jsonValue(), after: fc.jsonValue() });

test('SETUP-27: whatever is sent as a change is done whole or refused whole, and never a fault', async () => {
  let refused = 0;
  const kiosk = building.client();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(bent, wild), { minLength: 1, maxLength: 4 }),
      async edits => {
        const before = setup();
        const from = edits.length === 3 ? '2026-12-01' : null;
        const check = await one.post('/api/v1/admin/setup/check', { edits, from });
        expect(check.status, check.text).toBeLessThan(500);
        expect(setup()).toBe(before);
        const { status, text } = await save(one, edits, from);
        expect(status, text).toBeLessThan(500);
        if (status !== 200) expect(setup()).toBe(before);
        else expect(setupSchema.parse(setup())).toEqual(setup());
        refused += status === 200 ? 0 : 1;
        await kiosk.post('/api/v1/tickets', { serviceIds: ['service-a01'] });
        expect(brokenInvariants(building.app.building.state)).toEqual([]);
      },
    ),
    { seed: 20_261_123, numRuns: process.env['EVERY_CASE'] === '1' ? 1_000 : 40 },
  );
  expect(refused).toBeGreaterThan(20);
});
