import { isDeepStrictEqual } from 'node:util';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import { isRefusal } from '../../server/domain/decision.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { conflictOf, isSame, reversed, withEdits } from '../../server/domain/setup-parts.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { setupOf } from '../../server/domain/state.ts';
import { faultsOfEdits, readEdits } from '../../server/http/setup-wish.ts';
import { everyScreen } from './every-screen.ts';
import { bookedSetup } from './booked-room.ts';
import { hourMs, MemoryBuilding, tenOClock } from './memory-building.ts';
import { buildingOf, Dice } from './model-days.ts';
import { foldOf, foldOfToday, plain } from './plain-state.ts';
import { Floor } from './rush-floor.ts';
import { Office } from './rush-edits.ts';

const administrator = { role: 'administrator', staffId: 'staff-a' } as const;

/** What is on a visitor's paper, and the line each of their errands stands in. */
type Given = Readonly<Record<'label' | 'day', string>>;

function setupOfSeed(dice: Dice): Setup {
  const setup = buildingOf(dice);
  const [booking] = bookedSetup().queues.map(queue => queue.booking);
  const [zone] = setup.zones;
  return {
    ...setup,
    zones: [zone!, { ...zone!, id: 'upstairs' }],
    // A line's services are of its agency (SETUP-5).
    services: setup.services.map(service => {
      const queue = setup.queues.find(({ id }) => id === service.queueId)!;
      return { ...service, code: service.id, agencyId: queue.agencyId };
    }),
    agencies: setup.agencies.map(agency => ({ ...agency, code: agency.id })),
    queues: setup.queues.map((queue, at) => (at < 3 ? { ...queue, booking: booking! } : queue)),
  };
}

/** A building on working days while its office changes it; what breaks is thrown, with what was done. */
export class Rush {
  readonly building: MemoryBuilding;
  readonly counts = { made: 0, planned: 0, refused: 0, undone: 0, days: 0 };
  readonly #dice: Dice;
  readonly #office: Office;
  readonly #floor: Floor;
  readonly #given = new Map<string, Given>();
  readonly #labels = new Map<string, string>();
  readonly #done: string[] = [];
  #last: { readonly edits: readonly SetupEdit[]; readonly before: Setup } | null = null;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
    this.#office = new Office(this.#dice);
    this.#floor = new Floor(this.#dice);
    const setup = setupOfSeed(this.#dice);
    this.building = new MemoryBuilding(setup, tenOClock).open(
      ...setup.counters.map(({ id }) => id),
    );
  }

