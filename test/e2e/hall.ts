import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openApp, type App, type AppOptions } from '../../server/app.ts';
import { openLog } from '../../server/log.ts';
import { launchBrowser } from '../browser/launch.ts';
import { SteeredClock } from './steered-clock.ts';

/** The real sizes of the screens, in CSS pixels. */
export const sizes = {
  kiosk: { width: 1080, height: 1920 },
  lobby: { width: 1920, height: 1080 },
  desk: { width: 1366, height: 768 },
  tower: { width: 1920, height: 1080 },
  phone: { width: 360, height: 740 },
} as const;

export type ScreenKind = keyof typeof sizes;

/**
 * A browser's hint about its own work: a file that a page began to fetch just before its service
 * worker took over is fetched from there once more.
 */
const ownHint = /^A preload for |was preloaded using link preload/;

/** A page at its real size, and everything it complained of or asked for. */
export interface Screen {
  readonly page: Page;
  /** Errors on the console, violations of the CSP among them, and uncaught exceptions. */
  readonly errors: string[];
  /** Addresses asked for outside the building. */
  readonly foreign: string[];
}

/** A demo building that is open to real browsers: server, printer, voice and all. */
export class Hall {
  readonly clock: SteeredClock;
  readonly #browser: Browser;
  readonly #options: Partial<AppOptions>;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'mpp-hall-'));
  #app: App | null = null;
  #port = 0;

  constructor(browser: Browser, instant: string, options: Partial<AppOptions> = {}) {
    this.#browser = browser;
    this.#options = options;
    this.clock = new SteeredClock(instant);
  }

  get app(): App {
    if (!this.#app) throw new Error('The server is stopped.');
    return this.#app;
  }

  /** For screens that are opened in a way of their own. */
  get browser(): Browser {
    return this.#browser;
  }

  /** The same address after every start. */
  async start(): Promise<void> {
    this.#app = await openApp(
      {
        mode: 'demo',
        host: '127.0.0.1',
        port: this.#port,
        dataDir: this.dataDir,
        logLevel: 'silent',
        demoPublic: false,
        ...this.#options,
      },
      { clock: this.clock, log: openLog('silent') },
    );
    this.#port = this.#app.port;
  }

  async stop(): Promise<void> {
    const app = this.app;
    this.#app = null;
    await app.close();
  }

  /** A screen of its own kind: no cookie and no memory shared with another. */
  async screen(kind: ScreenKind, path: string): Promise<Screen> {
    const isTouched = kind === 'kiosk' || kind === 'phone';
    const context = await this.#browser.newContext({
      viewport: sizes[kind],
      hasTouch: isTouched,
      isMobile: kind === 'phone',
      // Phones draw twice as fine; nothing that is measured changes by it.
      deviceScaleFactor: kind === 'phone' ? 2 : 1,
      locale: 'id-ID',
      baseURL: this.app.url,
    });
    const page = await context.newPage();
    const errors: string[] = [];
    const foreign: string[] = [];
    page.on('console', message => {
      const isComplaint = message.type() === 'error' || message.type() === 'warning';
      if (isComplaint && !ownHint.test(message.text())) errors.push(message.text());
    });
    page.on('pageerror', error => errors.push(error.stack ?? error.message));
    page.on('request', request => {
      const { protocol, port } = new URL(request.url());
      const isInner = protocol === 'data:' || protocol === 'blob:';
      if (!isInner && port !== String(this.#port)) foreign.push(request.url());
    });
    await page.goto(path);
    return { page, errors, foreign };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#app?.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** `before` may fill the folder of the building first. */
export async function openHall(
  instant: string,
  before: (dataDir: string) => Promise<void> = () => Promise.resolve(),
  options: Partial<AppOptions> = {},
): Promise<Hall> {
  const hall = new Hall(await launchBrowser(), instant, options);
  await before(hall.dataDir);
  await hall.start();
  return hall;
}
