import type { AlertFacts, AlertKind, AlertSubject } from '../../contract/alerts.ts';
import type { Queue } from '../../contract/setup.ts';
import { callerOf } from './caller.ts';
import { chooseNext, longestWaitSeconds } from './calling.ts';
import { waitOfNewcomer } from './estimate.ts';
import { minuteMs, toInstant } from './local-time.ts';
import { closingOn, isOpenAt, neverCloses, hoursOn } from './opening-hours.ts';
import { setupOf, waitingCount, type BuildingState, type CounterNow } from './state.ts';

/** What holds now that a supervisor should know; it becomes an alert once it has held for a while. */
export interface Condition {
  readonly kind: AlertKind;
  readonly severity: 'fault' | 'threshold';
  readonly subject: AlertSubject;
  /** When it began; null where only the watch itself can tell. */
  readonly since: number | null;
  readonly facts: AlertFacts;
}

type StaffName = (staffId: string) => string | undefined;

const minutesOf = (ms: number): number => Math.max(0, Math.floor(ms / minuteMs));

function queueSubject(state: BuildingState, { id, agencyId, name, series }: Queue): AlertSubject {
  const short = setupOf(state).agencies.get(agencyId)?.short ?? series;
  return {
    kind: 'queue',
    id,
    name: { id: `${short}, ${name.id}`.slice(0, 200), en: `${short}, ${name.en}`.slice(0, 200) },
  };
}

function counterSubject(state: BuildingState, id: string): AlertSubject {
  const name = setupOf(state).counters.get(id)?.name ?? { id, en: id };
  return { kind: 'counter', id, name };
}

/** Since when nobody has been there for a line, and who left last. */
function nobodySince(counters: readonly CounterNow[], state: BuildingState, staffName: StaffName) {
  const closed = counters.filter(row => row.closedBy !== null);
  const last = closed.toSorted((one, other) => other.since - one.since)[0];
  if (!last) return { since: null, facts: {} };
  const officer = last.closedBy === null ? undefined : staffName(last.closedBy);
  const number = setupOf(state).counters.get(last.id)?.number;
  return {
    since: last.since,
    facts: {
      ...(officer ? { closedBy: officer } : {}),
      ...(number === undefined ? {} : { closedCounter: number }),
    },
  };
}

function longestWaiting(state: BuildingState, queueId: string): string {
  const queue = state.queues.get(queueId)!;
  const heads = Object.values(queue.lines).flatMap(line => line.at(0) ?? []);
  const first = heads.toSorted((one, other) => one.ref - other.ref)[0];
  return state.visits.get(first?.visitId ?? '')?.label ?? '–';
}

/** Too many, too long, or nobody there to serve them (ALERT-1, ALERT-2, ALERT-3). */
function ofQueue(
  state: BuildingState,
  queue: Queue,
  staffName: StaffName,
  now: number,
): Condition[] {
  const { rules } = setupOf(state).setup;
  const row = state.queues.get(queue.id)!;
  const waiting = waitingCount(row);
  if (waiting === 0) return [];
  const found: Condition[] = [];
  const counters = (setupOf(state).countersOfQueue.get(queue.id) ?? []).flatMap(
    ({ id }) => state.counters.get(id) ?? [],
  );
  const countersOpen = counters.filter(({ state: is }) => is !== 'closed').length;
  const subject = queueSubject(state, queue);
  const severity = 'threshold' as const;
  if (waiting >= rules.waitingAlertPeople) {
    const facts = { waiting, limit: rules.waitingAlertPeople, countersOpen };
    found.push({ kind: 'many-waiting', severity, subject, since: null, facts });
  }
  const waitedMs = longestWaitSeconds(state, row, now) * 1000;
  const minutes = minutesOf(waitedMs);
  if (countersOpen === 0 && minutes >= rules.unservedAlertMinutes) {
    const nobody = nobodySince(counters, state, staffName);
    const since = nobody.since ?? now - waitedMs;
    const facts = { waiting, minutes, ...nobody.facts };
    found.push({ kind: 'no-counter', severity, subject, since, facts });
  } else if (minutes >= rules.waitAlertMinutes) {
    const limitMinutes = rules.waitAlertMinutes;
    const label = longestWaiting(state, queue.id);
    const facts = { minutes, limitMinutes, waiting, countersOpen, label };
    const since = now - waitedMs + limitMinutes * minuteMs;
    found.push({ kind: 'long-wait', severity, subject, since, facts });
  }
  return found;
}

