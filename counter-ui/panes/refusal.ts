import type { Availability, ClosedReason } from '../../contract/values.ts';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { paneText } from '../pane-texts.ts';
import { blockedWords } from './blocked-words.ts';
import type { Blocked } from './destination.ts';

function blockedBy({ code, facts }: Problem): Blocked | null {
  switch (code) {
    case 'destination-closed':
    case 'service-closed': {
      const { reason, opensAt } = facts ?? {};
      const availability: Availability = {
        open: false,
        ...(typeof reason === 'string' ? { reason: reason as ClosedReason } : {}),
        ...(typeof opensAt === 'string' ? { opensAt } : {}),
      };
      return { why: 'closed', availability };
    }
    case 'already-in-visit':
      return { why: 'in-visit' };
    default:
      return null;
  }
}

/** Why a destination was refused, with what is known of it; null where its code says all there is. */
export function paneRefusal(problem: Problem, view: DeskView, now: number): string | null {
  const blocked = blockedBy(problem);
  if (!blocked) return null;
  const { reason, opens } = blockedWords(blocked, now, view.building.timeZone);
  return paneText('refusedThere', { why: opens === '' ? reason : `${reason}, ${opens}` });
}
