import { expect, test } from 'vitest';
import type { Command } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { visitClasses } from '../../server/domain/state.ts';
import type { Leg } from '../../server/domain/visit.ts';
import { hourMs, MemoryBuilding, tenOClock } from './memory-building.ts';
import { buildingOf, Dice, RandomDay } from './model-days.ts';
import { foldOf, foldOfToday, plain } from './plain-state.ts';
import { ReferenceModel } from './reference-model.ts';
import { atDesk, type Errand } from './reference/world.ts';

type Row = Leg | (Omit<Errand, 'isVulnerable' | 'policy' | 'order' | 'change'> & { reason: null });

/** What both sides have to agree on of one leg, as one line. */
const lineOf = (leg: Row, policy: string | null): string =>
  JSON.stringify([
    leg.id,
    leg.state,
    leg.counterId,
    policy,
    leg.serviceId,
    leg.queueId,
    leg.ref,
    leg.isFirst,
    leg.isCounted,
    leg.target,
    leg.returnTo,
    leg.enqueuedAt,
    [leg.calls, leg.firstCalledAt, leg.calledAt, leg.startedAt, leg.endedAt, leg.outcome],
    leg.parking && [leg.parking.counterId, leg.parking.since, leg.parking.remindAt],
    leg.parking && [leg.parking.reason, leg.parking.noteId],
  ]);

class Duel {
  readonly building: MemoryBuilding;
  readonly model: ReferenceModel;
  readonly #done: string[] = [];

  constructor(setup: ConstructorParameters<typeof ReferenceModel>[0], now: number) {
    this.building = new MemoryBuilding(setup, now);
    this.model = new ReferenceModel(setup, now);
  }

  /** The same command to both; they have to come to the same. */
  do(command: Command): void {
    const { building, model } = this;
    this.#done.push(`${building.now} ${JSON.stringify(command)}`);
    const known = building.journal.length;
    const decision = building.do(command);
    const answer = model.do(command, building.now);
    const refused = isRefusal(decision) ? decision.refused : null;
    const expected = answer === 'done' || answer === 'nothing' ? null : answer;
    if (refused !== expected) this.#fail(`${refused} for ${expected}`);
    if (!refused && (decision as readonly unknown[]).length === 0 && answer !== 'nothing') {
      this.#fail('nothing was done');
    }
    this.#compareCounters();
    this.#compareVisits(building.journal.slice(known));
    model.world.touched.clear();
  }

  #fail(what: string): never {
    throw new Error(`${what}\n${this.#done.slice(-12).join('\n')}`);
  }

  #same(what: string, ours: string, theirs: string): void {
    if (ours !== theirs) this.#fail(`${what}:\n  server ${ours}\n  model  ${theirs}`);
  }

  #compareCounters(): void {
    const { world } = this.model;
    for (const desk of world.desks) {
      const { state, staffId, autoCall, leg, lastAction } = this.building.state.counters.get(
        desk.id,
      )!;
      const ours = [state, staffId, autoCall, leg?.id ?? null, lastAction?.before.length ?? null];
      const held = atDesk(world, desk.id)?.id ?? null;
      const press = desk.press?.before.length ?? null;
      const theirs = [desk.state, desk.staffId, desk.autoCall, held, press];
      this.#same(desk.id, JSON.stringify(ours), JSON.stringify(theirs));
    }
  }

  #compareVisits(entries: readonly JournalEntry[]): void {
    const visitIds = new Set(this.model.world.touched);
    const isNewDay = entries.some(({ type }) => type === 'day-opened');
    for (const { visitId } of entries) if (visitId) visitIds.add(visitId);
    const queueIds = new Set<string>();
    if (isNewDay) {
      this.compareAll();
      return;
    }
    for (const visitId of visitIds) for (const id of this.#compareVisit(visitId)) queueIds.add(id);
    for (const queueId of queueIds) this.#compareLines(queueId);
  }

  /** The queues its legs are in. */
  #compareVisit(visitId: string): string[] {
    const legs = this.building.state.visits.get(visitId)?.legs ?? [];
    const errands = this.model.world.errands.filter(errand => errand.visitId === visitId);
    this.#same(
      visitId,
      legs.map(leg => lineOf(leg, leg.reason?.policy ?? null)).join('\n'),
      errands.map(errand => lineOf({ ...errand, reason: null }, errand.policy)).join('\n'),
    );
    return legs.map(({ queueId }) => queueId);
  }

  #compareLines(queueId: string): void {
    const queue = this.building.state.queues.get(queueId)!;
    for (const name of visitClasses) {
      const waiting = this.model.world.errands
        .filter(row => row.state === 'waiting' && row.queueId === queueId)
        .filter(row => (row.isVulnerable ? 'vulnerable' : 'walk-in') === name)
        .sort(
          (a, b) => Number(b.isFirst) - Number(a.isFirst) || a.ref - b.ref || a.order - b.order,
        );
      const line = [...queue.lines[name]];
      this.#same(`${queueId} ${name}`, String(line.map(visitOf)), String(waiting.map(visitOf)));
    }
  }

  compareAll(): void {
    const { world } = this.model;
    const { state } = this.building;
    const known = [...state.visits.keys()];
    this.#same('visits', String(known), String(world.visits.map(({ id }) => id)));
    for (const visitId of known) this.#compareVisit(visitId);
    for (const [id, queue] of state.queues) {
      this.#compareLines(id);
      const ours = `${queue.lastNumber} ${queue.prioritisedInARow}`;
      this.#same(id, ours, `${world.numbers.get(id) ?? 0} ${world.inARow.get(id) ?? 0}`);
    }
  }

  /** Nothing is broken. */
  checkSound(): void {
    const broken = brokenInvariants(this.building.state);
    if (broken.length > 0) this.#fail(broken.join('\n'));
  }

  checkFolds(): void {
    const { journal, state } = this.building;
    expect(plain(foldOf(journal))).toEqual(plain(state));
    expect(plain(foldOfToday(journal))).toEqual(plain(state));
  }
}

