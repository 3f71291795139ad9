import express, { type Request, type Response, type Router } from 'express';
import type { NewBooking, PartnerService, PersonField, Slot } from './api-types.ts';
import type { BuildingApi } from './building-api.ts';
import { newToken, type Done } from './citizen-desk.ts';
import { dayOf } from './formats.ts';
import type { KeptBooking } from './kept-bookings.ts';
import { cancelPage, movePage } from './pages/change-pages.ts';
import { servicePage, type Entries, type ServiceFacts } from './pages/service-page.ts';
import {
  awaySentence,
  fieldErrorsOf,
  incompleteSentence,
  sentenceOf,
  unsureSentence,
  type Sentence,
} from './refusal-texts.ts';
import {
  nothingHere,
  ofBooking,
  page,
  sendBooking,
  sendPage,
  sendSentence,
  type Rooms,
} from './routes.ts';
import { visitorWord } from './visitor.ts';

export interface FormRooms extends Rooms {
  readonly api: BuildingApi;
}

const bodyBytesMax = 8 * 1024;
const daysMax = 31;
const keyPattern = /^[\w-]{22}$/;
const fields = ['startsAt', 'name', 'nik', 'phone'] as const;

const pathOf = (name: string): string => (name === 'startsAt' ? name : `person.${name}`);

const textOf = (value: unknown, charactersMax = 200): string =>
  typeof value === 'string' ? value.trim().slice(0, charactersMax) : '';

/** As the form offers it; anything else is no choice. */
const instantOf = (text: string): string =>
  /^\d{4}-\d\d-\d\dT[\d:.]{5,12}[+-]\d\d:\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : '';

const asWritten = (text: string): string => text;
const readers = { startsAt: instantOf, name: asWritten, nik: asWritten, phone: asWritten };

const dayAsked = ({ query }: Request): string | undefined =>
  /^\d{4}-\d\d-\d\d$/.test(textOf(query['tanggal'])) ? textOf(query['tanggal']) : undefined;

/** From the day that it is at Greenwich on: no Indonesian building is behind it. */
async function slotsOf(
  { api, now }: FormRooms,
  { id, booking }: PartnerService,
): Promise<readonly Slot[] | Sentence> {
  const today = new Date(now()).toISOString().slice(0, 10);
  const days = Math.min((booking?.daysAhead ?? 0) + 2, daysMax);
  const answer = await api.slots(id, today, days);
  if (answer.kind === 'done') return answer.value.slots;
  return answer.kind === 'away' ? awaySentence : sentenceOf(answer.problem);
}

