import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import type { Setup } from '../../contract/setup.ts';
import type { LegState } from '../../contract/values.ts';
import { compared, decidingPair } from '../../server/domain/compared.ts';
import { crossingOf, type CauseKind } from '../../server/domain/comparing.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { emptyState, type BuildingState } from '../../server/domain/state.ts';
import type { ComparisonRecord } from '../../server/domain/story-records.ts';
import { recordedVisit, type RecordedVisit } from '../../server/domain/visit-record.ts';
import { everywhere, MemoryBuilding, minuteMs, setupWith, tenOClock } from './memory-building.ts';
import { buildingOf, Dice, RandomDay } from './model-days.ts';
import { foldOf } from './plain-state.ts';
import { ReferenceModel } from './reference-model.ts';

/** Why one was called before another, held against the record by somebody who looks it up by hand. */

type Told = Omit<ComparisonRecord, 'names'>;

function compareIn(building: MemoryBuilding, first: string, second: string): Told | null {
  const { journal, now } = building;
  const [one, other] = [recordedVisit(journal, first), recordedVisit(journal, second)];
  return one && other ? compareVisits(journal, one, other, now, foldOf) : null;
}

function compareVisits(
  journal: readonly JournalEntry[],
  one: RecordedVisit,
  other: RecordedVisit,
  now: number,
  fold: (entries: readonly JournalEntry[]) => BuildingState,
): Told | null {
  const pair = decidingPair(one, other, null);
  if (!pair) return null;
  const until = pair.call ? pair.call.seq - 1 : journal.length;
  const state = fold(journal.slice(0, until));
  return compared({ pair, visits: [one, other], state, now, bookedFor: () => null });
}

const kindOf = (building: MemoryBuilding, first: string, second: string): CauseKind | undefined =>
  compareIn(building, first, second)?.cause.kind;

/** The state of every leg, read off the entries one by one, with nothing clever in it. */
function statesBefore(journal: readonly JournalEntry[], seq: number): Map<string, LegState> {
  const states = new Map<string, LegState>();
  const to: Partial<Record<JournalEntry['type'], LegState>> = {
    'leg-called': 'called',
    'leg-started': 'serving',
    'leg-seated': 'serving',
    'leg-finished': 'done',
    'leg-transferred': 'done',
    'leg-no-show': 'no-show',
    'leg-requeued': 'waiting',
    'leg-unparked': 'waiting',
    'leg-parked': 'parked',
    'leg-cancelled': 'cancelled',
    'leg-expired': 'expired',
  };
  for (const entry of journal) {
    if (entry.seq >= seq) break;
    const next = to[entry.type];
    if (next && entry.legId) states.set(entry.legId, next);
    if (entry.type === 'ticket-issued') {
      for (const { legId } of entry.data.legs) if (!states.has(legId)) states.set(legId, 'waiting');
    }
    if (entry.type === 'leg-transferred' || entry.type === 'leg-added') {
      states.set(entry.data.leg.legId, 'waiting');
    }
    if (entry.type === 'action-undone') {
      for (const legId of entry.data.removedLegIds) states.delete(legId);
      for (const leg of entry.data.legs) states.set(leg.id, leg.state);
    }
  }
  return states;
}

/** What the officer of a counter was trained for when they came. */
function trainedAt(journal: readonly JournalEntry[], counterId: string, seq: number) {
  const came = journal.findLast(
    entry =>
      entry.seq < seq &&
      entry.counterId === counterId &&
      (entry.type === 'counter-opened' || entry.type === 'counter-taken-over') &&
      // Opening again after a pause changes nobody.
      (entry.type === 'counter-taken-over' || wasClosed(journal, counterId, entry.seq)),
  );
  if (came?.type !== 'counter-opened' && came?.type !== 'counter-taken-over') return null;
  return came.data.serviceIds;
}

function wasClosed(journal: readonly JournalEntry[], counterId: string, seq: number): boolean {
  const last = journal.findLast(
    entry =>
      entry.seq < seq &&
      entry.counterId === counterId &&
      ['counter-opened', 'counter-closed', 'counter-paused'].includes(entry.type),
  );
  return last === undefined || last.type === 'counter-closed';
}

const gone: Partial<Record<CauseKind, readonly LegState[]>> = {
  'set-aside': ['parked'],
  'at-counter': ['called', 'serving'],
  absent: ['no-show'],
  over: ['done', 'cancelled', 'expired'],
};
const classes = ['vulnerable', 'booked', 'walk-in'];

