import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openApp, type App, type AppOptions } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import { openLog } from '../../server/log.ts';
import { openTestClient, type TestClient } from './test-client.ts';

/** A Monday morning in the demo building: 09.00 WITA on 23 November 2026, no holiday. */
export const mondayMorning = Date.parse('2026-11-23T09:00:00+08:00');

/** A clock that only moves when it is told to, so that every view can be compared exactly. */
export class HandClock implements Clock {
  readonly rate = 1;
  #now: number;

  constructor(now = mondayMorning) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(seconds: number): void {
    this.#now += seconds * 1000;
  }
}

export interface TestApp {
  readonly app: App;
  readonly clock: HandClock;
  readonly dataDir: string;
  /** A client of its own: nobody signed in. */
  client(): TestClient;
  /** A client signed in as one of the demo building's staff. */
  signedIn(username: string): Promise<TestClient>;
  seq(): number;
  close(): Promise<void>;
}

export interface TestAppOptions extends Partial<AppOptions> {
  readonly clock?: HandClock;
  readonly recentLog?: () => readonly string[];
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), 'mpp-test-'));

/** A whole server on a free port with a demo building of its own. Removed again by `close`. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { clock = new HandClock(), dataDir = newDataDir(), recentLog, ...rest } = options;
  const app = await openApp(
    {
      mode: 'demo',
      host: '127.0.0.1',
      port: 0,
      dataDir,
      logLevel: 'silent',
      demoPublic: false,
      hasPrinter: false,
      hasVoice: false,
      ...rest,
    },
    { clock, log: openLog('silent'), ...(recentLog ? { recentLog } : {}) },
  );
  const clients: TestClient[] = [];
  const client = (): TestClient => {
    const opened = openTestClient(app);
    clients.push(opened);
    return opened;
  };
  return {
    app,
    clock,
    dataDir,
    client,
    async signedIn(username) {
      const opened = client();
      const body = { username, password: `demo-${username}` };
      expect((await opened.post('/api/v1/session', body)).status).toBe(200);
      return opened;
    },
    seq: () => app.building.state.seq,
    async close() {
      for (const opened of clients) opened.close();
      await app.close();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits until a condition holds; fails with its name after 10 s. */
export async function until(holds: () => boolean, what: string, msMax = 10_000): Promise<void> {
  const begun = performance.now();
  while (!holds()) {
    if (performance.now() - begun > msMax) throw new Error(`Waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