  get #setup(): Setup {
    return setupOf(this.building.state).setup;
  }

  #expect(holds: boolean, sentence: string): void {
    if (!holds) throw new Error(`${sentence}\n${this.#done.slice(-8).join('\n')}`);
  }

  /** A number that was given stays as it was given, and is given once a day. */
  #checkNumbers(): void {
    for (const { id, label, businessDate: day } of this.building.state.visits.values()) {
      const known = this.#given.get(id);
      if (!known) {
        this.#given.set(id, { label, day });
        this.#expect(!this.#labels.has(`${day} ${label}`), `NUM-1: ${label} was given twice`);
        this.#labels.set(`${day} ${label}`, id);
      } else {
        const isSameNumber = known.label === label && known.day === day;
        this.#expect(isSameNumber, `${known.label} is ${label} now`);
      }
    }
  }

  #checkSound(): void {
    const broken = brokenInvariants(this.building.state);
    this.#expect(broken.length === 0, broken.join('\n'));
    this.#checkNumbers();
  }

  #places(): string {
    return JSON.stringify(
      [...this.building.state.legs.values()].map(({ id, serviceId, queueId }) => [
        id,
        serviceId,
        queueId,
      ]),
    );
  }

  /** As the way over HTTP: read, looked at, decided; a refused wish changes nothing at all. */
  edit(wished: readonly SetupEdit[], from: string | null): boolean {
    const { building } = this;
    building.do({ type: 'roll-day', actor: { role: 'system' } });
    const { state } = building;
    const [before, places, length] = [this.#setup, this.#places(), building.journal.length];
    const { edits, faults } = readEdits(wished);
    const isNow = from === null || from <= state.businessDate!;
    const speaksAgainst =
      faults.length > 0 || conflictOf(before, edits) !== null
        ? true
        : faultsOfEdits(state, edits, isNow).length > 0;
    const planId = `plan-${building.journal.length}`;
    const decision = speaksAgainst
      ? null
      : building.do({ type: 'edit-setup', actor: administrator, edits, from, planId });
    const isRefused = decision === null || isRefusal(decision);
    this.#done.push(
      `${building.now} ${isRefused ? 'refused' : 'made'} ${JSON.stringify({ edits, from })}`,
    );
    this.#expect(isRefused === speaksAgainst, 'the edge and the core disagree');
    this.#expect(this.#places() === places, 'an errand stands in another line');
    if (isRefused) {
      this.#expect(this.#setup === before, 'a refused change changed something');
      this.#expect(building.journal.length === length, 'a refusal left a trace');
      this.counts.refused += 1;
      return false;
    }
    this.#expect(
      isNow || isSame({ ...this.#setup, planned: [] }, { ...before, planned: [] }),
      'too early',
    );
    if (isNow) {
      const made = withEdits(before, edits);
      this.#expect(isSame(this.#setup, made), 'something else was changed');
      this.#last = { edits, before };
      this.counts.made += 1;
    } else this.counts.planned += 1;
    this.#expect(faultsOf(this.#setup).length === 0, JSON.stringify(faultsOf(this.#setup)));
    return true;
  }

  /** Takes the last change back; where that is possible all is as it was. */
  undo(): void {
    if (!this.#last) return;
    const { edits, before } = this.#last;
    const { planned: _was, ...was } = before;
    this.building.do({ type: 'roll-day', actor: { role: 'system' } });
    const isUntouched = isSame(withEdits(before, edits), this.#setup);
    this.#last = null;
    if (!this.edit(reversed(edits, before), null) || !isUntouched) return;
    const { planned: _is, ...is } = this.#setup;
    this.#expect(isSame(is, was), 'taken back, and not as it was');
    this.counts.undone += 1;
  }

  #officeStep(): void {
    const dice = this.#dice;
    const { planned } = this.#setup;
    const share = dice.below(100);
    if (share < 12) this.undo();
    else if (share < 16 && planned.length > 0) {
      const planId = dice.pick(planned).id;
      this.building.do({ type: 'drop-plan', actor: administrator, planId });
    } else {
      const { edits, from } = this.#office.wish(this.#setup, this.building.now);
      this.edit(edits, from);
    }
    everyScreen(this.building.state, this.building.now);
  }

  run(steps: number): this {
    const { building } = this;
    for (let step = 0; step < steps; step += 1) {
      const { businessDate } = building.state;
      if (this.#dice.chance(0.12)) this.#officeStep();
      else {
        const command = this.#floor.next(building.state, building.now);
        this.#done.push(`${building.now} ${JSON.stringify(command)}`);
        building.do(command);
      }
      this.#checkSound();
      if (building.state.businessDate !== businessDate) {
        everyScreen(building.state, building.now);
        this.counts.days += 1;
      }
      const isLong = this.#dice.chance(0.05);
      building.pass(this.#dice.below(isLong ? 9 * hourMs : 90_000));
    }
    const now = plain(building.state);
    this.#expect(isDeepStrictEqual(plain(foldOf(building.journal)), now), 'STORE-3: folded anew');
    this.#expect(isDeepStrictEqual(plain(foldOfToday(building.journal)), now), 'a start differs');
    this.#expect(isDeepStrictEqual(setupSchema.parse(this.#setup), this.#setup), 'no set-up');
    return this;
  }
}
