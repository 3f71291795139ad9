import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Command } from '../../contract/commands.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { emptyState, waitingLegs, type BuildingState } from '../../server/domain/state.ts';
import { isAtCounter, mayMove } from '../../server/domain/visit.ts';
import {
  everywhere,
  hourMs,
  MemoryBuilding,
  secondMs,
  smallSetup,
  tenOClock,
} from './memory-building.ts';
import { plain } from './plain-state.ts';

/** What somebody in the building may do next; places are taken modulo what is there. */
type Step =
  | { do: 'issue'; services: number; vulnerable: boolean }
  | { do: 'counter'; what: 'open-counter' | 'pause-counter' | 'close-counter'; counter: number }
  | { do: 'next'; counter: number }
  | { do: 'choose'; counter: number; visit: number }
  | { do: 'ticket'; what: 'recall' | 'start' | 'finish' | 'no-show' | 'cancel'; visit: number }
  | { do: 'pass'; ms: number };

const counterIds = ['c1', 'c2', 'c3'] as const;
const choices = [['a1'], ['b1'], ['a2'], ['a1', 'b1'], ['b1', 'a2', 'a1']] as const;

const place = fc.nat({ max: 40 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      services: fc.nat({ max: choices.length - 1 }),
      vulnerable: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('counter' as const),
      what: fc.constantFrom(
        'open-counter' as const,
        'pause-counter' as const,
        'close-counter' as const,
      ),
      counter: place,
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('next' as const), counter: place }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('choose' as const), counter: place, visit: place }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('ticket' as const),
      what: fc.constantFrom(
        'recall' as const,
        'start' as const,
        'start' as const,
        'finish' as const,
        'finish' as const,
        'no-show' as const,
        'cancel' as const,
      ),
      visit: place,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 1, secondMs, 10 * secondMs, 180 * secondMs, 30 * 60 * secondMs),
    }),
  },
);

/** Mostly somebody at a counter, sometimes anybody who came today. */
function visitAt(state: BuildingState, at: number): string {
  const held = [...state.legs.values()].filter(isAtCounter).map(leg => leg.visitId);
  const all = at % 4 === 0 ? [...state.visits.keys()] : held;
  return all[at % Math.max(1, all.length)] ?? 'nobody';
}

function commandOf(building: MemoryBuilding, row: Exclude<Step, { do: 'pass' }>): Command {
  const counterId = counterIds['counter' in row ? row.counter % 3 : 0]!;
  const actor: Actor = everywhere;
  switch (row.do) {
    case 'issue':
      return building.issueCommand(choices[row.services]!, {
        class: row.vulnerable ? 'vulnerable' : 'walk-in',
      });
    case 'counter':
      return { type: row.what, actor, counterId };
    case 'next':
      return { type: 'call-next', actor, counterId };
    case 'choose': {
      const visits = [...building.state.visits.keys()];
      const visitId = visits[row.visit % Math.max(1, visits.length)] ?? 'nobody';
      return { type: 'call-ticket', actor, counterId, visitId };
    }
    case 'ticket': {
      const visitId = visitAt(building.state, row.visit);
      return row.what === 'finish'
        ? { type: row.what, actor, visitId, outcome: 'completed' }
        : { type: row.what, actor, visitId };
    }
  }
}

