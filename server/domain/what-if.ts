import type { Counter, Queue } from '../../contract/setup.ts';
import type { PolicyKind } from '../../contract/forecast.ts';
import { preferenceOf } from './caller.ts';
import { thereAt, type Stretch } from './day-run.ts';
import {
  stretchesFrom,
  stretchesWithout,
  workStretches,
  type ExpectedCounter,
} from './expected-counters.ts';
import type { BuildingState } from './state.ts';

/** What somebody would like to know of one queue; minutes after now. */

export interface PolicyChange {
  readonly kind?: PolicyKind;
  readonly prioritisedPerWalkIn?: number;
  readonly rates?: Partial<Queue['rates']>;
  readonly maxWaitMinutes?: number;
}

export interface Wish {
  readonly queueId: string;
  /** So many counters of the queue; null: those that are expected. */
  readonly counters: number | null;
  readonly policy: PolicyChange;
  /** From when counters and policy are others. */
  readonly from: number;
  /** From when no number is given; null: as the hours say. */
  readonly stopAt: number | null;
}

/** Prioritised visitors before a walk-in where nothing else is said. */
const prioritisedUsual = 2;

export function changedQueue(queue: Queue, change: PolicyChange): Queue {
  const kind = change.kind ?? queue.policy.kind;
  const usual =
    queue.policy.kind === 'ratio' ? queue.policy.prioritisedPerWalkIn : prioritisedUsual;
  return {
    ...queue,
    policy:
      kind === 'ratio'
        ? { kind, prioritisedPerWalkIn: change.prioritisedPerWalkIn ?? usual }
        : { kind },
    rates: { ...queue.rates, ...change.rates },
    maxWaitMinutes: change.maxWaitMinutes ?? queue.maxWaitMinutes,
  };
}

/** Whether a wish changes how the queue is called. */
export const changesPolicy = ({ policy }: Wish): boolean => Object.keys(policy).length > 0;

interface Staffed {
  readonly caller: { readonly counter: Pick<Counter, 'queueIds'> };
  readonly stretches: readonly Stretch[];
}

const isThere = ({ stretches }: Staffed, minute: number): boolean =>
  stretches.some(({ from, to }) => from <= minute && minute < to);

const servesQueue = ({ caller }: Staffed, queueId: string): boolean =>
  caller.counter.queueIds.includes(queueId);

/** How many counters of a queue somebody is at. */
export const countersAt = (counters: readonly Staffed[], queueId: string, minute: number): number =>
  counters.filter(counter => servesQueue(counter, queueId) && isThere(counter, minute)).length;

/** Those that help only sometimes last, then by number. */
function inOrder(counters: readonly ExpectedCounter[], queueId: string): ExpectedCounter[] {
  const rankOf = ({ caller }: ExpectedCounter): number =>
    preferenceOf(caller.counter, queueId).when.kind === 'always' ? 0 : 1;
  return counters
    .filter(counter => servesQueue(counter, queueId))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.caller.counter.number - b.caller.counter.number);
}

/** Counters of a queue nobody is at, in the order in which one more would be opened. */
export const closedAt = (
  counters: readonly ExpectedCounter[],
  queueId: string,
  minute: number,
): ExpectedCounter[] => inOrder(counters, queueId).filter(counter => !isThere(counter, minute));

/** A counter that the building does not have yet. */
export function extraCounter(
  queue: Queue,
  number: number,
  stretches: readonly Stretch[],
): ExpectedCounter {
  const id = `extra-${number}`;
  const counter: Counter = {
    id,
    code: id,
    number,
    name: { id, en: id },
    agencyId: queue.agencyId,
    zoneId: '',
    queueIds: [queue.id],
    preferences: [],
    autoCall: false,
    showsPrinters: false,
  };
  return { id, caller: { counter, staffId: null, serviceIds: null }, stretches };
}

/** The first minute from which the agency works, at or after `from`; `from` where it never does. */
export function changeMinute(work: readonly Stretch[], from: number): number {
  const minute = thereAt(work, from);
  return minute === Infinity ? from : minute;
}

/** The counters as they would be with more or fewer of them from a minute on. */
export function withCounters(
  state: BuildingState,
  counters: readonly ExpectedCounter[],
  queue: Queue,
  { counters: wanted, from }: Pick<Wish, 'counters' | 'from'>,
  now: number,
): readonly ExpectedCounter[] {
  if (wanted === null) return counters;
  const work = workStretches(state, queue.agencyId, now);
  const minute = changeMinute(work, from);
  const known = countersAt(counters, queue.id, minute);
  if (wanted < known) {
    const gone = new Set(
      inOrder(counters, queue.id)
        .filter(counter => isThere(counter, minute))
        .slice(wanted),
    );
    return counters.map(counter =>
      gone.has(counter)
        ? {
            ...counter,
            stretches: stretchesWithout(counter.stretches, { from: minute, to: Infinity }),
          }
        : counter,
    );
  }
  const later = stretchesFrom(work, minute);
  const opened = new Set(closedAt(counters, queue.id, minute).slice(0, wanted - known));
  const extra = Array.from({ length: wanted - known - opened.size }, (_, place) =>
    extraCounter(queue, 1_000 + place, later),
  );
  return [
    ...counters.map(counter =>
      opened.has(counter)
        ? {
            ...counter,
            stretches: [
              ...stretchesWithout(counter.stretches, { from: minute, to: Infinity }),
              ...later,
            ],
          }
        : counter,
    ),
    ...extra,
  ];
}
