import type { ReportGroup } from '../contract/reports.ts';
import type { Setup } from '../contract/setup.ts';
import type { BuildingView } from '../contract/views.ts';
import { pick } from '../ui-kit/language.ts';
import { dayInFull } from './date-words.ts';
import type { Breakdown, Scope } from './report-address.ts';
import { hourText } from './report-figures.ts';
import { periodAround } from './report-period.ts';
import { reportText as r } from './report-texts.ts';
import { periodWords } from './report-words.ts';

/** What a report calls the things it is about: names of the set-up, classes, hours, days. */

export type Names = Pick<Setup, 'agencies' | 'services' | 'queues' | 'counters'>;

/** "Loket 3". */
const counterName = ({ name, agencyId }: Names['counters'][number], names: Names): string => {
  const agency = names.agencies.find(({ id }) => id === agencyId);
  return agency === undefined ? pick(name) : `${pick(name)}, ${agency.short}`;
};

export function nameOfPart(
  kind: 'agency' | 'service' | 'queue' | 'counter',
  id: string,
  names: Names,
): string {
  const { agencies, services, queues, counters } = names;
  if (kind === 'counter') {
    const counter = counters.find(one => one.id === id);
    return counter === undefined ? `${id} (${r('formerName')})` : counterName(counter, names);
  }
  const rows = { agency: agencies, service: services, queue: queues }[kind];
  const row = rows.find(one => one.id === id);
  return row === undefined ? `${id} (${r('formerName')})` : pick(row.name);
}

/** What the report is of, from the widest to the narrowest: its heading and what is said below it. */
export function titleOf(
  scope: Scope,
  names: Names,
  building: Pick<BuildingView, 'line1' | 'line2'>,
): { readonly title: string; readonly rest: readonly string[] } {
  const parts = [
    scope.agencyId === null ? null : nameOfPart('agency', scope.agencyId, names),
    scope.queueId === null ? null : nameOfPart('queue', scope.queueId, names),
    scope.serviceId === null ? null : nameOfPart('service', scope.serviceId, names),
    scope.counterId === null ? null : nameOfPart('counter', scope.counterId, names),
    scope.class === null ? null : `${r('class')} ${r(`class:${scope.class}`)}`,
  ].filter(part => part !== null);
  const whole = `${building.line1} ${building.line2}`.trim();
  const [title = whole, ...rest] = parts;
  return { title, rest };
}

/** A row of the breakdown. */
export function groupName(group: ReportGroup, by: Breakdown, names: Names): string {
  const { key, name, from } = group;
  if (by === 'hour') return hourText(Number(key));
  if (by === 'class') {
    return key === 'walk-in' || key === 'booked' || key === 'vulnerable' ? r(`class:${key}`) : key;
  }
  if (by === 'day' && from !== null) return dayInFull(from);
  if ((by === 'week' || by === 'month') && from !== null) {
    return periodWords(periodAround(by, from));
  }
  if (by === 'counter' && names.counters.some(({ id }) => id === key)) {
    return nameOfPart('counter', key, names);
  }
  if (name !== null) return typeof name === 'string' ? name : pick(name);
  if (by === 'officer') return key === '' ? r('nobody') : r('noName');
  if (key === '') return r('noName');
  return by === 'agency' || by === 'service' || by === 'queue' || by === 'counter'
    ? nameOfPart(by, key, names)
    : key;
}
