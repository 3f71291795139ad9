import type { Setup } from '../../contract/setup.ts';
import type { Announcement } from '../domain/announcement.ts';
import { sentencesOf } from '../domain/call-speech.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

/** Calls that are likely to be made, so that an engine can render their phrases beforehand. */

/** Of one number that waits: whichever counter calls it, its own phrase is the same. */
export function announcedTicket(state: BuildingState, visitId: string): Announcement[][] {
  const { setup, queues } = setupOf(state);
  const visit = state.visits.get(visitId);
  const counter = setup.counters[0];
  if (!visit || !counter) return [];
  return visit.legs.map(leg => {
    const agencyId = queues.get(leg.queueId)?.agencyId ?? counter.agencyId;
    const { label, language } = visit;
    const { number: counterNumber, zoneId } = counter;
    const facts = { label, language, counterNumber, zoneId, agencyId, serviceId: leg.serviceId };
    return sentencesOf(setup, facts, 1);
  });
}

/** Every counter, then every number that waits now. */
export function announcedAhead(state: BuildingState, setup: Setup): Announcement[][] {
  const counters = setup.counters.map(({ number: counterNumber, zoneId, agencyId }) => {
    const facts = { label: '', counterNumber, zoneId, agencyId, serviceId: '' };
    return [
      ...sentencesOf(setup, { ...facts, language: 'id' }, 1),
      ...sentencesOf(setup, { ...facts, language: 'en' }, 1),
    ];
  });
  const waiting = [...state.visits.values()]
    .filter(visit => visit.legs.some(leg => leg.state === 'waiting'))
    .flatMap(visit => announcedTicket(state, visit.id));
  return [...counters, ...waiting];
}
