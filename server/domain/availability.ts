import type { Service } from '../../contract/setup.ts';
import type { Availability } from '../../contract/values.ts';
import { dayMs, localTime, toInstant } from './local-time.ts';
import { nextOpening, reasonByHours } from './opening-hours.ts';
import { releasedPlaces } from './slots.ts';
import { setupOf, type BuildingState } from './state.ts';

/** What comes back with the next day, not with the next opening of the same day. */
const isForToday: ReadonlySet<string> = new Set(['quota-reached', 'paused', 'capacity-reached']);

const nextDay = (state: BuildingState, now: number): number =>
  localTime(now, setupOf(state).setup.building.timeZone).midnight + dayMs - 1;

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
  const issuing = state.queues.get(queueId)?.issuing ?? null;
  const issued = (state.queues.get(queueId)?.issued ?? 0) + asked;
  // What a supervisor decided for today (STEER-1, STEER-2).
  if (!reason && issuing?.state === 'paused') reason = 'paused';
  if (!reason && issuing?.limit != null && issued >= issuing.limit) reason = 'capacity-reached';
  if (!reason && queue.quotaPerDay !== null && issued >= queue.quotaPerDay) {
    const quota = queue.quotaPerDay + releasedPlaces(state, queue, now);
    if (issued >= quota) reason = 'quota-reached';
  }
  if (!reason) return { open: true };
  if (reason === 'no-counter') return { open: false, reason };
  const after = isForToday.has(reason) ? nextDay(state, now) : now;
  const opens = nextOpening(index, queue.agencyId, after);
  return opens === undefined
    ? { open: false, reason }
    : { open: false, reason, opensAt: toInstant(opens, setup.building.timeZone) };
}

/** … and for one service of it, which a supervisor may have paused alone (STEER-2). */
export function availabilityOfService(
  state: BuildingState,
  { id, queueId }: Pick<Service, 'id' | 'queueId'>,
  now: number,
  asked = 0,
): Availability {
  const availability = availabilityOf(state, queueId, now, asked);
  if (!availability.open || !state.steering.pausedServices.has(id)) return availability;
  const index = setupOf(state);
  const opens = nextOpening(index, index.queues.get(queueId)!.agencyId, nextDay(state, now));
  const paused = { open: false, reason: 'paused' } as const;
  return opens === undefined
    ? paused
    : { ...paused, opensAt: toInstant(opens, index.setup.building.timeZone) };
}
