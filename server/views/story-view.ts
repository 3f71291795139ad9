import type { JournalEntry } from '../../contract/events.ts';
import type { Story, StoryStep } from '../../contract/stories.ts';
import type { Text } from '../../contract/values.ts';
import { rangeOf, waitOfLeg } from '../domain/estimate.ts';
import { minuteMs, toInstant } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { NamesOfDay, StoryRecord } from '../domain/story-records.ts';
import { isLive, type Leg } from '../domain/visit.ts';
import { foldVisit, type RecordedLeg, type RecordedVisit } from '../domain/visit-record.ts';
import { secondsBetween, reasonView } from './desk-lists.ts';
import { instant, instantOrNull } from './names.ts';

/** What the journal does not know: names, and whether the reader may know them. */
export interface StorySources {
  /** Null where the reader may not know who, undefined for somebody who is gone. */
  readonly staffName: (staffId: string) => string | null | undefined;
  readonly deviceName: (deviceId: string) => string | undefined;
}

type Named = { id: string; name: string | null } | null;

const noName: Text = { id: '–', en: '–' };

/** Ids of one day as people call them. */
export class NamedDay {
  readonly #names: NamesOfDay;
  readonly #sources: StorySources;

  constructor(names: NamesOfDay, sources: StorySources) {
    this.#names = names;
    this.#sources = sources;
  }

