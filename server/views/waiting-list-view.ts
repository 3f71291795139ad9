import type { WaitingListEntry, WaitingListRecord } from '../../contract/waiting-list.ts';
import type { BuildingState } from '../domain/state.ts';
import { waitingListOf } from '../domain/waiting-list-state.ts';
import { instant } from './names.ts';

/** A place on the waiting list, as its partner reads it. */
export function waitingListEntry(state: BuildingState, entry: WaitingListRecord): WaitingListEntry {
  const { offer } = entry;
  const before = [...waitingListOf(state, entry).keys()].indexOf(entry.id);
  return {
    id: entry.id,
    serviceId: entry.serviceId,
    date: entry.businessDate,
    from: instant(state, entry.fromAt),
    until: instant(state, entry.untilAt),
    joinedAt: instant(state, entry.joinedAt),
    before: Math.max(0, before),
    offer: offer && {
      startsAt: instant(state, offer.startsAt),
      minutes: offer.minutes,
      until: instant(state, offer.until),
    },
  };
}
