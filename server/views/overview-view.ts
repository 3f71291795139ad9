import type { Overview } from '../../contract/views.ts';
import { availabilityOf } from '../domain/availability.ts';
import { longestWaitSeconds } from '../domain/calling.ts';
import { rangeOf, waitOfNewcomer } from '../domain/estimate.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { buildingView, instant, instantOrNull, zoneView } from './names.ts';

function queueRows(state: BuildingState, now: number): Overview['queues'] {
  const index = setupOf(state);
  return index.setup.queues.map(queue => {
    const agency = index.agencies.get(queue.agencyId)!;
    const queueNow = state.queues.get(queue.id)!;
    return {
      id: queue.id,
      series: queue.series,
      name: queue.name,
      agencyName: agency.name,
      agencyShort: agency.short,
      zoneId: agency.zoneId,
      waiting: waitingCount(queueNow),
      longestWaitSeconds: longestWaitSeconds(state, queueNow, now),
      estimate: rangeOf(waitOfNewcomer(state, queue.id, 'walk-in', now)),
      availability: availabilityOf(state, queue.id, now),
      counterIds: (index.countersOfQueue.get(queue.id) ?? []).map(counter => counter.id),
    };
  });
}

function counterRows(state: BuildingState): Overview['counters'] {
  const index = setupOf(state);
  return index.setup.counters.map(counter => {
    const row = state.counters.get(counter.id)!;
    const { leg } = row;
    return {
      id: counter.id,
      number: counter.number,
      name: counter.name,
      agencyShort: index.agencies.get(counter.agencyId)!.short,
      state: row.state,
      stateSince: instant(state, row.since),
      label: leg ? state.visits.get(leg.visitId)!.label : null,
      legState: leg?.state ?? null,
      legSince: instantOrNull(state, leg ? (leg.startedAt ?? leg.calledAt) : null),
    };
  });
}

/** What the state of the queue does not know. */
export type OverviewDevices = Pick<
  Overview,
  'printers' | 'displays' | 'screens' | 'helpCalls' | 'mediaFaults' | 'backup'
>;

/** The building on one screen; devices are told by whoever knows them. */
export function overview(state: BuildingState, now: number, devices: OverviewDevices): Overview {
  const queues = queueRows(state, now);
  const counters = counterRows(state);
  const legs = [...state.legs.values()];
  const count = (name: string): number => legs.filter(leg => leg.state === name).length;
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
    },
    queues,
    counters,
    zones: setupOf(state).setup.zones.map(zoneView),
    ...devices,
  };
}
