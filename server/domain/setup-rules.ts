import type { SetupFault } from '../../contract/setup-edits.ts';
import type { Hours, Service, Setup } from '../../contract/setup.ts';
import { minuteOf } from './local-time.ts';

/** What every set-up must be, whoever made it (SETUP-3 … SETUP-8). Pure, and of the set-up alone. */

type Facts = NonNullable<SetupFault['facts']>;
type Note = (path: string, code: SetupFault['code'], facts?: Facts) => void;

interface Listed {
  readonly id: string;
}

function twice<Row>(
  rows: readonly Row[],
  part: string,
  idOf: (row: Row) => string,
  field: string,
  valueOf: (row: Row) => string | number | null,
  note: Note,
): void {
  const seen = new Map<string | number, string>();
  for (const row of rows) {
    const value = valueOf(row);
    if (value === null) continue;
    const other = seen.get(value);
    if (other === undefined) seen.set(value, idOf(row));
    else note(`${part}/${idOf(row)}/${field}`, 'duplicate', { other: `${part}/${other}`, value });
  }
}

const idOf = ({ id }: Listed): string => id;

function names(setup: Setup, note: Note): void {
  const { zones, agencies, queues, services, counters, building } = setup;
  for (const [part, rows] of Object.entries({ zones, agencies, queues, services, counters })) {
    twice<Listed>(rows, part, idOf, 'id', idOf, note);
  }
  twice(agencies, 'agencies', idOf, 'code', row => row.code, note);
  twice(services, 'services', idOf, 'code', row => row.code, note);
  twice(queues, 'queues', idOf, 'series', row => row.series, note);
  twice(counters, 'counters', idOf, 'number', row => row.number, note);
  twice(setup.kiosks, 'kiosks', idOf, 'id', idOf, note);
  twice(setup.printers, 'printers', idOf, 'id', idOf, note);
  twice(setup.displays, 'displays', idOf, 'id', idOf, note);
  const ofCounter = (row: { counterId: string }) => row.counterId;
  twice(setup.signs, 'signs', ofCounter, 'counterId', ofCounter, note);
  const ofDay = (row: { date: string }) => row.date;
  twice(building.holidays, 'holidays', ofDay, 'date', ofDay, note);
}

/** Names what is not there. */
class References {
  readonly #ids: Readonly<Record<string, ReadonlySet<string>>>;
  readonly #note: Note;

  constructor(setup: Setup, note: Note) {
    const { zones, agencies, queues, services, counters, printers } = setup;
    const lists = { zones, agencies, queues, services, counters, printers };
    this.#ids = Object.fromEntries(
      Object.entries(lists).map(([part, rows]) => [part, new Set(rows.map(idOf))]),
    );
    this.#note = note;
  }

  to(part: string, id: string | null, path: string): void {
    if (id !== null && !this.#ids[part]?.has(id)) {
      this.#note(path, 'unknown-reference', { to: `${part}/${id}` });
    }
  }

  toEach(part: string, ids: readonly string[] | null, path: string): void {
    for (const id of ids ?? []) this.to(part, id, path);
  }
}

function references(setup: Setup, note: Note): void {
  const find = new References(setup, note);
  for (const { id, zoneId } of setup.agencies) find.to('zones', zoneId, `agencies/${id}/zoneId`);
  for (const { id, agencyId } of setup.queues)
    find.to('agencies', agencyId, `queues/${id}/agencyId`);
  for (const { id, agencyId, queueId, thenServiceId } of setup.services) {
    find.to('agencies', agencyId, `services/${id}/agencyId`);
    find.to('queues', queueId, `services/${id}/queueId`);
    find.to('services', thenServiceId, `services/${id}/thenServiceId`);
  }
  for (const { id, agencyId, zoneId, queueIds, preferences } of setup.counters) {
    find.to('agencies', agencyId, `counters/${id}/agencyId`);
    find.to('zones', zoneId, `counters/${id}/zoneId`);
    find.toEach('queues', queueIds, `counters/${id}/queueIds`);
    for (const { queueId } of preferences) {
      if (queueIds.includes(queueId)) continue;
      note(`counters/${id}/preferences`, 'unknown-reference', { to: `queues/${queueId}` });
    }
  }
  for (const { id, agencyIds, printerIds } of setup.kiosks) {
    find.toEach('agencies', agencyIds, `kiosks/${id}/agencyIds`);
    // The demo building's own printer is of no set-up.
    if (!setup.building.demo) find.toEach('printers', printerIds, `kiosks/${id}/printerIds`);
  }
  for (const { id, zoneId, counterId } of setup.displays) {
    find.to('zones', zoneId, `displays/${id}/zoneId`);
    find.to('counters', counterId, `displays/${id}/counterId`);
  }
  for (const { counterId } of setup.signs) {
    find.to('counters', counterId, `signs/${counterId}/counterId`);
  }
  for (const { date, exceptAgencyIds } of setup.building.holidays) {
    find.toEach('agencies', exceptAgencyIds, `holidays/${date}/exceptAgencyIds`);
  }
  for (const { id, agencies } of setup.building.seasons) {
    find.toEach(
      'agencies',
      agencies.map(row => row.agencyId),
      `seasons/${id}/agencies`,
    );
  }
  for (const { zoneId } of setup.voice.zones) find.to('zones', zoneId, 'voice/zones');
}

