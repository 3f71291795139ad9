import type { ScannedTicket } from '../../contract/scanned-ticket.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import { isLive, legAtCounter, type Leg, type Visit } from '../domain/visit.ts';
import { numberOf } from './desk-lists.ts';
import { counterRange, instant, serviceName } from './names.ts';

/** The errand that matters to whoever holds the paper in their hand. */
function errandNow(visit: Visit): Leg {
  const live = legAtCounter(visit) ?? visit.legs.find(isLive);
  return live ?? visit.legs.at(-1)!;
}

function sinceOf(leg: Leg): number {
  switch (leg.state) {
    case 'waiting':
      return leg.enqueuedAt;
    case 'parked':
      return leg.parking?.since ?? leg.enqueuedAt;
    case 'called':
      return leg.calledAt ?? leg.enqueuedAt;
    case 'serving':
      return leg.startedAt ?? leg.enqueuedAt;
    default:
      return leg.endedAt ?? leg.enqueuedAt;
  }
}

/** Where the visitor of a scanned paper is. */
export function scannedTicket(state: BuildingState, visit: Visit): ScannedTicket {
  const index = setupOf(state);
  const leg = errandNow(visit);
  const own = leg.counterId ?? leg.parking?.counterId ?? null;
  const agency = index.agencies.get(index.services.get(leg.serviceId)?.agencyId ?? '');
  const zoneId = index.counters.get(own ?? '')?.zoneId ?? agency?.zoneId;
  return {
    ticketId: visit.id,
    label: visit.label,
    class: leg.class,
    need: visit.need,
    errand: {
      state: leg.state,
      serviceName: serviceName(state, leg.serviceId),
      zoneWord: index.zones.get(zoneId ?? '')?.word ?? { id: '–', en: '–' },
      counters: counterRange(index.countersOfQueue.get(leg.queueId) ?? []),
      counterNumber: numberOf(state, own),
      since: instant(state, sinceOf(leg)),
    },
  };
}
