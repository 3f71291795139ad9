import { describe, expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import { legStateSchema, type LegState } from '../../contract/values.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { mayMove } from '../../server/domain/visit.ts';
import {
  bodyOf,
  everywhere,
  MemoryBuilding,
  minuteMs,
  secondMs,
  setupWith,
} from './memory-building.ts';

const states = legStateSchema.options;

/** From → to: all that may ever happen to a leg. Whoever changes the product changes this too. */
const allowed: Readonly<Record<LegState, readonly LegState[]>> = {
  waiting: ['called', 'serving', 'parked', 'done', 'cancelled', 'expired'],
  called: ['serving', 'waiting', 'parked', 'no-show', 'done', 'cancelled', 'expired'],
  serving: ['done', 'waiting', 'parked', 'cancelled'],
  parked: ['waiting', 'called', 'done', 'cancelled', 'expired'],
  done: [],
  'no-show': ['waiting', 'called'],
  cancelled: [],
  expired: [],
};

test.each(states.flatMap(from => states.map(to => [from, to] as const)))(
  'a leg moves from %s to %s only where the table says so',
  (from, to) => {
    expect(mayMove(from, to)).toBe(allowed[from].includes(to));
  },
);

/** A building with one visitor in the given state at counter 1. */
function inState(state: LegState): { building: MemoryBuilding; visitId: string } {
  const building = new MemoryBuilding().open('c1', 'c2');
  const visitId = building.issue('a1');
  if (state === 'waiting') return { building, visitId };
  if (state === 'cancelled') {
    building.on('cancel', visitId);
    return { building, visitId };
  }
  building.callNext('c1');
  if (state === 'called') return { building, visitId };
  if (state === 'no-show') {
    building.pass(11 * secondMs).on('recall', visitId);
    building.pass(3 * minuteMs).on('no-show', visitId);
    return { building, visitId };
  }
  building.on('start', visitId);
  if (state === 'done') building.finish(visitId);
  return { building, visitId };
}

const actions = ['recall', 'start', 'finish', 'no-show', 'cancel', 'call-ticket'] as const;
type Action = (typeof actions)[number];
const reachable = ['waiting', 'called', 'serving', 'done', 'no-show', 'cancelled'] as const;

/** What each action comes to in each state, one second after the newest call. */
const outcomes: Readonly<Record<Action, Readonly<Record<(typeof reachable)[number], string>>>> = {
  recall: {
    waiting: 'wrong-state',
    called: 'recall-too-soon',
    serving: 'wrong-state',
    done: 'wrong-state',
    'no-show': 'wrong-state',
    cancelled: 'wrong-state',
  },
  start: {
    waiting: 'wrong-state',
    called: 'serving',
    serving: 'wrong-state',
    done: 'wrong-state',
    'no-show': 'wrong-state',
    cancelled: 'wrong-state',
  },
  finish: {
    waiting: 'wrong-state',
    called: 'wrong-state',
    serving: 'done',
    done: 'wrong-state',
    'no-show': 'wrong-state',
    cancelled: 'wrong-state',
  },
  'no-show': {
    waiting: 'wrong-state',
    called: 'no-show-too-soon',
    serving: 'wrong-state',
    done: 'wrong-state',
    'no-show': 'wrong-state',
    cancelled: 'wrong-state',
  },
  cancel: {
    waiting: 'cancelled',
    called: 'cancelled',
    serving: 'wrong-state',
    done: 'wrong-state',
    'no-show': 'wrong-state',
    cancelled: 'wrong-state',
  },
  'call-ticket': {
    waiting: 'called',
    called: 'already-called',
    serving: 'already-called',
    done: 'wrong-state',
    'no-show': 'called',
    cancelled: 'wrong-state',
  },
};

const commandOf = (action: Action, visitId: string): Command => {
  const base = { actor: everywhere, visitId };
  if (action === 'finish') return { type: action, ...base, outcome: 'completed' };
  if (action === 'call-ticket') return { type: action, ...base, counterId: 'c2' };
  return { type: action, ...base };
};

test.each(reachable)('LIFE-1: the way to %s is walked', state => {
  const { building, visitId } = inState(state);
  expect(building.state.visits.get(visitId)!.legs[0]!.state).toBe(state);
});

test.each(actions.flatMap(action => reachable.map(state => [action, state] as const)))(
  'LIFE-2: %s of a ticket that is %s',
  (action, state) => {
    const { building, visitId } = inState(state);
    building.pass(secondMs);
    const journal = building.journal.length;
    const refusal = building.refusalOf(commandOf(action, visitId));
    const after = building.state.visits.get(visitId)!.legs[0]!.state;
    expect(refusal?.refused ?? after).toBe(outcomes[action][state]);
    if (refusal) {
      // A refusal leaves no trace.
      expect(building.journal).toHaveLength(journal);
      expect(after).toBe(state);
    }
  },
);

describe('calling again', () => {
  test('CALL-8: after 10 s, three times, and not a fourth time', () => {
    const building = new MemoryBuilding().open('c1');
    const visit = building.issue('a1');
    building.callNext('c1');
    expect(building.on('recall', visit)).toEqual({
      refused: 'recall-too-soon',
      facts: { waitSeconds: 10 },
    });
    building.pass(9_999);
    expect(building.on('recall', visit)?.facts).toEqual({ waitSeconds: 1 });
    building.pass(1);
    expect(building.on('recall', visit)).toBeNull();
    expect(building.pass(10 * secondMs).on('recall', visit)).toBeNull();
    expect(building.pass(10 * secondMs).on('recall', visit)).toBeNull();
    expect(building.pass(10 * secondMs).on('recall', visit)).toEqual({
      refused: 'recall-limit',
      facts: { calls: 4 },
    });
  });

  test('CALL-8: every recall is a call of its own, which screens can tell apart', () => {
    const building = new MemoryBuilding().open('c1');
    const visit = building.issue('a1');
    building.callNext('c1');
    const leg = building.state.visits.get(visit)!.legs[0]!;
    const first = leg.callId;
    building.pass(10 * secondMs).on('recall', visit);
    expect(leg.callId).toBe(building.state.seq);
    expect(leg.callId).not.toBe(first);
    expect(leg.calls).toBe(2);
    expect(leg.firstCalledAt).toBe(building.now - 10 * secondMs);
    expect(leg.calledAt).toBe(building.now);
  });

  test.each([
    ['one call, long ago', 0, 10 * minuteMs, { callsMissing: 1, waitSeconds: 0 }],
    ['two calls, too soon', 1, 179 * secondMs, { callsMissing: 0, waitSeconds: 1 }],
    ['one call, too soon', 0, minuteMs, { callsMissing: 1, waitSeconds: 120 }],
    ['two calls and three minutes', 1, 180 * secondMs, null],
  ])('CALL-9: absent after %s', (_name, recalls, ms, facts) => {
    const building = new MemoryBuilding().open('c1');
    const visit = building.issue('a1');
    building.callNext('c1');
    for (let count = 0; count < recalls; count += 1) {
      building.pass(10 * secondMs).on('recall', visit);
    }
    building.pass(ms - recalls * 10 * secondMs);
    const refusal = building.on('no-show', visit);
    expect(refusal).toEqual(facts && { refused: 'no-show-too-soon', facts });
    if (!facts) expect(building.state.counters.get('c1')!.leg).toBeNull();
  });
});

describe('counters', () => {
  const at = (
    building: MemoryBuilding,
    type: 'open-counter' | 'pause-counter' | 'close-counter' | 'call-next',
    counterId = 'c1',
  ) => building.refusalOf({ type, actor: everywhere, counterId });

  test('CALL-10: a closed or paused counter calls nobody', () => {
    const building = new MemoryBuilding();
    building.issue('a1');
    expect(at(building, 'call-next')).toEqual({
      refused: 'counter-not-open',
      facts: { state: 'closed' },
    });
    building.open('c1');
    at(building, 'pause-counter');
    expect(at(building, 'call-next')?.facts).toEqual({ state: 'paused' });
  });

  test('CALL-10: an occupied counter calls nobody, pauses not and closes not', () => {
    const building = new MemoryBuilding().open('c1');
    const visit = building.issue('a1');
    building.issue('a1');
    building.callNext('c1');
    for (const state of ['called', 'serving']) {
      expect(building.state.counters.get('c1')!.leg!.state).toBe(state);
      expect(at(building, 'call-next')).toEqual({
        refused: 'counter-occupied',
        facts: { label: 'A001' },
      });
      expect(at(building, 'pause-counter')?.refused).toBe('counter-occupied');
      expect(at(building, 'close-counter')?.refused).toBe('counter-occupied');
      building.on('start', visit);
    }
  });

  test('opening, pausing and closing twice is the same as once', () => {
    const building = new MemoryBuilding();
    for (const type of ['open-counter', 'pause-counter', 'close-counter'] as const) {
      expect(building.must({ type, actor: everywhere, counterId: 'c1' })).toHaveLength(1);
      expect(building.must({ type, actor: everywhere, counterId: 'c1' })).toHaveLength(0);
    }
    expect(at(building, 'pause-counter')?.refused).toBe('counter-not-open');
  });

  test('AUTH-5: an officer works at their own counters only', () => {
    const building = new MemoryBuilding().open('c1', 'c2');
    const officer = { role: 'officer', staffId: 'staff-2', counterIds: ['c2'] } as const;
    const visit = building.issue('a1');
    for (const type of ['open-counter', 'pause-counter', 'close-counter', 'call-next'] as const) {
      expect(building.refusalOf({ type, actor: officer, counterId: 'c1' })?.refused).toBe(
        'not-this-counter',
      );
    }
    building.callNext('c1');
    for (const type of ['recall', 'start', 'no-show', 'cancel'] as const) {
      expect(building.refusalOf({ type, actor: officer, visitId: visit })?.refused).toBe(
        'not-this-counter',
      );
    }
    const chosen = { type: 'call-ticket', counterId: 'c1', visitId: visit } as const;
    expect(building.refusalOf({ ...chosen, actor: officer })?.refused).toBe('not-this-counter');
  });

  test('what is not there is refused by name', () => {
    const building = new MemoryBuilding().open('c1');
    expect(at(building, 'call-next', 'c9')?.refused).toBe('unknown-counter');
    expect(building.on('start', 'nobody')?.refused).toBe('unknown-ticket');
    expect(building.on('cancel', 'nobody')?.refused).toBe('unknown-ticket');
    const chosen = { type: 'call-ticket', actor: everywhere, counterId: 'c1' } as const;
    expect(building.refusalOf({ ...chosen, visitId: 'nobody' })?.refused).toBe('unknown-ticket');
    const other = building.issue('b1');
    expect(building.refusalOf({ ...chosen, visitId: other })?.refused).toBe('wrong-queue');
  });
});

describe('cancelling', () => {
  const officer = (counterId: string) =>
    ({ role: 'officer', staffId: 's', counterIds: [counterId] }) as const;

  test('AUTH-5: an officer cancels who waits in a line of theirs, and nobody else', () => {
    const building = new MemoryBuilding();
    const visitId = building.issue('a1');
    const cancel = { type: 'cancel', visitId } as const;
    expect(building.refusalOf({ ...cancel, actor: officer('c3') })?.refused).toBe(
      'not-this-counter',
    );
    building.must({ ...cancel, actor: officer('c2') });
    expect(building.state.visits.get(visitId)?.legs[0]?.state).toBe('cancelled');
  });
});

describe('issuing', () => {
  test('ISSUE-1, NUM-3: one number for all errands, of the series of the first', () => {
    const building = new MemoryBuilding();
    building.issue('a1');
    const events = building.must(building.issueCommand(['b1', 'a1', 'a2']));
    const issued = bodyOf(events, 'ticket-issued');
    expect(issued).toMatchObject({ queueId: 'qb', series: 'B', number: 1, label: 'B001' });
    expect(issued.legs.map(({ queueId }) => queueId)).toEqual(['qb', 'qa', 'qa']);
    expect(building.label(building.issue('a1'))).toBe('A002');
  });

  test('NUM-3: labels have three digits at least, and more where they are needed', () => {
    const building = new MemoryBuilding();
    building.state.queues.get('qa')!.lastNumber = 998;
    const labels = [1, 2, 3].map(() => building.label(building.issue('a1')));
    expect(labels).toEqual(['A999', 'A1000', 'A1001']);
  });

  test('ISSUE-3: a need makes sense for a vulnerable visitor only', () => {
    const building = new MemoryBuilding();
    const command = building.issueCommand(['a1'], { need: 'elderly' });
    expect(building.refusalOf(command)?.refused).toBe('need-without-class');
    const visit = building.issue('a1', { class: 'vulnerable', need: 'elderly' });
    expect(building.state.visits.get(visit)).toMatchObject({
      class: 'vulnerable',
      need: 'elderly',
      legs: [{ class: 'vulnerable' }],
    });
  });

  test('ISSUE-4: the same service twice, or an unknown one, is refused and nothing is issued', () => {
    const building = new MemoryBuilding();
    const journal = building.journal.length;
    expect(building.refusalOf(building.issueCommand(['a1', 'b1', 'a1']))).toEqual({
      refused: 'duplicate-service',
      facts: { serviceId: 'a1' },
    });
    expect(building.refusalOf(building.issueCommand(['a1', 'z9']))?.refused).toBe(
      'unknown-service',
    );
    expect(building.journal).toHaveLength(journal);
  });

  test('ISSUE-2: one closed service among several closes the whole ticket', () => {
    const building = new MemoryBuilding(setupWith(row => (row.queues[1]!.quotaPerDay = 0)));
    expect(building.refusalOf(building.issueCommand(['a1', 'b1']))).toMatchObject({
      refused: 'service-closed',
      facts: { serviceId: 'b1' },
    });
    expect(building.state.queues.get('qa')!.lastNumber).toBe(0);
  });

  test('PRINT-18: a print job is known by the seq of the entry that asked for it', () => {
    const building = new MemoryBuilding();
    const visit = building.issue('a1', { printerId: 'printer-1' });
    const entry = building.journal.at(-1)!;
    expect(entry).toMatchObject({ visitId: visit, data: { print: { jobId: entry.seq } } });
  });
});

test('STORE-3: an entry that the rules could not have written is never folded', () => {
  const building = new MemoryBuilding().open('c1');
  const visit = building.issue('a1');
  const legId = `${visit}-1`;
  const seq = building.state.seq + 1;
  const entry = { at: building.now, version: 1, visitId: visit, legId, counterId: 'c1' };
  const started = { ...entry, type: 'leg-started', data: {} } as const;
  expect(() => evolve(building.state, { ...started, seq })).toThrow('may not go from waiting');
  expect(() => evolve(building.state, { ...started, seq: seq + 1 })).toThrow('does not follow');
  expect(() => evolve(building.state, { ...started, seq, legId: 'x' })).toThrow('is not there');
});
