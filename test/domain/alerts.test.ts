import { describe, expect, test } from 'vitest';
import type { AlertKind } from '../../contract/alerts.ts';
import { AlertBook } from '../../server/domain/alert-book.ts';
import { conditionsOfDay, pastClosing, type Condition } from '../../server/domain/alert-rules.ts';
import { ClockWatch } from '../../server/domain/clock-watch.ts';
import { machineConditions, type MachinesNow } from '../../server/views/machine-conditions.ts';
import { everywhere, MemoryBuilding, minuteMs, setupWith } from './memory-building.ts';
import { OfficerDesk } from './officer-desk.ts';

const names = (staffId: string): string => `Petugas ${staffId}`;
const found = (hall: MemoryBuilding, kind: AlertKind): Condition | undefined =>
  conditionsOfDay(hall.state, names, hall.now).find(row => row.kind === kind);
const kinds = (hall: MemoryBuilding): string[] =>
  conditionsOfDay(hall.state, names, hall.now).map(row => row.kind);

const smallLimits = () =>
  setupWith(({ rules }) => {
    rules.waitingAlertPeople = 3;
    rules.waitAlertMinutes = 30;
    rules.unservedAlertMinutes = 10;
    rules.serviceAlertPercent = 200;
    rules.idleCounterAlertMinutes = 5;
  });

test('ALERT-1: a line is told of from so many people on', () => {
  const hall = new MemoryBuilding(smallLimits()).open('c1');
  hall.issue('a1');
  hall.issue('a1');
  expect(kinds(hall)).toEqual([]);
  hall.issue('a2');
  expect(found(hall, 'many-waiting')).toMatchObject({
    subject: { kind: 'queue', id: 'qa' },
    facts: { waiting: 3, limit: 3, countersOpen: 1 },
  });
});

test('ALERT-2: a wait is told of from so many minutes on, with when that was', () => {
  const hall = new MemoryBuilding(smallLimits()).open('c1');
  hall.issue('a1');
  hall.pass(30 * minuteMs - 1_000);
  expect(found(hall, 'long-wait')).toBeUndefined();
  hall.pass(6 * minuteMs);
  expect(found(hall, 'long-wait')).toMatchObject({
    facts: { minutes: 35, limitMinutes: 30, label: 'A001' },
    since: hall.now - 6 * minuteMs + 1_000,
  });
});

test('ALERT-3: a line without an open counter is told of sooner, with who left last', () => {
  const hall = new MemoryBuilding(smallLimits());
  const ani = new OfficerDesk(hall, 'c1', 'ani').open();
  hall.issue('a1');
  hall.pass(minuteMs);
  ani.close();
  const closedAt = hall.now;
  hall.pass(9 * minuteMs);
  expect(found(hall, 'no-counter')).toMatchObject({
    since: closedAt,
    facts: { waiting: 1, minutes: 10, closedBy: 'Petugas ani', closedCounter: 1 },
  });
  // A pause is somebody who comes back: the longer limit holds.
  ani.open();
  hall.must({ type: 'pause-counter', actor: everywhere, counterId: 'c1' });
  expect(kinds(hall)).toEqual([]);
});

test('ALERT-4: a service that lasts so many times its usual minutes', () => {
  const hall = new MemoryBuilding(smallLimits());
  const ani = new OfficerDesk(hall, 'c1', 'ani').open();
  hall.issue('a1');
  ani.serve();
  hall.pass(16 * minuteMs - 1_000);
  expect(kinds(hall)).toEqual([]);
  hall.pass(1_000);
  expect(found(hall, 'long-service')).toMatchObject({
    subject: { kind: 'counter', id: 'c1' },
    since: hall.now,
    facts: { label: 'A001', minutes: 16, usualMinutes: 8 },
  });
});

test('ALERT-5: an open counter without a visitor while one waits whom it may call', () => {
  const hall = new MemoryBuilding(smallLimits());
  new OfficerDesk(hall, 'c1', 'ani', { serviceIds: ['a2'] }).open();
  hall.issue('a1');
  hall.pass(6 * minuteMs);
  // Nobody of those who wait is theirs to call.
  expect(found(hall, 'idle-counter')).toBeUndefined();
  hall.issue('a2');
  hall.pass(4 * minuteMs);
  expect(found(hall, 'idle-counter')).toBeUndefined();
  hall.pass(minuteMs);
  expect(found(hall, 'idle-counter')?.facts).toEqual({
    minutes: 5,
    waiting: 2,
    officer: 'Petugas ani',
  });
});

test('ALERT-6: a line whose last visitor would be called after closing', () => {
  const hours = {
    periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '08:00', closes: '12:00' }],
    lastTicketMinutes: 0,
  };
  const hall = new MemoryBuilding(setupWith(({ building }) => void (building.hours = hours)));
  hall.open('c3');
  for (let count = 0; count < 4; count += 1) hall.issue('b1');
  expect(pastClosing(hall.state, 'qb', hall.now)).toBeNull();
  for (let count = 0; count < 12; count += 1) hall.issue('b1');
  expect(pastClosing(hall.state, 'qb', hall.now)).toMatchObject({
    kind: 'past-closing',
    subject: { id: 'qb' },
    facts: { waiting: 16, closesAt: expect.stringMatching(/T12:00/) },
  });
});

