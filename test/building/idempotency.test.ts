import { expect, test } from 'vitest';
import { newFolder } from '../store/folder.ts';
import {
  counterCommand,
  issue,
  keyed,
  labelOf,
  openTestBuilding,
  requestOf,
  StillClock,
} from './test-building.ts';

test('IDEM-1: the same key and body give the first answer again and issue nothing', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const first = await building.execute(requestOf(issue(), keyed('k1')));
  await building.execute(requestOf(issue()));
  const { seq } = building.state;
  const again = await building.execute(requestOf(issue(), keyed('k1')));
  expect(again).toEqual({ ...first, isReplay: true });
  expect(building.state.seq).toBe(seq);
  await close();
});

test('IDEM-1: a refusal is an answer too, and stays the answer', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const closed = await building.execute(requestOf(counterCommand('call-next'), keyed('k1')));
  expect(closed.status).toBe(409);
  await building.execute(requestOf(counterCommand('open-counter')));
  const again = await building.execute(requestOf(counterCommand('call-next'), keyed('k1')));
  expect(again).toEqual({ ...closed, isReplay: true });
  await close();
});

test('IDEM-1: an answer is remembered across a restart, for two days', async () => {
  const folder = newFolder();
  const clock = new StillClock();
  const before = await openTestBuilding(folder, { clock });
  const first = await before.building.execute(requestOf(issue(), keyed('k1')));
  await before.close();

  const after = await openTestBuilding(folder, { clock });
  expect(await after.building.execute(requestOf(issue(), keyed('k1')))).toEqual({
    ...first,
    isReplay: true,
  });
  clock.pass(24 * 3_600_000);
  const nextDay = await after.building.execute(requestOf(issue(), keyed('k1')));
  expect(nextDay).toEqual({ ...first, isReplay: true });
  // Forgotten with the first day that opens after the two days.
  clock.pass(25 * 3_600_000);
  await after.building.execute(requestOf(issue()));
  const muchLater = await after.building.execute(requestOf(issue(), keyed('k1')));
  expect(muchLater.isReplay).toBe(false);
  expect(labelOf(muchLater)).toBe('A002');
  await after.close();
});

test('IDEM-2: the same key with another body is refused, and the first answer stays', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const first = await building.execute(requestOf(issue(), keyed('k1')));
  const { seq } = building.state;
  const other = await building.execute(requestOf(issue(['b1']), keyed('k1', 'another body')));
  expect(other).toMatchObject({ status: 409, isReplay: false });
  expect(other.body).toContain('idempotency-conflict');
  expect(building.state.seq).toBe(seq);
  const again = await building.execute(requestOf(issue(), keyed('k1')));
  expect(again).toEqual({ ...first, isReplay: true });
  await close();
});

test('IDEM-3: two callers may choose the same key', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const one = await building.execute(requestOf(issue(), keyed('k1', 'body', 'kiosk-1')));
  const two = await building.execute(requestOf(issue(), keyed('k1', 'body', 'kiosk-2')));
  expect([labelOf(one), labelOf(two)]).toEqual(['A001', 'A002']);
  await close();
});

test('IDEM-4: sent twice at the same moment, one effect and one answer', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const all = await Promise.all(
    Array.from({ length: 8 }, () => building.execute(requestOf(issue(), keyed('k1')))),
  );
  expect(new Set(all.map(({ body }) => body)).size).toBe(1);
  expect(all.map(({ isReplay }) => isReplay)).toEqual([false, ...Array<boolean>(7).fill(true)]);
  expect(building.state.visits.size).toBe(1);
  await close();
});

test('IDEM-2, IDEM-4: two bodies under one key at the same moment: the first one wins', async () => {
  const { building, close } = await openTestBuilding(newFolder());
  const [one, two] = await Promise.all([
    building.execute(requestOf(issue(), keyed('k1', 'one'))),
    building.execute(requestOf(issue(), keyed('k1', 'two'))),
  ]);
  expect([one.status, two.status]).toEqual([200, 409]);
  expect(building.state.visits.size).toBe(1);
  await close();
});
