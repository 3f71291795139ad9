import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../contract/commands.ts';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import {
  conflictOf,
  editsBetween,
  isSame,
  reversed,
  valueAt,
  withEdits,
} from '../../server/domain/setup-parts.ts';
import { wishedSetup } from '../../server/domain/setup-change.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { setupOf } from '../../server/domain/state.ts';
import { bookedSetup, BookedRoom } from './booked-room.ts';
import { MemoryBuilding, smallSetup } from './memory-building.ts';

const administrator: Actor = { role: 'administrator', staffId: 'staff-a' };
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const today = '2026-03-04';
const tomorrow = '2026-03-05';

/** An edit from what stands there now. */
function edit(setup: Setup, path: string, change: object | null): SetupEdit {
  const before = valueAt(setup, path)!;
  const after = change === null ? null : { ...(before as object), ...change };
  return { path, before, after };
}

class Office extends MemoryBuilding {
  get setup(): Setup {
    return setupOf(this.state).setup;
  }

  edit(edits: readonly SetupEdit[], from: string | null = null, actor = administrator) {
    return this.do({ type: 'edit-setup', actor, edits, from, planId: `plan-${this.state.seq}` });
  }

  /** Changes one row; gives what it was refused with. */
  row(path: string, change: object | null, from: string | null = null): unknown {
    const decision = this.edit([edit(this.setup, path, change)], from);
    if (!('refused' in decision)) return null;
    if (decision.refused !== 'setup-refused') return decision.refused;
    const isNow = from === null;
    const { faults } = wishedSetup(this.state, [edit(this.setup, path, change)], isNow);
    return faults.map(({ path: at, code, facts }) => [at, code, facts]);
  }
}

