import type { Agency, Queue, Service, Setup } from '../contract/setup.ts';

/** Rows as they begin. Ids are the page's: nobody reads them, and they never change. */

export type NewId = (kind: string) => string;

/** Letters and digits of a key that nobody else draws. */
export const newIdFrom =
  (newKey: () => string): NewId =>
  kind =>
    `${kind}-${newKey().slice(0, 12)}`;

/** Never I or O: they are read as 1 and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The first letters that no line has yet: A to Z, then AA and on. */
export function freeSeries(taken: ReadonlySet<string>, first = ''): string {
  const singles = letters.split('');
  const doubles = singles.flatMap(one => singles.map(other => one + other));
  const own = [...singles, ...doubles].filter(series => series.startsWith(first));
  return own.find(series => !taken.has(series)) ?? '';
}

/** `A01` after which comes `A02`; a code that no other row has. */
export function freeCode(taken: ReadonlySet<string>, prefix: string): string {
  for (let number = 1; number <= 999; number += 1) {
    const code = `${prefix}${String(number).padStart(2, '0')}`;
    if (!taken.has(code)) return code;
  }
  return '';
}

const text = (id: string, en: string) => ({ id, en });

export const newAgency = (setup: Pick<Setup, 'agencies' | 'zones'>, newId: NewId): Agency => ({
  id: newId('agency'),
  code: freeSeries(new Set(setup.agencies.map(({ code }) => code))),
  name: text('', ''),
  short: '',
  icon: 'building',
  zoneId: setup.zones[0]?.id ?? '',
  hours: null,
  speakAs: null,
});

/** Numbers as most buildings want them: who booked and who is vulnerable wait less. */
export const newQueue = (setup: Pick<Setup, 'queues'>, agency: Agency, newId: NewId): Queue => ({
  id: newId('queue'),
  agencyId: agency.id,
  name: text('Semua layanan', 'All services'),
  series: freeSeries(
    new Set(setup.queues.map(({ series }) => series)),
    letters.includes(agency.code) ? agency.code : '',
  ),
  quotaPerDay: null,
  rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
  maxWaitMinutes: 60,
  policy: { kind: 'accumulating' },
  outcomeRequired: false,
  deliveredRequired: false,
  choiceReasonRequired: false,
  booking: null,
});

export const newService = (
  setup: Pick<Setup, 'services'>,
  agency: Agency,
  queueId: string,
  newId: NewId,
): Service => ({
  id: newId('service'),
  code: freeCode(new Set(setup.services.map(({ code }) => code)), agency.code),
  agencyId: agency.id,
  queueId,
  name: text('', ''),
  minutes: 10,
  requirements: [],
  synonyms: [],
  asks: [],
  isBookable: true,
  isOffered: true,
  thenServiceId: null,
  speakAs: null,
});
