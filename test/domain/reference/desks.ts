import type { Actor } from '../../../contract/commands.ts';
import type { RefusalCode } from '../../../contract/refusals.ts';
import type { CallPolicy } from '../../../contract/values.ts';
import { isNamed, nextAt, policyOf, whyNot, type Going } from './choice.ts';
import { numberHoldsUntil, whyClosed } from './hours.ts';
import {
  addErrand,
  atDesk,
  change,
  counterOf,
  closedDesk,
  deskOf,
  heldOf,
  isHeld,
  isLive,
  isOthers,
  joinPress,
  mayWork,
  ofVisit,
  press,
  queueOf,
  serviceOf,
  type Desk,
  type Errand,
  type Of,
  type World,
} from './world.ts';
import { endServed, isPending } from './visits.ts';

/** What a command comes to: it changed something, it changed nothing, or why it may not. */
export type Answer = 'done' | 'nothing' | RefusalCode;

/** The desk, where the actor may work at it; else why not. */
function reach(world: World, actor: Actor, counterId: string): Desk | RefusalCode {
  const desk = deskOf(world, counterId);
  if (!desk) return 'unknown-counter';
  return mayWork(actor, counterId) ? desk : 'not-this-counter';
}

function ownDesk(world: World, actor: Actor, counterId: string): Desk | RefusalCode {
  const desk = reach(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  return isOthers(actor, desk) ? 'counter-taken' : desk;
}

function openDesk(world: World, actor: Actor, counterId: string): Desk | RefusalCode {
  const desk = ownDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  return desk.state === 'open' ? desk : 'counter-not-open';
}

export function open(world: World, { actor, counterId, takeOver }: Of<'open-counter'>): Answer {
  const desk = reach(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  const officerId = actor.role === 'officer' ? actor.staffId! : null;
  const serviceIds = actor.serviceIds ?? null;
  const wasClosed = desk.state === 'closed';
  let answer: Answer = 'nothing';
  if (!wasClosed && officerId !== null && desk.staffId !== officerId) {
    if (desk.staffId !== null && !takeOver) return 'counter-taken';
    Object.assign(desk, { staffId: officerId, serviceIds, press: null, activeAt: world.now });
    answer = 'done';
  }
  if (desk.state !== 'open') {
    Object.assign(desk, { state: 'open', since: world.now, activeAt: world.now });
    if (wasClosed) {
      const { autoCall } = counterOf(world, counterId)!;
      Object.assign(desk, { staffId: officerId, serviceIds, autoCall });
    }
    answer = 'done';
  }
  if (answer === 'done') world.lastPress = null;
  return answer;
}

export function pause(world: World, { actor, counterId }: Of<'pause-counter'>): Answer {
  const desk = ownDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  if (desk.state === 'paused') return 'nothing';
  if (desk.state === 'closed') return 'counter-not-open';
  if (atDesk(world, counterId)) return 'counter-occupied';
  Object.assign(desk, { state: 'paused', since: world.now, activeAt: world.now });
  world.lastPress = null;
  return 'done';
}

export function close(world: World, { actor, counterId }: Of<'close-counter'>): Answer {
  const desk = ownDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  if (desk.state === 'closed') return 'nothing';
  if (atDesk(world, counterId)) return 'counter-occupied';
  world.desks[world.desks.indexOf(desk)] = closedDesk(counterId, world.now);
  world.lastPress = null;
  return 'done';
}

export function switchAuto(world: World, command: Of<'switch-auto-call'>): Answer {
  const desk = ownDesk(world, command.actor, command.counterId);
  if (typeof desk === 'string') return desk;
  if (desk.state === 'closed') return 'counter-not-open';
  if (desk.autoCall === command.on) return 'nothing';
  Object.assign(desk, { autoCall: command.on, activeAt: world.now });
  world.lastPress = null;
  return 'done';
}

/** Calls an errand to a desk, alone or as part of the press that is under way there. */
function call(world: World, desk: Desk, errand: Errand, policy: CallPolicy, joins: boolean): void {
  const pressed = joins ? joinPress(desk, errand) : press(world, desk, [errand]);
  const { queueId } = errand;
  const fresh = errand.state === 'waiting' ? {} : { calls: 0, firstCalledAt: null };
  change(world, errand, { ...fresh, endedAt: null, parking: null });
  change(world, errand, {
    state: 'called',
    counterId: desk.id,
    calls: errand.calls + 1,
    firstCalledAt: errand.firstCalledAt ?? world.now,
    calledAt: world.now,
    policy,
  });
  const before = world.inARow.get(queueId) ?? 0;
  const isPassing = world.errands.some(
    row => row.state === 'waiting' && row.queueId === queueId && !row.isVulnerable,
  );
  const after = errand.isVulnerable ? before + (isPassing ? 1 : 0) : 0;
  world.inARow.set(queueId, after);
  pressed.turn = { queueId, by: after - before };
  pressed.change = world.changes;
  world.lastPress = desk.id;
}

export function callNext(world: World, { actor, counterId, finish }: Of<'call-next'>): Answer {
  const desk = openDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  const held = atDesk(world, counterId);
  let going: Going | undefined;
  if (held) {
    const finishes = finish !== undefined || world.setup.rules.nextFinishes;
    if (held.state !== 'serving' || !finishes) return 'counter-occupied';
    const before = new Set(ofVisit(world, held.visitId).filter(isLive));
    const ended = endServed(world, desk, held, finish ?? {});
    if (ended !== 'done') return ended;
    const overIds = [...before].filter(row => !isLive(row)).map(({ id }) => id);
    // Who comes back to a desk by this press is nobody's next yet.
    going = { visitId: held.visitId, overIds: [...overIds, ...desk.press!.added] };
  }
  const next = nextAt(world, counterId, going);
  if (next) call(world, desk, next, policyOf(world, next), held !== undefined);
  return held || next ? 'done' : 'nothing';
}

/** The errand that a visitor who was chosen is called for, or why they are not. */
function chosenErrand(world: World, desk: Desk, visitId: string): Errand | RefusalCode {
  const { queueIds } = counterOf(world, desk.id)!;
  const here = ofVisit(world, visitId).filter(
    errand => queueIds.includes(errand.queueId) || isNamed(errand, desk),
  );
  const waiting = here.filter(({ state }) => state === 'waiting');
  const held = heldOf(world, visitId);
  const mine = waiting.find(errand => whyNot(world, errand, desk) === null);
  if (mine && held) return held.queueId === mine.queueId ? 'already-called' : 'visitor-elsewhere';
  if (mine) return mine;
  if (held) return 'already-called';
  if (waiting[0]) return whyNot(world, waiting[0], desk)!;
  const back =
    here.find(({ state }) => state === 'parked') ??
    here.findLast(({ state }) => state === 'no-show');
  if (!back) return here.length > 0 ? 'wrong-state' : 'wrong-queue';
  const foreign = whyNot(world, back, desk);
  if (foreign) return foreign;
  return whyNotBack(world, back) ?? back;
}

/** Why somebody who did not come may not come back. */
export function whyNotBack(world: World, errand: Errand): RefusalCode | null {
  if (errand.state !== 'no-show') return null;
  const isGone = world.now - errand.endedAt! > world.setup.rules.returnMinutes * 60_000;
  if (isGone || world.now >= numberHoldsUntil(world, errand)) return 'too-late';
  return isPending(world, errand.visitId, errand.serviceId) ? 'already-in-visit' : null;
}

export function callChosen(world: World, command: Of<'call-ticket'>): Answer {
  const { actor, counterId, visitId } = command;
  const desk = openDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  if (atDesk(world, counterId)) {
    return heldOf(world, visitId) ? 'already-called' : 'counter-occupied';
  }
  if (!world.visits.some(({ id }) => id === visitId)) return 'unknown-ticket';
  const errand = chosenErrand(world, desk, visitId);
  if (typeof errand === 'string') return errand;
  const isInTurn = errand.state !== 'waiting' || nextAt(world, counterId) === errand;
  const asks = queueOf(world, errand.queueId).choiceReasonRequired;
  if (asks && !command.reason && !isInTurn) return 'choice-reason-required';
  call(world, desk, errand, 'chosen', false);
  return 'done';
}

/** Desks that call by themselves, one after the other, until nobody more is called. */
export function callByThemselves(world: World): void {
  for (;;) {
    let next: Errand | undefined;
    const desk = world.desks.find(row => {
      if (!row.autoCall || row.state !== 'open' || atDesk(world, row.id)) return false;
      next = nextAt(world, row.id);
      return next !== undefined;
    });
    if (!desk || !next) return;
    const joins = world.lastPress === desk.id && desk.press !== null;
    call(world, desk, next, policyOf(world, next), joins);
  }
}

/** A new visitor, with the next number of the first errand's series. */
export function arrive(
  world: World,
  visitId: string,
  serviceIds: readonly string[],
  isVulnerable: boolean,
): Errand[] {
  const services = serviceIds.map(id => serviceOf(world, id)!);
  const queue = queueOf(world, services[0]!.queueId);
  const number = (world.numbers.get(queue.id) ?? 0) + 1;
  world.numbers.set(queue.id, number);
  world.visitsSoFar += 1;
  const label = `${queue.series}${String(number).padStart(3, '0')}`;
  world.visits.push({ id: visitId, label, isVulnerable, order: world.visitsSoFar });
  world.lastPress = null;
  return services.map(({ id, queueId }) =>
    addErrand(world, visitId, { serviceId: id, queueId, ref: world.now }),
  );
}

export function serveWalkIn(world: World, command: Of<'serve-walk-in'>): Answer {
  const { actor, counterId, visitId, serviceId } = command;
  const desk = openDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  if (atDesk(world, counterId)) return 'counter-occupied';
  const service = serviceOf(world, serviceId);
  if (!service) return 'unknown-service';
  if (!counterOf(world, counterId)!.queueIds.includes(service.queueId)) return 'wrong-queue';
  if (whyClosed(world, service.queueId) === 'quota') return 'service-closed';
  if (command.need && command.class !== 'vulnerable') return 'need-without-class';
  const [errand] = arrive(world, visitId, [serviceId], command.class === 'vulnerable');
  const pressed = press(world, desk, [errand!], true);
  const { now } = world;
  const times = { firstCalledAt: now, calledAt: now, startedAt: now };
  const place = { state: 'serving', counterId, policy: 'direct' } as const;
  change(world, errand!, { ...place, ...times });
  pressed.change = world.changes;
  return 'done';
}

/** Whether nobody has acted since on what a press did, and it can stand as it stood. */
function isAsItWasLeft(world: World, desk: Desk): boolean {
  const { before, added, change: last, isWalkIn } = desk.press!;
  const ids = [...before.map(({ id }) => id), ...added];
  const now = ids.map(id => world.errands.find(errand => errand.id === id));
  if (now.some(errand => !errand || errand.change > last)) return false;
  const here = atDesk(world, desk.id);
  if (here && !ids.includes(here.id)) return false;
  const others = (visitId: string): Errand[] =>
    ofVisit(world, visitId).filter(({ id }) => !ids.includes(id));
  return before.every(
    row =>
      (!isHeld(row) || !others(row.visitId).some(isHeld)) &&
      (!isLive(row) ||
        isWalkIn ||
        !others(row.visitId).some(other => isLive(other) && other.serviceId === row.serviceId)),
  );
}

export function undo(world: World, { actor, counterId }: Of<'undo'>): Answer {
  const desk = openDesk(world, actor, counterId);
  if (typeof desk === 'string') return desk;
  const last = desk.press;
  if (!last) return 'nothing-to-undo';
  if (world.now - last.at > world.setup.rules.undoSeconds * 1000) return 'undo-too-late';
  if (!isAsItWasLeft(world, desk)) return 'cannot-undo';
  world.errands = world.errands.filter(({ id }) => !last.added.includes(id));
  for (const row of last.before) {
    const errand = world.errands.find(({ id }) => id === row.id)!;
    const isOver = last.isWalkIn ? { state: 'cancelled' as const, endedAt: world.now } : {};
    change(world, errand, { ...row, ...isOver });
  }
  if (last.turn) {
    const { queueId, by } = last.turn;
    world.inARow.set(queueId, Math.max(0, (world.inARow.get(queueId) ?? 0) - by));
  }
  Object.assign(desk, { press: null, autoCall: false, activeAt: world.now });
  world.lastPress = null;
  return 'done';
}