/** Walks the journal with a model that knows nothing of the state but the rules' own words. */
function checkJournal(building: MemoryBuilding): void {
  const numbers = new Map<string, number>();
  const labels = new Set<string>();
  const counterOf = new Map<string, string>();
  const heldLegs = new Map<string, string>();
  const stateOf = new Map<string, Parameters<typeof mayMove>[0]>();
  let at = 0;
  const moves = {
    'leg-called': 'called',
    'leg-started': 'serving',
    'leg-finished': 'done',
    'leg-no-show': 'no-show',
    'leg-cancelled': 'cancelled',
    'leg-expired': 'expired',
  } as const;
  building.journal.forEach((entry, index) => {
    expect(entry.seq, 'STORE-2').toBe(index + 1);
    expect(entry.at, 'DAY-3').toBeGreaterThanOrEqual(at);
    at = entry.at;
    if (entry.type === 'day-opened') {
      numbers.clear();
      labels.clear();
      const { visits, counters } = entry.data;
      const carried = visits.flatMap(visit => visit.legs);
      expect(new Set(carried.filter(isAtCounter).map(leg => leg.visitId)), 'DAY-2').toEqual(
        new Set(counterOf.keys()),
      );
      const held = counters.flatMap(({ id, legId }) => (legId === null ? [] : id));
      expect(new Set(held), 'DAY-2').toEqual(new Set(counterOf.values()));
    }
    if (entry.type === 'ticket-issued') {
      const { series, number, label, legs } = entry.data;
      expect(number, 'NUM-2').toBe((numbers.get(series) ?? 0) + 1);
      expect(labels.has(label), 'NUM-1').toBe(false);
      numbers.set(series, number);
      labels.add(label);
      for (const leg of legs) stateOf.set(leg.legId, 'waiting');
    }
    if (!(entry.type in moves)) return;
    const to = moves[entry.type as keyof typeof moves];
    const legId = entry.legId!;
    const visitId = entry.visitId!;
    expect(mayMove(stateOf.get(legId)!, to), `lifecycle ${stateOf.get(legId)} → ${to}`).toBe(true);
    stateOf.set(legId, to);
    if (to === 'called') {
      expect(counterOf.has(visitId), 'CALL-5').toBe(false);
      expect([...counterOf.values()], 'CALL-10').not.toContain(entry.counterId);
      counterOf.set(visitId, entry.counterId!);
      heldLegs.set(legId, visitId);
    } else if (to === 'serving') expect(counterOf.get(visitId)).toBe(entry.counterId);
    else if (heldLegs.delete(legId)) {
      expect(counterOf.get(visitId), 'CALL-5').toBe(entry.counterId);
      counterOf.delete(visitId);
    }
  });
}

/** No call-next passed over a callable ticket of the same class and queue that came earlier. */
function checkFifo(before: { id: string; visitId: string; class: string; queueId: string }[]) {
  return (legId: string, isFree: (visitId: string) => boolean): void => {
    const called = before.find(({ id }) => id === legId)!;
    const first = before.find(
      leg => leg.class === called.class && leg.queueId === called.queueId && isFree(leg.visitId),
    );
    expect(first?.id, 'CALL-2').toBe(legId);
  };
}

function runSteps(building: MemoryBuilding, steps: readonly Step[]): void {
  for (const row of steps) {
    if (row.do === 'pass') {
      building.pass(row.ms);
      continue;
    }
    const { state } = building;
    const day = state.businessDate;
    const waiting = [...state.queues.values()].flatMap(queue =>
      [...waitingLegs(queue)].sort((a, b) => a.ref - b.ref || a.order - b.order),
    );
    const held = new Set([...state.legs.values()].filter(isAtCounter).map(leg => leg.visitId));
    const journal = building.journal.length;
    const decision = building.do(commandOf(building, row));
    if (isRefusal(decision) && state.businessDate === day) {
      expect(building.journal, 'a refusal leaves no trace').toHaveLength(journal);
    }
    if (row.do === 'next' && !isRefusal(decision) && decision[0] && state.businessDate === day) {
      checkFifo(waiting)(decision[0].legId!, visitId => !held.has(visitId));
    }
    expect(brokenInvariants(state)).toEqual([]);
  }
}

test('NUM-1, NUM-2, CALL-2, CALL-5, STORE-3: hold after every step of any day', () => {
  let calls = 0;
  let ends = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 90, size: 'max' }), steps => {
      const building = new MemoryBuilding(smallSetup(), tenOClock + 11 * hourMs).open('c1', 'c2');
      runSteps(building, steps);
      checkJournal(building);
      calls += building.journal.filter(({ type }) => type === 'leg-called').length;
      ends += building.journal.filter(({ type }) => type === 'leg-finished').length;
      const folded = emptyState();
      for (const entry of building.journal) evolve(folded, structuredClone(entry));
      expect(plain(folded)).toEqual(plain(building.state));
    }),
    { seed: 20_260_304, numRuns: 150 },
  );
  // The days must be days: a property over rooms where nothing happens would prove nothing.
  expect(calls).toBeGreaterThan(300);
  expect(ends).toBeGreaterThan(50);
});
