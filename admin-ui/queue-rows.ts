import type { Counter, Queue, Service } from '../contract/setup.ts';
import type { LinesPage } from './lines-page.ts';
import type { SetupDesk } from './setup-desk.ts';

/** Lines in the hands of whoever sets them up: what is new, what a series may be, what goes with one. */

/** Never I or O: they are read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Series that others have, in alphabetical order. */
export const takenSeries = (desk: SetupDesk, exceptId: string): string[] =>
  desk
    .rows('queues')
    .filter(({ id }) => id !== exceptId)
    .map(({ series }) => series)
    .toSorted();

/** The first that nobody has: one letter, then two. */
export function freeSeries(desk: SetupDesk): string {
  const taken = new Set(desk.rows('queues').map(({ series }) => series));
  const singles = letters.split('');
  const doubles = singles.flatMap(first => singles.map(second => `${first}${second}`));
  return [...singles, ...doubles].find(series => !taken.has(series)) ?? '';
}

/** What is typed as a series: capitals, and nothing that is never one. */
export const seriesIn = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-HJ-NP-Z]/g, '')
    .slice(0, 2);

export const servicesOf = (desk: SetupDesk, queueId: string): Service[] =>
  desk.rows('services').filter(service => service.queueId === queueId);

export const countersOf = (desk: SetupDesk, queueId: string): Counter[] =>
  desk.rows('counters').filter(({ queueIds }) => queueIds.includes(queueId));

const usual: Omit<Queue, 'id' | 'agencyId' | 'series'> = {
  name: { id: '', en: '' },
  quotaPerDay: null,
  rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
  maxWaitMinutes: 60,
  policy: { kind: 'accumulating' },
  outcomeRequired: false,
  deliveredRequired: false,
  choiceReasonRequired: false,
  booking: null,
};

/** A line more, of the agency of the one that is shown; it is shown next. */
export function addQueue(page: LinesPage): void {
  const { desk } = page;
  const shown = desk.row('queues', page.shownId.value ?? '');
  const agencyId = shown?.agencyId ?? desk.rows('agencies')[0]?.id;
  if (agencyId === undefined) return;
  const id = page.newId();
  desk.change(`queues/${id}`, { ...usual, id, agencyId, series: freeSeries(desk) });
  page.choose(id);
}

export interface Removing {
  /** Services that wait in it, and counters that would have no line left: they are settled first. */
  readonly services: readonly Service[];
  readonly counters: readonly Counter[];
}

export const whatKeeps = (desk: SetupDesk, queueId: string): Removing => ({
  services: servicesOf(desk, queueId),
  counters: countersOf(desk, queueId).filter(({ queueIds }) => queueIds.length === 1),
});

/** Takes a line out, and from the counters that have others. */
export function removeQueue(desk: SetupDesk, queueId: string): void {
  for (const counter of countersOf(desk, queueId)) {
    desk.merge('counters', counter.id, {
      queueIds: counter.queueIds.filter(id => id !== queueId),
      preferences: counter.preferences.filter(row => row.queueId !== queueId),
    });
  }
  desk.change(`queues/${queueId}`, null);
}
