import type { Counter, Preference } from '../contract/setup.ts';
import type { LinesPage } from './lines-page.ts';
import type { SetupDesk } from './setup-desk.ts';

/** Counters in the hands of whoever sets them up: several more at once, and their part in each line. */

export const countersMax = 200;
export const numberMax = 199;
/** So many are added at one press at most. */
export const addedMax = 20;

/** Numbers that no counter has, from the one asked for upwards. */
export function freeNumbers(desk: SetupDesk, from: number, count: number): number[] {
  const taken = new Set(desk.rows('counters').map(({ number }) => number));
  const free: number[] = [];
  for (let number = Math.max(1, from); number <= numberMax && free.length < count; number += 1) {
    if (!taken.has(number)) free.push(number);
  }
  return free;
}

export const nextNumber = (desk: SetupDesk): number => {
  const highest = Math.max(0, ...desk.rows('counters').map(({ number }) => number));
  return freeNumbers(desk, highest + 1, 1)[0] ?? freeNumbers(desk, 1, 1)[0] ?? 1;
};

export interface More {
  readonly count: number;
  readonly from: number;
  readonly agencyId: string;
  readonly zoneId: string;
}

/** Several counters more; each serves all lines of its agency. The first of them is shown next. */
export function addCounters(page: LinesPage, { count, from, agencyId, zoneId }: More): number {
  const { desk } = page;
  const queueIds = desk
    .rows('queues')
    .filter(queue => queue.agencyId === agencyId)
    .map(({ id }) => id)
    .slice(0, 20);
  const left = countersMax - desk.rows('counters').length;
  const numbers = freeNumbers(desk, from, Math.min(count, addedMax, left));
  const ids = numbers.map(number => {
    const id = page.newId('counter');
    desk.change(`counters/${id}`, {
      id,
      code: String(number),
      number,
      name: { id: `Loket ${number}`, en: `Counter ${number}` },
      agencyId,
      zoneId,
      queueIds,
      preferences: [],
      autoCall: false,
      showsPrinters: false,
    } satisfies Counter);
    return id;
  });
  if (ids[0] !== undefined) page.choose(ids[0]);
  return ids.length;
}

/** Names and codes that only say the number follow it; others are somebody's choice. */
export function renumber(desk: SetupDesk, counter: Counter, number: number): void {
  const was = String(counter.number);
  const follows = (text: string): string =>
    text === `Loket ${was}` || text === `Counter ${was}` ? text.replace(was, String(number)) : text;
  desk.merge('counters', counter.id, {
    number,
    code: counter.code === was ? String(number) : counter.code,
    name: { id: follows(counter.name.id), en: follows(counter.name.en) },
  });
}

/** How a counter takes part in a line. */
export type Share = 'always' | 'idle' | 'long';
const usualMinutes = 20;

export function shareOf(counter: Counter, queueId: string): Omit<Preference, 'queueId'> {
  const row = counter.preferences.find(preference => preference.queueId === queueId);
  return row ?? { weight: 1, when: { kind: 'always' } };
}

/** What is as every line of its own is needs no row. */
function withShare(counter: Counter, row: Preference): Preference[] {
  const others = counter.preferences.filter(({ queueId }) => queueId !== row.queueId);
  const isUsual = row.when.kind === 'always' && row.weight === 1;
  return isUsual ? others : [...others, row];
}

export function setShare(desk: SetupDesk, counter: Counter, queueId: string, kind: Share): void {
  const { weight } = shareOf(counter, queueId);
  const when = kind === 'long' ? { kind, minutes: usualMinutes } : { kind };
  const preferences = withShare(counter, { queueId, weight, when });
  desk.merge('counters', counter.id, { preferences });
}

export function setMinutes(
  desk: SetupDesk,
  counter: Counter,
  queueId: string,
  minutes: number,
): void {
  const { weight } = shareOf(counter, queueId);
  const preferences = withShare(counter, { queueId, weight, when: { kind: 'long', minutes } });
  desk.merge('counters', counter.id, { preferences });
}

export function setWeight(
  desk: SetupDesk,
  counter: Counter,
  queueId: string,
  weight: number,
): void {
  const { when } = shareOf(counter, queueId);
  const preferences = withShare(counter, { queueId, weight, when });
  desk.merge('counters', counter.id, { preferences });
}

export function addLine(desk: SetupDesk, counter: Counter, queueId: string): void {
  desk.merge('counters', counter.id, { queueIds: [...counter.queueIds, queueId] });
}

export function dropLine(desk: SetupDesk, counter: Counter, queueId: string): void {
  desk.merge('counters', counter.id, {
    queueIds: counter.queueIds.filter(id => id !== queueId),
    preferences: counter.preferences.filter(row => row.queueId !== queueId),
  });
}

/** Another agency has other lines: of the old one none are left where the new one has any. */
export function moveToAgency(desk: SetupDesk, counter: Counter, agencyId: string): void {
  const own = desk.rows('queues').filter(queue => queue.agencyId === agencyId);
  const queueIds = own.length > 0 ? own.map(({ id }) => id).slice(0, 20) : counter.queueIds;
  const preferences = own.length > 0 ? [] : counter.preferences;
  const zoneId = desk.row('agencies', agencyId)?.zoneId ?? counter.zoneId;
  desk.merge('counters', counter.id, { agencyId, zoneId, queueIds, preferences });
}
