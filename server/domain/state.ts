import type { Setup } from '../../contract/setup.ts';
import type { LegRecord } from '../../contract/events.ts';
import type { UndoableAction } from '../../contract/undoable.ts';
import type { CounterState, VisitClass } from '../../contract/values.ts';
import { emptySteering, startSteering, type IssuingNow, type Steering } from './steering-state.ts';
import { emptyBookings, type BookingState } from './booking-state.ts';
import type { Learned, Stretch } from './learned.ts';
import { nothingLearned } from './learning.ts';
import { emptyWaitingLists, type WaitingLists } from './waiting-list-state.ts';
import { emptyPaper, type PaperState } from './paper-state.ts';
import type { ToldScreens } from './screen-messages.ts';
import { indexSetup, type SetupIndex } from './setup-index.ts';
import type { Leg, Visit } from './visit.ts';
import { WaitingLine } from './waiting-line.ts';

export const visitClasses: readonly VisitClass[] = ['walk-in', 'booked', 'vulnerable'];

export interface QueueNow {
  readonly id: string;
  readonly lines: Readonly<Record<VisitClass, WaitingLine>>;
  /** The last number given in the queue's series today; the next ticket gets one more. */
  lastNumber: number;
  /** Numbers that the series was moved to by a restore: the next one leaves a gap behind it. */
  readonly movedTo: Set<number>;
  /** Numbers of paper sheets that were entered today. */
  readonly manualNumbers: Set<number>;
  /** Legs issued into the queue today, for its quota. */
  issued: number;
  /** Prioritised visitors called one after the other while walk-ins waited, for `ratio`. */
  prioritisedInARow: number;
  /** What a supervisor did to its issuing today; null: nothing. */
  issuing: IssuingNow | null;
  /** Counts what changes a forward run beyond a ticket joining at the tail. */
  turns: number;
}

/** The last press at a counter, as far as it can be undone. */
export interface LastAction {
  readonly what: UndoableAction;
  /** Its first entry, when it was, and of whom. */
  readonly seq: number;
  readonly at: number;
  readonly visitId: string;
  /** Its last entry: what was touched later is somebody else's work. */
  readonly lastSeq: number;
  /** The legs it touched, as they stood before. */
  readonly before: readonly LegRecord[];
  readonly addedLegIds: readonly string[];
  /** By how much its call changed how many prioritised visitors went in a row from the queue. */
  readonly turn: { readonly queueId: string; readonly added: number } | null;
}

export interface CounterNow {
  readonly id: string;
  state: CounterState;
  since: number;
  pauseReason: string | null;
  /** Who works here; null where a supervisor opened it for whoever comes. */
  staffId: string | null;
  /** What that officer is trained for; null means everything. */
  serviceIds: readonly string[] | null;
  /** The next visitor is called as soon as there is one. */
  autoCall: boolean;
  lastAction: LastAction | null;
  openedAt: number | null;
  /** Today's, from when it was paused or closed to when it opened again, as the clock stood. */
  readonly rests: Stretch[];
  /** Who was there when it was closed last today. */
  closedBy: string | null;
  /** When somebody last did something here. */
  activeAt: number;
  /** The leg called to or served at the counter. */
  leg: Leg | null;
  /** Legs that ended here today, oldest first. */
  readonly ended: Leg[];
}

/** Today in the building: a fold of the journal, changed only by `evolve`. */
export interface BuildingState {
  /** Seq of the last journal entry folded in. */
  seq: number;
  /** Time of that entry: time in the journal never runs backwards. */
  at: number;
  index: SetupIndex | null;
  /** The entry that holds this set-up; who changes it says which one they saw. */
  setupSeq: number;
  businessDate: string | null;
  readonly visits: Map<string, Visit>;
  readonly legs: Map<string, Leg>;
  /** Legs that were set aside or did not come: in no line, and not over. */
  readonly aside: Set<Leg>;
  readonly queues: Map<string, QueueNow>;
  readonly counters: Map<string, CounterNow>;
  readonly paper: PaperState;
  readonly bookings: BookingState;
  readonly waitingLists: WaitingLists;
  /** How often each service was chosen today. */
  readonly chosen: Map<string, number>;
  /** What supervisors told the screens today, by id, the oldest first. */
  readonly screenMessages: Map<string, ToldScreens>;
  /** What past days taught of waiting: given by the building, not by the journal. */
  learned: Learned;
  /** What supervisors changed for today. */
  readonly steering: Steering;
}