describe('edits', () => {
  test('SETUP-1: what somebody else changed meanwhile is named and never overwritten', () => {
    const office = new Office();
    const [mine, theirs, other] = [
      edit(office.setup, 'services/a1', { minutes: 12 }),
      edit(office.setup, 'services/a1', { minutes: 20 }),
      edit(office.setup, 'services/a2', { minutes: 3 }),
    ];
    office.edit([theirs]);
    expect(office.edit([other, mine])).toMatchObject({
      refused: 'setup-changed',
      facts: { path: 'services/a1' },
    });
    expect(office.setup.services.map(({ minutes }) => minutes)).toEqual([20, 4, 12]);
    // Another row of the same part is nobody's conflict.
    office.edit([other]);
    expect(office.setup.services.map(({ minutes }) => minutes)).toEqual([20, 3, 12]);
  });

  test('SETUP-2: only what a set-up has can be changed, and a row keeps its name', () => {
    const office = new Office();
    for (const path of ['nothing', 'services', 'building/demo', 'building/holidays', 'rules/x/y']) {
      const edits = [{ path, before: null, after: null }];
      expect(office.edit(edits), path).toMatchObject({ refused: 'setup-refused' });
    }
    expect(office.row('services/a1', { id: 'a9' })).toEqual([
      ['services/a1', 'unknown-path', undefined],
    ]);
    expect(office.journal).toHaveLength(2);
  });

  test('SETUP-8: what was wrong already keeps nobody from changing something else', () => {
    const setup = smallSetup();
    setup.queues[1]!.series = 'A';
    const office = new Office(setup);
    expect(office.row('services/a1', { minutes: 9 })).toBeNull();
    expect(office.row('counters/c1', { number: 2 })).toEqual([
      ['counters/c2/number', 'duplicate', { other: 'counters/c1', value: 2 }],
    ]);
    expect(office.row('queues/qb', { series: 'C' })).toBeNull();
  });

  test('SETUP-14: edits between any two set-ups lead there, and back to the very same', () => {
    const demo = demoSetup();
    const part = constantFrom('zones', 'agencies', 'queues', 'services', 'counters' as const);
    const step = record({ part, at: nat(), how: nat(3), minutes: integer() });
    assert(
      property(array(step, { maxLength: 12 }), steps => {
        const wished = structuredClone(demo) as unknown as Record<string, { id: string }[]>;
        for (const { part: of, at, how, minutes } of steps) {
          const rows = wished[of]!;
          const place = rows.length === 0 ? 0 : at % rows.length;
          if (how === 0) rows.splice(place, 1);
          else if (how === 1)
            rows.splice(place, 0, { ...rows[place]!, id: `new-${at}-${rows.length}` });
          else if (how === 2) rows.push(...rows.splice(place, 1));
          else if (rows[place]) Object.assign(rows[place], { minutes });
        }
        const after = wished as unknown as Setup;
        const edits = editsBetween(demo, after);
        expect(conflictOf(demo, edits)).toBeNull();
        const made = withEdits(demo, edits);
        expect(isSame(made, after)).toBe(true);
        expect(isSame(withEdits(made, reversed(edits, demo)), demo)).toBe(true);
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  test('SETUP-14: every field of a set-up has its path', () => {
    const demo = demoSetup();
    const other = structuredClone(demo);
    other.building.contact = 'Ruang 3';
    other.building.hours.lastTicketMinutes = 5;
    other.building.holidays.pop();
    other.rules.undoSeconds = 7;
    other.voice.repeat = 1;
    other.antrean.enabled = !demo.antrean.enabled;
    other.logoId = 'logo-1';
    const edits = editsBetween(demo, other);
    expect(edits.map(({ path }) => path).sort()).toEqual([
      'antrean/enabled',
      'building/contact',
      'building/hours',
      `holidays/${demo.building.holidays.at(-1)!.date}`,
      'logoId',
      'rules/undoSeconds',
      'voice/repeat',
    ]);
    expect(setupSchema.parse(withEdits(demo, edits))).toEqual(other);
  });
});

describe('a working day', () => {
  test('SETUP-9: what tickets of today or bookings are of is not taken out, with how many there are', () => {
    const office = new Office();
    office.open('c1');
    office.issue('a1');
    office.issue(['a2', 'b1']);
    expect(office.row('services/a1', null)).toEqual([
      ['services/a1', 'used-today', { tickets: 1 }],
    ]);
    expect(office.row('services/b1', null)).toEqual([
      ['services/b1', 'used-today', { tickets: 1 }],
    ]);
    expect(office.row('counters/c1', null)).toEqual([['counters/c1', 'counter-open', undefined]]);
    office.serve('c1');
    office.must({ type: 'close-counter', actor: administrator, counterId: 'c1' });
    expect(office.row('counters/c1', null)).toEqual([
      ['counters/c1', 'used-today', { tickets: 1 }],
    ]);
    expect(office.row('counters/c3', null)).toBeNull();
    const zone = [{ path: 'building/timeZone', before: 'Asia/Makassar', after: 'Asia/Jakarta' }];
    expect(office.edit(zone)).toMatchObject({ refused: 'setup-refused' });
  });

  test('SETUP-9: a service that somebody has booked stays', () => {
    const room = new BookedRoom(bookedSetup());
    room.book(60);
    const { setup } = setupOf(room.state);
    const [booking] = room.state.bookings.byId.values();
    const path = `services/${booking!.serviceId}`;
    const { faults } = wishedSetup(room.state, [edit(setup, path, null)], true);
    expect(faults).toContainEqual({ path, code: 'booked', facts: { bookings: 1 } });
  });

  test('SETUP-10: numbers on paper keep their series, which nobody else takes that day', () => {
    const office = new Office();
    office.issue('a1');
    const taken = (path: string, value: string) => [[path, 'series-in-use', { series: value }]];
    expect(office.row('queues/qa', { series: 'C' })).toEqual(taken('queues/qa/series', 'A'));
    expect(office.row('queues/qb', { series: 'C' })).toBeNull();
    const both = [
      edit(office.setup, 'queues/qa', { series: 'D' }),
      edit(office.setup, 'queues/qb', { series: 'A' }),
    ];
    expect(office.edit(both)).toMatchObject({ refused: 'setup-refused', facts: { faults: 2 } });
    const label = office.label(office.issue('b1'));
    expect(label).toBe('C001');
  });
});

describe('later', () => {
  test('SETUP-11: a planned change holds from the first moment of its day', () => {
    const office = new Office();
    office.issue('a1');
    expect(office.row('queues/qa', { series: 'C' }, tomorrow)).toBeNull();
    expect(office.setup.queues[0]!.series).toBe('A');
    expect(office.label(office.issue('a1'))).toBe('A002');
    office.pass(dayMs);
    // The first ticket of the day is the first thing that anybody asks for.
    expect(office.label(office.issue('a1'))).toBe('C001');
    expect(office.setup.planned).toEqual([]);
    const configured = office.journal.filter(({ type }) => type === 'building-configured');
    expect(configured).toHaveLength(3);
  });

  test('SETUP-11: what is planned for today or a day that is over is made now', () => {
    const office = new Office();
    expect(office.row('services/a1', { minutes: 9 }, today)).toBeNull();
    expect(office.setup.services[0]!.minutes).toBe(9);
    expect(office.setup.planned).toEqual([]);
  });

  test('SETUP-12: what cannot be made any more stands with why, and changes nothing', () => {
    const office = new Office();
    office.row('services/a2', null, tomorrow);
    office.row('services/a1', { minutes: 9 }, tomorrow);
    office.row('services/b1', { thenServiceId: 'a2' });
    office.row('services/a1', { minutes: 20 });
    office.pass(dayMs);
    office.must({ type: 'roll-day', actor: { role: 'system' } });
    expect(office.setup.services.map(({ id, minutes }) => [id, minutes])).toEqual([
      ['a1', 20],
      ['a2', 4],
      ['b1', 12],
    ]);
    expect(office.setup.planned.map(({ failed }) => failed)).toEqual([
      [
        {
          path: 'services/b1/thenServiceId',
          code: 'unknown-reference',
          facts: { to: 'services/a2' },
        },
      ],
      [{ path: 'services/a1', code: 'invalid', message: 'changed meanwhile' }],
    ]);
    for (const { id } of office.setup.planned) {
      office.must({ type: 'drop-plan', actor: administrator, planId: id });
    }
    expect(office.setup.planned).toEqual([]);
    const planId = 'plan-none';
    const dropped = office.refusalOf({ type: 'drop-plan', actor: administrator, planId });
    expect(dropped?.refused).toBe('unknown-plan');
  });

  test('SETUP-12: a line with a number that is still held over midnight is not taken out', () => {
    const office = new Office();
    const held = office.issue('a2');
    office.row('services/a2', null, tomorrow);
    office.pass(14.5 * hourMs);
    office.must({ type: 'roll-day', actor: { role: 'system' } });
    expect(office.state.businessDate).toBe(tomorrow);
    expect(office.state.visits.has(held)).toBe(true);
    expect(office.setup.services.map(({ id }) => id)).toContain('a2');
    expect(office.setup.planned[0]?.failed).toEqual([
      { path: 'services/a2', code: 'used-today', facts: { tickets: 1 } },
    ]);
  });
});

describe('an agency’s own administrator', () => {
  const own: Actor = { role: 'agency-administrator', staffId: 'staff-b', agencyIds: ['agency'] };
  const foreign: Actor = { ...own, agencyIds: ['other'] };

  test('SETUP-13: changes what is of the own agency, and nothing else', () => {
    const office = new Office();
    const service = () => [edit(office.setup, 'services/a1', { minutes: office.state.seq })];
    expect(office.edit(service(), null, foreign)).toMatchObject({
      refused: 'not-allowed',
      facts: { path: 'services/a1' },
    });
    expect(office.edit(service(), null, own)).toHaveLength(1);
    const rule = [{ path: 'rules/undoSeconds', before: 30, after: 40 }];
    expect(office.edit(rule, null, own)).toMatchObject({ refused: 'not-allowed' });
    for (const change of [{ code: 'Z' }, { zoneId: 'elsewhere' }]) {
      const edits = [edit(office.setup, 'agencies/agency', change)];
      expect(office.edit(edits, null, own)).toMatchObject({ refused: 'not-allowed' });
    }
    const named = [edit(office.setup, 'agencies/agency', { short: 'Baru' })];
    expect(office.edit(named, null, own)).toHaveLength(1);
  });

  test('SETUP-13: gives nothing away, and takes nothing from another agency', () => {
    const office = new Office();
    const given = [edit(office.setup, 'services/a1', { agencyId: 'other' })];
    expect(office.edit(given, null, own)).toMatchObject({ refused: 'not-allowed' });
    expect(office.edit(given, null, foreign)).toMatchObject({ refused: 'not-allowed' });
    expect(office.edit([edit(office.setup, 'agencies/agency', null)], null, own)).toMatchObject({
      refused: 'not-allowed',
    });
  });
});
