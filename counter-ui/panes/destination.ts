import type { Availability, Estimate } from '../../contract/values.ts';
import type { CounterRow, DeskView } from '../../contract/desk-views.ts';
import type { AgencyView, Catalogue, ServiceView } from '../../contract/views.ts';
import { pick } from '../../ui-kit/language.ts';
import type { SentTo } from '../actions.ts';
import { paneText } from '../pane-texts.ts';
import { plain } from './words.ts';

export type Tab = 'service' | 'counter' | 'officer';

/** Why nobody can be sent there now. It stays in the list, with this beside it. */
export type Blocked =
  | { readonly why: 'closed'; readonly availability: Availability }
  | { readonly why: 'counter-closed' | 'this-counter' | 'this-service' | 'in-visit' };

/** One row of a pane's list: a service, a counter or an officer. */
export interface Destination {
  readonly key: string;
  readonly to: SentTo;
  readonly name: string;
  /** Whose it is and where, in one line. */
  readonly where: string;
  /** What the primary key calls it: "Polres", "Loket 5", "Budi". */
  readonly short: string;
  readonly waiting: number;
  readonly estimate: Estimate | null;
  /** A word beside the name, where something about it matters: "istirahat". */
  readonly state: string | null;
  readonly blocked: Blocked | null;
  /** What it is found by, the most telling first. */
  readonly words: readonly string[];
}

type Visit = Pick<NonNullable<DeskView['ticket']>, 'serviceId' | 'legs'>;

const lasting: ReadonlySet<string> = new Set(['waiting', 'called', 'serving', 'parked']);

/**
 * What stands against a service: it is at the counter now, waits in the visit already, or is closed.
 * A visitor in the building has come in time: the end of issuing numbers does not stop them.
 */
export function blockedService(
  service: Pick<ServiceView, 'id' | 'availability'>,
  visit: Visit | null,
): Blocked | null {
  if (visit?.serviceId === service.id) return { why: 'this-service' };
  const isThere = visit?.legs.some(leg => leg.serviceId === service.id && lasting.has(leg.state));
  if (isThere) return { why: 'in-visit' };
  const { availability } = service;
  const isTaken = availability.open || availability.reason === 'last-ticket-passed';
  return isTaken ? null : { why: 'closed', availability };
}

const joined = (parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join(', ');

function serviceRow(
  agency: AgencyView,
  service: ServiceView,
  zoneWord: string | undefined,
  visit: Visit | null,
): Destination {
  const counters = service.counters && paneText('countersOf', { counters: service.counters });
  return {
    key: `service ${service.id}`,
    to: { serviceId: service.id },
    name: pick(service.name),
    where: joined([pick(agency.name), zoneWord, counters]),
    short: agency.short,
    waiting: service.waiting,
    estimate: service.estimate,
    state: null,
    blocked: blockedService(service, visit),
    words: [
      plain(`${service.name.id} ${service.name.en}`),
      plain(`${agency.short} ${agency.name.id} ${agency.name.en} ${service.code}`),
    ],
  };
}

/** Every service of the building, agency by agency, the closed ones with their reason. */
export function serviceDestinations(
  catalogue: Catalogue,
  counters: readonly CounterRow[],
  visit: Visit | null,
): Destination[] {
  const zones = new Map(counters.map(row => [row.agencyShort, row.zoneWord]));
  return catalogue.agencies.flatMap(agency => {
    const zone = zones.get(agency.short);
    const zoneWord = zone && pick(zone);
    return agency.services.map(service => serviceRow(agency, service, zoneWord, visit));
  });
}

/** What a counter may serve, as its own desk lists it; the catalogue adds who waits, if it is there. */
export function ownServices(view: DeskView, catalogue: Catalogue | null): Destination[] {
  const known = new Map(
    catalogue?.agencies.flatMap(agency => agency.services.map(service => [service.id, service])),
  );
  return view.services.map(service => {
    const row = known.get(service.id);
    const isNow = view.ticket?.serviceId === service.id;
    return {
      key: `service ${service.id}`,
      to: { serviceId: service.id },
      name: pick(service.name),
      where: joined([
        paneText('queueOf', { series: service.series }),
        row && paneText('countersOf', { counters: row.counters }),
      ]),
      short: pick(service.name),
      waiting: row?.waiting ?? 0,
      estimate: null,
      state: null,
      blocked: isNow ? ({ why: 'this-service' } as const) : null,
      words: [plain(`${service.name.id} ${service.name.en}`), plain(service.series)],
    };
  });
}

function counterState(row: CounterRow): string | null {
  if (row.state === 'paused') return paneText('counterPaused');
  return row.state === 'open' && !row.officer ? paneText('counterUnstaffed') : null;
}

const blockedCounter = (row: CounterRow, ownId: string): Blocked | null => {
  if (row.id === ownId) return { why: 'this-counter' };
  return row.state === 'closed' ? { why: 'counter-closed' } : null;
};

export function counterDestinations(counters: readonly CounterRow[], ownId: string): Destination[] {
  return counters.map(row => {
    const name = paneText('counterName', { number: row.number });
    return {
      key: `counter ${row.id}`,
      to: { counterId: row.id },
      name,
      where: joined([row.officer?.name, pick(row.agencyName), pick(row.zoneWord)]),
      short: name,
      waiting: row.waiting,
      estimate: null,
      state: counterState(row),
      blocked: blockedCounter(row, ownId),
      words: [
        plain(`loket ${row.number} counter ${row.name.id} ${row.name.en}`),
        plain(`${row.officer?.name ?? ''} ${row.agencyShort} ${row.agencyName.id}`),
      ],
    };
  });
}

/** Officers who are at a counter now; nobody can be sent to one who is not there. */
export function officerDestinations(counters: readonly CounterRow[], ownId: string): Destination[] {
  return counters.flatMap(row => {
    const { officer } = row;
    if (!officer || row.state === 'closed') return [];
    const counter = paneText('counterName', { number: row.number });
    return {
      key: `officer ${officer.staffId}`,
      to: { staffId: officer.staffId },
      name: officer.name,
      where: joined([counter, pick(row.agencyName), pick(row.zoneWord)]),
      short: officer.name,
      waiting: row.waiting,
      estimate: null,
      state: counterState(row),
      blocked: row.id === ownId ? ({ why: 'this-counter' } as const) : null,
      words: [plain(officer.name), plain(`${counter} ${row.agencyShort} ${row.agencyName.id}`)],
    };
  });
}
