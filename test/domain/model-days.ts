import type { Actor, Command, Destination, Finishing } from '../../contract/commands.ts';
import { setupSchema, type Setup } from '../../contract/setup.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { smallSetup } from './memory-building.ts';
import { isHeld, type Errand, type World } from './reference/world.ts';

/** Choices of a seed. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  pick<Row>(rows: readonly Row[]): Row {
    return rows[this.below(rows.length)]!;
  }

  /** Some of the rows, at least one. */
  some<Row>(rows: readonly Row[], share: number): Row[] {
    const found = rows.filter(() => this.chance(share));
    return found.length > 0 ? found : [this.pick(rows)];
  }
}

const policies: Setup['queues'][number]['policy'][] = [
  { kind: 'accumulating' },
  { kind: 'strict' },
  { kind: 'ratio', prioritisedPerWalkIn: 2 },
  { kind: 'fifo' },
  { kind: 'accumulating' },
  { kind: 'ratio', prioritisedPerWalkIn: 1 },
];
const letters = ['A', 'B', 'C', 'D', 'E', 'F'];

const office = {
  periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '16:00' }],
  lastTicketMinutes: 30,
};

/**
 * A building of a seed: two agencies, one of which never closes, queues of every policy, counters
 * that share them in every way.
 */
export function buildingOf(dice: Dice): Setup {
  const small = smallSetup();
  const [agency] = small.agencies;
  const [queue] = small.queues;
  const [service] = small.services;
  const [counter] = small.counters;
  const queues = letters.slice(0, 4 + dice.below(3)).map((series, place) => ({
    ...queue!,
    id: `q${series}`,
    series,
    agencyId: dice.chance(0.3) ? 'office' : 'agency',
    policy: policies[place]!,
    maxWaitMinutes: dice.pick([5, 30, 60, 60]),
    quotaPerDay: dice.chance(0.2) ? 6 : null,
    outcomeRequired: dice.chance(0.15),
    deliveredRequired: dice.chance(0.15),
    choiceReasonRequired: dice.chance(0.3),
  }));
  const preferenceOf = (queueId: string) => ({
    queueId,
    weight: dice.pick([1, 1, 0.5, 2, 4]),
    when: dice.pick([
      { kind: 'always' as const },
      { kind: 'idle' as const },
      { kind: 'long' as const, minutes: dice.pick([1, 4]) },
    ]),
  });
  const counters = Array.from({ length: 6 + dice.below(7) }, (_, place) => {
    const queueIds = dice.some(queues, 0.35).map(({ id }) => id);
    return {
      ...counter!,
      id: `c${place + 1}`,
      code: String(place + 1),
      number: place + 1,
      agencyId: dice.chance(0.3) ? 'office' : 'agency',
      queueIds,
      preferences: queueIds.filter(() => dice.chance(0.4)).map(preferenceOf),
      autoCall: dice.chance(0.15),
    };
  });
  const services = queues.flatMap(({ id }, place) =>
    [1, 2].map(number => ({
      ...service!,
      id: `s${letters[place]}${number}`,
      queueId: id,
      minutes: 4 + number,
    })),
  );
  const agencies = [agency!, { ...agency!, id: 'office', hours: office }];
  const rules = {
    ...small.rules,
    noShowCallsMin: dice.pick([1, 2]),
    noShowSecondsMin: dice.pick([0, 30]),
    nextFinishes: dice.chance(0.3),
    requeuePlaces: dice.pick([1, 3]),
    returnMinutes: dice.pick([5, 120]),
    lateMinutes: dice.pick([0, 120]),
    serviceMinutesMax: dice.pick([60, 720]),
  };
  return setupSchema.parse({ ...small, agencies, queues, counters, services, rules });
}

/** Who works in the building: officers with and without limits, one supervisor, one visitor. */
export function actorsOf(dice: Dice, setup: Setup): Actor[] {
  const counterIds = setup.counters.map(({ id }) => id);
  const serviceIds = setup.services.map(({ id }) => id);
  const officers = Array.from({ length: counterIds.length + 2 }, (_, place) => ({
    role: 'officer' as const,
    staffId: `staff-${place}`,
    ...(dice.chance(0.3) ? { counterIds: dice.some(counterIds, 0.5) } : {}),
    ...(dice.chance(0.35) ? { serviceIds: dice.some(serviceIds, 0.6) } : {}),
  }));
  return [...officers, { role: 'supervisor', staffId: 'staff-s' }];
}

