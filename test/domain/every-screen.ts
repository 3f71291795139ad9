import { nextOfWaitingLists } from '../../server/domain/waiting-list.ts';
import { slotsOf } from '../../server/domain/slots.ts';
import { setupOf, type BuildingState } from '../../server/domain/state.ts';
import { legAtCounter } from '../../server/domain/visit.ts';
import { bookedQueue } from '../../server/views/booking-setup-view.ts';
import { counterRows, deskView } from '../../server/views/desk-view.ts';
import type { DeskSources } from '../../server/views/desk-lists.ts';
import { displayView } from '../../server/views/display-view.ts';
import { agencyViews, kioskSettings, popularServices } from '../../server/views/kiosk-view.ts';
import { overview } from '../../server/views/overview-view.ts';
import { scannedTicket } from '../../server/views/scanned-ticket.ts';
import { signView } from '../../server/views/sign-view.ts';
import { finishedServices } from '../../server/views/survey-view.ts';
import { ticketContent } from '../../server/views/ticket-content.ts';
import { ticketView, trackView } from '../../server/views/ticket-view.ts';
import { transferPreview } from '../../server/views/transfer-preview.ts';

const sources: DeskSources = {
  proofOf: () => ({ shownAt: null, spokenAt: null }),
  staffName: () => undefined,
  notesOf: () => [],
  noteText: () => undefined,
  steerText: () => 'Mohon bantu loket sebelah',
  frontDesk: () => ({ printers: [], calls: [] }),
};
const noDevices = { printers: [], displays: [], screens: [], helpCalls: [], mediaFaults: [] };

export const deskOf = ({ state, now }: { state: BuildingState; now: number }, counterId: string) =>
  deskView(state, counterId, now, sources);

/** Draws what every screen of the building shows; one that cannot be drawn throws. */
export function everyScreen(state: BuildingState, now: number): void {
  const { setup } = setupOf(state);
  for (const { id } of setup.counters) {
    deskView(state, id, now, sources);
    signView(state, id, now);
  }
  counterRows(state, sources);
  agencyViews(state, now);
  popularServices(state);
  kioskSettings(state, null);
  for (const zoneId of [null, 'gone', ...setup.zones.map(({ id }) => id)]) {
    displayView(state, now, { zoneId, displayId: null, media: [] });
  }
  overview(state, now, noDevices as never, sources);
  for (const queue of setup.queues) {
    slotsOf(state, queue, now);
    bookedQueue(state, queue, now);
  }
  nextOfWaitingLists(state, now);
  for (const visit of state.visits.values()) {
    ticketView(state, visit, now);
    ticketContent(state, visit, { url: 'http://mpp', deviceName: 'Kiosk', ahead: 0 });
    trackView(state, visit, now);
    scannedTicket(state, visit);
    finishedServices(state, visit);
    if (!legAtCounter(visit)) continue;
    for (const { id: serviceId } of setup.services.slice(0, 3)) {
      transferPreview(state, visit.id, { kind: 'service', serviceId }, 'order', now);
    }
  }
}