/** Whether a cause is what the record holds; the pieces it needs are looked up here anew. */
function isTrue(journal: readonly JournalEntry[], setup: Setup, told: Told): boolean {
  const { call, cause, second } = told;
  if (!call) return false;
  const { kind } = cause;
  const { reason } = call;
  const states = statesBefore(journal, call.seq);
  const stood = states.get(second.legId);
  const counter = setup.counters.find(({ id }) => id === call.counterId)!;
  if (kind === 'direct') return reason.policy === 'direct';
  if (kind === 'not-there-yet')
    return stood === undefined || cameAt(journal, second.legId) === call.at;
  if (gone[kind]) return gone[kind].includes(stood!);
  if (stood !== 'waiting') return false;
  const others = [...states].filter(([id]) => id.startsWith(`${second.visitId}-`));
  const isHeld = others.some(([, state]) => state === 'called' || state === 'serving');
  if (kind === 'elsewhere') return isHeld;
  if (isHeld) return false;
  if (kind === 'other-counter') return !counter.queueIds.includes(second.queueId);
  if (kind === 'not-trained') {
    return !trainedAt(journal, call.counterId, call.seq)!.includes(second.serviceId);
  }
  if (kind === 'kept-for-another') return isKept(journal, second.legId, call.seq);
  if (kind === 'chosen') return reason.policy === 'chosen' && cause.choice === reason.choice;
  const waiting = new Set([...states].filter(([, state]) => state === 'waiting').map(([id]) => id));
  return isRule(setup, told, kind, ({ legId, queueId }) =>
    journal.some(entry => waiting.has(legIn(entry, queueId, legId) ?? '')),
  );
}

/** A leg that joined a line by an entry, other than the one named. */
function legIn(entry: JournalEntry, queueId: string, except: string): string | undefined {
  const added =
    entry.type === 'ticket-issued'
      ? entry.data.legs
      : entry.type === 'leg-transferred' || entry.type === 'leg-added'
        ? [entry.data.leg]
        : [];
  return added.find(leg => leg.queueId === queueId && leg.legId !== except)?.legId;
}

/** When a leg joined that came with another one’s end. */
const cameAt = (journal: readonly JournalEntry[], legId: string): number | undefined =>
  journal.find(entry => entry.type === 'leg-added' && entry.data.leg.legId === legId)?.at;

/** Somebody sent the visitor to one counter or officer by name. */
const isKept = (journal: readonly JournalEntry[], legId: string, seq: number): boolean =>
  journal.some(
    entry =>
      entry.seq < seq &&
      (entry.type === 'leg-transferred' || entry.type === 'leg-added') &&
      entry.data.leg.legId === legId &&
      entry.data.leg.target !== null,
  );

function isRule(
  setup: Setup,
  { call, cause, first, second }: Told,
  kind: CauseKind,
  hasOthers: (side: Told['second']) => boolean,
): boolean {
  const { policy } = call!.reason;
  const [one, other] = [first.urgency!, second.urgency!];
  const counter = setup.counters.find(({ id }) => id === call!.counterId)!;
  const share = (queueId: string) => counter.preferences.find(row => row.queueId === queueId);
  const [weight, otherWeight] = [first, second].map(({ queueId }) => share(queueId)?.weight ?? 1);
  const queue = setup.queues.find(({ id }) => id === first.queueId)!;
  const urgencies = [one.rate * (call!.at - one.ref), other.rate * (call!.at - other.ref)] as const;
  switch (kind) {
    case 'put-first':
      return policy === 'first' && !second.isFirst;
    case 'max-wait':
      return policy === 'max-wait' && cause.count === queue.maxWaitMinutes;
    case 'earlier':
      return one.ref < other.ref;
    case 'lower-number':
      return one.ref === other.ref;
    case 'urgency':
      // Between two lines of one counter urgency decides, whatever the policy of each is.
      return (
        urgencies[0] > urgencies[1] &&
        (first.queueId !== second.queueId || policy === 'accumulating' || policy === 'ratio')
      );
    case 'weighted':
      return weight !== otherWeight && weight! * urgencies[0] >= otherWeight! * urgencies[1];
    case 'class-order':
      return policy === 'strict' && classes.indexOf(one.class) < classes.indexOf(other.class);
    case 'ratio-turn':
      return policy === 'ratio' && (one.class === 'walk-in') !== (other.class === 'walk-in');
    case 'helps-only':
      return (share(second.queueId)?.when.kind ?? 'always') !== 'always';
    case 'behind-own-line':
      return first.queueId !== second.queueId && hasOthers(second);
    default:
      return false;
  }
}

