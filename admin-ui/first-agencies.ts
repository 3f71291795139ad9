import type { Agency, Counter, Queue, Service, Setup, Zone } from '../contract/setup.ts';

/** Rows of the set-up that the first steps make, as somebody enters them with few words. */

export interface ServiceLine {
  readonly name: string;
  readonly minutes: string;
}

export interface AgencyForm {
  readonly name: string;
  readonly short: string;
  /** Of its code and of the series of its line. */
  readonly letter: string;
  readonly zone: Zone['colour'];
  readonly services: readonly ServiceLine[];
}

/** Never I or O: on a ticket they are read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
export const servicesMax = 99;
export const countersMax = 20;

export const usualZones: readonly Zone[] = (
  [
    ['biru', 'Biru', 'Blue', 'kawung'],
    ['cokelat', 'Cokelat', 'Brown', 'parang'],
    ['hijau', 'Hijau', 'Green', 'tumpal'],
    ['merah', 'Merah', 'Red', 'wajik'],
  ] as const
).map(([colour, indonesian, english, cloth]) => ({
  id: `zone-${colour}`,
  word: { id: `Zona ${indonesian}`, en: `${english} Zone` },
  floor: { id: 'Lantai 1', en: 'Floor 1' },
  colour,
  cloth,
}));

/** The first letter that no line has. */
export function freeLetter({ queues, agencies }: Setup): string {
  const taken = new Set([...queues.map(({ series }) => series), ...agencies.map(row => row.code)]);
  return Array.from(letters).find(letter => !taken.has(letter)) ?? '';
}

export const emptyLine: ServiceLine = { name: '', minutes: '10' };

export const emptyAgency = (setup: Setup): AgencyForm => ({
  name: '',
  short: '',
  letter: freeLetter(setup),
  zone: setup.agencies.length === 0 ? 'biru' : (setup.zones[0]?.colour ?? 'biru'),
  services: [emptyLine],
});

const minutesOf = ({ minutes }: ServiceLine): number | null => {
  const count = Number(minutes.replace(',', '.'));
  return minutes.trim() !== '' && count >= 1 && count <= 240 ? count : null;
};

export const namedLines = ({ services }: AgencyForm): readonly ServiceLine[] =>
  services.filter(({ name }) => name.trim() !== '');

export type AgencyField = 'name' | 'short' | 'letter' | 'letterTaken' | 'services' | 'minutes';

export function wrongAgency(form: AgencyForm, { queues, agencies }: Setup): AgencyField | null {
  if (form.name.trim() === '') return 'name';
  if (form.short.trim() === '' || form.short.trim().length > 14) return 'short';
  if (!/^[A-HJ-NP-Z]{1,2}$/.test(form.letter)) return 'letter';
  const isTaken =
    queues.some(({ series }) => series === form.letter) ||
    agencies.some(({ code }) => code === form.letter);
  if (isTaken) return 'letterTaken';
  const lines = namedLines(form);
  if (lines.length === 0 || lines.length > servicesMax) return 'services';
  return lines.some(line => minutesOf(line) === null) ? 'minutes' : null;
}

/** Both languages begin alike; the office has a field for each. */
const both = (words: string) => ({ id: words.trim(), en: words.trim() });

export interface Row {
  readonly path: string;
  readonly row: Zone | Agency | Queue | Service | Counter;
}

/** An agency with one line and its services, in its zone; `newId` makes ids that are nobody's. */
export function agencyRows(form: AgencyForm, setup: Setup, newId: () => string): Row[] {
  const found = setup.zones.find(({ colour }) => colour === form.zone);
  const zone = found ?? usualZones.find(({ colour }) => colour === form.zone)!;
  const agencyId = `agency-${newId()}`;
  const queueId = `queue-${newId()}`;
  const agency: Agency = {
    id: agencyId,
    code: form.letter,
    name: both(form.name),
    short: form.short.trim(),
    icon: 'landmark',
    zoneId: zone.id,
    hours: null,
    speakAs: null,
  };
  const queue: Queue = {
    id: queueId,
    agencyId,
    name: both(form.short),
    series: form.letter,
    quotaPerDay: null,
    rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
    maxWaitMinutes: 60,
    policy: { kind: 'accumulating' },
    outcomeRequired: false,
    deliveredRequired: false,
    choiceReasonRequired: false,
    booking: null,
  };
  const services = namedLines(form).map((line, at): Service => ({
    id: `service-${newId()}`,
    code: `${form.letter}${String(at + 1).padStart(2, '0')}`,
    agencyId,
    queueId,
    name: both(line.name),
    minutes: minutesOf(line) ?? 10,
    requirements: [],
    synonyms: [],
    asks: [],
    isBookable: true,
    isOffered: true,
    thenServiceId: null,
    speakAs: null,
  }));
  return [
    ...(found ? [] : [{ path: `zones/${zone.id}`, row: zone }]),
    { path: `agencies/${agencyId}`, row: agency },
    { path: `queues/${queueId}`, row: queue },
    ...services.map(row => ({ path: `services/${row.id}`, row })),
  ];
}

/** Counters up to what is wished, one at least, numbered on; the very first is the front desk. */
export function counterRows(
  setup: Setup,
  wished: ReadonlyMap<string, number>,
  newId: () => string,
): Row[] {
  const taken = new Set(setup.counters.map(({ number }) => number));
  const rows: Row[] = [];
  let number = 0;
  const next = (): number => {
    do number += 1;
    while (taken.has(number));
    return number;
  };
  for (const agency of setup.agencies) {
    const have = setup.counters.filter(({ agencyId }) => agencyId === agency.id).length;
    const queueIds = setup.queues.filter(row => row.agencyId === agency.id).map(({ id }) => id);
    if (queueIds.length === 0) continue;
    const more = Math.min(countersMax, wished.get(agency.id) ?? Math.max(1, have)) - have;
    for (let count = 0; count < more; count += 1) {
      const own = next();
      const row: Counter = {
        id: `counter-${newId()}`,
        code: String(own),
        number: own,
        name: { id: `Loket ${own}`, en: `Counter ${own}` },
        agencyId: agency.id,
        zoneId: agency.zoneId,
        queueIds,
        preferences: [],
        autoCall: false,
        showsPrinters: setup.counters.length === 0 && rows.length === 0,
      };
      rows.push({ path: `counters/${row.id}`, row });
    }
  }
  return rows;
}
