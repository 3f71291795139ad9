import type { FrontDesk, HelpCall } from '../../contract/help.ts';
import type { Overview } from '../../contract/overview.ts';
import type { BuildingState } from '../domain/state.ts';
import { isLive, type Visit } from '../domain/visit.ts';
import { instant } from './names.ts';

/** Whether any paper of the number came out, as far as its printers could say. */
function paperOf(state: BuildingState, visitId: string): HelpCall['paper'] {
  const states = (state.paper.ofVisit.get(visitId) ?? []).map(job => job.state);
  if (states.includes('printed')) return 'printed';
  // What waits or is under way may still come out.
  return states.every(is => is === 'not-sent') ? 'none' : 'unknown';
}

/** Visits of an earlier day are nobody's any more: they are left out. */
export function helpCallViews(
  state: BuildingState,
  calls: readonly { readonly visitId: string; readonly since: number }[],
  kioskName: (visit: Visit) => string,
): HelpCall[] {
  return calls.flatMap(({ visitId, since }) => {
    const visit = state.visits.get(visitId);
    if (!visit) return [];
    return {
      ticketId: visitId,
      label: visit.label,
      kioskName: kioskName(visit),
      since: instant(state, since),
      paper: paperOf(state, visitId),
      isOver: !visit.legs.some(isLive),
    };
  });
}

/** Only printers that need somebody, now or soon. */
export const frontDeskView = (
  printers: Overview['printers'],
  calls: readonly HelpCall[],
): FrontDesk => ({
  printers: printers
    .filter(({ state, ticketsLeft }) => state === 'fault' || ticketsLeft !== null)
    .map(({ id, name, state, fault, since, ticketsLeft }) => ({
      id,
      name,
      fault: state === 'fault' ? (fault ?? 'offline') : null,
      since,
      ticketsLeft,
    })),
  calls: [...calls],
});
