import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newDataDir, openTestApp, until, type TestApp } from './open-test-app.ts';
import { expectProblem, type TestClient } from './test-client.ts';

let server: TestApp;
let supervisor: TestClient;
let folder = '';

beforeAll(async () => {
  server = await openTestApp();
  supervisor = await server.signedIn('supervisor');
  folder = join(server.dataDir, 'media');
});
afterAll(() => server?.close());

const text = { id: 'Ruang tunggu pindah ke Lantai 2', en: 'The waiting room is on floor 2' };
const inMinutes = (minutes: number): string =>
  new Date(server.clock.now() + minutes * 60_000).toISOString();
const tell = (rest: object = {}) =>
  supervisor.post('/api/v1/displays/message', { text, until: inMinutes(10), ...rest });
const standing = async (): Promise<{ id: string; until: string }[]> =>
  (await supervisor.get('/api/v1/displays/messages')).json.messages;

describe('messages to the screens', () => {
  beforeEach(async () => {
    for (const { id } of await standing()) {
      await supervisor.call('DELETE', `/api/v1/displays/messages/${id}`);
    }
  });

  test('DISPLAY-25: a message stands until its time, and can be ended before', async () => {
    const first = await tell({ zoneIds: ['zone-biru'] });
    expect(first.status).toBe(201);
    const { id } = first.json.message;
    expect(first.json.message).toMatchObject({ text, zoneIds: ['zone-biru'] });
    await tell();
    expect((await standing()).map(row => row.id)).toHaveLength(2);
    const ended = await supervisor.call('DELETE', `/api/v1/displays/messages/${id}`);
    expect(ended.status).toBe(200);
    expect(ended.json.messages).toHaveLength(1);
    expectProblem(await supervisor.call('DELETE', `/api/v1/displays/messages/${id}`), 'twice');
    server.clock.advance(601);
    expect(await standing()).toEqual([]);
  });

  test('DISPLAY-25: a message ends with its business day', async () => {
    const answer = await tell({ until: inMinutes(3 * 24 * 60) });
    const { until: end } = answer.json.message;
    expect(end).toMatch(/T00:00:00(\.000)?\+08:00$/);
    expect(Date.parse(end)).toBeLessThanOrEqual(server.clock.now() + 24 * 3_600_000);
  });

  test('DISPLAY-25: the same key twice is one message', async () => {
    const body = { text, until: inMinutes(5) };
    const headers = { 'Idempotency-Key': 'message-1' };
    const [one, other] = await Promise.all([
      supervisor.post('/api/v1/displays/message', body, headers),
      supervisor.post('/api/v1/displays/message', body, headers),
    ]);
    expect(one.text).toBe(other.text);
    expect(await standing()).toHaveLength(1);
  });

  test('DISPLAY-26: an unknown zone, a past end and a sixth message are refused', async () => {
    const before = server.seq();
    const unknown = await tell({ zoneIds: ['zone-biru', 'zone-nowhere'] });
    expect(unknown).toMatchObject({ status: 422, json: { code: 'unknown-zone' } });
    const over = await tell({ until: inMinutes(0) });
    expect(over).toMatchObject({ status: 409, json: { code: 'already-over' } });
    expect(server.seq()).toBe(before);
    for (let at = 0; at < 5; at += 1) expect((await tell()).status).toBe(201);
    expect(await tell()).toMatchObject({ status: 409, json: { code: 'too-many-messages' } });
  });
});

test('DISPLAY-25: a message survives a restart', async () => {
  const dataDir = newDataDir();
  const first = await openTestApp({ dataDir, clock: server.clock });
  const staff = await first.signedIn('supervisor');
  await staff.post('/api/v1/displays/message', { text, until: inMinutes(30) });
  await first.close();
  const second = await openTestApp({ dataDir, clock: server.clock });
  const again = await second.signedIn('supervisor');
  expect((await again.get('/api/v1/displays/messages')).json.messages).toMatchObject([{ text }]);
  await second.close();
});

const png = PNG.sync.write(new PNG({ width: 4, height: 4 }));
const webm = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(5_000, 7)]);
const list = async () => (await supervisor.get('/api/v1/media')).json;

/** The folder is looked at every 10 s; a test does not wait for that. */
const lookAgain = (): Promise<void> => server.app.media.look();

