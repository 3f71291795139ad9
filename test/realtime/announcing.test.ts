import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Speak } from '../../contract/sockets.ts';
import { openTestApp, until, type TestApp } from '../http/open-test-app.ts';
import type { TestClient } from '../http/test-client.ts';
import { follow, type Follower } from './follower.ts';

/** What is spoken, by whom and in what order; and what the desk hears of it. */

let server: TestApp;
let kiosk: TestClient;
let supervisor: TestClient;
const opened: { close(): void }[] = [];
const called: string[] = [];

/** Counters of the red zone that serve one line alone, and a service of each line. */
const services: Readonly<Record<string, string>> = {
  'counter-36': 'service-r01',
  'counter-37': 'service-s01',
  'counter-38': 'service-t01',
  'counter-39': 'service-t02',
};
const [first, second, third, fourth] = Object.keys(services) as [string, string, string, string];

beforeAll(async () => {
  server = await openTestApp({ hasVoice: true });
  kiosk = server.client();
  supervisor = await server.signedIn('supervisor');
  for (const counterId of Object.keys(services)) {
    await supervisor.post(`/api/v1/counters/${counterId}/open`);
  }
});
afterEach(async () => {
  for (const id of called.splice(0)) await supervisor.post(`/api/v1/tickets/${id}/cancel`);
  for (const row of opened.splice(0)) row.close();
  await hearOut();
});
afterAll(() => server?.close());

/** Speaks whatever a test left unspoken, so that the next one begins with an empty line. */
async function hearOut(): Promise<void> {
  for (const zone of ['merah', null]) {
    const display = await openDisplay(zone);
    for (let said = 0; said < display.spoken.length; said += 1) {
      display.says(display.spoken[said]!.announcementId);
      await display.fresh();
    }
    display.close();
    await until(() => !display.socket.connected, 'the display to leave');
  }
  opened.splice(0);
}

interface Display extends Follower<'display'> {
  readonly spoken: Speak[];
  says(announcementId: string): void;
}

/** A display that says that it has begun, unless it is a silent one. */
async function openDisplay(
  zone: string | null,
  { isHeard = true, starts = true } = {},
): Promise<Display> {
  const follower = await follow(server, 'display', { query: zone ? { zone } : {} });
  const spoken: Speak[] = [];
  follower.socket.on('speak', (message: Speak) => {
    spoken.push(message);
    if (starts) follower.socket.emit('started', { announcementId: message.announcementId });
  });
  if (isHeard) follower.socket.emit('audio', { unlocked: true });
  // The answer to a question asked later: what was said before has been heard.
  await follower.fresh();
  opened.push(follower);
  return Object.assign(follower, {
    spoken,
    says: (announcementId: string) => follower.socket.emit('spoken', { announcementId }),
  });
}

/** Calls a new ticket to a counter and gives the journal's seq of the call. */
async function callAt(counterId: string): Promise<number> {
  await kiosk.post('/api/v1/tickets', { serviceIds: [services[counterId]] });
  const { json } = await supervisor.post(`/api/v1/counters/${counterId}/call-next`);
  called.push(json.ticket.id);
  return server.seq();
}

const heard = (display: Display, count: number) =>
  until(() => display.spoken.length >= count, `${count} announcements`);

