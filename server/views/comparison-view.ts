import type { ComparedSide, Comparison } from '../../contract/stories.ts';
import type { ComparisonRecord, SideRecord } from '../domain/story-records.ts';
import { reasonView } from './desk-lists.ts';
import { NamedDay, type StorySources } from './story-view.ts';

/** What a reason keeps is rounded to a tenth of rate × seconds. */
const roundedBy = 0.051;

function sideView(side: SideRecord, day: NamedDay): ComparedSide {
  const { urgency } = side;
  const isElsewhere = side.firstQueueId !== side.queueId && side.basis === 'credit';
  return {
    ticketId: side.visitId,
    label: side.label,
    class: side.class,
    need: side.need,
    legId: side.legId,
    serviceName: day.service(side.serviceId),
    queue: day.queue(side.queueId),
    cameFrom: isElsewhere ? day.agencyShort(side.firstQueueId) : null,
    issuedAt: day.at(side.issuedAt),
    joinedAt: day.at(side.enqueuedAt),
    bookedFor: day.atOrNull(side.bookedFor),
    basis: side.basis,
    urgency: urgency && {
      ref: day.at(urgency.ref),
      rate: urgency.rate,
      waitedSeconds: urgency.waitedSeconds,
      value: urgency.urgency,
      stored: side.storedUrgency,
    },
    overdueAt: day.atOrNull(side.overdueAt),
    calledAt: day.atOrNull(side.call?.at ?? null),
    state: side.state,
  };
}

const agrees = ({ urgency, storedUrgency }: SideRecord): boolean =>
  urgency === null ||
  storedUrgency === null ||
  Math.abs(urgency.urgency - storedUrgency) < roundedBy;

export function comparisonView(
  record: ComparisonRecord,
  businessDate: string,
  sources: StorySources,
): Comparison {
  const { first, second, call, cause, names } = record;
  const day = new NamedDay(names, sources);
  const queue = names.queues[first.queueId];
  return {
    businessDate,
    first: sideView(first, day),
    second: sideView(second, day),
    call: call && {
      seq: call.seq,
      at: day.at(call.at),
      counter: { id: call.counterId, number: day.counterNumber(call.counterId) },
      by: day.staff(call.staffId),
      reason: reasonView(call.reason),
    },
    at: day.at(record.at),
    cause: {
      kind: cause.kind,
      counterNumber: day.counterNumber(cause.counterId),
      choice: cause.choice,
      parkReason: cause.parkReason,
      state: cause.state,
      count: cause.count,
    },
    crossedAt: day.atOrNull(record.crossedAt),
    behindMinutes: record.behindMinutes,
    // One served without a call has no urgency to agree with.
    agrees: call?.reason.policy === 'direct' || (agrees(first) && agrees(second)),
    policy: queue?.policy.kind ?? 'accumulating',
    rates: queue?.rates ?? { 'walk-in': 1, booked: 1, vulnerable: 1 },
    maxWaitMinutes: queue?.maxWaitMinutes ?? 0,
  };
}
