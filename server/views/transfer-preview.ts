import type { Destination, Place } from '../../contract/commands.ts';
import type { TransferPreview } from '../../contract/desk-views.ts';
import type { Refusal } from '../../contract/refusals.ts';
import { callingOrder } from '../domain/calling.ts';
import { isRefusal, refuse } from '../domain/decision.ts';
import { rangeOf, waitOfLeg, waitOfNewcomer } from '../domain/estimate.ts';
import { candidate, isPreferred } from '../domain/policy.ts';
import { refOfPlace, sendingOf } from '../domain/sending.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { legAtCounter } from '../domain/visit.ts';
import { counterRange, serviceName } from './names.ts';

/** Lines are looked through up to here; whoever would stand behind is simply last. */
const lookedAtMax = 500;

/** What sending a visitor on would come to: their place there and the wait, before it is done. */
export function transferPreview(
  state: BuildingState,
  visitId: string,
  to: Destination,
  place: Place,
  now: number,
): TransferPreview | Refusal {
  const visit = state.visits.get(visitId);
  if (!visit) return refuse('unknown-ticket');
  const leg = legAtCounter(visit);
  if (!leg?.counterId) return refuse('wrong-state', { label: visit.label });
  const sent = sendingOf(state, visit, leg, to, now);
  if (isRefusal(sent)) return sent;
  const index = setupOf(state);
  const queue = index.queues.get(sent.queueId)!;
  const row = state.queues.get(queue.id)!;
  const isFirst = place === 'first';
  const joining = { ...leg, queueId: queue.id, ref: refOfPlace(visit, place, now), isFirst };
  const mine = candidate(joining, queue, now);
  const order = callingOrder(state, queue, now, lookedAtMax);
  const before = order.filter(other =>
    isPreferred(candidate(other, queue, now), mine, row.prioritisedInARow),
  ).length;
  const waiting = waitingCount(row);
  const stood = order[before];
  const wait =
    (stood && waitOfLeg(state, stood, now)) ?? waitOfNewcomer(state, queue.id, leg.class, now);
  const target = sent.target?.counterId ? index.counters.get(sent.target.counterId) : undefined;
  const counters = target ? [target] : (index.countersOfQueue.get(queue.id) ?? []);
  const zone = index.zones.get(counters[0]?.zoneId ?? '') ?? index.setup.zones[0]!;
  return {
    serviceName: serviceName(state, sent.serviceId),
    series: queue.series,
    place: before + 1,
    waiting: waiting + 1,
    estimate: rangeOf(wait),
    zoneWord: zone.word,
    counters: counterRange(counters),
  };
}