/** A service that lasts far longer than usual, or an officer without a visitor (ALERT-4, ALERT-5). */
function ofCounter(
  state: BuildingState,
  row: CounterNow,
  staffName: StaffName,
  now: number,
): Condition[] {
  const index = setupOf(state);
  const { rules } = index.setup;
  const { leg } = row;
  const severity = 'threshold' as const;
  if (leg?.state === 'serving' && leg.startedAt !== null) {
    const usual = index.services.get(leg.serviceId)?.minutes ?? 0;
    const limitMs = (usual * minuteMs * rules.serviceAlertPercent) / 100;
    if (usual === 0 || now - leg.startedAt < limitMs) return [];
    const facts = {
      label: state.visits.get(leg.visitId)?.label ?? '–',
      minutes: minutesOf(now - leg.startedAt),
      usualMinutes: usual,
      limitPercent: rules.serviceAlertPercent,
      serviceId: leg.serviceId,
    };
    const subject = counterSubject(state, row.id);
    return [{ kind: 'long-service', severity, subject, since: leg.startedAt + limitMs, facts }];
  }
  if (leg || row.state !== 'open') return [];
  const freeSince = Math.max(row.since, row.ended.at(-1)?.endedAt ?? 0);
  const limitMs = rules.idleCounterAlertMinutes * minuteMs;
  if (now - freeSince < limitMs) return [];
  const next = chooseNext(state, callerOf(state, row.id), now)?.leg;
  if (!next) return [];
  const since = Math.max(freeSince, next.enqueuedAt);
  if (now - since < limitMs) return [];
  const waiting = index.counters
    .get(row.id)!
    .queueIds.reduce((sum, id) => sum + waitingCount(state.queues.get(id)!), 0);
  const officer = row.staffId === null ? undefined : staffName(row.staffId);
  const facts = { minutes: minutesOf(now - since), waiting, ...(officer ? { officer } : {}) };
  const subject = counterSubject(state, row.id);
  return [{ kind: 'idle-counter', severity, subject, since: since + limitMs, facts }];
}

/** Everything of queues and counters that is beyond what was set. Two looks give the same. */
export function conditionsOfDay(
  state: BuildingState,
  staffName: StaffName,
  now: number,
): Condition[] {
  const { queues, counters } = setupOf(state);
  return [
    ...[...queues.values()].flatMap(queue => ofQueue(state, queue, staffName, now)),
    ...[...counters.keys()].flatMap(id =>
      ofCounter(state, state.counters.get(id)!, staffName, now),
    ),
  ];
}

/** Before closing nobody is looked at that early. */
const closingAheadMs = 4 * 60 * minuteMs;

/**
 * Whether whoever would come last now is called only after closing (ALERT-6). A forward run: asked of
 * one queue at a time.
 */
export function pastClosing(state: BuildingState, queueId: string, now: number): Condition | null {
  const index = setupOf(state);
  const queue = index.queues.get(queueId);
  const row = state.queues.get(queueId);
  if (!queue || !row || waitingCount(row) === 0) return null;
  const { timeZone } = index.setup.building;
  const today = toInstant(now, timeZone).slice(0, 10);
  if (neverCloses(hoursOn(index, queue.agencyId, today))) return null;
  if (!isOpenAt(index, queue.agencyId, now)) return null;
  const closesAt = closingOn(index, queue.agencyId, now);
  if (closesAt <= now || closesAt - now > closingAheadMs) return null;
  const wait = waitOfNewcomer(state, queueId, 'walk-in', now);
  if (!wait || now + wait.p90 * minuteMs <= closesAt) return null;
  const at = (minutes: number): string => toInstant(now + minutes * minuteMs, timeZone);
  return {
    kind: 'past-closing',
    severity: 'threshold',
    subject: queueSubject(state, queue),
    since: null,
    facts: {
      lastFrom: at(wait.p50),
      lastTo: at(wait.p90),
      closesAt: toInstant(closesAt, timeZone),
      waiting: waitingCount(row),
    },
  };
}

/** Whether anybody can be in the hall: machines that are switched off at night are no fault. */
export const isHallOpen = (state: BuildingState, now: number): boolean =>
  setupOf(state).setup.agencies.some(({ id }) => isOpenAt(setupOf(state), id, now));
