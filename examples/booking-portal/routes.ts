import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { calendarFile } from './calendar-file.ts';
import type { Catalogue } from './catalogue.ts';
import type { CitizenDesk } from './citizen-desk.ts';
import type { Html } from './html.ts';
import { isOver, type KeptBooking, type KeptBookings } from './kept-bookings.ts';
import { queuesSubject, type LiveHall } from './live-hall.ts';
import { bookingPage } from './pages/booking-page.ts';
import { homePage } from './pages/home-page.ts';
import { sentencePage } from './pages/layout.ts';
import { queuesPage } from './pages/queues-page.ts';
import type { Sentence } from './refusal-texts.ts';
import { visitorOf } from './visitor.ts';
import type { Watchers } from './watchers.ts';

/** Everything that the pages stand on. */
export interface Rooms {
  readonly catalogue: Catalogue;
  readonly desk: CitizenDesk;
  readonly hall: LiveHall;
  readonly kept: KeptBookings;
  readonly watchers: Watchers;
  readonly now: () => number;
  /** Where citizens find this portal, without a slash at its end. */
  readonly publicUrl: () => string;
  /** Whether the building gave no answer to the last request. */
  readonly isAway: () => boolean;
}

type Parameters = Record<string, string>;

/** An answer that takes its time; what goes wrong on the way is the last route's matter. */
export const page =
  (
    show: (request: Request<Parameters>, response: Response) => Promise<void>,
  ): RequestHandler<Parameters> =>
  async (request, response) =>
    show(request, response);

export const sendPage = (response: Response, { markup }: Html, status = 200): void => {
  response.status(status).type('html').send(markup);
};

export async function sendSentence(
  { catalogue }: Rooms,
  response: Response,
  status: number,
  sentence: Sentence,
): Promise<void> {
  sendPage(response, sentencePage(await catalogue.building(), sentence), status);
}

export const nothingHere: Sentence = {
  title: 'Halaman ini tidak ada',
  way: 'Periksa tautannya, atau mulai dari halaman awal.',
};

/** The booking of an address; who has the address may see it, and nobody finds one by trying. */
const bookingOf = ({ kept }: Rooms, token: unknown): KeptBooking | null =>
  typeof token === 'string' && token.length <= 40 ? kept.find(token) : null;

/** For addresses that name a booking. */
export const ofBooking = (
  rooms: Rooms,
  show: (kept: KeptBooking, request: Request<Parameters>, response: Response) => Promise<void>,
): RequestHandler<Parameters> =>
  page(async (request, response) => {
    const found = bookingOf(rooms, request.params['token']);
    await (found
      ? show(found, request, response)
      : sendSentence(rooms, response, 404, nothingHere));
  });

export async function sendBooking(
  rooms: Rooms,
  response: Response,
  kept: KeptBooking,
  trouble: Sentence | null = null,
): Promise<void> {
  const { catalogue, hall, isAway } = rooms;
  const ticket = kept.phase === 'booked' || isOver(kept.phase) ? null : await hall.ticket(kept);
  const service = await catalogue.service(kept.booking.serviceId);
  const building = await catalogue.building();
  const facts = { building, kept, service, ticket, isAway: isAway(), trouble };
  sendPage(response, bookingPage(facts), trouble ? 409 : 200);
}

function bookingRoutes(router: Router, rooms: Rooms): void {
  const { catalogue, kept, watchers, publicUrl } = rooms;
  router.get(
    '/booking/:token',
    ofBooking(rooms, async (found, _request, response) => {
      await sendBooking(rooms, response, found);
    }),
  );
  router.get(
    '/booking/:token/jadwal.ics',
    ofBooking(rooms, async (found, _request, response) => {
      const url = `${publicUrl()}/booking/${found.token}`;
      response.attachment(`booking-${found.booking.code}.ics`).type('text/calendar; charset=utf-8');
      response.send(calendarFile(found, await catalogue.building(), url));
    }),
  );
  router.get('/booking/:token/pantau', (request, response, next) => {
    const { token } = request.params;
    if (!kept.find(token)) return next();
    if (!watchers.add(token, response)) response.status(503).end();
  });
}

function hallRoutes(router: Router, rooms: Rooms): void {
  const { catalogue, hall, watchers, isAway } = rooms;
  router.get(
    '/',
    page(async (request, response) => {
      const visitor = visitorOf(request);
      const services = await catalogue.services();
      const building = await catalogue.building();
      const own = visitor === null ? [] : rooms.kept.ofVisitor(visitor);
      const home = homePage({ building, services, own, isAway: isAway() });
      sendPage(response, home, services === null ? 503 : 200);
    }),
  );
  router.get(
    '/antrean',
    page(async (_request, response) => {
      const queues = await hall.queues();
      const [building, agencies] = [await catalogue.building(), await catalogue.agencies()];
      sendPage(response, queuesPage({ building, agencies, queues, isAway: isAway() }));
    }),
  );
  router.get('/antrean/pantau', (_request, response) => {
    if (!watchers.add(queuesSubject, response)) response.status(503).end();
  });
}

const fontName = 'plus-jakarta-sans-latin-wght-normal.woff2';
const fileOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));

/** What the pages load; nothing comes from elsewhere. */
function fileRoutes(router: Router): void {
  const ownFile = (name: string): string =>
    fileURLToPath(new URL(`public/${name}`, import.meta.url));
  const files = [
    ['/frame.css', 'text/css', ownFile('frame.css')],
    ['/cards.css', 'text/css', ownFile('cards.css')],
    ['/forms.css', 'text/css', ownFile('forms.css')],
    ['/icon.svg', 'image/svg+xml', ownFile('icon.svg')],
    ['/watch.js', 'text/javascript', ownFile('watch.js')],
    [
      `/${fontName}`,
      'font/woff2',
      fileOf(`@fontsource-variable/plus-jakarta-sans/files/${fontName}`),
    ],
  ] as const;
  for (const [path, type, file] of files) {
    const bytes = readFileSync(file);
    router.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=3600').type(type).send(bytes);
    });
  }
}

/** Pages that only show. */
export function showingRoutes(rooms: Rooms): Router {
  const router = express.Router();
  fileRoutes(router);
  hallRoutes(router, rooms);
  bookingRoutes(router, rooms);
  return router;
}
