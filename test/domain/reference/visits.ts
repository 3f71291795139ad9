import type { Actor, Destination, Finishing } from '../../../contract/commands.ts';
import type { RefusalCode } from '../../../contract/refusals.ts';
import type { LegState } from '../../../contract/values.ts';
import { whyNotBack, type Answer } from './desks.ts';
import { whyClosed } from './hours.ts';
import {
  addErrand,
  change,
  counterOf,
  deskOf,
  heldOf,
  isLive,
  isOthers,
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

/** The errand of a visitor who is at the actor's desk, in one of these states. */
function held(
  world: World,
  actor: Actor,
  visitId: string,
  states: readonly LegState[],
): { readonly errand: Errand; readonly desk: Desk } | RefusalCode {
  if (!world.visits.some(({ id }) => id === visitId)) return 'unknown-ticket';
  const errand = heldOf(world, visitId);
  if (!errand) return 'wrong-state';
  const desk = deskOf(world, errand.counterId!)!;
  if (!mayWork(actor, desk.id)) return 'not-this-counter';
  if (isOthers(actor, desk)) return 'counter-taken';
  return states.includes(errand.state) ? { errand, desk } : 'wrong-state';
}

/** Whether a visitor is at the actor's desk, or has an errand in a line of theirs. */
function isTheirs(world: World, actor: Actor, visitId: string): boolean {
  const at = heldOf(world, visitId);
  if (at) return mayWork(actor, at.counterId!) && !isOthers(actor, deskOf(world, at.counterId!)!);
  return ofVisit(world, visitId).some(errand =>
    world.setup.counters.some(
      ({ id, queueIds }) => mayWork(actor, id) && queueIds.includes(errand.queueId),
    ),
  );
}

export function recall(world: World, { actor, visitId }: Of<'recall'>): Answer {
  const at = held(world, actor, visitId, ['called']);
  if (typeof at === 'string') return at;
  const { recallsMax, recallCooldownSeconds } = world.setup.rules;
  if (at.errand.calls > recallsMax) return 'recall-limit';
  if (world.now < at.errand.calledAt! + recallCooldownSeconds * 1000) return 'recall-too-soon';
  change(world, at.errand, { calls: at.errand.calls + 1, calledAt: world.now });
  Object.assign(at.desk, { press: null, activeAt: world.now });
  world.lastPress = null;
  return 'done';
}

/** One change of one errand, as a press of the desk where it is. */
function pressed(world: World, desk: Desk, errand: Errand, fields: Partial<Errand>): Answer {
  const last = press(world, desk, [errand]);
  change(world, errand, fields);
  last.change = world.changes;
  return 'done';
}

export function start(world: World, { actor, visitId }: Of<'start'>): Answer {
  const at = held(world, actor, visitId, ['called']);
  if (typeof at === 'string') return at;
  return pressed(world, at.desk, at.errand, { state: 'serving', startedAt: world.now });
}

export function noShow(world: World, { actor, visitId }: Of<'no-show'>): Answer {
  const at = held(world, actor, visitId, ['called']);
  if (typeof at === 'string') return at;
  const { noShowCallsMin, noShowSecondsMin } = world.setup.rules;
  const isSoon = world.now < at.errand.firstCalledAt! + noShowSecondsMin * 1000;
  if (at.errand.calls < noShowCallsMin || isSoon) return 'no-show-too-soon';
  return pressed(world, at.desk, at.errand, { state: 'no-show', endedAt: world.now });
}

/** Ends the service at a desk, those delivered along with it, and sends back who came from another. */
export function endServed(world: World, desk: Desk, errand: Errand, how: Finishing): Answer {
  const queue = queueOf(world, errand.queueId);
  const delivered = [...new Set(how.deliveredServiceIds ?? [])];
  const outcome = how.outcome ?? 'completed';
  if (queue.outcomeRequired && !how.outcome) return 'outcome-required';
  if (queue.deliveredRequired && outcome === 'completed' && delivered.length === 0) {
    return 'delivered-required';
  }
  const along: Errand[] = [];
  for (const serviceId of delivered) {
    const service = serviceOf(world, serviceId);
    if (!service) return 'unknown-service';
    if (serviceId === errand.serviceId) continue;
    if (!counterOf(world, desk.id)!.queueIds.includes(service.queueId)) return 'wrong-queue';
    const other = ofVisit(world, errand.visitId).find(
      row => row.serviceId === serviceId && (row.state === 'waiting' || row.state === 'parked'),
    );
    if (other) along.push(other);
  }
  const ending = [errand, ...along];
  const last = press(world, desk, ending);
  for (const row of ending) {
    const fields = { state: 'done', outcome, endedAt: world.now, parking: null } as const;
    change(world, row, { ...fields, counterId: desk.id });
  }
  const { returnTo } = errand;
  if (returnTo) {
    const { counterId, serviceId, queueId } = returnTo;
    const place = { ref: world.now, isFirst: true, isCounted: false, target: { counterId } };
    const back = { serviceId, queueId, ...place, returnTo: returnTo.returnTo };
    last.added.push(addErrand(world, errand.visitId, back).id);
  }
  last.change = world.changes;
  return 'done';
}

export function finish(world: World, command: Of<'finish'>): Answer {
  const at = held(world, command.actor, command.visitId, ['serving']);
  return typeof at === 'string' ? at : endServed(world, at.desk, at.errand, command);
}

export function park(world: World, command: Of<'park'>): Answer {
  const at = held(world, command.actor, command.visitId, ['called', 'serving']);
  if (typeof at === 'string') return at;
  const minutes = command.minutes ?? world.setup.rules.parkMinutes;
  const parking = {
    reason: command.reason,
    since: world.now,
    remindAt: world.now + minutes * 60_000,
    noteId: command.note?.noteId ?? null,
    counterId: at.desk.id,
  };
  const fields = { state: 'parked', counterId: null, startedAt: null, parking } as const;
  return pressed(world, at.desk, at.errand, fields);
}

const inLineAgain = {
  state: 'waiting',
  counterId: null,
  firstCalledAt: null,
  calledAt: null,
  calls: 0,
  startedAt: null,
  endedAt: null,
  parking: null,
  policy: null,
} as const;

/** Somebody in no line and at no desk, who is the actor's to handle. */
function aside(
  world: World,
  actor: Actor,
  visitId: string,
  states: readonly LegState[],
): Errand | RefusalCode {
  if (!world.visits.some(({ id }) => id === visitId)) return 'unknown-ticket';
  if (!isTheirs(world, actor, visitId)) return 'not-this-counter';
  const errand = ofVisit(world, visitId).findLast(({ state }) => states.includes(state));
  return errand && !heldOf(world, visitId) ? errand : 'wrong-state';
}

/** Back in the line: a press of the desk it came from, where that desk's own officer does it. */
function backFromAside(
  world: World,
  actor: Actor,
  errand: Errand,
  fields: Partial<Errand>,
): Answer {
  const counterId = errand.parking?.counterId ?? errand.counterId;
  const desk = counterId === null ? undefined : deskOf(world, counterId);
  const isTheirDesk = desk && (desk.staffId === null || desk.staffId === actor.staffId);
  if (desk && desk.state === 'open' && isTheirDesk && mayWork(actor, desk.id)) {
    return pressed(world, desk, errand, { ...inLineAgain, ...fields });
  }
  change(world, errand, { ...inLineAgain, ...fields });
  world.lastPress = null;
  return 'done';
}

export function unpark(world: World, { actor, visitId }: Of<'unpark'>): Answer {
  const errand = aside(world, actor, visitId, ['parked']);
  return typeof errand === 'string' ? errand : backFromAside(world, actor, errand, {});
}

function placesBack(world: World, errand: Errand): number {
  const behind = world.errands
    .filter(
      row =>
        row.state === 'waiting' &&
        row.queueId === errand.queueId &&
        row.isVulnerable === errand.isVulnerable &&
        row.visitId !== errand.visitId &&
        !row.isFirst,
    )
    .sort((a, b) => a.ref - b.ref || a.order - b.order || (a.id < b.id ? -1 : 1))
    .filter(
      row =>
        errand.isFirst ||
        row.ref > errand.ref ||
        (row.ref === errand.ref &&
          (row.order > errand.order || (row.order === errand.order && row.id > errand.id))),
    )
    .slice(0, world.setup.rules.requeuePlaces);
  const last = behind.at(-1);
  return last ? last.ref + 1 : errand.ref;
}

export function requeue(world: World, { actor, visitId, place }: Of<'requeue'>): Answer {
  const isHere = heldOf(world, visitId) !== undefined;
  const at = isHere ? held(world, actor, visitId, ['called', 'serving']) : null;
  if (typeof at === 'string') return at;
  const errand = at ? at.errand : aside(world, actor, visitId, ['no-show', 'parked']);
  if (typeof errand === 'string') return errand;
  const gone = whyNotBack(world, errand);
  if (gone) return gone;
  const to = place ?? (errand.state === 'called' ? 'back' : 'order');
  const refs = {
    last: () => world.now,
    back: () => placesBack(world, errand),
    order: () => errand.ref,
  };
  const fields = { ref: refs[to](), isFirst: errand.isFirst && to === 'order' };
  if (!at) return backFromAside(world, actor, errand, fields);
  at.desk.autoCall = false;
  return pressed(world, at.desk, errand, { ...inLineAgain, ...fields });
}

/** Everything of a visit that ends when they leave; a press where they are at a desk. */
export function cancel(world: World, { actor, visitId }: Of<'cancel'>): Answer {
  if (!world.visits.some(({ id }) => id === visitId)) return 'unknown-ticket';
  if (!isTheirs(world, actor, visitId)) return 'not-this-counter';
  const at = heldOf(world, visitId);
  const ending = ofVisit(world, visitId).filter(isLive);
  if (at?.state === 'serving' || ending.length === 0) return 'wrong-state';
  const desk = at && deskOf(world, at.counterId!)!;
  if (desk) desk.activeAt = world.now;
  const last = desk && actor.role !== 'visitor' ? press(world, desk, ending) : null;
  if (!last) world.lastPress = null;
  for (const errand of ending) {
    change(world, errand, { state: 'cancelled', endedAt: world.now, parking: null });
  }
  if (last) last.change = world.changes;
  return 'done';
}

interface Aim {
  readonly queueId: string;
  readonly serviceId: string;
  readonly target: { counterId: string } | { staffId: string } | null;
}

function aimAtDesk(world: World, desk: Desk, from: Errand, isOfficer: boolean): Aim | RefusalCode {
  if (desk.id === from.counterId) return 'same-destination';
  if (desk.state === 'closed') return 'destination-closed';
  if (desk.serviceIds && !desk.serviceIds.includes(from.serviceId)) return 'not-trained';
  const { queueIds } = counterOf(world, desk.id)!;
  const queueId = queueIds.includes(from.queueId) ? from.queueId : queueIds[0]!;
  const target = isOfficer ? { staffId: desk.staffId! } : { counterId: desk.id };
  return { queueId, serviceId: from.serviceId, target };
}

const isClosedFor = (world: World, queueId: string): boolean =>
  !([null, 'last-ticket'] as unknown[]).includes(whyClosed(world, queueId));

function aimOf(world: World, to: Destination, from: Errand): Aim | RefusalCode {
  if (to.kind === 'service') {
    const service = serviceOf(world, to.serviceId);
    if (!service) return 'unknown-service';
    if (service.id === from.serviceId) return 'same-destination';
    const isOther = service.queueId !== from.queueId;
    if (isOther && isClosedFor(world, service.queueId)) return 'destination-closed';
    return { queueId: service.queueId, serviceId: service.id, target: null };
  }
  if (to.kind === 'counter') {
    if (to.counterId === from.counterId) return 'same-destination';
    const desk = deskOf(world, to.counterId);
    return desk ? aimAtDesk(world, desk, from, false) : 'unknown-counter';
  }
  const desk = world.desks.find(row => row.staffId === to.staffId && row.state !== 'closed');
  return desk ? aimAtDesk(world, desk, from, true) : 'officer-not-here';
}

const legsMax = 20;

export const isPending = (
  world: World,
  visitId: string,
  serviceId: string,
  but?: Errand,
): boolean =>
  ofVisit(world, visitId).some(
    row =>
      row !== but &&
      isLive(row) &&
      (row.serviceId === serviceId || row.returnTo?.serviceId === serviceId),
  );

export function transfer(world: World, command: Of<'transfer'>): Answer {
  const { actor, visitId, to, place, returns } = command;
  const at = held(world, actor, visitId, ['called', 'serving']);
  if (typeof at === 'string') return at;
  const { errand, desk } = at;
  const aim = aimOf(world, to, errand);
  if (typeof aim === 'string') return aim;
  const all = ofVisit(world, visitId);
  if (all.length >= legsMax) return 'too-many-legs';
  if (isPending(world, visitId, aim.serviceId, errand)) return 'already-in-visit';
  const waits = all.map(row => (row.firstCalledAt === null ? 0 : row.firstCalledAt - row.ref));
  const ref = place === 'order' ? world.now - Math.max(0, ...waits) : world.now;
  const { serviceId, queueId, returnTo } = errand;
  const last = press(world, desk, [errand]);
  const ended = { state: 'done', outcome: 'transferred', endedAt: world.now } as const;
  change(world, errand, ended);
  const added = addErrand(world, visitId, {
    ...aim,
    ref,
    isFirst: place === 'first',
    isCounted: aim.queueId !== queueId,
    returnTo: returns ? { counterId: desk.id, serviceId, queueId, returnTo } : returnTo,
  });
  last.added.push(added.id);
  last.change = world.changes;
  return 'done';
}

export function addService(world: World, { actor, visitId, serviceId }: Of<'add-service'>): Answer {
  const all = ofVisit(world, visitId);
  const isSteering = actor.role === 'supervisor' || actor.role === 'administrator';
  const isFromAfar = isSteering && all.some(({ state }) => state === 'waiting');
  const at = isFromAfar ? null : held(world, actor, visitId, ['called', 'serving']);
  if (typeof at === 'string') return at;
  const service = serviceOf(world, serviceId);
  if (!service) return 'unknown-service';
  if (all.length >= legsMax) return 'too-many-legs';
  if (isPending(world, visitId, serviceId)) return 'already-in-visit';
  if (isClosedFor(world, service.queueId)) return 'destination-closed';
  const last = at && press(world, at.desk, [at.errand]);
  const ref = Math.min(...all.map(row => row.ref));
  const added = addErrand(world, visitId, { serviceId, queueId: service.queueId, ref });
  if (last) Object.assign(last, { added: [added.id], change: world.changes });
  else world.lastPress = null;
  return 'done';
}

export function changeService(world: World, command: Of<'change-service'>): Answer {
  const { actor, visitId, serviceId } = command;
  const at = held(world, actor, visitId, ['called', 'serving']);
  if (typeof at === 'string') return at;
  const service = serviceOf(world, serviceId);
  if (!service) return 'unknown-service';
  if (serviceId === at.errand.serviceId) return 'same-destination';
  if (!counterOf(world, at.desk.id)!.queueIds.includes(service.queueId)) return 'wrong-queue';
  if (isPending(world, visitId, serviceId, at.errand)) return 'already-in-visit';
  return pressed(world, at.desk, at.errand, { serviceId, queueId: service.queueId });
}

export function addNote(world: World, { actor, visitId }: Of<'add-note'>): Answer {
  if (!world.visits.some(({ id }) => id === visitId)) return 'unknown-ticket';
  if (!isTheirs(world, actor, visitId)) return 'not-this-counter';
  const at = heldOf(world, visitId);
  if (at) deskOf(world, at.counterId!)!.activeAt = world.now;
  world.lastPress = null;
  return 'done';
}
