import type { Actor, Command, Destination } from '../../contract/commands.ts';
import type { SteerAct } from '../../contract/steering-events.ts';
import { dayMs, localTime } from '../../server/domain/local-time.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf, type BuildingState } from '../../server/domain/state.ts';
import { isAtCounter, type Leg } from '../../server/domain/visit.ts';
import type { Dice } from './model-days.ts';

/** Visitors and officers of a busy day: mostly what makes sense where they are, and often not. */
export class Floor {
  readonly #dice: Dice;
  #made = 0;
  /** Rows that were there once: somebody still asks for them. */
  readonly #serviceIds = new Set<string>();
  readonly #counterIds = new Set<string>();

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  #newId(kind: string): string {
    this.#made += 1;
    return `${kind}${this.#made}`;
  }

  #known(known: Set<string>, rows: readonly { readonly id: string }[]): string {
    for (const { id } of rows) known.add(id);
    if (this.#dice.chance(0.1) || rows.length === 0) return this.#dice.pick([...known, 'nowhere']);
    return this.#dice.pick(rows).id;
  }
  #serviceId = (state: BuildingState) =>
    this.#known(this.#serviceIds, setupOf(state).setup.services);
  #counterId = (state: BuildingState) =>
    this.#known(this.#counterIds, setupOf(state).setup.counters);

  #staff(): Actor {
    if (this.#dice.chance(0.93)) return { role: 'supervisor', staffId: 'staff-s' };
    return { role: 'officer', staffId: `staff-${this.#dice.below(3)}` };
  }

  #visitId(state: BuildingState, is: (leg: Leg) => boolean): string {
    const legs = [...state.legs.values()].filter(is);
    return legs.length === 0 ? 'nobody' : this.#dice.pick(legs).visitId;
  }

  #atCounter(state: BuildingState): Command {
    const dice = this.#dice;
    const share = dice.below(100);
    const closed = [...state.counters.values()].filter(({ state: is }) => is !== 'open');
    const isOpening = share >= 45 && share < 70 && closed.length > 0;
    const counterId = isOpening ? dice.pick(closed).id : this.#counterId(state);
    const at = { actor: this.#staff(), counterId };
    if (share < 45) return { type: 'call-next', ...at, finish: { outcome: 'completed' } };
    if (share < 70) return { type: 'open-counter', ...at, takeOver: dice.chance(0.5) };
    if (share < 75) return { type: 'pause-counter', ...at, reason: 'meal' };
    if (share < 80) return { type: 'close-counter', ...at };
    if (share < 83) return { type: 'switch-auto-call', ...at, on: dice.chance(0.7) };
    if (share < 88) {
      const visitId = this.#visitId(state, () => true);
      return { type: 'call-ticket', ...at, visitId, reason: 'short-errand' };
    }
    if (share < 93) return { type: 'undo', ...at };
    const more = { visitId: this.#newId('v'), class: 'walk-in', language: 'id' } as const;
    return { type: 'serve-walk-in', ...at, serviceId: this.#serviceId(state), ...more };
  }

  #destination(state: BuildingState): Destination {
    const kind = this.#dice.below(3);
    if (kind === 0) return { kind: 'counter', counterId: this.#counterId(state) };
    if (kind === 1) return { kind: 'officer', staffId: `staff-${this.#dice.below(3)}` };
    return { kind: 'service', serviceId: this.#serviceId(state) };
  }

  #withVisitor(state: BuildingState): Command {
    const dice = this.#dice;
    const isHeld = dice.chance(0.85);
    const visitId = this.#visitId(state, leg => !isHeld || isAtCounter(leg));
    const of = { actor: this.#staff(), visitId };
    const serviceId = this.#serviceId(state);
    return dice.pick<() => Command>([
      () => ({ type: 'start', ...of }),
      () => ({ type: 'start', ...of }),
      () => ({ type: 'start', ...of }),
      () => ({ type: 'finish', ...of, outcome: 'completed', deliveredServiceIds: [serviceId] }),
      () => ({ type: 'finish', ...of, outcome: 'continued' }),
      () => ({ type: 'recall', ...of }),
      () => ({ type: 'no-show', ...of }),
      () => ({ type: 'park', ...of, reason: 'documents' }),
      () => ({ type: 'requeue', ...of, place: dice.pick(['order', 'back', 'last'] as const) }),
      () => ({
        type: 'transfer',
        ...of,
        to: this.#destination(state),
        place: dice.pick(['first', 'order', 'last'] as const),
        returns: dice.chance(0.4),
      }),
      () => ({ type: 'add-service', ...of, serviceId }),
      () => ({ type: 'change-service', ...of, serviceId }),
      () => ({ type: 'change-service', ...of, serviceId }),
      () => ({ type: 'cancel', ...of }),
      () => ({ type: 'delay', actor: { role: 'visitor' }, visitId }),
      () => ({
        type: 'unpark',
        actor: of.actor,
        visitId: this.#visitId(state, ({ state: is }) => is === 'parked'),
      }),
    ])();
  }

  #act(state: BuildingState): SteerAct {
    const dice = this.#dice;
    const { queues } = setupOf(state).setup;
    const queueId = dice.chance(0.05) || queues.length === 0 ? 'nowhere' : dice.pick(queues).id;
    const counterId = this.#counterId(state);
    const serviceId = this.#serviceId(state);
    const visitId = this.#visitId(state, leg => dice.chance(0.1) || leg.state !== 'done');
    const vulnerable = { class: 'vulnerable', need: 'elderly' } as const;
    return dice.pick<SteerAct>([
      { what: dice.pick(['pause-queue', 'open-queue', 'open-queue'] as const), queueId },
      { what: 'limit-queue', queueId, left: dice.below(8) },
      { what: dice.pick(['pause-service', 'open-service', 'open-service'] as const), serviceId },
      { what: 'change-class', visitId, ...(dice.chance(0.5) ? vulnerable : { class: 'walk-in' }) },
      { what: 'change-service', visitId, serviceId },
      { what: 'change-service', visitId, serviceId },
      { what: dice.pick(['requeue', 'cancel', 'end-ticket'] as const), visitId },
      { what: dice.pick(['open-counter', 'call-next', 'finish'] as const), counterId },
      { what: 'move-counter', counterId, queueIds: dice.chance(0.3) ? null : [queueId] },
      {
        what: 'move-counter',
        counterId,
        queueIds: queues.filter(() => dice.chance(0.6)).map(({ id }) => id),
      },
      {
        what: 'ask-counter',
        askId: this.#newId('a'),
        counterId,
        queueId: dice.chance(0.3) ? null : queueId,
        minutes: 10,
      },
    ]);
  }

  /** A supervisor steps in, and counters are told, asked, and answer. */
  #steering(state: BuildingState): Command {
    const dice = this.#dice;
    const actor: Actor = { role: 'supervisor', staffId: 'staff-s' };
    const asks = [...state.steering.asks.values()];
    const messages = [...state.steering.messages.keys(), 'none'];
    const share = dice.below(100);
    if (share < 70 || asks.length === 0) {
      return { type: 'steer', actor, act: this.#act(state), reason: 'crowding' };
    }
    const { id: askId, counterId } = dice.pick(asks);
    const messageId = dice.pick(messages);
    if (share < 82) {
      return { type: 'answer-ask', actor, counterId, askId, accept: dice.chance(0.7) };
    }
    if (share < 85) return { type: 'withdraw-ask', actor, askId };
    if (share < 90) return { type: 'read-message', actor, counterId, messageId };
    if (share < 92) return { type: 'end-counter-message', actor, messageId };
    const note = { noteId: this.#newId('m'), text: 'Mohon bantu loket sebelah' };
    return { type: 'tell-counters', actor, note, to: { kind: 'all' } };
  }

  #booking(state: BuildingState, now: number): Command {
    const dice = this.#dice;
    const { setup, queues } = setupOf(state);
    const serviceId = this.#serviceId(state);
    const queue = queues.get(setup.services.find(({ id }) => id === serviceId)?.queueId ?? '');
    const day = now + dice.below(3) * dayMs;
    const slots = queue ? slotsOf(state, queue, day).filter(({ startsAt }) => startsAt > now) : [];
    const startsAt = slots.length > 0 ? dice.pick(slots.slice(0, 6)).startsAt : day;
    const actor: Actor = { role: 'visitor' };
    const booked = [...state.bookings.byId.keys()];
    const bookingId = booked.length > 0 ? dice.pick(booked) : 'none';
    const share = dice.below(10);
    if (share < 5) {
      const id = this.#newId('b');
      return { type: 'book', actor, bookingId: id, code: id, serviceId, startsAt, language: 'id' };
    }
    if (share < 7) {
      const visitId = this.#newId('v');
      return { type: 'check-in', actor, bookingId, visitId, asWalkIn: dice.chance(0.5) };
    }
    if (share < 8) return { type: 'move-booking', actor, bookingId, startsAt };
    if (share < 9) return { type: 'cancel-booking', actor, bookingId };
    const { date: businessDate } = localTime(day, setup.building.timeZone);
    const entry = { waitingId: this.#newId('w'), serviceId, businessDate, language: 'id' } as const;
    return { type: 'join-waiting-list', actor, ...entry, fromMinute: 480, untilMinute: 900 };
  }

  next(state: BuildingState, now: number): Command {
    const dice = this.#dice;
    const share = dice.below(100);
    if (share < 22) {
      const serviceIds = new Set([this.#serviceId(state)]);
      while (dice.chance(0.3)) serviceIds.add(this.#serviceId(state));
      return {
        type: 'issue-ticket',
        actor: { role: 'device', deviceId: 'kiosk' },
        visitId: this.#newId('v'),
        serviceIds: [...serviceIds],
        class: dice.chance(0.3) ? 'vulnerable' : 'walk-in',
        language: 'id',
      };
    }
    const isSomebodyThere = [...state.counters.values()].some(({ leg }) => leg !== null);
    if (share < 45 || !isSomebodyThere) return this.#atCounter(state);
    if (share < 84) return this.#withVisitor(state);
    if (share < 90) return this.#steering(state);
    if (share < 98) return this.#booking(state, now);
    return { type: 'roll-day', actor: { role: 'system' } };
  }
}
