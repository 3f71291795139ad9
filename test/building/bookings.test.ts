import { expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import type { Setup } from '../../contract/setup.ts';
import { keptPerson, personHash } from '../../server/auth/person-hashes.ts';
import { bookedSetup } from '../domain/booked-room.ts';
import { hourMs, minuteMs, tenOClock } from '../domain/memory-building.ts';
import { newFolder, tamper } from '../store/folder.ts';
import { openTestBuilding, requestOf, type OpenTestBuilding } from './test-building.ts';

const secret = Buffer.alloc(32, 7);
const visitor = { role: 'visitor' } as const;
const dayMs = 24 * hourMs;
const setup: Setup = bookedSetup();

const person = keptPerson(
  secret,
  { name: 'Ni Made Sukerti', nik: '5103014509880001', phone: '+628123456789' },
  ['name', 'nik', 'phone'],
)!;

type Book = Extract<Command, { type: 'book' }>;
const book = (id: number, more: Partial<Book> = {}): Book => ({
  type: 'book',
  actor: visitor,
  bookingId: `b${id}`,
  code: `CODE${id}`,
  serviceId: 'a1',
  startsAt: tenOClock + hourMs,
  language: 'id',
  ...more,
});
const checkIn = (id: number) =>
  ({
    type: 'check-in',
    actor: visitor,
    bookingId: `b${id}`,
    visitId: `v${id}`,
    asWalkIn: false,
  }) as const;

const statusOf = async ({ building }: OpenTestBuilding, command: Command): Promise<number> =>
  (
    await building.execute({
      command,
      answer: ({ refusal }) => ({ status: refusal ? 409 : 201, body: refusal?.refused ?? '' }),
    })
  ).status;

test('BOOK-1: 200 people at once take the last two places twice, not more often', async () => {
  const open = await openTestBuilding(newFolder(), { setup });
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, place) => statusOf(open, book(place))),
  );
  expect(all.filter(status => status === 201)).toHaveLength(2);
  await open.close();
});

test('BOOK-8, DATA-1: codes and people stand beside the journal, and are wiped in time', async () => {
  const folder = newFolder();
  const open = await openTestBuilding(folder, { setup });
  const { store, clock, building } = open;
  expect(await statusOf(open, book(1, { person }))).toBe(201);
  expect(store.bookings.idOfCode('CODE1')).toBe('b1');
  expect(store.people.of('b1')).toEqual({
    name: 'Ni Made Sukerti',
    nikLast4: '0001',
    phone: '+628123456789',
  });
  clock.pass(50 * minuteMs);
  expect(await statusOf(open, checkIn(1))).toBe(201);
  expect(store.people.of('v1')).toEqual(store.people.of('b1'));
  const journal = JSON.stringify(store.journal.after(0, 1000));
  for (const secretWord of ['Sukerti', '5103014509880001', '628123456789', 'CODE1', '0001"']) {
    expect(journal).not.toContain(secretWord);
  }
  clock.pass(31 * dayMs);
  await building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
  expect(store.people.of('v1')).toBeUndefined();
  expect(store.people.of('b1')).toBeUndefined();
  expect(store.bookings.idOfCode('CODE1')).toBeUndefined();
  await open.close();
  const left = tamper(folder, database =>
    JSON.stringify([
      database.prepare('SELECT * FROM person_detail').all(),
      database.prepare('SELECT * FROM journal').all(),
    ]),
  );
  expect(left).not.toContain('Sukerti');
});

test('STORE-3: bookings come back after a restart, and the tables are those of the journal', async () => {
  const folder = newFolder();
  const first = await openTestBuilding(folder, { setup });
  await statusOf(first, book(1));
  await statusOf(first, book(2, { startsAt: tenOClock + dayMs }));
  const cancel = { type: 'cancel-booking', actor: visitor, bookingId: 'b1' } as const;
  await statusOf(first, cancel);
  const before = [...first.building.state.bookings.byId.values()];
  await first.close();
  const second = await openTestBuilding(folder);
  expect([...second.building.state.bookings.byId.values()]).toEqual(before);
  second.clock.pass(dayMs - 10 * minuteMs);
  await second.building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
  await statusOf(second, checkIn(2));
  const compared = second.store.compareWithJournal(false);
  for (const row of compared) expect(row).toMatchObject({ missing: 0, extra: 0 });
  expect(compared.find(({ table }) => table === 'booking')!.rows).toBe(2);
  expect(second.store.bookings.find('b2')).toMatchObject({ status: 'checked-in', visitId: 'v2' });
  await second.close();
  const third = await openTestBuilding(folder, { clock: second.clock });
  expect(third.building.state.bookings.byId.get('b2')).toMatchObject({ status: 'checked-in' });
  await third.close();
});

test('BOOK-8: a code that is taken makes no second booking', async () => {
  const open = await openTestBuilding(newFolder(), { setup });
  await statusOf(open, book(1, { code: 'SAME' }));
  await expect(statusOf(open, book(2, { code: 'SAME' }))).rejects.toThrow();
  expect(open.building.state.bookings.byId.has('b2')).toBe(false);
  expect(open.store.bookings.idOfCode('SAME')).toBe('b1');
  await open.close();
});

test('DATA-2: of a NIK a keyed hash and four digits are kept, and nothing that is not asked', () => {
  const nik = '5103014509880001';
  const kept = keptPerson(secret, { name: 'Ani', nik }, ['nik'])!;
  expect(kept).toMatchObject({ name: null, phone: null, nikLast4: '0001' });
  expect(kept.nikHash).toMatch(/^[0-9a-f]{64}$/);
  expect(kept.nikHash).not.toBe(keptPerson(Buffer.alloc(32, 8), { nik }, ['nik'])!.nikHash);
  expect(keptPerson(secret, { name: 'Ani', nik }, [])).toBeUndefined();
  expect(personHash(secret, { nik })).not.toBe(kept.nikHash);
  expect(personHash(secret, { name: 'Ani' })).toBeNull();
});
