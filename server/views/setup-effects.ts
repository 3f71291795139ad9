import type { SetupEffect } from '../../contract/setup-edits.ts';
import type { Queue, Setup } from '../../contract/setup.ts';
import { availabilityOf } from '../domain/availability.ts';
import { rangeOf, waitOfNewcomer } from '../domain/estimate.ts';
import { bookingsOf } from '../domain/setup-in-use.ts';
import { indexSetup } from '../domain/setup-index.ts';
import { isSame } from '../domain/setup-parts.ts';
import { applySetup, setupOf, waitingCount, type BuildingState } from '../domain/state.ts';

/** What a change would do to the day as it is, for whoever is about to save it. */

/** Of this many lines at most: a whole new set-up changes all of them. */
const queuesMax = 20;

type Ided = Setup['queues' | 'services' | 'counters'][number];

function changed<Row extends Ided>(before: readonly Row[], after: readonly Row[]): Row[] {
  const was = new Map(before.map(row => [row.id, row]));
  const is = new Map(after.map(row => [row.id, row]));
  const rows = [...new Map([...was, ...is]).values()];
  return rows.filter(({ id }) => !isSame(was.get(id), is.get(id)));
}

/** Lines whose tickets notice it: their own rows, their services' and their counters'. */
function touchedQueues(before: Setup, after: Setup): string[] {
  const ids = new Set(changed(before.queues, after.queues).map(({ id }) => id));
  const services = changed(before.services, after.services);
  for (const { id, queueId } of services) {
    ids.add(queueId);
    const was = before.services.find(row => row.id === id);
    if (was) ids.add(was.queueId);
  }
  for (const { id } of changed(before.counters, after.counters)) {
    for (const { counters } of [before, after]) {
      for (const queueId of counters.find(row => row.id === id)?.queueIds ?? []) ids.add(queueId);
    }
  }
  const hoursOf = ({ building }: Setup) => [building.hours, building.holidays, building.seasons];
  const areHours = !isSame(hoursOf(before), hoursOf(after));
  const agencies = new Map(after.agencies.map(row => [row.id, row]));
  for (const { id, hours } of before.agencies) {
    if (!areHours && isSame(hours, agencies.get(id)?.hours)) continue;
    for (const queue of before.queues) if (queue.agencyId === id) ids.add(queue.id);
  }
  return before.queues.map(({ id }) => id).filter(id => ids.has(id));
}

function ofQueue(
  [before, after]: readonly [BuildingState, BuildingState],
  queue: Queue,
  now: number,
): SetupEffect[] {
  const { id: queueId } = queue;
  const effects: SetupEffect[] = [];
  const tickets = waitingCount(before.queues.get(queueId)!);
  if (tickets > 0) effects.push({ kind: 'waiting', queueId, tickets });
  const bookings = bookingsOf(before, row => row.queueId === queueId);
  if (bookings > 0) effects.push({ kind: 'bookings', queueId, bookings });
  const next = setupOf(after).queues.get(queueId);
  if (!next) return effects;
  if (next.quotaPerDay !== null && next.quotaPerDay !== queue.quotaPerDay) {
    const { issued } = before.queues.get(queueId)!;
    effects.push({ kind: 'quota', queueId, issued, quota: next.quotaPerDay });
  }
  const [was, is] = [availabilityOf(before, queueId, now), availabilityOf(after, queueId, now)];
  if (was.open !== is.open) {
    const reason = is.reason === undefined ? {} : { reason: is.reason };
    effects.push({ kind: is.open ? 'opens' : 'closes', queueId, ...reason });
  }
  if (!was.open || !is.open) return effects;
  const [one, other] = [before, after].map(state =>
    rangeOf(waitOfNewcomer(state, queueId, 'walk-in', now)),
  );
  if (!isSame(one, other)) {
    effects.push({ kind: 'wait', queueId, before: one ?? null, after: other ?? null });
  }
  return effects;
}

function ofCounters(state: BuildingState, before: Setup, after: Setup): SetupEffect[] {
  return changed(before.counters, after.counters).flatMap(({ id }): SetupEffect[] => {
    const now = state.counters.get(id);
    if (!now || now.state === 'closed') return [];
    const label = now.leg ? (state.visits.get(now.leg.visitId)?.label ?? null) : null;
    return [{ kind: 'counter', counterId: id, label }];
  });
}

/** The day as it would be: its own lines and counters beside the wished set-up. */
function wished(state: BuildingState, setup: Setup, now: number): BuildingState {
  const copy: BuildingState = {
    ...state,
    queues: new Map(state.queues),
    counters: new Map(state.counters),
    index: indexSetup(setup, state.steering.moved),
  };
  applySetup(copy, setup, now);
  return copy;
}

export function setupEffects(state: BuildingState, after: Setup, now: number): SetupEffect[] {
  const { setup: before, queues } = setupOf(state);
  const next = wished(state, after, now);
  return [
    ...touchedQueues(before, after)
      .slice(0, queuesMax)
      .flatMap(id => ofQueue([state, next], queues.get(id)!, now)),
    ...ofCounters(state, before, after),
  ];
}