const visitOf = ({ visitId }: { readonly visitId: string }): string => visitId;

interface Run {
  readonly steps: number;
  readonly from: number;
  /** How often hours pass at once, so that closings and midnights come. */
  readonly hoursShare: number;
  /** Nothing may be broken after any step; in long runs after every so many. */
  readonly soundEvery: number;
}

function run(seed: number, { steps, from, hoursShare, soundEvery }: Run): Duel {
  const dice = new Dice(seed);
  const setup = buildingOf(dice);
  const duel = new Duel(setup, from);
  const day = new RandomDay(dice, setup, duel.model.world);
  for (let step = 1; step <= steps; step += 1) {
    duel.building.pass(day.pause(hoursShare));
    duel.do(day.next());
    if (step % soundEvery === 0) duel.checkSound();
    if (step % 200 === 0) duel.compareAll();
  }
  duel.compareAll();
  return duel;
}

const seedsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, place) => first + place);
const once = process.env['MODEL_SEED'];
const seeds = (first: number, count: number) => (once ? [Number(once)] : seedsFrom(first, count));

/** A busy machine takes several times as long as a free one. */
const timeout = 180_000;

const shortRun = { steps: 300, from: tenOClock, hoursShare: 0, soundEvery: 1 };
const longRun = { steps: 2_250, from: tenOClock, hoursShare: 0, soundEvery: 25 };
const manyDays = { steps: 500, from: tenOClock - 3 * hourMs, hoursShare: 0.03, soundEvery: 5 };

test(
  'CALL-1, CALL-11, CALL-12, UNDO-1, LEG-1: short days of many buildings agree with the rules',
  { timeout },
  () => {
    for (const seed of seeds(1, 200)) {
      try {
        run(seed, shortRun).checkFolds();
      } catch (error) {
        throw new Error(`MODEL_SEED=${seed}`, { cause: error });
      }
    }
  },
);

test('CALL-1, CALL-11, CALL-12, UNDO-1, LEG-1: long days agree with the rules', { timeout }, () => {
  for (const seed of seeds(10_001, 8)) {
    try {
      run(seed, longRun).checkFolds();
    } catch (error) {
      throw new Error(`MODEL_SEED=${seed}`, { cause: error });
    }
  }
});

test(
  'DAY-2, DAY-4, DAY-5, STORE-3: weeks agree with the rules, and each day alone tells all',
  { timeout },
  () => {
    for (const seed of seeds(20_001, 45)) {
      try {
        const duel = run(seed, manyDays);
        duel.checkFolds();
        const days = duel.building.journal.filter(({ type }) => type === 'day-opened').length;
        expect(days).toBeGreaterThan(1);
      } catch (error) {
        throw new Error(`MODEL_SEED=${seed}`, { cause: error });
      }
    }
  },
);
