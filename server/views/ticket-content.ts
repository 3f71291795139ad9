import type { TicketContent } from '../../contract/ticket-content.ts';
import type { Language, Text } from '../../contract/values.ts';
import { rangeOf } from '../domain/estimate.ts';
import { localTime, minuteMs, zoneName } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Leg, Visit } from '../domain/visit.ts';
import { counterRange } from './names.ts';

const days: Readonly<Record<Language, readonly string[]>> = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

const months: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** Errands listed under one another, at most so many papers to bring. */
const requirementsMax = 8;

export interface PaperFacts {
  readonly url: string;
  readonly deviceName: string;
  readonly ahead: number;
}

/** What of a visit stands on its paper. */
export interface PaperVisit extends Pick<Visit, 'language' | 'label' | 'issuedAt'> {
  readonly bookingId?: Visit['bookingId'];
  readonly legs: readonly Pick<Leg, 'serviceId' | 'queueId' | 'quote'>[];
}

/** What the slip of a visit says, in the visitor's language. Nothing of the visitor's own. */
export function ticketContent(
  state: BuildingState,
  visit: PaperVisit,
  facts: PaperFacts,
): TicketContent {
  const index = setupOf(state);
  const { building } = index.setup;
  const { language } = visit;
  const pick = (text: Text): string => text[language];
  const first = visit.legs[0]!;
  const services = visit.legs.map(leg => index.services.get(leg.serviceId)!);
  const agency = index.agencies.get(services[0]!.agencyId)!;
  const counters = index.countersOfQueue.get(first.queueId) ?? [];
  const zone = index.zones.get(counters[0]?.zoneId ?? agency.zoneId)!;
  const estimate = rangeOf(first.quote);
  const clock = (at: number): string => {
    const { minuteOfDay } = localTime(at, building.timeZone);
    const two = (value: number): string => String(value).padStart(2, '0');
    const dot = language === 'id' ? '.' : ':';
    return `${two(Math.floor(minuteOfDay / 60))}${dot}${two(minuteOfDay % 60)}`;
  };
  const name = zoneName(building.timeZone);
  const from = estimate ? visit.issuedAt + estimate.fromMinutes * minuteMs : 0;
  const to = estimate ? visit.issuedAt + estimate.toMinutes * minuteMs : 0;
  const local = localTime(visit.issuedAt, building.timeZone);
  const [year, month, day] = local.date.split('-').map(Number) as [number, number, number];
  const booking = state.bookings.byId.get(visit.bookingId ?? '');
  const numbers = counterRange(counters);
  const several = counters.length > 1;
  const sentence =
    language === 'id'
      ? `Anda dipanggil ke ${several ? 'salah satu ' : ''}Loket ${numbers}`
      : `You will be called to ${several ? 'one of counters' : 'counter'} ${numbers}`;
  return {
    language,
    building: [building.name.line1, building.name.line2].filter(line => line !== ''),
    agency: pick(agency.name),
    services: services.map(service => pick(service.name)),
    label: visit.label,
    zone: pick(zone.word),
    floor: pick(zone.floor),
    cloth: zone.cloth,
    counters: sentence,
    ahead: facts.ahead,
    estimate,
    expectedAt: estimate ? `${clock(from)}-${clock(to)} ${name}` : null,
    url: facts.url,
    requirements: [
      ...new Set(services.flatMap(service => service.requirements.map(text => pick(text)))),
    ].slice(0, requirementsMax),
    issuedAt: {
      date: `${days[language][local.weekday]}, ${day} ${months[language][month - 1]} ${year}`,
      time: `${clock(visit.issuedAt)} ${name}`,
    },
    device: facts.deviceName,
    ...(booking ? { bookedFor: clock(booking.startsAt) } : {}),
    demo: building.demo,
    reprint: false,
  };
}