/** Entries are read and never changed: folding them needs no copies here. */
function folding(entries: readonly JournalEntry[]): BuildingState {
  const state = emptyState();
  for (const entry of entries) evolve(state, entry);
  return state;
}

/** One random day of a random building, its journal, and how far it went. */
function randomDay(seed: number, steps: number) {
  const dice = new Dice(seed);
  const setup = buildingOf(dice);
  const building = new MemoryBuilding(setup, tenOClock);
  const model = new ReferenceModel(setup, tenOClock);
  const day = new RandomDay(dice, setup, model.world);
  for (let step = 0; step < steps; step += 1) {
    building.pass(day.pause(0));
    const command = day.next();
    building.do(command);
    model.do(command, building.now);
  }
  return { setup, building };
}

test('WHY-1, WHY-2: of all pairs of random days the cause is in the record, and never unknown', () => {
  const seen = new Map<CauseKind, number>();
  let overtaken = 0;
  for (let seed = 1; seed <= 18; seed += 1) {
    const { setup, building } = randomDay(seed, 320);
    const { journal, now } = building;
    const folded = new Map<number, BuildingState>();
    const fold = (entries: readonly JournalEntry[]): BuildingState => {
      const known = folded.get(entries.length) ?? folding(entries);
      folded.set(entries.length, known);
      return known;
    };
    const visits = [...building.state.visits.keys()].map(id => recordedVisit(journal, id)!);
    for (const one of visits) {
      for (const other of visits) {
        if (one.id >= other.id) continue;
        const told = compareVisits(journal, one, other, now, fold)!;
        if (!told.call) continue;
        const { first, second, cause } = told;
        const why = `seed ${seed}: ${first.label} before ${second.label} by ${cause.kind}`;
        expect(isTrue(journal, setup, told), why).toBe(true);
        seen.set(cause.kind, (seen.get(cause.kind) ?? 0) + 1);
        const isLater = (first.urgency?.ref ?? 0) > (second.urgency?.ref ?? Infinity);
        if (isLater && first.queueId === second.queueId) overtaken += 1;
        for (const { urgency, storedUrgency } of [first, second]) {
          if (!urgency || storedUrgency === null || cause.kind === 'direct') continue;
          expect(Math.abs(urgency.urgency - storedUrgency), why).toBeLessThan(0.051);
        }
      }
    }
  }
  // The days must be days in which everything happens.
  expect(overtaken).toBeGreaterThan(150);
  const kinds: CauseKind[] = [
    ...(['direct', 'not-there-yet', 'at-counter', 'elsewhere'] as const),
    ...(['over', 'other-counter', 'kept-for-another', 'not-trained', 'chosen'] as const),
    ...(['put-first', 'max-wait', 'earlier', 'lower-number', 'class-order'] as const),
    ...(['ratio-turn', 'urgency', 'weighted', 'helps-only'] as const),
  ];
  expect(kinds.filter(kind => !seen.has(kind))).toEqual([]);
  expect(seen.has('unknown')).toBe(false);
});

