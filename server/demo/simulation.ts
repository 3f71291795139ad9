import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp, type App } from '../app.ts';
import { fastClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { localTime, minuteMs } from '../domain/local-time.ts';
import { setupOf } from '../domain/state.ts';
import type { Log } from '../log.ts';
import { demoSetup } from './demo-setup.ts';
import { seededRandom, runDay, type RunningDay } from './simulated-day.ts';
import { planDay, visitsAtCapacity } from './simulation-plan.ts';

export interface Simulation {
  readonly app: App;
  close(): Promise<void>;
}

/** Local time at which a simulated day begins: before the first visitor. */
const startMinute = 7 * 60 + 20;

/**
 * A realistic day in the demo building at `speed` times real time: visitors come, officers call and
 * serve, some do not appear. Everything goes through the same commands as in a real one.
 */
export async function openSimulation(config: Config, log: Log, speed: number): Promise<Simulation> {
  const { timeZone } = demoSetup().building;
  const today = localTime(Date.now(), timeZone);
  const clock = fastClock(today.midnight + startMinute * minuteMs, speed);
  // A simulated day is thrown away: its folder is made for it and goes with it, so that no other
  // building, and no other simulation that runs, is ever in its way.
  const dataDir = mkdtempSync(join(tmpdir(), 'mpp-antrean-simulation-'));
  const removeFolder = (): void => rmSync(dataDir, { recursive: true, force: true });
  let app: App;
  try {
    app = await openApp(
      { ...config, dataDir, mode: 'demo', hasDemoBookings: true, hasReportExports: false },
      { clock, log },
    );
  } catch (error) {
    removeFolder();
    throw error;
  }
  const { setup } = setupOf(app.building.state);
  const random = seededRandom(Number(today.date.replaceAll('-', '')));
  const visits = visitsAtCapacity(setup, today.date);
  const plan = planDay(setup, random, { visits, date: today.date });
  const day: RunningDay = runDay({
    building: app.building,
    plan,
    random,
    midnight: today.midnight,
    log,
    printerId: app.kioskPrinterId,
  });
  return {
    app,
    async close() {
      await day.stop();
      await app.close();
      removeFolder();
    },
  };
}