describe('the media folder', () => {
  beforeAll(async () => {
    mkdirSync(join(folder, 'folder.png'), { recursive: true });
    writeFileSync(join(folder, 'b gambar (1).png'), png);
    writeFileSync(join(folder, 'a-video.webm'), webm);
    writeFileSync(join(folder, 'lies.jpg'), png);
    writeFileSync(join(folder, 'page.webp'), '<script>alert(1)</script>');
    writeFileSync(join(folder, 'picture.svg'), '<svg/>');
    writeFileSync(join(folder, 'empty.png'), '');
    writeFileSync(join(folder, '.hidden.png'), png);
    symlinkSync('/etc/hostname', join(folder, 'linked.png'));
    writeFileSync(join(folder, 'huge.png'), Buffer.concat([png, Buffer.alloc(21 * 1024 * 1024)]));
    await lookAgain();
  });

  test('MEDIA-1: only files that are what they are called are shown, by name', async () => {
    const { items, faults } = await list();
    expect(items.map((row: { name: string }) => row.name)).toEqual([
      'a-video.webm',
      'b gambar (1).png',
    ]);
    expect(items.map((row: { kind: string }) => row.kind)).toEqual(['video', 'picture']);
    expect(Object.fromEntries(faults.map((row: never) => Object.values(row)))).toEqual({
      'empty.png': 'wrong-type',
      'huge.png': 'too-large',
      'lies.jpg': 'wrong-type',
      'page.webp': 'wrong-type',
      'picture.svg': 'bad-name',
    });
    const { mediaFaults } = (await supervisor.get('/api/v1/overview')).json;
    expect(mediaFaults).toEqual(faults);
  });

  const fetchMedia = (name: string, headers: Record<string, string> = {}) =>
    fetch(`${server.app.url}/api/v1/media/${name}`, { headers });

  test('MEDIA-2: a file is sent whole and in ranges', async () => {
    const whole = await fetchMedia('a-video.webm');
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/webm');
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await whole.arrayBuffer()).equals(webm)).toBe(true);
    const part = await fetchMedia('a-video.webm', { Range: 'bytes=4-7' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-7/${webm.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(webm.subarray(4, 8))).toBe(true);
    const end = await fetchMedia('a-video.webm', { Range: 'bytes=-3' });
    expect((await end.arrayBuffer()).byteLength).toBe(3);
    const beyond = await fetchMedia('a-video.webm', { Range: 'bytes=9999-' });
    expect(beyond.status).toBe(416);
    const picture = await fetchMedia(encodeURIComponent('b gambar (1).png'));
    expect(picture.headers.get('content-type')).toBe('image/png');
  });

  test('MEDIA-2: nothing else of the computer is sent', async () => {
    const names = [
      'linked.png',
      '.hidden.png',
      'lies.jpg',
      'folder.png',
      'nothing.png',
      '..%2fbuilding.sqlite',
      '%2e%2e%2fbuilding.sqlite',
      '..%5cbuilding.sqlite',
      'a-video.webm%00.png',
      'x'.repeat(2_000),
    ];
    for (const name of names) {
      const answer = await fetchMedia(name);
      expect(answer.status, name).toBe(404);
      expect(answer.headers.get('content-type'), name).toMatch(/problem\+json/);
    }
  });

  test('MEDIA-3: a file that changes has another address; one that goes is gone', async () => {
    const before = (await list()).items[1].url as string;
    const path = join(folder, 'b gambar (1).png');
    writeFileSync(path, PNG.sync.write(new PNG({ width: 9, height: 9 })));
    utimesSync(path, new Date(1_000), new Date(1_000));
    writeFileSync(join(folder, 'c-last.png'), png);
    await lookAgain();
    const { items } = await list();
    expect(items[1].url).not.toBe(before);
    expect(items.at(-1).name).toBe('c-last.png');
    rmSync(join(folder, 'c-last.png'));
    await lookAgain();
    expect((await list()).items).toHaveLength(2);
    const gone = await fetchMedia('c-last.png');
    expect(gone.status).toBe(404);
  });

  test('MEDIA-4: a file that a screen cannot play is told, until it changes', async () => {
    server.app.media.reportTrouble('a-video.webm');
    server.app.media.reportTrouble('never-there.webm');
    const isTold = async () =>
      (await list()).faults.some((row: { name: string; fault: string }) => {
        return row.name === 'a-video.webm' && row.fault === 'not-playable';
      });
    let told = false;
    await until(() => {
      void isTold().then(value => (told = value));
      return told;
    }, 'the fault to be told');
    expect((await list()).items.map((row: { name: string }) => row.name)).not.toContain(
      'a-video.webm',
    );
    utimesSync(join(folder, 'a-video.webm'), new Date(5_000), new Date(5_000));
    await lookAgain();
    expect((await list()).items[0].name).toBe('a-video.webm');
  });
});
