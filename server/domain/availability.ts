import type { Availability } from '../../contract/values.ts';
import { dayMs, localTime, toInstant } from './local-time.ts';
import { nextOpening, reasonByHours } from './opening-hours.ts';
import { releasedPlaces } from './slots.ts';
import { setupOf, type BuildingState } from './state.ts';

/**
 * Whether a ticket may be issued into a queue now, and if not, why and when again. One pure function
 * decides for kiosk, desk and partner alike (HOURS-1). Holders of a number are served regardless.
 * `asked` counts errands of the same ticket in the same queue: each takes a place of the quota.
 */
export function availabilityOf(
  state: BuildingState,
  queueId: string,
  now: number,
  asked = 0,
): Availability {
  const index = setupOf(state);
  const queue = index.queues.get(queueId);
  if (!queue) throw new Error(`Queue ${queueId} is not in the set-up`);
  const { setup } = index;
  let reason = reasonByHours(index, queue.agencyId, now);
  if (!reason && (index.countersOfQueue.get(queueId)?.length ?? 0) === 0) reason = 'no-counter';
  const issued = (state.queues.get(queueId)?.issued ?? 0) + asked;
  if (!reason && queue.quotaPerDay !== null && issued >= queue.quotaPerDay) {
    const quota = queue.quotaPerDay + releasedPlaces(state, queue, now);
    if (issued >= quota) reason = 'quota-reached';
  }
  if (!reason) return { open: true };
  if (reason === 'no-counter') return { open: false, reason };
  // A used-up quota comes back with the next day, not with the next opening of the same day.
  const { midnight } = localTime(now, setup.building.timeZone);
  const after = reason === 'quota-reached' ? midnight + dayMs - 1 : now;
  const opens = nextOpening(index, queue.agencyId, after);
  return opens === undefined
    ? { open: false, reason }
    : { open: false, reason, opensAt: toInstant(opens, setup.building.timeZone) };
}
