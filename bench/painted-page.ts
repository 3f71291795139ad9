import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';

/** The wall clock in milliseconds with its fractions: the same in this process and in a browser. */
export const wallMs = (): number => performance.timeOrigin + performance.now();

/** A lobby screen in a real browser that says when it has painted a new call. */
export interface PaintedPage {
  readonly page: Page;
  /** When the next call was painted, by the wall clock. */
  painted(): Promise<number>;
  /** The screen shows no call as current. */
  settled(): Promise<void>;
}

export async function withBrowser<Result>(use: (browser: Browser) => Promise<Result>) {
  const browser = await launchBrowser();
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** Watches the page itself: a call counts once the frame after the one that holds it has begun. */
function reportCalls(): void {
  const reported = new Set<string>();
  const look = (): void => {
    for (const element of document.querySelectorAll<HTMLElement>('.now [data-call]')) {
      const id = element.dataset['call'] ?? '';
      if (reported.has(id)) continue;
      reported.add(id);
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          const reporter = window as unknown as { reportPainted(atMs: number): void };
          reporter.reportPainted(performance.timeOrigin + performance.now());
        });
      });
    }
  };
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['class', 'data-call'],
    });
  });
}

export async function openPaintedPage(browser: Browser, url: string): Promise<PaintedPage> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  const times: number[] = [];
  const waiting: ((atMs: number) => void)[] = [];
  await page.exposeFunction('reportPainted', (atMs: number) => {
    const next = waiting.shift();
    if (next) next(atMs);
    else times.push(atMs);
  });
  await page.addInitScript(reportCalls);
  await page.goto(url);
  await page.getByTestId('lobby-sentence').waitFor();
  return {
    page,
    painted: () =>
      new Promise((resolve, reject) => {
        const time = times.shift();
        if (time !== undefined) return resolve(time);
        const late = setTimeout(() => reject(new Error('No call was painted')), 20_000);
        waiting.push(atMs => {
          clearTimeout(late);
          resolve(atMs);
        });
      }),
    settled: async () => {
      await page.waitForFunction(() => document.querySelector('.now [data-call]') === null);
    },
  };
}
