import type { Actor, Command } from '../../../contract/commands.ts';
import type { LegReturn, LegTarget } from '../../../contract/events.ts';
import type { Setup } from '../../../contract/setup.ts';
import type { CallPolicy, CounterState, LegState, Outcome } from '../../../contract/values.ts';

/**
 * The product's rules a second time, as plainly as they can be said: arrays that are searched and
 * sorted, nothing remembered that can be worked out. It shares no code with the server.
 */

type Carrying<Each, Type> = Each extends { readonly type: infer Types }
  ? Type extends Types
    ? Each
    : never
  : never;
/** The command of a type, also where several types share one shape. */
export type Of<Type extends Command['type']> = Carrying<Command, Type>;

export interface Parked {
  readonly reason: string;
  readonly since: number;
  readonly remindAt: number;
  readonly noteId: string | null;
  readonly counterId: string;
}

/** One errand of a visitor. */
export interface Errand {
  readonly id: string;
  readonly visitId: string;
  serviceId: string;
  queueId: string;
  readonly isVulnerable: boolean;
  ref: number;
  readonly order: number;
  isFirst: boolean;
  isCounted: boolean;
  readonly target: LegTarget | null;
  readonly returnTo: LegReturn | null;
  readonly enqueuedAt: number;
  state: LegState;
  counterId: string | null;
  calls: number;
  firstCalledAt: number | null;
  calledAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  outcome: Outcome | 'transferred' | null;
  parking: Parked | null;
  policy: CallPolicy | null;
  /** Which change of the world changed it last, and when. */
  change: number;
  changedAt: number;
}

/** The last press of a counter: what it touched, as that was before. */
export interface Press {
  readonly at: number;
  readonly isWalkIn: boolean;
  before: Errand[];
  added: string[];
  change: number;
  turn: { readonly queueId: string; readonly by: number } | null;
}

export interface Desk {
  readonly id: string;
  state: CounterState;
  since: number;
  staffId: string | null;
  serviceIds: readonly string[] | null;
  autoCall: boolean;
  /** When somebody last did something there. */
  activeAt: number;
  press: Press | null;
}

export interface World {
  readonly setup: Setup;
  now: number;
  /** Days since the epoch in the building's zone. */
  day: number;
  errands: Errand[];
  desks: Desk[];
  visits: { id: string; label: string; isVulnerable: boolean; order: number }[];
  /** The last number of each queue's series, and its prioritised visitors in a row. */
  numbers: Map<string, number>;
  inARow: Map<string, number>;
  changes: number;
  visitsSoFar: number;
  /** The desk whose press was the last thing that happened. */
  lastPress: string | null;
  /** Visits that were changed since somebody looked. */
  touched: Set<string>;
}

export const newWorld = (setup: Setup, now: number): World => ({
  setup,
  now,
  day: -1,
  errands: [],
  desks: setup.counters.map(({ id }) => closedDesk(id, now)),
  visits: [],
  numbers: new Map(),
  inARow: new Map(),
  changes: 0,
  visitsSoFar: 0,
  lastPress: null,
  touched: new Set(),
});

export const closedDesk = (id: string, since: number): Desk => ({
  id,
  state: 'closed',
  since,
  staffId: null,
  serviceIds: null,
  autoCall: false,
  activeAt: since,
  press: null,
});

export const deskOf = (world: World, id: string): Desk | undefined =>
  world.desks.find(desk => desk.id === id);
export const counterOf = (world: World, id: string) =>
  world.setup.counters.find(counter => counter.id === id);
export const queueOf = (world: World, id: string) =>
  world.setup.queues.find(queue => queue.id === id)!;
export const serviceOf = (world: World, id: string) =>
  world.setup.services.find(service => service.id === id);

export const ofVisit = (world: World, visitId: string): Errand[] =>
  world.errands.filter(errand => errand.visitId === visitId);
export const isHeld = ({ state }: Errand): boolean => state === 'called' || state === 'serving';
export const isLive = (errand: Errand): boolean =>
  isHeld(errand) || errand.state === 'waiting' || errand.state === 'parked';
export const heldOf = (world: World, visitId: string): Errand | undefined =>
  ofVisit(world, visitId).find(isHeld);
export const atDesk = (world: World, counterId: string): Errand | undefined =>
  world.errands.find(errand => isHeld(errand) && errand.counterId === counterId);

export const mayWork = (actor: Actor, counterId: string): boolean =>
  !actor.counterIds || actor.counterIds.includes(counterId);

/** Somebody else works there, and has not been asked to leave. */
export const isOthers = (actor: Actor, desk: Desk): boolean =>
  actor.role === 'officer' &&
  desk.state !== 'closed' &&
  desk.staffId !== null &&
  desk.staffId !== actor.staffId;

/** Changes an errand, and remembers that it was. */
export function change(world: World, errand: Errand, fields: Partial<Errand>): void {
  world.changes += 1;
  world.touched.add(errand.visitId);
  Object.assign(errand, fields, { change: world.changes, changedAt: world.now });
}

/** A press of a desk that changes these errands; what follows in the same press joins it. */
export function press(
  world: World,
  desk: Desk,
  errands: readonly Errand[],
  isWalkIn = false,
): Press {
  const before = errands.map(errand => ({ ...errand }));
  desk.activeAt = world.now;
  desk.press = { at: world.now, isWalkIn, before, added: [], change: world.changes, turn: null };
  world.lastPress = desk.id;
  return desk.press;
}

export function joinPress(desk: Desk, errand: Errand): Press {
  const known = desk.press!;
  const ids = [...known.before.map(({ id }) => id), ...known.added];
  if (!ids.includes(errand.id)) known.before.push({ ...errand });
  return known;
}

export interface NewErrand {
  readonly serviceId: string;
  readonly queueId: string;
  readonly ref: number;
  readonly isFirst?: boolean;
  readonly isCounted?: boolean;
  readonly target?: LegTarget | null;
  readonly returnTo?: LegReturn | null;
}

export function addErrand(world: World, visitId: string, fields: NewErrand): Errand {
  const visit = world.visits.find(({ id }) => id === visitId)!;
  const numbers = ofVisit(world, visitId).map(({ id }) => Number(id.split('-')[1]));
  const errand: Errand = {
    id: `${visitId}-${Math.max(0, ...numbers) + 1}`,
    visitId,
    isVulnerable: visit.isVulnerable,
    order: visit.order,
    isFirst: false,
    isCounted: true,
    target: null,
    returnTo: null,
    enqueuedAt: world.now,
    state: 'waiting',
    counterId: null,
    calls: 0,
    firstCalledAt: null,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    outcome: null,
    parking: null,
    policy: null,
    change: 0,
    changedAt: world.now,
    ...fields,
  };
  world.errands.push(errand);
  change(world, errand, {});
  return errand;
}