export const emptyState = (): BuildingState => ({
  seq: 0,
  at: 0,
  index: null,
  setupSeq: 0,
  businessDate: null,
  visits: new Map(),
  legs: new Map(),
  aside: new Set(),
  queues: new Map(),
  counters: new Map(),
  paper: emptyPaper(),
  bookings: emptyBookings(),
  waitingLists: emptyWaitingLists(),
  chosen: new Map(),
  screenMessages: new Map(),
  learned: nothingLearned,
  steering: emptySteering(),
});

const newQueue = (id: string): QueueNow => ({
  id,
  lines: { 'walk-in': new WaitingLine(), booked: new WaitingLine(), vulnerable: new WaitingLine() },
  lastNumber: 0,
  movedTo: new Set(),
  manualNumbers: new Set(),
  issued: 0,
  prioritisedInARow: 0,
  issuing: null,
  turns: 0,
});

const newCounter = (id: string, at: number): CounterNow => ({
  id,
  state: 'closed',
  since: at,
  pauseReason: null,
  staffId: null,
  serviceIds: null,
  autoCall: false,
  lastAction: null,
  openedAt: null,
  rests: [],
  closedBy: null,
  activeAt: at,
  leg: null,
  ended: [],
});

/** Rows for what the set-up names; what is there already stays, with its tickets. */
export function applySetup(state: BuildingState, setup: Setup, at: number): void {
  state.index = indexSetup(setup, state.steering.moved);
  for (const { id } of setup.queues) {
    if (!state.queues.has(id)) state.queues.set(id, newQueue(id));
  }
  for (const { id } of setup.counters) {
    if (!state.counters.has(id)) state.counters.set(id, newCounter(id, at));
  }
}

/** A new business day: every series starts anew, and every counter is closed. */
export function startDay(state: BuildingState, businessDate: string, at: number): void {
  state.businessDate = businessDate;
  state.visits.clear();
  state.legs.clear();
  state.aside.clear();
  state.queues.clear();
  state.counters.clear();
  state.chosen.clear();
  state.screenMessages.clear();
  startSteering(state.steering);
  state.paper.jobs.clear();
  state.paper.ofVisit.clear();
  state.bookings.byId.clear();
  state.bookings.taken.clear();
  state.bookings.ofPerson.clear();
  state.bookings.missedBy.clear();
  state.waitingLists.byId.clear();
  state.waitingLists.lists.clear();
  if (state.index) applySetup(state, state.index.setup, at);
}

/** Counts a leg for the quota of its queue and the choice of the day, or takes it out again. */
export function countLeg(state: BuildingState, leg: Leg, by: 1 | -1): void {
  if (!leg.isCounted) return;
  state.queues.get(leg.queueId)!.issued += by;
  state.chosen.set(leg.serviceId, (state.chosen.get(leg.serviceId) ?? 0) + by);
}

/** Keeps the set of those aside true after a leg's state was changed. */
export function noteAside(state: BuildingState, leg: Leg): void {
  if (leg.state === 'parked' || leg.state === 'no-show') state.aside.add(leg);
  else state.aside.delete(leg);
}

/** The set-up of a building that has one; everything but setting up needs it. */
export function setupOf(state: BuildingState): SetupIndex {
  if (!state.index) throw new Error('The building has no set-up');
  return state.index;
}

export const waitingCount = (queue: QueueNow): number =>
  queue.lines['walk-in'].length + queue.lines.booked.length + queue.lines.vulnerable.length;

/** Every waiting leg of a queue, class by class. */
export function* waitingLegs(queue: QueueNow): Generator<Leg> {
  for (const name of visitClasses) yield* queue.lines[name];
}
