import { bookingSetupSchema, type Setup } from '../../contract/setup.ts';
import type { Command } from '../../contract/commands.ts';
import { buildingOf, RandomDay, type Dice } from '../domain/model-days.ts';
import type { World } from '../domain/reference/world.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf, type BuildingState } from '../../server/domain/state.ts';

/** A building of a seed in which every line takes bookings. */
export function bookableBuilding(dice: Dice): Setup {
  const setup = buildingOf(dice);
  const booking = bookingSetupSchema.parse({ slotMinutes: 30, placesPerSlot: 3, cutOffMinutes: 0 });
  return { ...setup, queues: setup.queues.map(queue => ({ ...queue, booking })) };
}

/** Whatever somebody on the floor does next: officers, visitors, those who booked, a supervisor. */
export class RandomFloor {
  readonly #dice: Dice;
  readonly #state: () => BuildingState;
  readonly #day: RandomDay;
  #bookings = 0;

  constructor(dice: Dice, setup: Setup, state: () => BuildingState) {
    this.#dice = dice;
    this.#state = state;
    const world = {
      get errands() {
        return [...state().legs.values()];
      },
      get desks() {
        return [...state().counters.values()].map(row => ({ ...row, press: row.lastAction }));
      },
      get lastPress() {
        const pressed = [...state().counters.values()].filter(row => row.lastAction);
        pressed.sort((one, other) => other.lastAction!.seq - one.lastAction!.seq);
        return pressed[0]?.id ?? null;
      },
    };
    // What a random day looks at is the same in both worlds.
    this.#day = new RandomDay(dice, setup, world as unknown as World);
  }

  next(now: number): Command {
    const share = this.#dice.below(1_000);
    if (share < 25) return this.#book(now) ?? this.#day.next();
    if (share < 60) return this.#checkIn() ?? this.#day.next();
    if (share < 70) return this.#changeClass() ?? this.#day.next();
    if (share < 400) return this.#usual() ?? this.#day.next();
    return this.#day.next();
  }

  pause(): number {
    return this.#day.pause(0.004);
  }

  /** What makes a day go on: whoever was called arrives, whoever is served is done, the next comes. */
  #usual(): Command | null {
    const actor = { role: 'supervisor', staffId: 'staff-s' } as const;
    const counter = this.#dice.pick([...this.#state().counters.values()]);
    if (counter.state !== 'open') return { type: 'open-counter', actor, counterId: counter.id };
    const { leg } = counter;
    if (this.#dice.chance(0.1)) return { type: 'undo', actor, counterId: counter.id };
    if (!leg) return { type: 'call-next', actor, counterId: counter.id };
    const { visitId } = leg;
    if (leg.state === 'called') return { type: 'start', actor, visitId };
    return {
      type: 'finish',
      actor,
      visitId,
      outcome: 'completed',
      deliveredServiceIds: [leg.serviceId],
    };
  }

  #book(now: number): Command | null {
    const state = this.#state();
    const queue = this.#dice.pick(setupOf(state).setup.queues);
    const service = this.#dice.pick(setupOf(state).servicesOfQueue.get(queue.id)!);
    const slot = slotsOf(state, queue, now).find(
      ({ startsAt, taken, places }) => startsAt > now && taken < places,
    );
    if (!slot) return null;
    this.#bookings += 1;
    return {
      type: 'book',
      actor: { role: 'system' },
      bookingId: `booking-${this.#bookings}`,
      code: `CODE${this.#bookings}`,
      serviceId: service.id,
      startsAt: slot.startsAt,
      language: 'id',
      atAnyTime: true,
    };
  }

  #checkIn(): Command | null {
    const booked = [...this.#state().bookings.byId.values()].filter(
      ({ status }) => status === 'booked',
    );
    if (booked.length === 0) return null;
    const { id: bookingId } = this.#dice.pick(booked);
    const visitId = `w${bookingId}`;
    const actor = { role: 'device', deviceId: 'kiosk' } as const;
    return { type: 'check-in', actor, bookingId, visitId, asWalkIn: this.#dice.chance(0.3) };
  }

  #changeClass(): Command | null {
    const waiting = [...this.#state().legs.values()].filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return null;
    const { visitId } = this.#dice.pick(waiting);
    const act = { what: 'change-class', visitId, class: 'vulnerable', need: 'elderly' } as const;
    const actor = { role: 'supervisor', staffId: 'staff-s' } as const;
    return { type: 'steer', actor, act, reason: 'other' };
  }
}