const one = (id = 'qa'): Condition => ({
  kind: 'many-waiting',
  severity: 'threshold',
  subject: { kind: 'queue', id, name: { id: 'A', en: 'A' } },
  since: null,
  facts: { waiting: 40 },
});

describe('ALERT-7: what flickers', () => {
  const bookOf = () => {
    let made = 0;
    return new AlertBook([], () => `al${(made += 1)}`);
  };

  test('raises nothing, and ends nothing: each is told once', () => {
    const book = bookOf();
    let at = 0;
    const look = (holds: boolean) => {
      at += 5_000;
      const { raised, ended } = book.look(holds ? [one()] : [], at);
      return raised.length - ended.length;
    };
    for (let step = 0; step < 40; step += 1) expect(look(step % 3 !== 2)).toBe(0);
    const raised = Array.from({ length: 6 }, () => look(true));
    expect(raised.reduce((sum, count) => sum + count, 0)).toBe(1);
    for (let step = 0; step < 40; step += 1) expect(look(step % 3 === 2)).toBe(0);
    const ended = Array.from({ length: 8 }, () => look(false));
    expect(ended.reduce((sum, count) => sum + count, 0)).toBe(-1);
    expect(book.standing).toEqual([]);
  });

  test('two things of one kind are two alerts, however long they stand', () => {
    const book = bookOf();
    for (let at = 0; at <= 3_600_000; at += 5_000) book.look([one('qa'), one('qb')], at);
    expect(book.standing.map(({ subject }) => subject.id)).toEqual(['qa', 'qb']);
    expect(book.standing[0]).toMatchObject({ raisedAt: 20_000, since: 0, newestAt: 3_600_000 });
  });

  test('ALERT-8: who looks after it is kept; a second one is told who was first', () => {
    const book = bookOf();
    for (let at = 0; at <= 20_000; at += 5_000) book.look([one()], at);
    expect(book.acknowledge('al1', { at: 21_000, staffId: 'made' })?.isNews).toBe(true);
    expect(book.acknowledge('al1', { at: 22_000, staffId: 'rai' })).toMatchObject({
      isNews: false,
      alert: { acknowledged: { staffId: 'made' } },
    });
    expect(book.acknowledge('nobody', { at: 22_000, staffId: 'rai' })).toBeNull();
    // A start with what stood goes on with it: not raised anew, not forgotten.
    const again = new AlertBook(book.standing, () => 'new');
    expect(again.look([one()], 25_000)).toEqual({ raised: [], ended: [] });
    expect(again.standing[0]).toMatchObject({ id: 'al1', acknowledged: { staffId: 'made' } });
  });
});

describe('ALERT-10: machines', () => {
  const well: MachinesNow = {
    printers: [],
    zones: [],
    devices: [],
    isHallOpen: true,
    backup: null,
    reports: null,
    freeBytes: 8 * 1024 ** 3,
    jumpedSeconds: null,
  };
  const hall = new MemoryBuilding();
  const told = (now: Partial<MachinesNow>) =>
    machineConditions(hall.state, { ...well, ...now }).map(({ kind }) => kind);
  const device = {
    id: 'd1',
    kind: 'kiosk',
    name: 'Kiosk 1',
    lastSeenAt: 5,
    isHere: false,
  } as const;

  test.each<[string, Partial<MachinesNow>, string[]]>([
    ['all well', {}, []],
    ['a kiosk is lost', { devices: [{ ...device, isSign: false }] }, ['kiosk-lost']],
    ['at night', { devices: [{ ...device, isSign: false }], isHallOpen: false }, []],
    ['a sign is lost', { devices: [{ ...device, kind: 'display', isSign: true }] }, ['sign-lost']],
    ['the disk', { freeBytes: 5 }, ['disk-low']],
    ['a disk that cannot be asked', { freeBytes: null }, []],
    ['a backup', { backup: { at: 1, fault: 'disk-full' } }, ['backup-failed']],
    ['a report', { reports: { at: 1, fault: 'not-writable' } }, ['report-failed']],
    ['the clock', { jumpedSeconds: -90 }, ['clock-jumped']],
  ])('%s', (_name, now, expected) => {
    expect(told(now)).toEqual(expected);
  });

  test('a clock that is set is told of for ten minutes; one that drifts is not', () => {
    const watch = new ClockWatch();
    expect(watch.look(1_000_000, 0)).toBeNull();
    expect(watch.look(1_005_400, 5_000)).toBeNull();
    expect(watch.look(1_130_400, 10_000)).toBe(120);
    expect(watch.look(1_135_400, 15_000)).toBe(120);
    expect(watch.look(1_735_400, 615_000)).toBeNull();
    expect(watch.look(1_640_400, 620_000)).toBe(-100);
  });
});
