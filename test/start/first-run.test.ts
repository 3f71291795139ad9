import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { MakeBuilding } from '../../contract/first-run.ts';
import { setupCodeMs, setupCodeTriesMax } from '../../server/auth/setup-code.ts';
import { openSetup, type SetupRun, type SetupTold } from '../../server/first-run.ts';
import { openLog } from '../../server/log.ts';
import { HandClock, newDataDir, openTestApp, until } from '../http/open-test-app.ts';
import { startServer } from './server-child.ts';

/** From an empty folder to a building with an administrator, and the way back in. */

const building: MakeBuilding['building'] = {
  name: { line1: 'Mal Pelayanan Publik', line2: 'Kabupaten Karang Asri' },
  short: 'MPP Karang Asri',
  timeZone: 'Asia/Makassar',
  languages: ['id', 'en'],
  hours: {
    periods: [{ days: [1, 2, 3, 4, 5], opens: '08:00', closes: '15:00' }],
    lastTicketMinutes: 30,
  },
};
const administrator = { username: 'wirawan', name: 'Putu Wirawan', password: 'selendang-49-biru' };

const opened: SetupRun[] = [];
const folders: string[] = [];
const folder = (): string => {
  const made = newDataDir();
  folders.push(made);
  return made;
};
afterEach(async () => {
  for (const run of opened.splice(0)) await run.close();
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const isCode = (told: SetupTold): told is Exclude<SetupTold, { kind: 'ready' }> =>
  told.kind !== 'ready';

/** What was said, as somebody reads it. */
class Terminal {
  readonly said: SetupTold[] = [];

  get code(): string {
    return this.said.findLast(isCode)?.made.code ?? '';
  }
  get url(): string {
    return this.said.findLast(isCode)?.url ?? '';
  }
  get isReady(): boolean {
    return this.said.some(({ kind }) => kind === 'ready');
  }
}

async function runSetup(dataDir = folder(), clock = new HandClock(), port = 0) {
  const terminal = new Terminal();
  const run = await openSetup(
    {
      host: '127.0.0.1',
      port,
      dataDir,
      logLevel: 'silent',
      demoPublic: false,
      hasVoice: false,
    },
    { clock, log: openLog('silent') },
    told => terminal.said.push(told),
  );
  opened.push(run);
  return { terminal, run, clock, dataDir };
}

async function post(url: string, path: string, body: unknown, cookie = '') {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as { code?: string; user?: { username: string } };
  const [set = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  return { status: response.status, json, cookie: set };
}

async function get(url: string, path: string, cookie = '') {
  const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, text, to: response.headers.get('location') };
}

/** A building that was made, and who made it. */
async function madeBuilding() {
  const found = await runSetup();
  const { terminal } = found;
  const { code, url } = terminal;
  const made = await post(url, '/first-run', { code, building, administrator });
  await until(() => terminal.isReady, 'the real server');
  return { ...found, url, made, firstCode: code };
}

describe('an empty folder', () => {
  test('FIRST-1: a code and an address are said, and every screen leads to where it is typed', async () => {
    const { terminal } = await runSetup();
    expect(terminal.said.map(({ kind }) => kind)).toEqual(['first-run']);
    expect(terminal.code).toMatch(/^[A-Z0-9]{8}$/);
    const { url } = terminal;
    for (const path of ['/', '/kiosk', '/display', '/counter', '/admin', '/healthz']) {
      expect(await get(url, path), path).toMatchObject({ status: 302, to: '/setup' });
    }
    expect((await get(url, '/setup')).status).toBe(200);
    expect(JSON.parse((await get(url, '/api/v1/first-run')).text)).toEqual({
      state: 'needed',
      hasCode: true,
    });
    expect((await get(url, '/api/v1/building')).status).toBe(404);
  });

  test('FIRST-2: one building and one administrator, in one step and once', async () => {
    const { terminal } = await runSetup();
    const { code, url } = terminal;
    const body = { code: code.toLowerCase(), building, administrator };
    const wrong: readonly [unknown, number, string][] = [
      [
        { ...body, administrator: { ...administrator, password: 'short' } },
        422,
        'password-too-weak',
      ],
      [{ ...body, administrator: { ...administrator, username: 'Putu W' } }, 422, 'invalid-input'],
      [
        {
          ...body,
          building: {
            ...building,
            hours: {
              periods: [{ days: [1], opens: '15:00', closes: '08:00' }],
              lastTicketMinutes: 0,
            },
          },
        },
        422,
        'setup-refused',
      ],
      [
        { ...body, building: { ...building, name: { line1: ' ', line2: '' } } },
        422,
        'invalid-input',
      ],
      [{ code, administrator }, 422, 'invalid-input'],
    ];
    for (const [asked, status, problem] of wrong) {
      expect(await post(url, '/first-run', asked)).toMatchObject({
        status,
        json: { code: problem },
      });
    }
    expect(await post(url, '/first-run/administrator', { code, administrator })).toMatchObject({
      status: 409,
      json: { code: 'not-set-up' },
    });
    const both = await Promise.all([
      post(url, '/first-run', body),
      post(url, '/first-run', { ...body, administrator: { ...administrator, username: 'other' } }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    await until(() => terminal.isReady, 'the real server');
    const cookie = both.find(({ status }) => status === 201)!.cookie;
    const staff = JSON.parse((await get(url, '/api/v1/staff', cookie)).text) as {
      staff: { username: string }[];
    };
    expect(staff.staff).toHaveLength(1);
    expect(await post(url, '/first-run', body)).toMatchObject({
      status: 409,
      json: { code: 'already-set-up' },
    });
  });

  test('FIRST-3: wrong codes wait, and wear the code out; after a day it is worth nothing', async () => {
    const { terminal, clock, run, dataDir } = await runSetup();
    const { code, url } = terminal;
    const ask = (asked: string) => post(url, '/first-run/code', { code: asked });
    expect((await ask(code)).status).toBe(200);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await ask('ACDEFGHJ')).toMatchObject({ status: 404, json: { code: 'unknown-code' } });
    }
    expect((await ask(code)).status).toBe(429);
    clock.advance(61);
    expect((await ask(` ${code.slice(0, 4)}-${code.slice(4)} `)).status).toBe(200);
    for (let tries = 5; tries < setupCodeTriesMax; tries += 1) {
      clock.advance(61);
      await ask('ACDEFGHJ');
    }
    clock.advance(61);
    expect((await ask(code)).status).toBe(404);
    await run.close();
    const later = await runSetup(dataDir, clock);
    expect((await post(later.terminal.url, '/first-run/code', { code })).status).toBe(404);
    clock.advance(setupCodeMs / 1000);
    const { url: laterUrl, code: old } = later.terminal;
    expect((await post(laterUrl, '/first-run/code', { code: old })).status).toBe(404);
    expect((await get(laterUrl, '/api/v1/first-run')).text).toContain('"hasCode":false');
  });

  test('FIRST-4: the same address goes on as the building’s server, and who made it is signed in', async () => {
    const { url, made, firstCode } = await madeBuilding();
    expect(made).toMatchObject({ status: 201, json: { user: { username: 'wirawan' } } });
    const session = await get(url, '/api/v1/session', made.cookie);
    expect(session.text).toContain('"role":"administrator"');
    const view = JSON.parse((await get(url, '/api/v1/building')).text) as Record<string, unknown>;
    expect(view).toMatchObject({ short: 'MPP Karang Asri', demo: false });
    expect((await get(url, '/api/v1/first-run')).text).toBe('{"state":"made","hasCode":false}');
    const again = { code: firstCode, administrator };
    expect((await post(url, '/first-run/administrator', again)).status).toBe(404);
  });
});

describe('a building that is there', () => {
  test('FIRST-5: a code gives an administrator a new password, or makes one more, and nobody else', async () => {
    const { made, run, dataDir, clock } = await madeBuilding();
    await run.close();
    const again = await runSetup(dataDir, clock);
    const { terminal } = again;
    expect(terminal.said.map(({ kind }) => kind)).toEqual(['way-in']);
    const here = terminal.url;
    const change = { ...administrator, password: 'kain-poleng-hitam-7' };
    const weak = { ...administrator, password: 'wirawan' };
    const ask = (body: unknown) => post(here, '/first-run/administrator', body);
    expect((await ask({ code: terminal.code, administrator: weak })).status).toBe(422);
    const taken = await ask({ code: terminal.code, administrator: change });
    expect(taken).toMatchObject({ status: 200, json: { user: { username: 'wirawan' } } });
    expect((await get(here, '/api/v1/session', taken.cookie)).status).toBe(200);
    expect((await get(here, '/api/v1/session', made.cookie)).status).toBe(401);
    const signIn = (password: string) => post(here, '/session', { username: 'wirawan', password });
    expect((await signIn(administrator.password)).status).toBe(401);
    expect((await signIn(change.password)).status).toBe(200);
    expect((await ask({ code: terminal.code, administrator: change })).status).toBe(404);
  });

  test('FIRST-6: beside a server that runs nothing is started, and its code works there', async () => {
    const { url, dataDir, clock } = await madeBuilding();
    const port = Number(new URL(url).port);
    const { terminal, run } = await runSetup(dataDir, clock, port);
    expect([run.isServing, terminal.url]).toEqual([false, url]);
    const more = { username: 'komang', name: 'Komang Ayu', password: 'jepun-putih-1998' };
    const body = { code: terminal.code, administrator: more };
    expect(await post(url, '/first-run/administrator', body)).toMatchObject({
      status: 200,
      json: { user: { username: 'komang' } },
    });
    const signIn = { username: 'wirawan', password: administrator.password };
    expect((await post(url, '/session', signIn)).status).toBe(200);
  });

  test('FIRST-6: a demo building is refused, whether its server runs or not', async () => {
    const dataDir = folder();
    const demo = await openTestApp({ dataDir });
    await expect(runSetup(dataDir)).rejects.toThrow(/^The data folder holds a demo building/);
    await demo.close();
    await expect(runSetup(dataDir)).rejects.toThrow(/^The data folder holds a demo building/);
  });
});

test('FIRST-1: the terminal says the address and the code, and a signal ends it', async () => {
  const { child, ended } = startServer(['--setup'], { DATA_DIR: folder() });
  let out = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await until(() => out.includes('good for one use'), 'the code', 20_000);
  expect(out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/setup/);
  expect(out).toMatch(/^ {2}[A-Z0-9]{4}-[A-Z0-9]{4}$/m);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});