/** A service is of the agency whose line it waits in: the line's hours and quota are its own. */
function linesOfServices(setup: Setup, note: Note): void {
  const agencyOf = new Map(setup.queues.map(queue => [queue.id, queue.agencyId]));
  for (const { id, agencyId, queueId } of setup.services) {
    const of = agencyOf.get(queueId);
    if (of !== undefined && of !== agencyId) {
      note(`services/${id}/queueId`, 'wrong-agency', { to: `queues/${queueId}` });
    }
  }
}

/** Each period ends after it begins, and no two of one day share a minute (HOURS-1). */
function hoursAt(hours: Hours, path: string, note: Note): void {
  const { periods } = hours;
  periods.forEach(({ opens, closes }, at) => {
    if (minuteOf(opens) >= minuteOf(closes)) {
      note(`${path}/periods/${at}`, 'hours-reversed', { opens, closes });
    }
  });
  periods.forEach((one, at) => {
    const other = periods
      .slice(0, at)
      .find(
        row =>
          row.days.some(day => one.days.includes(day)) &&
          minuteOf(row.opens) < minuteOf(one.closes) &&
          minuteOf(one.opens) < minuteOf(row.closes),
      );
    if (!other) return;
    const facts = { opens: one.opens, closes: one.closes, other: `${other.opens}–${other.closes}` };
    note(`${path}/periods/${at}`, 'hours-overlap', facts);
  });
}

function openings(setup: Setup, note: Note): void {
  const { building, agencies: rows, queues } = setup;
  hoursAt(building.hours, 'building/hours', note);
  for (const { id, hours: own } of rows) if (own) hoursAt(own, `agencies/${id}/hours`, note);
  for (const season of building.seasons) {
    const path = `seasons/${season.id}`;
    hoursAt(season.hours, `${path}/hours`, note);
    if (season.from > season.until) {
      note(`${path}/until`, 'hours-reversed', { opens: season.from, closes: season.until });
    }
    for (const { agencyId, hours: own } of season.agencies) {
      if (own) hoursAt(own, `${path}/agencies/${agencyId}`, note);
    }
    const other = building.seasons.find(
      row => row.id < season.id && row.from <= season.until && season.from <= row.until,
    );
    if (!other) continue;
    const facts = { opens: season.from, closes: season.until, other: other.name.id };
    note(`${path}/from`, 'hours-overlap', facts);
  }
  for (const { id, booking } of queues) {
    booking?.sessions.forEach(({ opens, closes }, at) => {
      if (minuteOf(opens) < minuteOf(closes)) return;
      note(`queues/${id}/booking/sessions/${at}`, 'hours-reversed', { opens, closes });
    });
  }
}

/** Whoever follows the ways on comes to an end. */
function ways(setup: Setup, note: Note): void {
  const services = new Map(setup.services.map(row => [row.id, row]));
  for (const first of setup.services) {
    const seen: Service[] = [];
    let at: Service | undefined = first;
    while (at && !seen.includes(at)) {
      seen.push(at);
      at = services.get(at.thenServiceId ?? '');
    }
    if (at !== first) continue;
    const path = `services/${first.id}/thenServiceId`;
    note(path, 'circular', { services: seen.map(row => row.code).join(' → ') });
  }
}

const faultsMax = 50;

/** Everything that is wrong with a set-up, in its own order, 50 at most; nothing where it is good. */
export function faultsOf(setup: Setup): SetupFault[] {
  const faults: SetupFault[] = [];
  const note: Note = (path, code, facts) => {
    if (faults.length < faultsMax) faults.push(facts ? { path, code, facts } : { path, code });
  };
  for (const rule of [names, references, linesOfServices, openings, ways]) rule(setup, note);
  return faults;
}
