import { describe, expect, test } from 'vitest';
import type { Actor, Command } from '../../contract/commands.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { MemoryBuilding, secondMs } from './memory-building.ts';
import { plain } from './plain-state.ts';

/** Ani works at counters 1 and 2, Budi at 2, Citra at 3. Counter 1 serves A, 2 both, 3 serves B. */
const ani: Actor = { role: 'officer', staffId: 'ani', counterIds: ['c1', 'c2'] };
const budi: Actor = { role: 'officer', staffId: 'budi', counterIds: ['c2'] };
const citra: Actor = { role: 'officer', staffId: 'citra', counterIds: ['c3'] };

/** Rows of a table as a map of maps: the first row names the columns. */
function tableOf(text: string): { row: string; column: string; expected: string }[] {
  const [head, ...rows] = text
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/));
  return rows.flatMap(([row, ...cells]) => {
    if (cells.length !== head!.length) throw new Error(`Row ${row} has ${cells.length} cells`);
    return cells.map((expected, place) => ({ row: row!, column: head![place]!, expected }));
  });
}

/** A refused command changes nothing at all, an accepted one at least the journal. */
function press(building: MemoryBuilding, command: Command): string {
  const before = JSON.stringify(plain(building.state));
  const known = building.journal.length;
  const decision = building.do(command);
  if (!isRefusal(decision)) return decision.length > 0 ? 'ok' : 'nothing';
  expect(building.journal).toHaveLength(known);
  expect(JSON.stringify(plain(building.state))).toBe(before);
  return decision.refused;
}

interface Scene {
  readonly building: MemoryBuilding;
  readonly visitId: string;
}

/** A visitor in each state; Ani is at counter 1. */
function visitorWho(is: string): Scene {
  const building = new MemoryBuilding();
  building.must({ type: 'open-counter', actor: ani, counterId: 'c1' });
  building.must({ type: 'open-counter', actor: budi, counterId: 'c2' });
  building.must({ type: 'open-counter', actor: citra, counterId: 'c3' });
  const visitId = building.issue(is === 'foreign' ? 'b1' : 'a1');
  const scene = { building, visitId };
  const at = { 'with-budi': [budi, 'c2'], foreign: [citra, 'c3'] }[is] ?? [ani, 'c1'];
  const [actor, counterId] = at as [Actor, string];
  if (is === 'waiting') return scene;
  if (is === 'cancelled') {
    building.must({ type: 'cancel', actor, visitId });
    return scene;
  }
  building.must({ type: 'call-next', actor, counterId });
  if (is === 'missed') {
    building.pass(11 * secondMs).must({ type: 'recall', actor, visitId });
    building.pass(180 * secondMs).must({ type: 'no-show', actor, visitId });
  }
  if (['serving', 'parked', 'done'].includes(is)) building.must({ type: 'start', actor, visitId });
  if (is === 'parked') building.must({ type: 'park', actor, visitId, reason: 'copies' });
  if (is === 'done') building.must({ type: 'finish', actor, visitId });
  return scene;
}

const toService = { kind: 'service', serviceId: 'b1' } as const;
const onVisit: Readonly<Record<string, (visitId: string) => Command>> = {
  recall: visitId => ({ type: 'recall', actor: ani, visitId }),
  start: visitId => ({ type: 'start', actor: ani, visitId }),
  finish: visitId => ({ type: 'finish', actor: ani, visitId }),
  'no-show': visitId => ({ type: 'no-show', actor: ani, visitId }),
  requeue: visitId => ({ type: 'requeue', actor: ani, visitId }),
  park: visitId => ({ type: 'park', actor: ani, visitId, reason: 'documents' }),
  unpark: visitId => ({ type: 'unpark', actor: ani, visitId }),
  transfer: visitId => ({
    type: 'transfer',
    actor: ani,
    visitId,
    to: toService,
    place: 'order',
    returns: false,
  }),
  'add-service': visitId => ({ type: 'add-service', actor: ani, visitId, serviceId: 'a2' }),
  'change-service': visitId => ({ type: 'change-service', actor: ani, visitId, serviceId: 'a2' }),
  cancel: visitId => ({ type: 'cancel', actor: ani, visitId }),
  'add-note': visitId => ({
    type: 'add-note',
    actor: ani,
    visitId,
    note: { noteId: 'n1', text: 'x' },
  }),
  'call-ticket': visitId => ({ type: 'call-ticket', actor: ani, counterId: 'c1', visitId }),
};

