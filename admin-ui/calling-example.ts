import type { Queue } from '../contract/setup.ts';
import type { VisitClass } from '../contract/values.ts';

/** Six people who wait, so that a policy can be seen before it is saved. */

export interface ExamplePerson {
  readonly name: string;
  readonly class: VisitClass;
  readonly waitedMinutes: number;
}

/** In the order they came; the first has waited longest. */
export const examplePeople: readonly ExamplePerson[] = [
  { name: '1', class: 'walk-in', waitedMinutes: 50 },
  { name: '2', class: 'walk-in', waitedMinutes: 30 },
  { name: '3', class: 'booked', waitedMinutes: 20 },
  { name: '4', class: 'vulnerable', waitedMinutes: 12 },
  { name: '5', class: 'walk-in', waitedMinutes: 10 },
  { name: '6', class: 'vulnerable', waitedMinutes: 4 },
];

export type CallingRules = Pick<Queue, 'policy' | 'rates' | 'maxWaitMinutes'>;

const rank: Readonly<Record<VisitClass, number>> = { vulnerable: 0, booked: 1, 'walk-in': 2 };

export const urgencyOf = (person: ExamplePerson, { rates }: CallingRules): number =>
  rates[person.class] * person.waitedMinutes;

/** A walk-in beyond the longest wait goes before everybody. */
export const isOverdue = (person: ExamplePerson, { maxWaitMinutes }: CallingRules): boolean =>
  person.class === 'walk-in' && person.waitedMinutes > maxWaitMinutes;

/** As the building decides it (CALL-2, CALL-4, CALL-11), of people who came in the order given. */
function goesFirst(
  one: ExamplePerson,
  other: ExamplePerson,
  rules: CallingRules,
  prioritisedInARow: number,
): boolean {
  const cameFirst = one.waitedMinutes > other.waitedMinutes;
  const isOneOverdue = isOverdue(one, rules);
  if (isOneOverdue !== isOverdue(other, rules)) return isOneOverdue;
  const { policy } = rules;
  if (isOneOverdue || one.class === other.class || policy.kind === 'fifo') return cameFirst;
  if (policy.kind === 'strict') return rank[one.class] < rank[other.class];
  const isWalkIn = one.class === 'walk-in';
  if (policy.kind === 'ratio' && isWalkIn !== (other.class === 'walk-in')) {
    return isWalkIn === prioritisedInARow >= policy.prioritisedPerWalkIn;
  }
  const [a, b] = [urgencyOf(one, rules), urgencyOf(other, rules)];
  return a === b ? cameFirst : a > b;
}

/** Who is called first, second, … if counters asked one after the other now. */
export function exampleOrder(
  rules: CallingRules,
  people: readonly ExamplePerson[] = examplePeople,
): ExamplePerson[] {
  const left = [...people];
  const order: ExamplePerson[] = [];
  let inARow = 0;
  for (let next = left[0]; next; next = left[0]) {
    for (const person of left) if (goesFirst(person, next, rules, inARow)) next = person;
    left.splice(left.indexOf(next), 1);
    order.push(next);
    if (next.class === 'walk-in') inARow = 0;
    else if (left.some(person => person.class === 'walk-in')) inARow += 1;
  }
  return order;
}

/**
 * How much earlier a walk-in may have come and still be overtaken by somebody of a class who has
 * waited `waitedMinutes`; null: however early. Urgency is rate times waiting, so both are equal where
 * the walk-in has waited `rate / walk-in rate` times as long.
 */
export function overtakenMinutes(
  rates: Queue['rates'],
  name: 'booked' | 'vulnerable',
  waitedMinutes: number,
): number | null {
  const [own, usual] = [rates[name], rates['walk-in']];
  if (usual === 0) return own === 0 ? 0 : null;
  return Math.max(0, Math.round(waitedMinutes * (own / usual - 1)));
}