const visitor: Actor = { role: 'visitor' };

/** What somebody does next. Mostly what makes sense where they are, and often what does not. */
export class RandomDay {
  readonly #dice: Dice;
  readonly #setup: Setup;
  readonly #actors: readonly Actor[];
  readonly #world: World;
  #visits = 0;

  constructor(dice: Dice, setup: Setup, world: World) {
    this.#dice = dice;
    this.#setup = setup;
    this.#world = world;
    this.#actors = actorsOf(dice, setup);
  }

  #counterId(): string {
    return this.#dice.chance(0.005) ? 'nowhere' : this.#dice.pick(this.#setup.counters).id;
  }

  #serviceId(): string {
    return this.#dice.chance(0.01) ? 'nothing' : this.#dice.pick(this.#setup.services).id;
  }

  /** Whoever works there, mostly. */
  #actorAt(counterId: string): Actor {
    const { staffId } = this.#world.desks.find(({ id }) => id === counterId) ?? {};
    const there = this.#actors.find(actor => actor.staffId === staffId);
    return there && this.#dice.chance(0.9) ? there : this.#dice.pick(this.#actors);
  }

  #anybody(): string {
    if (this.#dice.chance(0.01)) return 'nobody';
    // Mostly those who can still be called: who came in the morning is over.
    const { errands } = this.#world;
    const states = this.#dice.pick([['parked', 'no-show'], ['waiting'], ['waiting'], null]);
    const some = states ? errands.filter(({ state }) => states.includes(state)) : errands;
    return some.length > 0 ? this.#dice.pick(some).visitId : 'nobody';
  }

  #aside(states: readonly string[]): string | null {
    const aside = this.#world.errands.filter(({ state }) => states.includes(state));
    return aside.length > 0 ? this.#dice.pick(aside).visitId : null;
  }

  #newVisit() {
    this.#visits += 1;
    const isVulnerable = this.#dice.chance(0.3);
    const needs = this.#dice.chance(isVulnerable ? 0.5 : 0.01) ? { need: 'elderly' as const } : {};
    const className = isVulnerable ? ('vulnerable' as const) : ('walk-in' as const);
    return { visitId: `v${this.#visits}`, class: className, language: 'id' as const, ...needs };
  }

  #finishing(): Finishing {
    return {
      ...(this.#dice.chance(0.7)
        ? { outcome: this.#dice.pick(['completed', 'incomplete', 'continued'] as const) }
        : {}),
      ...(this.#dice.chance(0.5)
        ? { deliveredServiceIds: [this.#serviceId(), this.#serviceId()] }
        : {}),
    };
  }

  #destination(): Destination {
    const kind = this.#dice.below(3);
    if (kind === 0) return { kind: 'service', serviceId: this.#serviceId() };
    if (kind === 1) return { kind: 'counter', counterId: this.#counterId() };
    return { kind: 'officer', staffId: this.#dice.pick(this.#actors).staffId! };
  }

  /** What is usual with somebody at a counter. */
  #withHeld(errand: Errand): Command {
    const actor = this.#actorAt(errand.counterId!);
    const { visitId } = errand;
    const share = this.#dice.below(100);
    if (errand.state === 'called' && share < 30) return { type: 'start', actor, visitId };
    if (errand.state === 'called' && share < 45) return { type: 'recall', actor, visitId };
    if (errand.state === 'called' && share < 65) return { type: 'no-show', actor, visitId };
    if (share < 45) return { type: 'finish', actor, visitId, ...this.#finishing() };
    return this.#withAnybody(visitId, actor);
  }

  #withAnybody(visitId: string, actor: Actor): Command {
    const dice = this.#dice;
    const serviceId = this.#serviceId();
    switch (dice.below(14)) {
      case 0: {
        const asideId = dice.chance(0.4) ? this.#aside(['parked', 'no-show']) : null;
        return { type: 'requeue', actor, visitId: asideId ?? visitId };
      }
      case 1: {
        const place = dice.pick(['order', 'back', 'last'] as const);
        return { type: 'requeue', actor, visitId, place };
      }
      case 2:
        return { type: 'park', actor, visitId, reason: 'documents' };
      case 3:
        return { type: 'unpark', actor, visitId: this.#aside(['parked']) ?? visitId };
      case 4:
      case 5:
      case 11:
      case 12: {
        const place = dice.pick(['first', 'order', 'last'] as const);
        const returns = dice.chance(0.4);
        return { type: 'transfer', actor, visitId, to: this.#destination(), place, returns };
      }
      case 6:
        return { type: 'add-service', actor, visitId, serviceId };
      case 7:
        return { type: 'change-service', actor, visitId, serviceId };
      case 8:
        return { type: 'cancel', actor: dice.chance(0.3) ? visitor : actor, visitId };
      case 9: {
        const note = { noteId: `note-${dice.below(1e9)}`, text: 'x' };
        return { type: 'add-note', actor, visitId, note };
      }
      default: {
        const type = dice.pick(['recall', 'start', 'no-show'] as const);
        return { type, actor, visitId };
      }
    }
  }

  #atCounter(): Command {
    const counterId = this.#counterId();
    const actor = this.#actorAt(counterId);
    const share = this.#dice.below(100);
    if (share < 34) {
      const finish = this.#dice.chance(0.5) ? { finish: this.#finishing() } : {};
      return { type: 'call-next', actor, counterId, ...finish };
    }
    if (share < 48) {
      const reason = this.#dice.chance(0.7) ? { reason: 'short-errand' as const } : {};
      return { type: 'call-ticket', actor, counterId, visitId: this.#anybody(), ...reason };
    }
    if (share < 52) return { type: 'undo', actor, counterId };
    if (share < 82) {
      const takeOver = this.#dice.chance(0.3);
      const own = this.#dice.chance(0.3) ? this.#dice.pick(this.#actors) : actor;
      return { type: 'open-counter', actor: own, counterId, takeOver };
    }
    if (share < 89) return { type: 'pause-counter', actor, counterId, reason: 'meal' };
    if (share < 91) return { type: 'close-counter', actor, counterId };
    if (share < 95) {
      return { type: 'switch-auto-call', actor, counterId, on: this.#dice.chance(0.5) };
    }
    const serviceId = this.#serviceId();
    return { type: 'serve-walk-in', actor, counterId, serviceId, ...this.#newVisit() };
  }

  /** Somebody presses undo where something was just pressed. */
  #undoOfLast(): Command | null {
    const pressed = this.#world.desks.filter(({ press }) => press !== null);
    if (pressed.length === 0 || !this.#dice.chance(0.07)) return null;
    const counterId = this.#world.lastPress ?? this.#dice.pick(pressed).id;
    return { type: 'undo', actor: this.#actorAt(counterId), counterId };
  }

  next(): Command {
    const undo = this.#undoOfLast();
    if (undo) return undo;
    const share = this.#dice.below(100);
    if (share < 10) {
      const serviceIds = [this.#serviceId()];
      while (this.#dice.chance(0.3) && serviceIds.length < 4) serviceIds.push(this.#serviceId());
      const actor: Actor = { role: 'device', deviceId: 'kiosk' };
      return { type: 'issue-ticket', actor, serviceIds, ...this.#newVisit() };
    }
    if (share < 52) return this.#atCounter();
    const held = this.#world.errands.filter(isHeld);
    if (share < 94 && held.length > 0) return this.#withHeld(this.#dice.pick(held));
    if (share < 99) return this.#withAnybody(this.#anybody(), this.#dice.pick(this.#actors));
    return { type: 'roll-day', actor: { role: 'system' } };
  }

  /** Milliseconds until then: mostly seconds, sometimes minutes. */
  pause(hoursShare: number): number {
    const share = this.#dice.below(1000) / 1000;
    if (share < hoursShare) return this.#dice.below(6 * 3_600_000);
    if (share < 0.3) return 0;
    return this.#dice.below(share < 0.9 ? 15_000 : 180_000);
  }
}