function wishOf(service: PartnerService, entries: Entries): NewBooking {
  const given = service.asks.flatMap((name): [PersonField, string][] => {
    const value = entries[name] ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return {
    serviceId: service.id,
    startsAt: entries.startsAt ?? '',
    language: 'id',
    ...(given.length > 0 ? { person: Object.fromEntries(given) } : {}),
  };
}

type Shown = Pick<ServiceFacts, 'day' | 'key' | 'entries' | 'trouble' | 'errors'>;
const untouched: Omit<Shown, 'day' | 'key'> = { entries: {}, trouble: null, errors: {} };

async function sendService(
  rooms: FormRooms,
  response: Response,
  service: PartnerService,
  shown: Shown,
  status = 200,
): Promise<void> {
  const slots = await slotsOf(rooms, service);
  const building = await rooms.catalogue.building();
  const isKnown = !('title' in slots);
  sendPage(
    response,
    servicePage({
      building,
      service,
      ...shown,
      slots: isKnown ? slots : null,
      trouble: shown.trouble ?? (isKnown ? null : slots),
    }),
    isKnown ? status : 503,
  );
}

/** What became of a wish that was not granted; the entries stay. */
function shownAfter(done: Exclude<Done, { kind: 'done' }>, entries: Entries, key: string): Shown {
  const { startsAt = '' } = entries;
  const day = startsAt === '' ? undefined : dayOf(startsAt);
  // The answer was lost: the same key again, so that nothing is booked twice.
  if (done.kind === 'away') return { day, key, entries, trouble: unsureSentence, errors: {} };
  const errors = fieldErrorsOf(done.problem);
  return { day, key: newToken(), entries, trouble: sentenceOf(done.problem), errors };
}

/** For addresses that name a service. */
const ofService = (
  rooms: FormRooms,
  show: (service: PartnerService, request: Request, response: Response) => Promise<void>,
) =>
  page(async (request, response) => {
    const service = await rooms.catalogue.service(request.params['id'] ?? '');
    if (service) return show(service, request, response);
    const isUnknown = rooms.isAway() || (await rooms.catalogue.services()) === null;
    return isUnknown
      ? sendSentence(rooms, response, 503, awaySentence)
      : sendSentence(rooms, response, 404, nothingHere);
  });

async function book(
  rooms: FormRooms,
  service: PartnerService,
  request: Request,
  response: Response,
): Promise<void> {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const entries: Entries = Object.fromEntries(
    fields.map(name => [name, readers[name](textOf(body[name]))]),
  );
  const sent = textOf(body['key']);
  const key = keyPattern.test(sent) ? sent : newToken();
  const missing = ['startsAt', ...service.asks].filter(name => !entries[name as keyof Entries]);
  if (missing.length > 0) {
    const day = entries.startsAt ? dayOf(entries.startsAt) : dayAsked(request);
    const paths = missing.map(name => ({ path: pathOf(name), message: 'missing' }));
    const errors = fieldErrorsOf({ errors: paths });
    const shown = { day, key, entries, trouble: incompleteSentence, errors };
    return sendService(rooms, response, service, shown, 422);
  }
  const visitor = visitorWord(request, response, rooms.publicUrl().startsWith('https:'));
  const done = await rooms.desk.book({ service, booking: wishOf(service, entries), key, visitor });
  if (done.kind === 'done') return response.redirect(303, `/booking/${done.kept.token}`);
  const status = done.kind === 'away' ? 503 : done.problem.status;
  await sendService(rooms, response, service, shownAfter(done, entries, key), status);
}

function bookingForms(router: Router, rooms: FormRooms): void {
  router.get(
    '/layanan/:id',
    ofService(rooms, (service, request, response) => {
      const shown = { ...untouched, day: dayAsked(request), key: newToken() };
      return sendService(rooms, response, service, shown);
    }),
  );
  router.post(
    '/layanan/:id',
    ofService(rooms, (service, request, response) => book(rooms, service, request, response)),
  );
}

/** Reads the booking anew and shows a page from which it can be changed; else the booking itself. */
async function sendChange(
  rooms: FormRooms,
  response: Response,
  before: KeptBooking,
  send: (kept: KeptBooking, etag: string) => Promise<void> | void,
): Promise<void> {
  const read = await rooms.desk.read(before.token);
  const kept = rooms.kept.find(before.token) ?? before;
  if (read.kind === 'away') return sendBooking(rooms, response, kept, awaySentence);
  if (read.kind === 'refused') return sendBooking(rooms, response, kept, sentenceOf(read.problem));
  if (kept.phase !== 'booked') return sendBooking(rooms, response, kept);
  await send(kept, read.value ?? '');
}

async function sendMove(
  rooms: FormRooms,
  response: Response,
  before: KeptBooking,
  day: string | undefined,
  trouble: Sentence | null = null,
): Promise<void> {
  await sendChange(rooms, response, before, async (kept, etag) => {
    const service = await rooms.catalogue.service(kept.booking.serviceId);
    const slots = service ? await slotsOf(rooms, service) : awaySentence;
    if ('title' in slots) return sendBooking(rooms, response, kept, slots);
    const building = await rooms.catalogue.building();
    const facts = { building, kept, etag, slots, day, trouble };
    sendPage(response, movePage(facts), trouble ? 409 : 200);
  });
}

const troubleOf = (done: Exclude<Done, { kind: 'done' }>): Sentence =>
  done.kind === 'away' ? awaySentence : sentenceOf(done.problem);

function changeForms(router: Router, rooms: FormRooms): void {
  const { catalogue, desk } = rooms;
  router.get(
    '/booking/:token/ubah',
    ofBooking(rooms, async (found, request, response) => {
      await sendMove(rooms, response, found, dayAsked(request));
    }),
  );
  router.post(
    '/booking/:token/ubah',
    ofBooking(rooms, async (found, request, response) => {
      const body = (request.body ?? {}) as Record<string, unknown>;
      const [startsAt, etag] = [instantOf(textOf(body['startsAt'])), textOf(body['etag'])];
      if (startsAt === '') {
        return sendMove(rooms, response, found, dayAsked(request), incompleteSentence);
      }
      const done = await desk.move(found.token, startsAt, etag);
      if (done.kind === 'done') return response.redirect(303, `/booking/${found.token}`);
      const day = startsAt === '' ? undefined : dayOf(startsAt);
      await sendMove(rooms, response, found, day, troubleOf(done));
    }),
  );
  router.get(
    '/booking/:token/batal',
    ofBooking(rooms, async (found, _request, response) => {
      await sendChange(rooms, response, found, async (kept, etag) => {
        const building = await catalogue.building();
        sendPage(response, cancelPage({ building, kept, etag, trouble: null }));
      });
    }),
  );
  router.post(
    '/booking/:token/batal',
    ofBooking(rooms, async (found, request, response) => {
      const body = (request.body ?? {}) as Record<string, unknown>;
      const done = await desk.cancel(found.token, textOf(body['etag']));
      if (done.kind === 'done') return response.redirect(303, `/booking/${found.token}`);
      await sendChange(rooms, response, found, async (kept, etag) => {
        const building = await catalogue.building();
        sendPage(response, cancelPage({ building, kept, etag, trouble: troubleOf(done) }), 409);
      });
    }),
  );
}

/** Forms that need no script: each ends at a page that can be loaded again. */
export function formRoutes(rooms: FormRooms): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: bodyBytesMax, parameterLimit: 20 }));
  bookingForms(router, rooms);
  changeForms(router, rooms);
  return router;
}
