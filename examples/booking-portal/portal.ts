import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { BuildingApi } from './building-api.ts';
import { Catalogue } from './catalogue.ts';
import { CitizenDesk } from './citizen-desk.ts';
import type { PortalConfig } from './config.ts';
import { Enrolment } from './enrolment.ts';
import { FormLimit, guardForms, guardHeaders } from './form-guard.ts';
import { formRoutes, type FormRooms } from './form-routes.ts';
import { KeptBookings } from './kept-bookings.ts';
import { LiveHall } from './live-hall.ts';
import { PartnerClient } from './partner-client.ts';
import type { Sentence } from './refusal-texts.ts';
import { nothingHere, sendSentence, showingRoutes } from './routes.ts';
import { Watchers } from './watchers.ts';
import { WebhookReceiver, type Reception } from './webhook-receiver.ts';

export interface PortalEdges {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: (line: string) => void;
}

export interface Portal {
  readonly url: string;
  /** Once the building knows this portal. */
  readonly enrolled: Promise<void>;
  close(): Promise<void>;
}

const webhookBytesMax = 256 * 1024;
const dayMs = 24 * 3_600_000;
const tidyMs = 3_600_000;
/** Signatures hold for minutes; a building tries for a day. */
const messagesKeptMs = 2 * dayMs;
const bookingsKeptMs = 30 * dayMs;

const foreign: Sentence = {
  title: 'Formulir ini bukan dari portal ini',
  way: 'Demi keamanan, bukalah portal ini langsung dan isi formulirnya di sini.',
};
const tooMany: Sentence = {
  title: 'Terlalu banyak kiriman',
  way: 'Mohon tunggu satu menit, lalu coba lagi.',
};
const notUnderstood: Sentence = {
  title: 'Kiriman ini tidak dapat dibaca',
  way: 'Muat ulang halamannya, lalu isi sekali lagi.',
};
const broken: Sentence = {
  title: 'Portal ini sedang terganggu',
  way: 'Booking Anda tidak hilang. Mohon coba lagi sebentar lagi.',
};

const statusOf: Readonly<Record<Reception, number>> = {
  taken: 204,
  'not-signed': 401,
  'not-understood': 400,
};

function mountWebhooks(app: Express, receiver: WebhookReceiver): void {
  const body = express.text({ type: () => true, limit: webhookBytesMax });
  app.post('/webhooks', body, (request, response) => {
    const text = typeof request.body === 'string' ? request.body : '';
    response.status(statusOf[receiver.take(text, request.headers)]).end();
  });
}

function mountPages(app: Express, rooms: FormRooms, { now, log }: PortalEdges): void {
  const refuse = guardForms(new FormLimit(now), (response, status) => {
    void sendSentence(rooms, response, status, status === 403 ? foreign : tooMany);
  });
  app.use(refuse);
  app.use(showingRoutes(rooms));
  app.use(formRoutes(rooms));
  app.use((_request, response) => sendSentence(rooms, response, 404, nothingHere));
  const failed: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status = 500 } = error as { status?: number };
    const isOurs = status >= 500 || status < 400;
    if (isOurs) log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return sendSentence(rooms, response, isOurs ? 500 : status, isOurs ? broken : notUnderstood);
  };
  app.use(failed);
}

/** Everything of the portal but its doors. */
function openRooms(config: PortalConfig, { now, log }: PortalEdges, publicUrl: () => string) {
  const kept = new KeptBookings(config.dataDir);
  const { buildingUrl, key } = config;
  const watchers = new Watchers();
  let isAway = false;
  let back = (): void => {};
  const enrolment = new Enrolment({ buildingUrl, key, kept, publicUrl, log });
  const client = new PartnerClient(
    buildingUrl,
    () => enrolment.key,
    isReached => {
      if (isAway === !isReached) return;
      isAway = !isReached;
      watchers.tellAll();
      if (isReached) back();
    },
  );
  const api = new BuildingApi(client);
  const changed = (token: string): void => watchers.tell(token);
  const desk = new CitizenDesk({ api, kept, now, changed });
  const hall = new LiveHall({ api, desk, kept, watchers, now });
  const catalogue = new Catalogue(api, now);
  let catchingUp: Promise<void> | null = null;
  /** What was missed while one of the two was not there. */
  const catchUp = (): Promise<void> => {
    catchingUp ??= desk
      .catchUp()
      .catch((error: unknown) => log(`bookings were not read: ${String(error)}`))
      .finally(() => {
        catchingUp = null;
      });
    return catchingUp;
  };
  back = () => void catchUp();
  return {
    rooms: { api, catalogue, desk, hall, kept, watchers, now, publicUrl, isAway: () => isAway },
    enrolment,
    client,
    catchUp,
  };
}

/** A portal that is open; `port` 0 takes a free one. */
export async function openPortal(config: PortalConfig, edges: PortalEdges): Promise<Portal> {
  const { now } = edges;
  let isClosing = false;
  // What ends while this portal ends is no news.
  const log = (line: string): void => {
    if (!isClosing) edges.log(line);
  };
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = config.publicUrl ?? `http://${config.host}:${port}`;
  const { rooms, enrolment, client, catchUp } = openRooms(config, { now, log }, () => url);
  const { kept, hall, watchers } = rooms;
  const heard = (code: string): void => {
    hall
      .follow(code)
      .catch((error: unknown) => log(`a webhook was not followed: ${String(error)}`));
  };
  app.use(guardHeaders);
  mountWebhooks(
    app,
    new WebhookReceiver({ kept, now, heard, secret: () => enrolment.webhookSecret }),
  );
  mountPages(app, rooms, { now, log });
  const tidy = (): void => kept.forgetBefore(now() - messagesKeptMs, now() - bookingsKeptMs);
  tidy();
  const tidying = setInterval(tidy, tidyMs);
  tidying.unref();
  const enrolled = new Promise<void>(resolve => {
    enrolment.start(rooms.api, () => {
      void catchUp();
      resolve();
    });
  });
  hall.start();
  return {
    url,
    enrolled,
    async close() {
      isClosing = true;
      clearInterval(tidying);
      enrolment.close();
      client.close();
      watchers.close();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, hall.close(), catchUp()]);
      kept.close();
    },
  };
}
