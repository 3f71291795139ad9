import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/browser/launch.ts';
import { rowOf, type Row } from './figures.ts';
import { withServer, type BenchOptions } from './sides.ts';

/** How many touches ten errands need in the real page, from the resting screen. */

interface Errand {
  readonly name: string;
  /** What has to hold; undefined where the figure is only told. */
  readonly tapsMax?: number;
  readonly steps: readonly string[];
  /** What stands there at the end. */
  readonly end: string;
}

const number = '[data-testid="number"]';
/** Three touches after the first for a single errand. */
const singleMax = 4;

const errands: readonly Errand[] = [
  {
    name: 'one service of an agency',
    tapsMax: singleMax,
    steps: ['take', 'agency-agency-a', 'service-service-a01', 'issue'],
    end: number,
  },
  {
    name: 'one that is chosen most',
    tapsMax: singleMax,
    steps: ['take', 'popular-', 'issue'],
    end: number,
  },
  {
    name: 'one with priority',
    tapsMax: singleMax + 1,
    steps: ['take', 'agency-agency-b', 'service-service-b01', 'need-elderly', 'issue'],
    end: number,
  },
  {
    name: 'one found by typing KTP',
    steps: ['take', 'search', 'sign-K', 'sign-T', 'sign-P', 'found-', 'issue'],
    end: number,
  },
  {
    name: 'two errands',
    steps: [
      'take agency-agency-c service-service-c01 add-errand',
      'agency-agency-d service-service-d01 issue issue',
    ],
    end: number,
  },
  {
    name: 'three errands',
    steps: [
      'take agency-agency-e service-service-e01 add-errand',
      'agency-agency-g service-service-g01 add-errand',
      'agency-agency-h service-service-h01 issue issue',
    ],
    end: number,
  },
  {
    name: 'one in English',
    tapsMax: singleMax + 1,
    steps: ['language-en', 'take', 'agency-agency-j', 'service-service-j01', 'issue'],
    end: number,
  },
  {
    name: 'one in large text',
    steps: ['aid-large', 'take', 'agency-agency-a', 'service-service-a01', 'issue'],
    end: number,
  },
  {
    name: 'what to bring, without a number',
    steps: ['ask-bring', 'agency-agency-a', 'service-service-a01'],
    tapsMax: 3,
    end: '[data-testid="bring-take"]',
  },
  {
    name: 'a booking by its code',
    tapsMax: 10,
    steps: ['booked', 'CODE', 'check-in'],
    end: number,
  },
];

/** Of a demo booking whose time is near; null where there is none at this hour. */
async function codeOf(page: Page): Promise<string | null> {
  const answer = await page.request.get('/api/v1/demo/bookings');
  const { bookings } = (await answer.json()) as {
    bookings: readonly { code: string; startsAt: string; status: string }[];
  };
  const near = bookings.find(({ startsAt, status }) => {
    const minutes = (Date.parse(startsAt) - Date.now()) / 60_000;
    return status === 'booked' && minutes < 14 && minutes > -25;
  });
  return near?.code.replaceAll(/[^A-Z0-9]/g, '') ?? null;
}

const isTyped = ({ steps }: Errand): boolean => steps.includes('CODE');

async function tapsOf(page: Page, { steps, end }: Errand, code: string): Promise<number> {
  await page.goto('/kiosk');
  await page.getByTestId('take').waitFor();
  const signs = code.split('').map(sign => `sign-${sign}`);
  let taps = 0;
  const single = steps.flatMap(each => (each === 'CODE' ? signs : each.split(' ')));
  for (const step of single) {
    // Large text turns pages, which is a touch each.
    const down = page.getByTestId('page-down');
    const place = page.locator(
      step.endsWith('-') ? `[data-testid^="${step}"]` : `[data-testid="${step}"]`,
    );
    await place.or(down).first().waitFor();
    while ((await place.count()) === 0) {
      await down.tap();
      taps += 1;
    }
    await place.first().tap();
    taps += 1;
  }
  const done = page.locator(end);
  const goOn = page.getByTestId('long-go');
  await done.or(goOn).first().waitFor();
  if ((await goOn.count()) > 0) {
    await goOn.tap();
    taps += 1;
  }
  await done.first().waitFor();
  return taps;
}

export async function measureKioskTaps(options: BenchOptions): Promise<Row[]> {
  return withServer('ours', options, async ({ port }) => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({
        viewport: { width: 1080, height: 1920 },
        hasTouch: true,
        baseURL: `http://127.0.0.1:${port}`,
      });
      const rows: Row[] = [];
      for (const errand of errands) {
        const code = isTyped(errand) ? await codeOf(page) : '';
        const target = errand.tapsMax === undefined ? undefined : { oursMax: errand.tapsMax };
        const ours = code === null ? 0 : await tapsOf(page, errand, code);
        const row = rowOf(`kiosk, ${errand.name}`, 'touches', { ours }, target);
        rows.push(code === null ? { ...row, ours: null, holds: null } : row);
      }
      return rows;
    } finally {
      await browser.close();
    }
  });
}
