import { voiceSetupSchema } from '../../contract/voice.ts';
import {
  rulesSchema,
  type Agency,
  type BookingSetup,
  type Counter,
  type Hours,
  type Queue,
  type Service,
  type Setup,
  type Zone,
} from '../../contract/setup.ts';
import type { Text } from '../../contract/values.ts';
import { holidayLists } from '../views/holiday-lists.ts';
import catalogue from './catalogue.json' with { type: 'json' };
import { demoQueues } from './demo-queues.ts';
import synonyms from './synonyms.json' with { type: 'json' };
import requirementsEn from './requirements-en.json' with { type: 'json' };

/** A demo building can be tried at any time, so it never closes. */
const alwaysOpen: Hours = {
  periods: [{ days: [0, 1, 2, 3, 4, 5, 6], opens: '00:00', closes: '24:00' }],
  lastTicketMinutes: 0,
};

/** One agency keeps real hours, so that a closed service can be seen as well. */
const realHours: Readonly<Record<string, Hours>> = {
  F: {
    periods: [{ days: [1, 3], opens: '08:00', closes: '12:00' }],
    lastTicketMinutes: 30,
  },
};

const lowerFloor: Text = { id: 'Lantai 1', en: 'Floor 1' };
const upperFloor: Text = { id: 'Lantai 2', en: 'Floor 2' };

const zones: readonly Zone[] = [
  {
    id: 'zone-biru',
    word: { id: 'Zona Biru', en: 'Blue Zone' },
    floor: lowerFloor,
    colour: 'biru',
    cloth: 'kawung',
  },
  {
    id: 'zone-cokelat',
    word: { id: 'Zona Cokelat', en: 'Brown Zone' },
    floor: lowerFloor,
    colour: 'cokelat',
    cloth: 'parang',
  },
  {
    id: 'zone-hijau',
    word: { id: 'Zona Hijau', en: 'Green Zone' },
    floor: upperFloor,
    colour: 'hijau',
    cloth: 'tumpal',
  },
  {
    id: 'zone-merah',
    word: { id: 'Zona Merah', en: 'Red Zone' },
    floor: upperFloor,
    colour: 'merah',
    cloth: 'wajik',
  },
];

/** At most 28 characters each: the bottom line of a lobby screen steps, it does not scroll. */
const sentences: readonly Text[] = [
  { id: 'Siapkan berkas Anda', en: 'Have your papers ready' },
  { id: 'Tunggu di zona nomor Anda', en: 'Please wait in your zone' },
  { id: 'Lansia dan ibu hamil dahulu', en: 'Elderly and pregnant first' },
  { id: 'Pantau giliran lewat ponsel', en: 'Follow your turn by phone' },
  { id: 'Petugas tidak menerima tip', en: 'Our staff accept no tips' },
  { id: 'Keluhan? Ke meja informasi', en: 'Complaints: information desk' },
  { id: 'Ruang laktasi di Lantai 1', en: 'Nursing room on Floor 1' },
  { id: 'Musala ada di Lantai 2', en: 'Prayer room on Floor 2' },
];

/** Lines whose places can be booked beforehand. */
const bookable: ReadonlySet<string> = new Set(['A', 'AK', 'B', 'D', 'F', 'G', 'GS', 'J', 'M']);

const bookingDefaults: BookingSetup = {
  slotMinutes: 30,
  placesPerSlot: null,
  sharePercent: 50,
  daysAhead: 7,
  cutOffMinutes: 30,
  releaseMinutes: 30,
  waitingListMax: 50,
  offerMinutes: 30,
  sessions: [],
};

/** What these services need to know of their visitor; all others ask nothing. */
const asking: Readonly<Record<string, Service['asks']>> = {
  A09: ['name', 'nik', 'phone'],
  F01: ['name', 'nik', 'phone'],
  F02: ['name', 'nik', 'phone'],
  M02: ['name', 'phone'],
};

