import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { surveyElements } from '../../server/domain/satisfaction.ts';
import { openDatabase } from '../../server/store/database.ts';
import { openSurveys } from '../../server/store/surveys.ts';
import { openTestClient, type TestClient } from '../http/test-client.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, sizes, type Hall, type Screen } from './hall.ts';
import { reads, scan, seen, signIn } from './steps.ts';

/** The tablet at the exit and the report of the regulation, in a real browser. */

let hall: Hall;
let words: ForeignWords;
let supervisor: TestClient;

const november = '?from=2026-11-01&to=2026-11-30';

interface Given {
  readonly date: string;
  readonly count: number;
  readonly answer: number;
  readonly agencyId: string;
  readonly serviceId: string;
}

const said = 'Kursi di ruang tunggu kurang saat ramai pagi hari.';

/** As the phone gives them, past what a visit would take to play. */
function giveAll(folder: string, rows: readonly Given[]): void {
  const { database, close } = openDatabase(folder);
  const surveys = openSurveys(database);
  let given = 0;
  for (const { date, count, answer, agencyId, serviceId } of rows) {
    for (let at = 0; at < count; at += 1) {
      given += 1;
      const ordinary = surveyElements.map((name, place) => [name, place > 6 ? 3 : answer] as const);
      surveys.give(Buffer.from(`visit ${given}`.padEnd(32, '.')), date, {
        businessDate: date,
        serviceId,
        agencyId,
        language: 'id',
        answers: { ...Object.fromEntries(ordinary), time: 2, cost: 4 },
        comment: at === 0 ? said : null,
        respondent: {
          gender: at % 3 === 0 ? 'male' : 'female',
          age: '30-44',
          education: 'sma',
          occupation: at % 2 === 0 ? 'private' : 'business',
        },
      });
    }
  }
  close();
}

beforeAll(async () => {
  const ofA = { agencyId: 'agency-a', serviceId: 'service-a01' };
  const ofB = { agencyId: 'agency-b', serviceId: 'service-b01' };
  hall = await openHall('2026-11-24T09:10:00+08:00', folder => {
    giveAll(folder, [
      { date: '2026-10-14', count: 32, answer: 3, ...ofA },
      { date: '2026-11-16', count: 33, answer: 4, ...ofA },
      { date: '2026-11-17', count: 31, answer: 3, agencyId: 'agency-a', serviceId: 'service-a02' },
      { date: '2026-11-18', count: 8, answer: 4, ...ofB },
    ]);
    return Promise.resolve();
  });
  words = await openForeignWords();
  supervisor = openTestClient(hall.app);
  const password = 'demo-supervisor';
  await supervisor.post('/api/v1/session', { username: 'supervisor', password });
}, 60_000);
afterAll(async () => {
  supervisor?.close();
  await hall?.close();
});

/** A visit that was served, with every service it came for. */
async function served(...serviceIds: string[]): Promise<{ label: string; token: string }> {
  const { ticket } = (await supervisor.post('/api/v1/tickets', { serviceIds })).json;
  await supervisor.post('/api/v1/counters/counter-1/open');
  const ways = [
    [`/api/v1/counters/counter-1/call`, { ticketId: ticket.id, reason: 'other' }],
    [`/api/v1/tickets/${ticket.id}/start`],
    [`/api/v1/tickets/${ticket.id}/finish`],
  ] as const;
  for (let errand = 0; errand < serviceIds.length; errand += 1) {
    for (const [path, body] of ways) {
      const { status, text } = await supervisor.post(path, body);
      expect(status, `${path} ${text}`).toBe(200);
    }
  }
  return ticket;
}

const tabletSizes = [
  { size: sizes.kiosk, kind: 'kiosk', demands: { keyTopMin: 0 } },
  // A tablet of ten inches: a pixel is 0.17 mm.
  {
    size: { width: 1280, height: 800 },
    kind: 'desk',
    demands: { textPxMin: 20, keyPxMin: 80, gapPxMin: 10 },
  },
] as const;

/** What is wrong with this scene at one size: its answers are as large as keys, keys whole. */
const handless = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.choice, button')].flatMap(one => {
      const { height, right } = one.getBoundingClientRect();
      return height < 80 || right > innerWidth ? [one.textContent] : [];
    }),
  );

