import type { Counter, Service } from '../contract/setup.ts';
import type { LinesPage } from './lines-page.ts';
import type { SetupDesk } from './setup-desk.ts';
import { newQueue } from './setup-new-rows.ts';

/** Lines in the hands of whoever sets them up: what is new, what a series may be, what goes with one. */

/** Series that others have, in alphabetical order. */
export const takenSeries = (desk: SetupDesk, exceptId: string): string[] =>
  desk
    .rows('queues')
    .filter(({ id }) => id !== exceptId)
    .map(({ series }) => series)
    .toSorted();

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

/** A line more, of the agency of the one that is shown; it is shown next. */
export function addQueue(page: LinesPage): void {
  const { desk } = page;
  const shown = desk.row('queues', page.shownId.value ?? '');
  const own = page.ownAgencies.value;
  const agency = own.find(({ id }) => id === shown?.agencyId) ?? own[0];
  if (agency === undefined) return;
  const row = newQueue({ queues: desk.rows('queues') }, agency, page.newId);
  desk.change(`queues/${row.id}`, { ...row, name: { id: '', en: '' } });
  page.choose(row.id);
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