/** The set-up of the demo building; every call gives a copy of its own. */
export function demoSetup(): Setup {
  return structuredClone<Setup>({
    building: {
      name: { line1: 'Mal Pelayanan Publik', line2: 'Kabupaten Karang Asri' },
      short: 'MPP Karang Asri',
      timeZone: 'Asia/Makassar',
      languages: ['id', 'en'],
      hours: alwaysOpen,
      holidays: holidayLists.flatMap(list => list.holidays),
      seasons: [],
      contact: 'Administrator gedung, pesawat 101',
      demo: true,
      sentences: [...sentences],
    },
    rules: rulesSchema.parse({
      recallCooldownSeconds: 10,
      recallsMax: 3,
      noShowCallsMin: 2,
      noShowSecondsMin: 180,
    }),
    zones: [...zones],
    agencies: catalogue.map(toAgency),
    queues: demoQueues.map(toQueue),
    services: catalogue.flatMap(agency => agency.services.map(toService)),
    counters: toCounters(),
    printers: [],
    kiosks: [],
    signs: [],
    displays: [],
    ticketLayout: null,
    voice: voiceSetupSchema.parse({}),
    antrean: { enabled: false, mappings: [] },
    logoId: null,
    planned: [],
  });
}

/** The catalogue as a building may begin from it: of the demo nothing but agencies and services. */
export function exampleSetup(): Setup {
  const setup = demoSetup();
  return {
    ...setup,
    building: { ...setup.building, demo: false },
    agencies: setup.agencies.map(agency => ({ ...agency, hours: null })),
  };
}

type CatalogueAgency = (typeof catalogue)[number];
type CatalogueService = CatalogueAgency['services'][number];

function toAgency(agency: CatalogueAgency): Agency {
  return {
    id: agencyId(agency.code),
    code: agency.code,
    name: agency.name,
    short: agency.short,
    icon: agency.icon,
    zoneId: `zone-${agency.zone}`,
    hours: realHours[agency.code] ?? null,
    speakAs: null,
  };
}

function toQueue(queue: (typeof demoQueues)[number]): Queue {
  return {
    id: queueId(queue.series),
    agencyId: agencyId(queue.series.charAt(0)),
    name: queue.name,
    series: queue.series,
    quotaPerDay: queue.quotaPerDay ?? null,
    rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
    maxWaitMinutes: 60,
    policy: { kind: 'accumulating' },
    outcomeRequired: false,
    deliveredRequired: false,
    choiceReasonRequired: false,
    booking: bookable.has(queue.series) ? { ...bookingDefaults } : null,
  };
}

function toService(service: CatalogueService): Service {
  const queue = demoQueues.find(candidate => candidate.services.includes(service.code));
  if (queue === undefined) throw new Error(`No line for service ${service.code}.`);
  return {
    id: `service-${service.code.toLowerCase()}`,
    code: service.code,
    agencyId: agencyId(service.code.charAt(0)),
    queueId: queueId(queue.series),
    name: service.name,
    minutes: service.minutes,
    requirements: service.requirements.map(toRequirement),
    synonyms: [...((synonyms as Readonly<Record<string, readonly string[]>>)[service.code] ?? [])],
    asks: [...(asking[service.code] ?? [])],
    isBookable: true,
    isOffered: true,
    thenServiceId: null,
    speakAs: null,
  };
}

function toRequirement(indonesian: string): Text {
  const english = (requirementsEn as Readonly<Record<string, string>>)[indonesian];
  if (english === undefined) throw new Error(`No English for the requirement "${indonesian}".`);
  return { id: indonesian, en: english };
}

/** Three counters between two lines have one of their own and help in the other. */
const helping: Readonly<Record<number, Counter['preferences'][number]>> = {
  5: { queueId: queueId('AK'), weight: 1, when: { kind: 'long', minutes: 20 } },
  9: { queueId: queueId('B'), weight: 1, when: { kind: 'idle' } },
  22: { queueId: queueId('G'), weight: 1, when: { kind: 'idle' } },
};

/** Counters are numbered through the catalogue, so that neighbours belong together. */
function toCounters(): Counter[] {
  const owners = catalogue.flatMap(agency => Array.from({ length: agency.counters }, () => agency));
  return owners.map((agency, index) => {
    const number = index + 1;
    return {
      id: `counter-${number}`,
      code: String(number),
      number,
      name: { id: `Loket ${number}`, en: `Counter ${number}` },
      agencyId: agencyId(agency.code),
      zoneId: `zone-${agency.zone}`,
      queueIds: demoQueues
        .filter(queue => queue.counters.includes(number))
        .map(queue => queueId(queue.series)),
      preferences: helping[number] ? [helping[number]] : [],
      autoCall: false,
      // The first counter of each zone is the front desk there.
      showsPrinters: owners.findIndex(({ zone }) => zone === agency.zone) === index,
    };
  });
}

function agencyId(code: string): string {
  return `agency-${code.toLowerCase()}`;
}

function queueId(series: string): string {
  return `queue-${series.toLowerCase()}`;
}