/** In both languages at both sizes, turning as little as can be; it ends in Indonesian. */
async function isHung(page: Page, name: string, isBuiltAnew = true): Promise<void> {
  const turns = (await page.evaluate(() => innerWidth)) < 1100 ? [0, 1] : [1, 0];
  for (const [at, turn] of turns.entries()) {
    const { size, kind, demands } = tabletSizes[turn]!;
    if (at > 0) await page.setViewportSize(size);
    for (const language of at === 0 ? (['id', 'en'] as const) : (['en', 'id'] as const)) {
      await page.getByTestId(`language-${language}`).dispatchEvent('click');
      const found = await complaintsOf(page, { kind, words, language, demands });
      expect.soft(found, `${name} ${language} ${size.width}`).toEqual([]);
    }
    expect.soft(await handless(page), `${name} ${size.width}`).toEqual([]);
    if (isBuiltAnew) expect.soft(await barriersOn(page), `${name} ${size.width}`).toEqual([]);
  }
}

const sceneIs = (page: Page, scene: string): Promise<void> =>
  seen(page.locator(`[data-testid="tablet"][data-scene="${scene}"]`));
const stepIs = (page: Page, step: string): Promise<void> =>
  seen(page.locator(`[data-step="${step}"]`));

async function typeNumber(page: Page, label: string): Promise<void> {
  await sceneIs(page, 'invite');
  await page.getByTestId('tablet-type').tap();
  for (const sign of label) await page.getByTestId(`tablet-sign-${sign}`).tap();
}

test('SURVEY-18: a visit is rated at the exit, from its number to the thanks, once', async () => {
  const { label } = await served('service-a01');
  const { page, errors, foreign } = await hall.screen('kiosk', '/survey');
  await sceneIs(page, 'invite');
  await isHung(page, 'invite');
  await typeNumber(page, label);
  await isHung(page, 'typing');
  await page.getByTestId('tablet-find').tap();
  for (const [at, element] of surveyElements.entries()) {
    await stepIs(page, element);
    await reads(page.locator('.count.strong'), `${at + 1} dari 9`);
    // The others are built as the first one is.
    await isHung(page, element, at === 0);
    await page
      .locator('.choice')
      .nth(at % 4)
      .tap();
    await page.getByTestId('tablet-next').tap();
  }
  await stepIs(page, 'last');
  await isHung(page, 'last');
  await page.getByTestId('tablet-profile').tap();
  for (const field of ['gender', 'age', 'education', 'occupation']) {
    await stepIs(page, `about-${field}`);
    // The longest list of answers, and the shortest.
    if (field === 'gender' || field === 'education') await isHung(page, field);
    if (field !== 'age') await page.locator('.choice').first().tap();
    await page.getByTestId('tablet-next-about').tap();
  }
  await page.getByTestId('tablet-send').tap();
  await sceneIs(page, 'thanks');
  await isHung(page, 'thanks');
  await page.reload();
  await typeNumber(page, label);
  await page.getByTestId('tablet-find').tap();
  await reads(page.getByTestId('tablet-notice'), 'Kunjungan ini sudah dinilai');
  await isHung(page, 'answered');
  await page.getByTestId('tablet-again').tap();
  const both = await served('service-a01', 'service-a02');
  await scan(page, `${hall.app.url}/t/${both.token}`);
  await stepIs(page, 'service');
  await isHung(page, 'service');
  await page.getByTestId('tablet-back').tap();
  await sceneIs(page, 'invite');
  expect(errors).toEqual([]);
  expect(foreign).toEqual([]);
  await page.context().close();
}, 60_000);

async function settled(page: Page): Promise<void> {
  await seen(page.locator('[data-testid="skm-body"][data-busy="false"]'));
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('.chart-box')].every(
      ({ dataset }) => dataset['drawn'] === 'yes',
    ),
  );
}

async function isFit(page: Page, name: string, ...languages: Language[]): Promise<void> {
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) {
      await page.getByTestId('other-language').click();
    }
    await settled(page);
    for (const size of [sizes.tower, sizes.desk]) {
      await page.setViewportSize(size);
      const found = await complaintsOf(page, { kind: 'desk', words, language });
      expect.soft(found, `${name} ${language} ${size.width}`).toEqual([]);
    }
    // An agency's is a part of the building's.
    if (name !== 'an agency')
      expect.soft(await barriersOn(page), `${name} ${language}`).toEqual([]);
  }
  if (languages.includes('en')) await page.getByTestId('other-language').click();
}

/** What is left of the errors of whoever was not signed in yet, and was told so. */
const unexpected = ({ errors }: Screen): string[] => errors.filter(error => !/40[14]/.test(error));

