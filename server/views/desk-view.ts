import type { CounterRow, DeskView } from '../../contract/desk-views.ts';
import { callerOf } from '../domain/caller.ts';
import { chooseNext, reasonOf, type Leaving } from '../domain/calling.ts';
import { setupOf, waitingCount, type BuildingState, type CounterNow } from '../domain/state.ts';
import { undoableUntil } from '../domain/undoing.ts';
import type { Leg } from '../domain/visit.ts';
import {
  deskMissed,
  deskParked,
  deskQueue,
  deskWaiting,
  reasonView,
  secondsBetween,
  type DeskSources,
} from './desk-lists.ts';
import { deskTicket, nextPlace } from './desk-ticket.ts';
import { deskTelling } from './steering-view.ts';
import { buildingView, instant, instantOrNull, serviceName } from './names.ts';

const recentMax = 6;
/** Who left so long ago is not asking for the way any more. */
const leftMsMax = 10 * 60_000;

const serviceSeconds = (leg: Leg): number | null =>
  leg.state === 'done' && leg.startedAt !== null
    ? secondsBetween(leg.startedAt, leg.endedAt ?? leg.startedAt)
    : null;

function today(state: BuildingState, counter: CounterNow): DeskView['today'] {
  const served = counter.ended.flatMap(leg => serviceSeconds(leg) ?? []).sort((a, b) => a - b);
  return {
    served: served.length,
    medianServiceSeconds: served[Math.floor(served.length / 2)] ?? null,
    noShow: counter.ended.filter(leg => leg.state === 'no-show').length,
    sent: counter.ended.filter(leg => leg.outcome === 'transferred').length,
    openedAt: instantOrNull(state, counter.openedAt),
  };
}

function next(
  state: BuildingState,
  counter: CounterNow,
  now: number,
  sources: DeskSources,
): DeskView['next'] {
  const caller = callerOf(state, counter.id);
  // Who is at this counter will have been finished by then.
  const leaving: Leaving | undefined = counter.leg
    ? { visitId: counter.leg.visitId, endedLegIds: [counter.leg.id] }
    : undefined;
  const chosen = chooseNext(state, caller, now, leaving);
  if (!chosen) return null;
  return {
    ticket: deskWaiting(state, chosen.leg, caller, now, sources),
    reason: reasonView(reasonOf(state, caller, chosen, now)),
  };
}

function officerOf(
  now: CounterNow,
  sources: Pick<DeskSources, 'staffName'>,
): DeskView['counter']['officer'] {
  if (now.staffId === null) return null;
  return { staffId: now.staffId, name: sources.staffName(now.staffId) ?? '–' };
}

function counterHead(
  state: BuildingState,
  now: CounterNow,
  sources: DeskSources,
): DeskView['counter'] {
  const index = setupOf(state);
  const counter = index.counters.get(now.id)!;
  const zone = index.zones.get(counter.zoneId)!;
  return {
    id: counter.id,
    code: counter.code,
    name: counter.name,
    number: counter.number,
    state: now.state,
    stateSince: instant(state, now.since),
    pauseReason: now.pauseReason,
    queueIds: counter.queueIds,
    agencyName: index.agencies.get(counter.agencyId)!.name,
    zoneWord: zone.word,
    floor: zone.floor,
    officer: officerOf(now, sources),
    autoCall: now.autoCall,
  };
}

function undoOf(state: BuildingState, counter: CounterNow, now: number): DeskView['undo'] {
  const until = undoableUntil(state, counter);
  const { lastAction } = counter;
  if (!lastAction || until === null || until < now) return null;
  const label = state.visits.get(lastAction.visitId)?.label ?? '';
  return { what: lastAction.what, label, until: instant(state, until) };
}

/** Who was served here last; nothing while somebody is called, or where that is long ago. */
function left(state: BuildingState, counter: CounterNow, now: number): DeskView['left'] {
  const leg = counter.ended.findLast(row => row.state === 'done');
  const visit = leg && state.visits.get(leg.visitId);
  if (!visit || leg.endedAt === null || now - leg.endedAt > leftMsMax) return null;
  const at = instant(state, leg.endedAt);
  return { label: visit.label, at, next: nextPlace(state, visit, now) };
}

function servicesHere(state: BuildingState, queueIds: readonly string[]): DeskView['services'] {
  const index = setupOf(state);
  return queueIds.flatMap(queueId => {
    const { series } = index.queues.get(queueId)!;
    const services = index.servicesOfQueue.get(queueId) ?? [];
    return services.map(({ id, name }) => ({ id, name, series }));
  });
}

/** The desk of one counter. The counter must be in the set-up. */
export function deskView(
  state: BuildingState,
  counterId: string,
  now: number,
  sources: DeskSources,
): DeskView {
  const index = setupOf(state);
  const { queueIds, showsPrinters } = index.counters.get(counterId)!;
  const { rules } = index.setup;
  const counterNow = state.counters.get(counterId)!;
  const { leg } = counterNow;
  const visit = leg && state.visits.get(leg.visitId)!;
  return {
    building: buildingView(state, now),
    counter: counterHead(state, counterNow, sources),
    ticket: leg ? deskTicket(state, visit!, leg, now, sources) : null,
    next: next(state, counterNow, now, sources),
    queues: queueIds.map(id => deskQueue(state, index.queues.get(id)!, counterId, now, sources)),
    parked: deskParked(state, counterId, sources),
    missed: deskMissed(state, counterId, now),
    undo: undoOf(state, counterNow, now),
    left: left(state, counterNow, now),
    services: servicesHere(state, queueIds),
    idleAlertSeconds: rules.idleAlertSeconds,
    parkMinutes: rules.parkMinutes,
    frontDesk: showsPrinters ? sources.frontDesk() : null,
    telling: deskTelling(state, counterId, sources, now),
    recent: counterNow.ended
      .slice(-recentMax)
      .reverse()
      .map(ended => ({
        label: state.visits.get(ended.visitId)?.label ?? '–',
        serviceName: serviceName(state, ended.serviceId),
        state: ended.state,
        outcome: ended.outcome,
        serviceSeconds: serviceSeconds(ended),
      })),
    today: today(state, counterNow),
  };
}

/** Every counter, for who sends a visitor on. */
export function counterRows(
  state: BuildingState,
  sources: Pick<DeskSources, 'staffName'>,
): CounterRow[] {
  const index = setupOf(state);
  return index.setup.counters.map(counter => {
    const row = state.counters.get(counter.id)!;
    const agency = index.agencies.get(counter.agencyId)!;
    const waiting = counter.queueIds.reduce(
      (sum, id) => sum + waitingCount(state.queues.get(id)!),
      0,
    );
    return {
      id: counter.id,
      number: counter.number,
      name: counter.name,
      agencyName: agency.name,
      agencyShort: agency.short,
      zoneWord: index.zones.get(counter.zoneId)!.word,
      state: row.state,
      officer: officerOf(row, sources),
      waiting,
    };
  });
}