describe('LIFE-2: what Ani may do with a visitor, half a minute later', () => {
  test.each(
    tableOf(`
                   waiting      called            serving         parked       missed       done         cancelled    with-budi      foreign
    recall         wrong-state  ok                wrong-state     wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    start          wrong-state  ok                wrong-state     wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    finish         wrong-state  wrong-state       ok              wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    no-show        wrong-state  no-show-too-soon  wrong-state     wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    requeue        wrong-state  ok                ok              ok           ok           wrong-state  wrong-state  counter-taken  not-this-counter
    park           wrong-state  ok                ok              wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    unpark         wrong-state  wrong-state       wrong-state     ok           wrong-state  wrong-state  wrong-state  not-this-counter  not-this-counter
    transfer       wrong-state  ok                ok              wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    add-service    wrong-state  ok                ok              wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    change-service wrong-state  ok                ok              wrong-state  wrong-state  wrong-state  wrong-state  counter-taken  not-this-counter
    cancel         ok           ok                wrong-state     ok           wrong-state  wrong-state  wrong-state  not-this-counter  not-this-counter
    add-note       ok           ok                ok              ok           ok           ok           ok           not-this-counter  not-this-counter
    call-ticket    ok           already-called    already-called  ok           ok           wrong-state  wrong-state  already-called  already-called
    `),
  )('$row of one who is $column: $expected', ({ row, column, expected }) => {
    const { building, visitId } = visitorWho(column);
    building.pass(30 * secondMs);
    expect(press(building, onVisit[row]!(visitId))).toBe(expected);
  });

  test.each(Object.keys(onVisit))('%s of one whom nobody knows: unknown-ticket', name => {
    const { building } = visitorWho('waiting');
    expect(press(building, onVisit[name]!('nobody'))).toBe('unknown-ticket');
  });
});

/** Counter 1 in each state, with somebody waiting for it. */
function counterThat(is: string): { building: MemoryBuilding; counterId: string } {
  const building = new MemoryBuilding();
  const counterId = { 'budi-s': 'c2', foreign: 'c3', unknown: 'c9' }[is] ?? 'c1';
  const waiting = building.issue('a1');
  const open = (actor: Actor, id: string) =>
    building.must({ type: 'open-counter', actor, counterId: id });
  if (is === 'budi-s') open(budi, 'c2');
  if (is === 'foreign') open(citra, 'c3');
  if (['paused', 'idle', 'called', 'serving'].includes(is)) open(ani, 'c1');
  if (is === 'paused') building.must({ type: 'pause-counter', actor: ani, counterId });
  if (is === 'called' || is === 'serving') {
    building.must({ type: 'call-next', actor: ani, counterId });
  }
  if (is === 'serving') building.must({ type: 'start', actor: ani, visitId: waiting });
  building.issue('a1');
  return { building, counterId };
}

const atCounter: Readonly<Record<string, (counterId: string) => Command>> = {
  open: counterId => ({ type: 'open-counter', actor: ani, counterId }),
  'take-over': counterId => ({ type: 'open-counter', actor: ani, counterId, takeOver: true }),
  pause: counterId => ({ type: 'pause-counter', actor: ani, counterId }),
  close: counterId => ({ type: 'close-counter', actor: ani, counterId }),
  'auto-on': counterId => ({ type: 'switch-auto-call', actor: ani, counterId, on: true }),
  'auto-off': counterId => ({ type: 'switch-auto-call', actor: ani, counterId, on: false }),
  next: counterId => ({ type: 'call-next', actor: ani, counterId }),
  'finish+next': counterId => ({ type: 'call-next', actor: ani, counterId, finish: {} }),
  choose: counterId => ({ type: 'call-ticket', actor: ani, counterId, visitId: 'v2' }),
  'walk-in': counterId => ({
    type: 'serve-walk-in',
    actor: ani,
    counterId,
    visitId: 'w1',
    serviceId: 'a1',
    class: 'walk-in',
    language: 'id',
  }),
  undo: counterId => ({ type: 'undo', actor: ani, counterId }),
};

describe('LIFE-3: what Ani may do with a counter', () => {
  test.each(
    tableOf(`
                closed            paused            idle             called            serving           budi-s         foreign           unknown
    open        ok                ok                nothing          nothing           nothing           counter-taken  not-this-counter  unknown-counter
    take-over   ok                ok                nothing          nothing           nothing           ok             not-this-counter  unknown-counter
    pause       counter-not-open  nothing           ok               counter-occupied  counter-occupied  counter-taken  not-this-counter  unknown-counter
    close       nothing           ok                ok               counter-occupied  counter-occupied  counter-taken  not-this-counter  unknown-counter
    auto-on     counter-not-open  ok                ok               ok                ok                counter-taken  not-this-counter  unknown-counter
    auto-off    counter-not-open  nothing           nothing          nothing           nothing           counter-taken  not-this-counter  unknown-counter
    next        counter-not-open  counter-not-open  ok               counter-occupied  counter-occupied  counter-taken  not-this-counter  unknown-counter
    finish+next counter-not-open  counter-not-open  ok               counter-occupied  ok                counter-taken  not-this-counter  unknown-counter
    choose      counter-not-open  counter-not-open  ok               counter-occupied  counter-occupied  counter-taken  not-this-counter  unknown-counter
    walk-in     counter-not-open  counter-not-open  ok               counter-occupied  counter-occupied  counter-taken  not-this-counter  unknown-counter
    undo        counter-not-open  counter-not-open  nothing-to-undo  ok                ok                counter-taken  not-this-counter  unknown-counter
    `),
  )('$row where the counter is $column: $expected', ({ row, column, expected }) => {
    const { building, counterId } = counterThat(column);
    building.pass(secondMs);
    expect(press(building, atCounter[row]!(counterId))).toBe(expected);
  });
});