test('SURVEY-20: the report of the regulation is fit for an office, with answers, few and none', async () => {
  const screen = await hall.screen('desk', `/reports/survey${november}`);
  const { page } = screen;
  await signIn(page, 'supervisor');
  await settled(page);
  await reads(page.getByTestId('skm-index'), /^\d\d,\d\d$/);
  await reads(page.getByTestId('skm-priorities'), 'Waktu Penyelesaian');
  await seen(page.getByTestId('comment'));
  await isFit(page, 'the building', 'id', 'en');
  await page.getByTestId('skm-open-agency-b').click();
  await seen(page.getByTestId('skm-few'));
  await isFit(page, 'few', 'id');
  await page.goto('/reports/survey?from=2020-01-01&to=2020-12-31');
  await seen(page.getByTestId('skm-empty'));
  await isFit(page, 'nothing', 'id', 'en');
  expect(await page.getByTestId('skm-body').innerText()).not.toMatch(/NaN|null|undefined/);
  await page.goto(`/reports/survey${november}`);
  await settled(page);
  const paper = await page.pdf({ preferCSSPageSize: true });
  // A4 in points.
  expect(paper.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
  await page.emulateMedia({ media: 'print' });
  const { tops, gone, ground, colours } = await page.evaluate(() => {
    const order = ['.report-head', '.skm-index', '.skm-profile', '.skm-elements'];
    const later = ['.skm-charts', '.skm-parts', '.skm-comments'];
    const hidden = [
      '.tower-top',
      '.report-tabs',
      '.report-keys',
      '.skm-states',
      '.skm-comment-keys',
    ];
    const shown = [...document.querySelectorAll('.reports *')].filter(
      element => element.checkVisibility() && !element.closest('.chart-box'),
    );
    return {
      tops: [...order, ...later].map(
        name => document.querySelector(name)!.getBoundingClientRect().top,
      ),
      gone: hidden.map(name => document.querySelector(name)?.checkVisibility() ?? false),
      ground: getComputedStyle(document.body).backgroundColor,
      colours: [...new Set(shown.map(element => getComputedStyle(element).color))],
    };
  });
  // The unit, its index, who answered, the table, and then the parts.
  expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  expect(gone).toEqual(gone.map(() => false));
  expect(ground).toBe('rgb(255, 255, 255)');
  for (const colour of colours) {
    const [red, green, blue] = colour.match(/\d+/g)!.map(Number);
    expect([green, blue], colour).toEqual([red, red]);
  }
  expect(unexpected(screen)).toEqual([]);
  expect(screen.foreign).toEqual([]);
  await page.context().close();
}, 60_000);

test('SURVEY-20: an agency’s administrator finds the report of their agency, and no way to others', async () => {
  const admin = openTestClient(hall.app);
  await admin.post('/api/v1/session', { username: 'admin', password: 'demo-admin' });
  const made = await admin.post('/api/v1/staff', {
    username: 'kepala-a',
    name: 'Kepala Dukcapil',
    role: 'agency-administrator',
    counterIds: [],
    serviceIds: null,
    agencyIds: ['agency-a'],
  });
  admin.close();
  const own = openTestClient(hall.app);
  const { password } = made.json;
  await own.post('/api/v1/session', { username: 'kepala-a', password });
  const next = { current: password, next: 'demo-kepala-a' };
  expect((await own.post('/api/v1/session/password', next)).status).toBe(200);
  own.close();
  const screen = await hall.screen('desk', `/reports/survey${november}`);
  const { page } = screen;
  await signIn(page, 'kepala-a');
  await settled(page);
  await reads(page.getByTestId('report-title'), 'Dinas Kependudukan dan Pencatatan Sipil');
  await reads(page.getByTestId('skm-index'), /^\d\d,\d\d$/);
  expect(await page.getByTestId('skm-agency-choice').locator('option').count()).toBe(1);
  const ways = page.locator('.tower-nav a[data-testid^="tower-"], .report-tabs nav a');
  const paths = await ways.evaluateAll(links =>
    links.map(link => new URL((link as HTMLAnchorElement).href).pathname),
  );
  expect(paths).toEqual(['/reports/survey', '/reports/survey']);
  await seen(page.getByTestId('comment'));
  expect(await page.getByTestId('comment-hide').count()).toBe(0);
  await isFit(page, 'an agency', 'id');
  expect(unexpected(screen)).toEqual([]);
  await page.getByTestId('to-office').click();
  await page.getByRole('link', { name: 'Laporan', exact: true }).click();
  await seen(page.getByTestId('survey-page'));
  await page.context().close();
}, 60_000);
