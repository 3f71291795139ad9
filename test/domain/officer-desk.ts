import type {
  Actor,
  Command,
  Destination,
  Finishing,
  Place,
  RequeuePlace,
} from '../../contract/commands.ts';
import type { ChoiceReason } from '../../contract/values.ts';
import type { Leg } from '../../server/domain/visit.ts';
import { MemoryBuilding } from './memory-building.ts';

/** One officer at one counter. Every press gives the code it is refused with, or null. */
export class OfficerDesk {
  readonly building: MemoryBuilding;
  readonly counterId: string;
  readonly actor: Actor;

  constructor(
    building: MemoryBuilding,
    counterId: string,
    staffId: string,
    more: Partial<Actor> = {},
  ) {
    this.building = building;
    this.counterId = counterId;
    this.actor = { role: 'officer', staffId, ...more };
  }

  #press(command: Command): string | null {
    return this.building.refusalOf(command)?.refused ?? null;
  }

  #at() {
    return { actor: this.actor, counterId: this.counterId };
  }

  #of(visitId: string) {
    return { actor: this.actor, visitId };
  }

  open(takeOver = false): this {
    this.building.must({ type: 'open-counter', ...this.#at(), takeOver });
    return this;
  }

  tryOpen(): string | null {
    return this.#press({ type: 'open-counter', ...this.#at() });
  }

  close(): this {
    this.building.must({ type: 'close-counter', ...this.#at() });
    return this;
  }

  auto(on: boolean): this {
    this.building.must({ type: 'switch-auto-call', ...this.#at(), on });
    return this;
  }

  /** Who is called; null where nobody is, or where it is refused. */
  next(finish?: Finishing): string | null {
    this.#press({ type: 'call-next', ...this.#at(), ...(finish ? { finish } : {}) });
    return this.visitId;
  }

  tryNext(finish?: Finishing): string | null {
    return this.#press({ type: 'call-next', ...this.#at(), ...(finish ? { finish } : {}) });
  }

  choose(visitId: string, reason?: ChoiceReason): string | null {
    const why = reason ? { reason } : {};
    return this.#press({ type: 'call-ticket', ...this.#at(), visitId, ...why });
  }

  walkIn(visitId: string, serviceId: string): string | null {
    const who = { visitId, serviceId, class: 'walk-in', language: 'id' } as const;
    return this.#press({ type: 'serve-walk-in', ...this.#at(), ...who });
  }

  undo(): string | null {
    return this.#press({ type: 'undo', ...this.#at() });
  }

  start(visitId: string): string | null {
    return this.#press({ type: 'start', ...this.#of(visitId) });
  }

  recall(visitId: string): string | null {
    return this.#press({ type: 'recall', ...this.#of(visitId) });
  }

  noShow(visitId: string): string | null {
    return this.#press({ type: 'no-show', ...this.#of(visitId) });
  }

  finish(visitId: string, how: Finishing = {}): string | null {
    return this.#press({ type: 'finish', ...this.#of(visitId), ...how });
  }

  park(visitId: string, minutes?: number): string | null {
    const when = minutes === undefined ? {} : { minutes };
    return this.#press({ type: 'park', ...this.#of(visitId), reason: 'documents', ...when });
  }

  unpark(visitId: string): string | null {
    return this.#press({ type: 'unpark', ...this.#of(visitId) });
  }

  requeue(visitId: string, place?: RequeuePlace): string | null {
    const where = place ? { place } : {};
    return this.#press({ type: 'requeue', ...this.#of(visitId), ...where });
  }

  send(visitId: string, to: Destination, place: Place = 'order', returns = false): string | null {
    return this.#press({ type: 'transfer', ...this.#of(visitId), to, place, returns });
  }

  add(visitId: string, serviceId: string): string | null {
    return this.#press({ type: 'add-service', ...this.#of(visitId), serviceId });
  }

  change(visitId: string, serviceId: string): string | null {
    return this.#press({ type: 'change-service', ...this.#of(visitId), serviceId });
  }

  cancel(visitId: string): string | null {
    return this.#press({ type: 'cancel', ...this.#of(visitId) });
  }

  /** Calls and starts the next visitor. */
  serve(): string {
    const visitId = this.next();
    if (visitId === null || this.start(visitId) !== null) throw new Error('Nobody to serve');
    return visitId;
  }

  /** The leg at the counter. */
  get leg(): Leg | null {
    return this.building.state.counters.get(this.counterId)!.leg;
  }

  get visitId(): string | null {
    return this.leg?.visitId ?? null;
  }
}

export const legsOf = (building: MemoryBuilding, visitId: string): readonly Leg[] =>
  building.state.visits.get(visitId)?.legs ?? [];

/** The only leg of a visit. */
export function legOf(building: MemoryBuilding, visitId: string): Leg {
  const [leg, ...more] = legsOf(building, visitId);
  if (!leg || more.length > 0) throw new Error(`${visitId} has ${more.length + 1} legs`);
  return leg;
}

/** The order in which everybody of a line is called who can be, one after the other. */
export function calledInTurn(desk: OfficerDesk, count: number): (string | null)[] {
  return Array.from({ length: count }, () => {
    const visitId = desk.next();
    if (visitId !== null) {
      desk.start(visitId);
      desk.finish(visitId);
    }
    return visitId;
  });
}
