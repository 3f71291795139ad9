import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeskBooking } from '../../contract/desk-bookings.ts';
import { BookingList, bookingsFound, dayAfter } from '../../counter-ui/reception/booking-list.ts';
import { Erasing, givenOf } from '../../counter-ui/reception/erasing.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** Bookings of a day at the front desk, without a screen. */

const booking = (id: string, more: Partial<DeskBooking> = {}): DeskBooking => ({
  id,
  code: 'ABCD-2345',
  serviceId: 's1',
  serviceName: { id: 'Cetak KTP', en: 'Print ID' },
  agencyShort: 'Dukcapil',
  startsAt: '2026-11-23T10:00:00.000+08:00',
  minutes: 30,
  status: 'booked',
  label: null,
  language: 'id',
  person: { name: 'I Wayan Sudarma', nikLast4: '0001', phoneLast4: '7890' },
  ...more,
});
const other = booking('b2', {
  code: 'WXYZ-6789',
  person: null,
  label: 'A012',
  serviceName: { id: 'Paspor', en: 'Passport' },
});

test.each([
  ['abcd', ['b1']],
  ['ABCD-23', ['b1']],
  ['abcd 2345', ['b1']],
  ['7890', ['b1']],
  ['0001', ['b1']],
  ['001', []],
  ['a012', ['b2']],
  ['wayan cetak', ['b1']],
  ['passport', ['b2']],
  ['dukcapil', ['b1', 'b2']],
  ['', ['b1', 'b2']],
  ['nobody', []],
])('DESKBOOK-4: %j finds %j', (query, ids) => {
  expect(bookingsFound([booking('b1'), other], query).map(({ id }) => id)).toEqual(ids);
});

test('DESKBOOK-4: days go on over the end of months and years', () => {
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28');
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function bench() {
  const sent: (readonly [string, string, unknown])[] = [];
  const answers: Answer<unknown>[] = [];
  const list = new BookingList((async (method, path, body) => {
    sent.push([method, path, body]);
    const day = /^\/reception\/bookings(?:\?date=(.+))?$/.exec(path);
    if (!day) return answers.shift() ?? { ok: false, problem: { code: 'fault', status: 503 } };
    const date = day[1] ?? '2026-11-23';
    const bookings = [booking('b1'), other];
    return { ok: true, status: 200, body: { today: '2026-11-23', date, bookings, isWhole: true } };
  }) as typeof send);
  list.start();
  await vi.advanceTimersByTimeAsync(0);
  sent.length = 0;
  return { list, sent, answers };
}

test('DESKBOOK-5: a booking is moved, and the list goes along to its new day', async () => {
  const { list, sent, answers } = await bench();
  list.choose('b1');
  answers.push({ ok: true, status: 200, body: { slots: [] } });
  list.ask('move');
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[0]![1]).toBe('/reception/bookings/b1/slots?date=2026-11-23');
  const slots = [{ startsAt: 'then', minutes: 30, places: 2, left: 1 }];
  answers.push({ ok: true, status: 200, body: { slots } });
  await list.showSlots('2026-11-24');
  expect(list.slots.value).toEqual(slots);
  answers.push({ ok: true, status: 200, body: { booking: booking('b1') } });
  await list.move('then');
  expect(sent.slice(2).map(([, path]) => path)).toEqual([
    '/reception/bookings/b1/move',
    '/reception/bookings?date=2026-11-24',
  ]);
  expect([list.step.value, list.chosenId.value, list.date.value]).toEqual([
    'look',
    'b1',
    '2026-11-24',
  ]);
  list.close();
});

test('DESKBOOK-5: no booking is moved to a day that is over, and no such day is shown', async () => {
  const { list, sent } = await bench();
  list.turn(-1);
  list.choose('b1');
  await list.showSlots('2026-11-22');
  expect(sent).toEqual([]);
  list.close();
});

test('DESKBOOK-5: what was refused stays open with its reason; Escape goes back step by step', async () => {
  const { list, answers } = await bench();
  list.choose('b1');
  list.ask('cancel');
  answers.push({ ok: false, problem: { code: 'booking-used', status: 409 } });
  await list.cancel();
  expect([list.problem.value?.code, list.step.value]).toEqual(['booking-used', 'cancel']);
  list.back();
  expect([list.problem.value, list.step.value, list.chosenId.value]).toEqual([null, 'look', 'b1']);
  list.back();
  expect(list.chosenId.value).toBe(null);
  list.query.value = 'wayan';
  list.back();
  expect(list.query.value).toBe('');
  list.close();
});

test('DESKBOOK-6: nothing of anybody stays once the view is left', async () => {
  const { list } = await bench();
  list.choose('b1');
  list.query.value = '7890';
  list.close();
  expect([list.day.value, list.query.value, list.chosen.value]).toEqual([null, '', null]);
});

test.each([
  ['5103 0101 0180 0001', { nik: '5103010101800001' }],
  ['0812-3456-7890', { phone: '081234567890' }],
  ['+62 812 3456 7890', { phone: '+6281234567890' }],
  ['ABCD-2345', { code: 'ABCD-2345' }],
  ['0812', null],
  ['', null],
])('DESKBOOK-8: %j is %j', (text, given) => {
  expect(givenOf(text)).toEqual(given);
});

test('DESKBOOK-8: nothing is erased before the question, and nothing typed stays after it', async () => {
  const sent: unknown[] = [];
  const answers: Answer<unknown>[] = [
    { ok: false, problem: { code: 'unknown-person', status: 404 } },
    { ok: true, status: 200, body: { erased: 3 } },
  ];
  const erasing = new Erasing((async (method, path, body) => {
    sent.push([method, path, body]);
    return answers.shift()!;
  }) as typeof send);
  erasing.write('5103010101800001');
  await erasing.erase();
  expect(sent).toEqual([]);
  erasing.ask();
  await erasing.erase();
  expect(sent).toEqual([['POST', '/admin/people/erase', { nik: '5103010101800001' }]]);
  expect(erasing.state.value.is).toBe('refused');
  erasing.write('5103010101800002');
  erasing.ask();
  await erasing.erase();
  expect([erasing.state.value, erasing.text.value]).toEqual([{ is: 'done', count: 3 }, '']);
});
