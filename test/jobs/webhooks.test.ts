import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { mayReach } from '../../server/auth/reachable.ts';
import { openWebhooks, type WebhookJob } from '../../server/jobs/webhooks.ts';
import type { WebhookRecord } from '../../server/store/webhooks.ts';
import { bookedSetup } from '../domain/booked-room.ts';
import { everywhere, hourMs, minuteMs, tenOClock } from '../domain/memory-building.ts';
import { openTestBuilding, requestOf, silent } from '../building/test-building.ts';
import type { OpenTestBuilding } from '../building/test-building.ts';
import { newFolder } from '../store/folder.ts';

/** A partner's own server, and what it was told. */
interface Receiver {
  readonly url: string;
  readonly told: { readonly headers: IncomingHttpHeaders; readonly body: string; type: string }[];
  /** What it answers from now on. */
  status: number;
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function openReceiver(): Promise<Receiver> {
  const receiver = { url: '', told: [] as Receiver['told'], status: 200 };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      const { type } = JSON.parse(body) as { type: string };
      receiver.told.push({ headers: request.headers, body, type });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  return receiver;
}

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const actor = { role: 'visitor' } as const;

interface Room extends OpenTestBuilding {
  job: WebhookJob;
  readonly folder: string;
}

function openJob({ building, store }: OpenTestBuilding): WebhookJob {
  return openWebhooks({
    building,
    store,
    log: silent,
    publicUrl: () => 'http://mpp',
    random: () => 0.5,
    mayReach: async () => true,
  });
}

async function openRoom(folder = newFolder()): Promise<Room> {
  const open = await openTestBuilding(folder, { setup: bookedSetup() });
  const room: Room = { ...open, folder, job: openJob(open) };
  closing.push(async () => {
    await room.job.close();
    await open.close();
  });
  return room;
}

function listen({ store }: Room, { url }: Receiver, more: Partial<WebhookRecord> = {}): string {
  const webhook: WebhookRecord = {
    id: `w${store.webhooks.all().length}`,
    partnerId: 'portal',
    url,
    types: null,
    secret,
    oldSecret: null,
    oldSecretUntil: null,
    isActive: true,
    madeAt: 0,
    followedSeq: 0,
    ...more,
  };
  store.webhooks.add(webhook);
  return webhook.id;
}

let bookings = 0;
async function book({ building }: Room, partnerId = 'portal', minutes = 60): Promise<string> {
  bookings += 1;
  const bookingId = `b${bookings}`;
  await building.execute(
    requestOf({
      type: 'book',
      actor,
      bookingId,
      code: `CODE${bookings}`,
      serviceId: 'a1',
      startsAt: tenOClock + minutes * minuteMs,
      partnerId,
      language: 'id',
    }),
  );
  return bookingId;
}

const cancel = ({ building }: Room, bookingId: string) =>
  building.execute(requestOf({ type: 'cancel-booking', actor, bookingId }));

const typesTold = ({ told }: Receiver): string[] => told.map(({ type }) => type);
const expectTold = (receiver: Receiver, ...types: string[]) =>
  expect.poll(() => typesTold(receiver), { timeout: 5_000 }).toEqual(types);

test('HOOK-1: the whole life of a booking is told its partner, and nobody else', async () => {
  const room = await openRoom();
  const [own, foreign] = [await openReceiver(), await openReceiver()];
  listen(room, own);
  listen(room, foreign, { partnerId: 'other' });
  const bookingId = await book(room);
  const { building, clock } = room;
  const run = async (command: Parameters<typeof requestOf>[0]): Promise<void> => {
    await building.execute(requestOf(command));
  };
  clock.pass(50 * minuteMs);
  await run({ type: 'check-in', actor, bookingId, visitId: 'v1', asWalkIn: false });
  await run({ type: 'open-counter', actor: everywhere, counterId: 'c1' });
  await run({ type: 'call-next', actor: everywhere, counterId: 'c1' });
  await run({ type: 'start', actor: everywhere, visitId: 'v1' });
  await run({ type: 'finish', actor: everywhere, visitId: 'v1' });
  await expectTold(
    own,
    'booking.created',
    'booking.checked-in',
    'booking.called',
    'booking.serving',
    'booking.fulfilled',
  );
  const last = JSON.parse(own.told.at(-1)!.body) as { data: { booking: object; label: string } };
  expect(last.data).toMatchObject({ label: 'A001', booking: { status: 'fulfilled' } });
  expect(foreign.told).toEqual([]);
});

test('WAITLIST-9: of a place that is kept, and of an end without one, the waiting partner is told', async () => {
  const room = await openRoom();
  const [own, foreign] = [await openReceiver(), await openReceiver()];
  listen(room, own, { partnerId: 'waiting' });
  listen(room, foreign, { partnerId: 'other' });
  const first = await book(room);
  await book(room);
  const wish = { businessDate: '2026-03-04', fromMinute: 660, untilMinute: 660 };
  for (const waitingId of ['w1', 'w2']) {
    await room.building.execute(
      requestOf({
        type: 'join-waiting-list',
        actor,
        waitingId,
        serviceId: 'a1',
        ...wish,
        partnerId: 'waiting',
        language: 'id',
      }),
    );
  }
  await cancel(room, first);
  await expectTold(own, 'waiting-list.offered');
  expect(JSON.parse(own.told[0]!.body)).toMatchObject({
    data: { waiting: { id: 'w1', offer: { minutes: 30 }, why: null } },
  });
  room.clock.pass(21 * minuteMs);
  await room.building.execute(requestOf({ type: 'roll-day', actor: { role: 'system' } }));
  await expectTold(own, 'waiting-list.offered', 'waiting-list.ended', 'waiting-list.offered');
  expect(foreign.told).toEqual([]);
});

test('HOOK-2: each is signed over id, time and body; a renewed secret and the old one both', async () => {
  const room = await openRoom();
  const receiver = await openReceiver();
  const id = listen(room, receiver);
  const renewed = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
  room.store.webhooks.renewSecret(id, renewed, room.clock.now() + hourMs);
  await book(room);
  await expectTold(receiver, 'booking.created');
  const { headers, body } = receiver.told[0]!;
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const sign = (word: string): string => {
    const key = Buffer.from(word.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  };
  expect(headers['webhook-signature']).toBe(`${sign(renewed)} ${sign(secret)}`);
  expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(tenOClock / 1000));
});

test('HOOK-3: what is not taken is tried again, in order, and others do not wait for it', async () => {
  const room = await openRoom();
  const receiver = await openReceiver();
  listen(room, receiver);
  receiver.status = 503;
  const first = await book(room);
  await expectTold(receiver, 'booking.created');
  await cancel(room, first);
  const second = await book(room, 'portal', 90);
  // The first booking's second word waits behind its first; the second booking's does not.
  await expectTold(receiver, 'booking.created', 'booking.created');
  receiver.status = 200;
  room.clock.pass(6_000);
  room.job.wake();
  await expect
    .poll(() => room.store.webhooks.count('w0', 'pending'), { timeout: 5_000 })
    .toBeLessThanOrEqual(1);
  room.job.wake();
  await expect.poll(() => room.store.webhooks.count('w0', 'delivered')).toBe(3);
  const about = receiver.told.map(({ body, type }) => {
    const { data } = JSON.parse(body) as { data: { booking: { startsAt: string } } };
    return `${type} ${data.booking.startsAt.slice(11, 16)}`;
  });
  expect(about.filter(row => row.endsWith('11:00')).slice(-2)).toEqual([
    'booking.created 11:00',
    'booking.cancelled 11:00',
  ]);
  expect(second).not.toBe(first);
});

test('HOOK-4: after a day it is dead, and can be sent again', async () => {
  const room = await openRoom();
  const receiver = await openReceiver();
  const id = listen(room, receiver);
  receiver.status = 500;
  await book(room);
  await expectTold(receiver, 'booking.created');
  room.clock.pass(24 * hourMs + 1);
  room.job.wake();
  await expect.poll(() => room.store.webhooks.count(id, 'dead')).toBe(1);
  const [dead] = room.store.webhooks.deliveries(id, 'dead', 10);
  expect(dead).toMatchObject({ type: 'booking.created', lastStatus: 500, attempts: 2 });
  receiver.status = 204;
  room.store.webhooks.replay(dead!.id, room.clock.now());
  room.job.wake();
  await expect.poll(() => room.store.webhooks.count(id, 'delivered')).toBe(1);
});

test('HOOK-4: who answers 410 is told nothing more', async () => {
  const room = await openRoom();
  const receiver = await openReceiver();
  const id = listen(room, receiver);
  receiver.status = 410;
  await book(room);
  await expect.poll(() => room.store.webhooks.find(id)!.isActive).toBe(false);
  await book(room, 'portal', 90);
  expect(receiver.told).toHaveLength(1);
});

test('HOOK-1: after a crash everything is told that was not, and nothing twice', async () => {
  const folder = newFolder();
  const first = await openTestBuilding(folder, { setup: bookedSetup() });
  const receiver = await openReceiver();
  const crashed: Room = { ...first, folder, job: { wake() {}, close: async () => {} } };
  listen(crashed, receiver);
  // Nobody reads the journal while this happens.
  const bookingId = await book(crashed);
  await cancel(crashed, bookingId);
  await first.close();
  const second = await openRoom(folder);
  await expectTold(receiver, 'booking.created', 'booking.cancelled');
  await second.job.close();
  second.job = openJob(second);
  await book(second, 'portal', 90);
  await expectTold(receiver, 'booking.created', 'booking.cancelled', 'booking.created');
});

test.each([
  ['http://portal.example/hook', false],
  ['https://127.0.0.1/hook', false],
  ['https://10.1.2.3/hook', false],
  ['https://192.168.1.10/hook', false],
  ['https://169.254.169.254/latest', false],
  ['https://[::1]/hook', false],
  ['https://[fd00::1]/hook', false],
  ['https://[::ffff:127.0.0.1]/hook', false],
  ['https://93.184.216.34/hook', true],
])('HOOK-5: %s may be told: %s', async (url, expected) => {
  expect(await mayReach(url, false)).toBe(expected);
  expect(await mayReach(url, true)).toBe(true);
});