describe('by hand', () => {
  const vulnerable = { class: 'vulnerable', need: 'elderly' } as const;

  /** One walk-in, ten minutes later somebody elderly, five minutes later one call. */
  function called(change: Parameters<typeof setupWith>[0] = () => {}): [MemoryBuilding, Told] {
    const building = new MemoryBuilding(setupWith(change)).open('c1');
    building.issue('a1');
    building.pass(10 * minuteMs).issue('a1', vulnerable);
    building.pass(5 * minuteMs).callNext('c1');
    return [building, compareIn(building, 'v1', 'v2')!];
  }
  const policyOf = (policy: Setup['queues'][number]['policy']) => (setup: Setup) => {
    setup.queues[0]!.policy = policy;
  };

  test('WHY-2: accumulating: both urgencies, and the instant at which the lines crossed', () => {
    const [, told] = called();
    expect(told.cause.kind).toBe('urgency');
    expect([told.first.urgency!.urgency, told.second.urgency!.urgency]).toEqual([1200, 900]);
    // 4 × (t − 10) = t: 13 minutes and 20 seconds after the first came.
    expect(told.crossedAt! - tenOClock).toBe(800_000);
    expect(told.behindMinutes).toBe(8);
    expect(told.second.overdueAt).toBe(tenOClock + 60 * minuteMs);
  });

  test('WHY-3: each policy gives its own cause', () => {
    expect(called(policyOf({ kind: 'strict' }))[1].cause.kind).toBe('class-order');
    const [, turn] = called(policyOf({ kind: 'ratio', prioritisedPerWalkIn: 2 }));
    expect([turn.cause.kind, turn.cause.count]).toEqual(['ratio-turn', 2]);
    const [, plain] = called(policyOf({ kind: 'fifo' }));
    expect([plain.cause.kind, plain.first.label]).toEqual(['earlier', 'A001']);
    const [, overdue] = called(setup => {
      setup.queues[0]!.maxWaitMinutes = 14;
    });
    expect([overdue.cause.kind, overdue.first.label]).toEqual(['max-wait', 'A001']);
  });

  test('WHY-4: who was set aside, absent, elsewhere or not there is said to have been so', () => {
    const building = new MemoryBuilding().open('c1', 'c3');
    const [one, two] = [building.issue('a1'), building.issue('a1')];
    building.callNext('c1');
    building.must({ type: 'park', actor: everywhere, visitId: one, reason: 'copies' });
    const waits = building.issue('b1');
    building.must({ type: 'delay', actor: { role: 'visitor' }, visitId: waits });
    const next = building.issue('b1');
    building.callNext('c3');
    expect(kindOf(building, waits, next)).toBe('set-aside');
    building.on('start', next);
    building.finish(next);
    building.callNext('c1');
    expect(kindOf(building, one, two)).toBe('lower-number');
    const both = building.issue(['b1', 'a1']);
    building.callNext('c3');
    building.on('start', two);
    building.finish(two);
    const late = building.issue('a1');
    building.callNext('c1');
    expect(kindOf(building, both, late)).toBe('elsewhere');
    const there = building.issue('a1');
    expect(kindOf(building, late, there)).toBe('not-there-yet');
  });

  test('WHY-5: out of order by hand: the officer’s choice with its reason, or none', () => {
    const building = new MemoryBuilding().open('c1');
    const [first, second] = [building.issue('a1'), building.issue('a1')];
    const call = { type: 'call-ticket', actor: everywhere, counterId: 'c1' } as const;
    building.must({ ...call, visitId: second, reason: 'short-errand' });
    const told = compareIn(building, first, second)!;
    expect([told.first.visitId, told.cause.kind]).toEqual([second, 'chosen']);
    expect(told.cause.choice).toBe('short-errand');
  });

  test('WHY-6: a call that was taken back decides nothing', () => {
    const [building] = called();
    building.must({ type: 'undo', actor: everywhere, counterId: 'c1' });
    const stands = compareIn(building, 'v1', 'v2')!;
    expect(stands.call).toBe(null);
    expect([stands.first.visitId, stands.cause.kind]).toEqual(['v2', 'urgency']);
  });

  test('WHY-2: why waiting counts from where it does', () => {
    const [building] = called();
    building.on('start', 'v2');
    const to = { kind: 'service', serviceId: 'b1' } as const;
    const send = { type: 'transfer', actor: everywhere, returns: false } as const;
    building.must({ ...send, visitId: 'v2', to, place: 'order' });
    building.open('c3');
    building.issue('b1');
    building.pass(minuteMs).callNext('c3');
    const told = compareIn(building, 'v2', 'v3')!;
    expect([told.first.label, told.first.basis, told.second.basis]).toEqual([
      'A002',
      'credit',
      'issued',
    ]);
  });

  test('WHY-2: lines that do not meet have no crossing', () => {
    expect(crossingOf({ ref: 0, rate: 1 }, { ref: 10, rate: 1 }, 100)).toBe(null);
    expect(crossingOf({ ref: 0, rate: 4 }, { ref: 10, rate: 1 }, 100)).toBe(null);
    expect(crossingOf({ ref: 0, rate: 1 }, { ref: 60, rate: 4 }, 79)).toBe(null);
    expect(crossingOf({ ref: 0, rate: 1 }, { ref: 60, rate: 4 }, 80)).toBe(80);
  });
});