describe('speaking', () => {
  test('a call is spoken by the display of its zone, as a sound that can be fetched', async () => {
    const merah = await openDisplay('merah');
    const biru = await openDisplay('biru');
    const call = await callAt(first);
    await heard(merah, 1);
    const [speak] = merah.spoken;
    expect(speak).toEqual({
      announcementId: `call-${call}`,
      callId: call,
      url: expect.stringMatching(/^\/api\/v1\/sounds\/[a-f0-9]{64}\.wav$/),
      durationMs: expect.any(Number),
      volumePercent: 80,
      startMsMax: 1500,
    });
    const { status, headers, bytes } = await kiosk.get(speak!.url);
    expect([status, headers['content-type']]).toEqual([200, 'audio/wav']);
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(bytes.subarray(8, 16).toString()).toBe('WAVEfmt ');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    const bytesPerSecond = bytes.readUInt32LE(28);
    const seconds = (bytes.length - 44) / bytesPerSecond;
    expect(Math.abs(seconds * 1000 - speak!.durationMs)).toBeLessThan(20);
    expect(seconds).toBeGreaterThan(2);
    expect(biru.spoken).toEqual([]);
    merah.says(speak!.announcementId);
  });

  test('one call at a time, in the order they were called', async () => {
    const display = await openDisplay('merah');
    const calls = [];
    for (const counterId of [first, second, third, fourth]) calls.push(await callAt(counterId));
    for (let index = 0; index < calls.length; index += 1) {
      await heard(display, index + 1);
      await display.fresh();
      expect(display.spoken.map(row => row.callId)).toEqual(calls.slice(0, index + 1));
      display.says(display.spoken[index]!.announcementId);
    }
  });

  test('one display of a zone speaks, not all of them, and only one whose sound is on', async () => {
    const silent = await openDisplay('merah', { isHeard: false });
    const [one, two] = [await openDisplay('merah'), await openDisplay('merah')];
    const call = await callAt(first);
    await until(() => one.spoken.length + two.spoken.length > 0, 'a voice');
    for (const display of [silent, one, two]) await display.fresh();
    expect(silent.spoken).toEqual([]);
    expect([...one.spoken, ...two.spoken]).toHaveLength(1);
    (one.spoken[0] ? one : two).says(`call-${call}`);
  });

  test('another display takes over when the speaker goes away', async () => {
    const [one, two] = [await openDisplay('merah'), await openDisplay('merah')];
    const calls = [await callAt(first), await callAt(second)];
    await heard(one, 1);
    one.close();
    await heard(two, 1);
    expect(two.spoken[0]!.callId).toBe(calls[0]);
    two.says(two.spoken[0]!.announcementId);
    await heard(two, 2);
    expect(two.spoken[1]!.callId).toBe(calls[1]);
    two.says(two.spoken[1]!.announcementId);
  });

  test('another display takes over when the speaker’s sound is locked', async () => {
    const [one, two] = [await openDisplay('merah'), await openDisplay('merah')];
    const call = await callAt(first);
    await heard(one, 1);
    one.socket.emit('audio', { unlocked: false });
    await heard(two, 1);
    expect(two.spoken[0]!.callId).toBe(call);
    two.says(two.spoken[0]!.announcementId);
  });

  test('a call waits for a display that can be heard', async () => {
    const display = await openDisplay('merah', { isHeard: false });
    const call = await callAt(first);
    await display.fresh();
    expect(display.spoken).toEqual([]);
    display.socket.emit('audio', { unlocked: true });
    await heard(display, 1);
    expect(display.spoken[0]!.callId).toBe(call);
    display.says(display.spoken[0]!.announcementId);
  });

  test('a zone without a display is heard through the screens of the whole building', async () => {
    const lobby = await openDisplay(null);
    const call = await callAt(first);
    await heard(lobby, 1);
    expect(lobby.spoken[0]!.callId).toBe(call);
    lobby.says(lobby.spoken[0]!.announcementId);
  });

  test('only the display that speaks can say that it has spoken', async () => {
    const [one, two] = [await openDisplay('merah'), await openDisplay('merah')];
    await callAt(first);
    await callAt(second);
    await heard(one, 1);
    const { announcementId } = one.spoken[0]!;
    two.says(announcementId);
    two.says('call-1');
    two.socket.emit('spoken', { announcementId: 'x'.repeat(65) });
    await two.fresh();
    expect(one.spoken).toHaveLength(1);
    one.says(announcementId);
    await heard(one, 2);
    one.says(one.spoken[1]!.announcementId);
  });
});

describe('proof', () => {
  test('the desk hears when its call was first shown and when it was spoken', async () => {
    const counterId = first;
    const display = await openDisplay('merah');
    const call = await callAt(counterId);
    const desk = await follow(server, 'desk', {
      query: { counterId },
      cookie: supervisor.cookie,
    });
    opened.push(desk);
    expect(desk.view.ticket).toMatchObject({ shownAt: null, spokenAt: null });
    const shown = () => desk.refreshes.at(-1)?.patch?.view?.ticket;
    display.socket.emit('shown', { callId: call });
    await until(() => typeof shown()?.shownAt === 'string', 'the proof of showing');
    const { shownAt } = shown()!;
    expect(shown()!.spokenAt).toBeNull();
    server.clock.advance(5);
    display.socket.emit('shown', { callId: call });
    await heard(display, 1);
    display.says(display.spoken[0]!.announcementId);
    await until(() => typeof shown()?.spokenAt === 'string', 'the proof of speaking');
    expect(Date.parse(shown()!.spokenAt!) - Date.parse(shown()!.shownAt!)).toBe(5_000);
    expect((await desk.fresh()).ticket).toMatchObject({ shownAt, spokenAt: shown()!.spokenAt });
  });

  test('a recall is a call of its own: it is spoken and proved again', async () => {
    const counterId = second;
    const display = await openDisplay('merah');
    const call = await callAt(counterId);
    await heard(display, 1);
    display.socket.emit('shown', { callId: call });
    display.says(display.spoken[0]!.announcementId);
    server.clock.advance(10);
    await supervisor.post(`/api/v1/tickets/${called[0]}/recall`);
    await heard(display, 2);
    expect(display.spoken[1]!.callId).toBe(server.seq());
    const desk = await follow(server, 'desk', {
      query: { counterId },
      cookie: supervisor.cookie,
    });
    opened.push(desk);
    expect(desk.view.ticket).toMatchObject({ calls: 2, shownAt: null, spokenAt: null });
    display.says(display.spoken[1]!.announcementId);
  });

  test('nothing is proved before it has happened', async () => {
    const counterId = third;
    const display = await openDisplay('merah');
    // A ticket is issued, then called: the call will be the third entry from here.
    for (let ahead = 1; ahead <= 5; ahead += 1) {
      display.socket.emit('shown', { callId: server.seq() + ahead });
    }
    await display.fresh();
    await callAt(counterId);
    const desk = await follow(server, 'desk', {
      query: { counterId },
      cookie: supervisor.cookie,
    });
    opened.push(desk);
    expect(desk.view.ticket).toMatchObject({ shownAt: null });
    await heard(display, 1);
    display.says(display.spoken[0]!.announcementId);
  });
});

describe('sounds', () => {
  test('unknown and absurd names of sounds are not found', async () => {
    for (const name of ['', 'x.wav', `${'0'.repeat(64)}.wav`, '0'.repeat(64), '%2e%2e.wav']) {
      expect((await kiosk.get(`/api/v1/sounds/${name}`)).status, name).toBe(404);
    }
  });
});
