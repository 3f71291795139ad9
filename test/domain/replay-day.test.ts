import { expect, test } from 'vitest';
import { visitClasses } from '../../server/domain/state.ts';
import type { PastDays, PastLeg } from '../../server/domain/learnt-days.ts';
import { midnightOf } from '../../server/domain/local-time.ts';
import { countersMost, realDay, replay, type RealDay } from '../../server/domain/replay-day.ts';
import { mix } from '../../server/domain/service-times.ts';
import { replayView } from '../../server/views/replay-view.ts';
import { MemoryBuilding, minuteMs, tenOClock } from './memory-building.ts';

/** A day that was lived through by real commands is played again from what is kept of it. */

const timeZone = 'Asia/Makassar';
const date = '2026-03-04';
const midnight = midnightOf(date, timeZone);

const part = (seed: number, count: number, of: number): number => mix(seed, count) % of;

/** Visitors of every class come to two queues that share a counter; everybody is served at once. */
function livedThrough(seed: number): { building: MemoryBuilding; days: PastDays } {
  const building = new MemoryBuilding().open('c1', 'c2', 'c3');
  const { state } = building;
  const ends = new Map<string, number>();
  let comes = tenOClock;
  for (let count = 0; count < 90 || ends.size > 0;) {
    const next = Math.min(count < 90 ? comes : Infinity, ...ends.values());
    building.now = next;
    if (count < 90 && comes === next) {
      const name = visitClasses[part(seed, count, 3)]!;
      // Only a check-in makes a booked ticket; the two others stand for all that have a rate.
      const isVulnerable = name === 'vulnerable';
      building.issue(part(seed + 1, count, 2) === 0 ? 'a1' : 'b1', {
        class: isVulnerable ? 'vulnerable' : 'walk-in',
        ...(isVulnerable ? { need: 'elderly' as const } : {}),
      });
      count += 1;
      comes += (1 + part(seed + 2, count, 5)) * minuteMs;
    }
    for (const [id, end] of ends) {
      if (end > next) continue;
      building.finish(state.counters.get(id)!.leg!.visitId);
      ends.delete(id);
    }
    for (const id of ['c1', 'c2', 'c3']) {
      if (ends.has(id)) continue;
      const visitId = building.callNext(id);
      if (visitId === null) continue;
      building.on('start', visitId);
      ends.set(id, next + (3 + part(seed + 3, Number(visitId.slice(1)), 12)) * minuteMs);
    }
  }
  const legs = [...state.legs.values()].map((leg): PastLeg => ({
    businessDate: date,
    visitId: leg.visitId,
    label: state.visits.get(leg.visitId)!.label,
    class: leg.class,
    serviceId: leg.serviceId,
    queueId: leg.queueId,
    state: leg.state,
    counterId: leg.counterId,
    enqueuedAt: leg.enqueuedAt,
    ref: leg.ref,
    isSeated: false,
    calledAt: leg.calledAt,
    startedAt: leg.startedAt,
    endedAt: leg.endedAt,
  }));
  const stretches = ['c1', 'c2', 'c3'].map(counterId => ({
    businessDate: date,
    counterId,
    from: tenOClock,
    to: building.now,
  }));
  return { building, days: { dates: [date], legs, stretches } };
}

const dayOf = ({ building, days }: ReturnType<typeof livedThrough>): RealDay =>
  realDay(building.state.index!.poolOfQueue.get('qa')!, days, midnight);

test('REPLAY-1: played by the same rules and counters everybody is called when they were', () => {
  for (const seed of [1, 20, 300]) {
    const day = dayOf(livedThrough(seed));
    const calls = replay(day, midnight, null);
    const waits = day.legs.map(({ called, enqueued }) => called - enqueued);
    expect(Math.max(...waits)).toBeGreaterThan(15);
    day.legs.forEach(({ called }, place) => expect(calls[place]).toBeCloseTo(called, 3));
  }
});

test('REPLAY-1: what an officer needs between two visitors is part of the day', () => {
  const lived = livedThrough(4);
  // Everybody is called a minute later than they could have been.
  const legs = lived.days.legs.map(leg => ({ ...leg, calledAt: leg.calledAt! + minuteMs }));
  const day = dayOf({ ...lived, days: { ...lived.days, legs } });
  const calls = replay(day, midnight, null);
  const apart = day.legs.map(({ called }, place) => Math.abs(calls[place]! - called));
  const mean = apart.reduce((sum, minutes) => sum + minutes, 0) / apart.length;
  expect(mean).toBeLessThan(2);
});

test('REPLAY-2: another policy moves waits between classes; more counters take them away', () => {
  const lived = livedThrough(7);
  const day = dayOf(lived);
  expect(countersMost(day.counters, 'qa')).toBe(2);
  const viewOf = (wish: Parameters<typeof replay>[2]) =>
    replayView(lived.building.state, {
      date,
      queueId: 'qa',
      midnight,
      day,
      same: replay(day, midnight, null),
      changed: wish && replay(day, midnight, wish),
    });
  const wish = { queueId: 'qa', policy: {}, counters: null, from: 0 };
  const meansOf = (view: ReturnType<typeof viewOf>) =>
    new Map(view.changed!.classes.map(row => [row.class, row.meanMinutes!]));
  const strict = meansOf(viewOf({ ...wish, policy: { kind: 'strict' } }));
  const byNumber = meansOf(viewOf({ ...wish, policy: { kind: 'fifo' } }));
  expect(strict.get('vulnerable')).toBeLessThan(byNumber.get('vulnerable')!);
  expect(strict.get('walk-in')).toBeGreaterThan(byNumber.get('walk-in')!);

  const base = viewOf(null);
  expect(base.changed).toBeNull();
  expect(base.likeness).toMatchObject({ meanAbsoluteMinutes: 0, biasMinutes: 0 });
  expect(base.same.all).toEqual(base.actual.all);
  expect(Math.max(...base.openCounters)).toBe(2);
  const means = [1, 2, 3].map(counters => viewOf({ ...wish, counters }).changed!.all.meanMinutes!);
  expect(means[1]).toBe(base.actual.all.meanMinutes);
  expect(means[0]).toBeGreaterThan(means[1]!);
  expect(means[2]).toBeLessThan(means[1]!);
});

test('REPLAY-2: from a time of the day on only what comes later is otherwise', () => {
  const day = dayOf(livedThrough(9));
  const from = 10 * 60 + 90;
  const changed = replay(day, midnight, { queueId: 'qa', policy: {}, counters: 4, from });
  const isLater = day.legs.map(({ called }, place) => {
    if (called < from) expect(changed[place]).toBeCloseTo(called, 3);
    return changed[place]! < called - 0.01;
  });
  expect(isLater.filter(Boolean).length).toBeGreaterThan(3);
});
