import type { IssuedTicket } from '../../contract/http.ts';
import type { Cloth, ZoneColour } from '../../contract/values.ts';
import type { ServiceView } from '../../contract/views.ts';
import { minuteRange, timeOfDay } from '../../ui-kit/formats.ts';
import { language, pick } from '../../ui-kit/language.ts';
import type { Kiosk } from '../model.ts';
import { checkInText } from '../check-in-texts.ts';
import { t } from '../inner-texts.ts';

export interface TicketWords {
  readonly where: string;
  readonly cloth: Cloth;
  readonly colour: ZoneColour | 'none';
  readonly counters: string;
  readonly range: string;
  readonly around: string;
  readonly ahead: string;
  /** Range and place in line on one line. */
  readonly inShort: string;
  readonly errands: string;
}

/** Where to wait, how long and behind whom: of the first errand, which is called first. */
export function aboutTicket(kiosk: Kiosk, ticket: IssuedTicket): TicketWords {
  const view = kiosk.view.value;
  const leg = ticket.legs[0];
  const agency = leg === undefined ? undefined : kiosk.agencyOf(leg.serviceId);
  const service = leg === undefined ? undefined : kiosk.service(leg.serviceId);
  const zone = view?.zones.find(one => one.id === agency?.zoneId);
  const counters = service?.counters ?? '';
  const isOneCounter = /^\d+$/.test(counters);
  return {
    where: zone === undefined ? '' : `${pick(zone.word)}, ${pick(zone.floor)}`,
    cloth: zone?.cloth ?? 'kawung',
    colour: zone?.colour ?? 'none',
    counters: counters === '' ? '' : t(isOneCounter ? 'calledToOne' : 'calledTo', { counters }),
    ...howLong(ticket, view?.building.timeZone ?? 'Asia/Jakarta'),
    ahead: peopleWords(leg?.ahead ?? null),
    inShort: inShort(leg),
    errands: ticket.legs.length > 1 ? inTurn(kiosk, ticket) : errandWords(agency?.short, service),
  };
}

/** Characters that three lines of this place hold; of a longer errand the agency is named alone. */
const errandCharactersMax = 60;

function errandWords(agency: string | undefined, service: ServiceView | undefined): string {
  const first = agency === undefined ? [] : [agency];
  const all = [...first, ...(service === undefined ? [] : [pick(service.name)])].join(', ');
  return all.length <= errandCharactersMax ? all : first.join(', ');
}

/** "1 Dukcapil, 2 Samsat": where several errands lead, in the order that is expected. */
const inTurn = (kiosk: Kiosk, ticket: IssuedTicket): string =>
  ticket.legs
    .map((leg, at) => `${at + 1} ${kiosk.agencyOf(leg.serviceId)?.short ?? '–'}`)
    .join(', ');

/** "Nomor antrean Anda", and the time that was booked where one was. */
export function headOf(kiosk: Kiosk, ticket: IssuedTicket): string {
  if (ticket.bookedFor === null || ticket.class === 'walk-in') return t('yourNumber');
  const zone = kiosk.view.value?.building.timeZone ?? 'Asia/Jakarta';
  const time = timeOfDay(Date.parse(ticket.bookedFor), zone, language.value);
  return checkInText('bookedFor', { time });
}

function howLong(ticket: IssuedTicket, zone: string): { range: string; around: string } {
  const estimate = ticket.legs[0]?.estimate ?? null;
  if (estimate === null) return { range: t('noEstimate'), around: '' };
  const range = minuteRange(estimate, language.value);
  if (estimate.toMinutes <= 5) return { range, around: '' };
  const at = (minutes: number) =>
    timeOfDay(Date.parse(ticket.issuedAt) + minutes * 60_000, zone, language.value);
  const around = t('around', { from: at(estimate.fromMinutes), to: at(estimate.toMinutes) });
  return { range, around };
}

function inShort(leg: IssuedTicket['legs'][number] | undefined): string {
  const estimate = leg?.estimate ?? null;
  const ahead = leg?.ahead ?? null;
  const range = estimate === null ? [] : [minuteRange(estimate, language.value)];
  if (ahead === null) return range.join('');
  const people = ahead === 0 ? t('nobodyBeforeYou') : t('peopleBeforeYou', { count: ahead });
  return [...range, people].join(' · ');
}

function peopleWords(ahead: number | null): string {
  if (ahead === null) return '–';
  return ahead === 0 ? t('nobodyAhead') : t('people', { count: ahead });
}

/** Advances of Plus Jakarta Sans 800 in em, tabular figures; the letters not named are narrower. */
const wide: Readonly<Record<string, number>> = { M: 0.912, W: 1.032, Q: 0.878, G: 0.804 };
const letterEm = 0.772;
const figureEm = 0.6;
const trackingEm = -0.022;
/** Of "A012", the label that the sizes are drawn for. */
const usualEm = 2.45;

/** Longer labels are set smaller, so that they fill the same width; both in pixels. */
export function labelSize(label: string, sizePx: number): number {
  let widthEm = 0;
  for (const character of label) {
    const isFigure = character >= '0' && character <= '9';
    widthEm += (isFigure ? figureEm : (wide[character] ?? letterEm)) + trackingEm;
  }
  return Math.floor(sizePx * Math.min(1, usualEm / Math.max(widthEm, 0.1)));
}