  at(ms: number): string {
    return toInstant(ms, this.#names.timeZone);
  }

  atOrNull(ms: number | null): string | null {
    return ms === null ? null : this.at(ms);
  }

  service(serviceId: string): Text {
    return this.#names.services[serviceId] ?? noName;
  }

  queue(queueId: string): { id: string; series: string; name: Text } {
    const found = this.#names.queues[queueId];
    return { id: queueId, series: found?.series ?? '–', name: found?.name ?? noName };
  }

  agencyShort(queueId: string): string | null {
    return this.#names.queues[queueId]?.agencyShort ?? null;
  }

  counterNumber(counterId: string | null): number | null {
    return this.#names.counters[counterId ?? '']?.number ?? null;
  }

  counter(counterId: string | null): { id: string; number: number | null } | null {
    return counterId === null ? null : { id: counterId, number: this.counterNumber(counterId) };
  }

  staff(staffId: string | null): Named {
    if (staffId === null) return null;
    const name = this.#sources.staffName(staffId);
    return name === null ? null : { id: staffId, name: name ?? null };
  }

  device(deviceId: string | null): string | null {
    return deviceId === null ? null : (this.#sources.deviceName(deviceId) ?? null);
  }
}

type Issued = Extract<JournalEntry, { type: 'ticket-issued' }>;
type FactsOf<What extends StoryStep['what']> = Extract<StoryStep, { what: What }>;
type Base = Pick<StoryStep, 'seq' | 'at' | 'legId' | 'serviceName' | 'counter' | 'by'>;

function howIssued({ data, deviceId, staffId }: Issued): FactsOf<'issued'>['how'] {
  if (data.isManual) return 'sheet';
  if (data.bookingId !== undefined) return 'check-in';
  if (deviceId !== undefined) return 'kiosk';
  return staffId === undefined ? 'elsewhere' : 'staff';
}

function issued(entry: Issued, record: StoryRecord, day: NamedDay, base: Base): StoryStep {
  const { data } = entry;
  return {
    ...base,
    what: 'issued',
    how: howIssued(entry),
    deviceName: day.device(entry.deviceId ?? null),
    bookedFor: day.atOrNull(record.bookedFor),
    waitsFrom: day.at(data.ref),
    legs: data.legs.map(leg => ({
      legId: leg.legId,
      serviceName: day.service(leg.serviceId),
      queue: day.queue(leg.queueId),
      ahead: leg.ahead,
      quote: leg.quote,
    })),
    hasPaper: data.print !== null,
  };
}

const places = { kept: 'kept', 'put-back': 'back', 'put-last': 'last' } as const;

function transferred(
  { data }: Extract<JournalEntry, { type: 'leg-transferred' }>,
  day: NamedDay,
  base: Base,
): StoryStep {
  const { to, leg, place, returns } = data;
  return {
    ...base,
    what: 'transferred',
    to: to.kind,
    toServiceName: day.service(leg.serviceId),
    toCounterNumber: to.kind === 'counter' ? day.counterNumber(to.counterId) : null,
    toOfficer: to.kind === 'officer' ? day.staff(to.staffId) : null,
    queue: day.queue(leg.queueId),
    place,
    returns,
  };
}

/** One entry as a step; null for what is no step of the visitor's way. */
function stepOf(
  entry: JournalEntry,
  leg: RecordedLeg | undefined,
  record: StoryRecord,
  day: NamedDay,
): StoryStep | null {
  const base: Base = {
    seq: entry.seq,
    at: day.at(entry.at),
    legId: entry.legId ?? null,
    serviceName: leg ? day.service(leg.serviceId) : null,
    counter: day.counter(entry.counterId ?? null),
    by: day.staff(entry.staffId ?? null),
  };
  switch (entry.type) {
    case 'ticket-issued':
      return issued(entry, record, day, base);
    case 'print-ended': {
      const { outcome, fault } = entry.data;
      return { ...base, what: 'paper', outcome, fault };
    }
    case 'print-asked':
      return { ...base, what: 'paper-asked', isFirst: entry.data.isFirst === true };
    case 'ticket-claimed':
      return { ...base, what: 'claimed', how: entry.data.how };
    case 'leg-called': {
      const reason = reasonView(entry.data.reason);
      return { ...base, what: 'called', reason, quote: leg?.quote ?? null };
    }
    case 'leg-recalled':
      return { ...base, what: 'recalled', calls: entry.data.calls };
    case 'leg-started':
      return { ...base, what: 'started' };
    case 'leg-seated':
      return { ...base, what: 'seated' };
    case 'leg-finished': {
      const { startedAt = null } = leg ?? {};
      const servedSeconds = startedAt === null ? null : secondsBetween(startedAt, entry.at);
      const { outcome, by } = entry.data;
      return { ...base, what: 'finished', servedSeconds, outcome, isByItself: by === 'system' };
    }
    case 'leg-no-show':
      return { ...base, what: 'no-show', calls: entry.data.calls };
    case 'leg-unparked':
      return { ...base, what: 'unparked' };
    case 'leg-parked': {
      const { reason, remindAt } = entry.data;
      return { ...base, what: 'parked', reason, until: day.at(remindAt) };
    }
    case 'leg-transferred':
      return transferred(entry, day, base);
    case 'leg-added': {
      const { why, leg: added } = entry.data;
      const serviceName = day.service(added.serviceId);
      return { ...base, what: 'added', serviceName, why, queue: day.queue(added.queueId) };
    }
    default:
      return furtherStep(entry, leg, day, base);
  }
}

function furtherStep(
  entry: JournalEntry,
  leg: RecordedLeg | undefined,
  day: NamedDay,
  base: Base,
): StoryStep | null {
  switch (entry.type) {
    case 'leg-requeued': {
      const { ref, from } = entry.data;
      const place = leg?.ref === ref ? 'kept' : ref === entry.at ? 'put-last' : 'put-back';
      return { ...base, what: 'requeued', from, place: places[place] };
    }
    case 'leg-service-changed': {
      const { serviceId, previousServiceId, queueId } = entry.data;
      return {
        ...base,
        what: 'service-changed',
        serviceName: day.service(serviceId),
        fromServiceName: day.service(previousServiceId),
        queue: day.queue(queueId),
      };
    }
    case 'visit-class-changed': {
      const { class: name, need } = entry.data;
      return { ...base, what: 'class-changed', class: name, need };
    }
    case 'steered':
      return { ...base, what: 'steered', reason: entry.data.reason };
    case 'note-added':
      return { ...base, what: 'noted' };
    case 'leg-cancelled':
      return { ...base, what: 'cancelled', who: entry.data.by, state: entry.data.state };
    case 'leg-expired':
      return { ...base, what: 'expired', reason: entry.data.reason };
    case 'action-undone':
      return { ...base, what: 'undone', action: entry.data.what };
    case 'print-moved':
    case 'print-started':
      return null;
    default:
      return { ...base, what: 'other', type: entry.type };
  }
}

function legView(leg: RecordedLeg, day: NamedDay): Story['legs'][number] {
  const call = leg.calls.at(-1);
  const { startedAt, endedAt, state } = leg;
  const isServed = startedAt !== null && endedAt !== null && state === 'done';
  return {
    legId: leg.id,
    serviceId: leg.serviceId,
    serviceName: day.service(leg.serviceId),
    queue: day.queue(leg.queueId),
    state,
    ref: day.at(leg.ref),
    calledAt: day.atOrNull(call?.at ?? null),
    waitedSeconds: call?.reason.waitedSeconds ?? null,
    servedSeconds: isServed ? secondsBetween(startedAt, endedAt) : null,
    counter: day.counter(leg.counterId ?? call?.counterId ?? null),
    quote: leg.quote,
  };
}

function nowView(state: BuildingState, leg: Leg, now: number): Story['now'][number] {
  const wait = leg.state === 'waiting' ? waitOfLeg(state, leg, now) : null;
  const queue = setupOf(state).queues.get(leg.queueId);
  const isBounded = leg.state === 'waiting' && leg.class === 'walk-in' && queue !== undefined;
  return {
    legId: leg.id,
    state: leg.state,
    ahead: wait?.ahead ?? null,
    estimate: rangeOf(wait),
    overdueAt: isBounded ? instant(state, leg.ref + queue.maxWaitMinutes * minuteMs) : null,
    backAt: instantOrNull(state, leg.parking?.remindAt ?? null),
  };
}

/** How the legs of a visit of today stand that are not over. */
export function storyNow(state: BuildingState, visitId: string, now: number): Story['now'] {
  const legs = state.visits.get(visitId)?.legs.filter(isLive) ?? [];
  return legs.map(leg => nowView(state, leg, now));
}

/** Steps of one story at most: twenty legs come to a few hundred. */
const stepsMax = 2_000;

export function storyView(record: StoryRecord, now: Story['now'], sources: StorySources): Story {
  const { visit, names } = record;
  const day = new NamedDay(names, sources);
  const steps: StoryStep[] = [];
  let sofar: RecordedVisit | null = null;
  for (const entry of record.entries.slice(0, stepsMax)) {
    // Each step tells of the leg as it stood before: where it waited, since when it was served.
    const step = stepOf(entry, sofar?.legs.get(entry.legId ?? ''), record, day);
    if (step) steps.push(step);
    sofar = foldVisit(sofar, entry);
  }
  return {
    ticketId: visit.id,
    label: visit.label,
    businessDate: visit.businessDate,
    class: visit.class,
    need: visit.need,
    issuedAt: day.at(visit.issuedAt),
    bookedFor: day.atOrNull(record.bookedFor),
    steps,
    legs: [...visit.legs.values()].map(leg => legView(leg, day)),
    now,
  };
}
