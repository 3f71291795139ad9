import type { Overview } from '../../contract/overview.ts';
import { availabilityOf } from '../domain/availability.ts';
import { longestWaitSeconds } from '../domain/calling.ts';
import { rangeOf, waitOfNewcomer } from '../domain/estimate.ts';
import { countPromise, noPromise, percentOf, type KeptPromise } from '../domain/service-level.ts';
import { setupOf, waitingCount, type BuildingState, type CounterNow } from '../domain/state.ts';
import { buildingView, instant, instantOrNull, serviceName, zoneView } from './names.ts';
import { issuingView, steeringOfDay, type SteeringNames } from './steering-view.ts';

function queueRows(
  state: BuildingState,
  now: number,
  promises: ReadonlyMap<string, KeptPromise>,
  names: SteeringNames,
): Overview['queues'] {
  const index = setupOf(state);
  return index.setup.queues.map(queue => {
    const agency = index.agencies.get(queue.agencyId)!;
    const queueNow = state.queues.get(queue.id)!;
    return {
      id: queue.id,
      series: queue.series,
      name: queue.name,
      agencyId: agency.id,
      agencyName: agency.name,
      agencyShort: agency.short,
      zoneId: agency.zoneId,
      waiting: waitingCount(queueNow),
      longestWaitSeconds: longestWaitSeconds(state, queueNow, now),
      estimate: rangeOf(waitOfNewcomer(state, queue.id, 'walk-in', now)),
      availability: availabilityOf(state, queue.id, now),
      counterIds: (index.countersOfQueue.get(queue.id) ?? []).map(counter => counter.id),
      servedWithin: percentOf(promises.get(queue.id) ?? noPromise()),
      issuing: issuingView(state, queue.id, names),
    };
  });
}

/** When an open counter was left by its last visitor, or opened or went on after that. */
function freeSince({ state, since, leg, ended }: CounterNow): number | null {
  if (state !== 'open' || leg) return null;
  return Math.max(since, ended.at(-1)?.endedAt ?? 0);
}

function counterRows(state: BuildingState, names: SteeringNames): Overview['counters'] {
  const index = setupOf(state);
  return index.setup.counters.map(counter => {
    const row = state.counters.get(counter.id)!;
    const { leg, staffId } = row;
    const { queueIds } = index.counters.get(counter.id)!;
    return {
      id: counter.id,
      number: counter.number,
      name: counter.name,
      agencyId: counter.agencyId,
      agencyShort: index.agencies.get(counter.agencyId)!.short,
      state: row.state,
      stateSince: instant(state, row.since),
      openedAt: instantOrNull(state, row.state === 'closed' ? null : row.openedAt),
      freeSince: instantOrNull(state, freeSince(row)),
      servedToday: row.ended.filter(({ state: how }) => how === 'done').length,
      ticketId: leg?.visitId ?? null,
      label: leg ? state.visits.get(leg.visitId)!.label : null,
      legState: leg?.state ?? null,
      legSince: instantOrNull(state, leg ? (leg.startedAt ?? leg.calledAt) : null),
      serviceName: leg ? serviceName(state, leg.serviceId) : null,
      usualMinutes: leg ? (index.services.get(leg.serviceId)?.minutes ?? null) : null,
      pauseReason: row.pauseReason,
      officerName: staffId === null ? null : (names.staffName(staffId) ?? null),
      queueIds: [...queueIds],
      isMoved: state.steering.moved.has(counter.id),
    };
  });
}

/** What the state of the queue does not know. */
export type OverviewDevices = Pick<
  Overview,
  'printers' | 'displays' | 'screens' | 'helpCalls' | 'mediaFaults' | 'backup' | 'alerts'
>;

/** One look at every leg of the day: how many are where, and the promise of service by queue. */
function tally(state: BuildingState, now: number) {
  const { serviceLevelMinutes } = setupOf(state).setup.rules;
  const counts = new Map<string, number>();
  const promises = new Map<string, KeptPromise>();
  const whole = noPromise();
  for (const leg of state.legs.values()) {
    counts.set(leg.state, (counts.get(leg.state) ?? 0) + 1);
    let promise = promises.get(leg.queueId);
    if (!promise) promises.set(leg.queueId, (promise = noPromise()));
    countPromise(promise, leg, serviceLevelMinutes, now);
    countPromise(whole, leg, serviceLevelMinutes, now);
  }
  return { count: (name: string): number => counts.get(name) ?? 0, promises, whole };
}

/** The building on one screen; devices are told by whoever knows them. */
export function overview(
  state: BuildingState,
  now: number,
  devices: OverviewDevices,
  names: SteeringNames,
): Overview {
  const { count, promises, whole } = tally(state, now);
  const { rules, zones } = setupOf(state).setup;
  const queues = queueRows(state, now, promises, names);
  const counters = counterRows(state, names);
  return {
    building: buildingView(state, now),
    totals: {
      issued: state.visits.size,
      waiting: count('waiting'),
      serving: count('called') + count('serving'),
      done: count('done'),
      noShow: count('no-show'),
      longestWaitSeconds: queues.reduce((max, row) => Math.max(max, row.longestWaitSeconds), 0),
      countersOpen: counters.filter(counter => counter.state === 'open').length,
      counters: counters.length,
      servedWithin: percentOf(whole),
    },
    queues,
    counters,
    zones: zones.map(zoneView),
    ...devices,
    ...steeringOfDay(state, names, now),
    limits: {
      waitAlertMinutes: rules.waitAlertMinutes,
      unservedAlertMinutes: rules.unservedAlertMinutes,
      waitingAlertPeople: rules.waitingAlertPeople,
      serviceAlertPercent: rules.serviceAlertPercent,
      serviceLevelMinutes: rules.serviceLevelMinutes,
      serviceLevelPercent: rules.serviceLevelPercent,
    },
  };
}
