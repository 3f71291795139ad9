import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseErrand, chooseService, codeOnPaper, numberOf, reads, seen } from './steps.ts';

/** The service with the longest name, and some with the longest lists of papers. */
const longest = ['service-a14', 'service-a07', 'service-b07', 'service-d01'] as const;
/** Reach mode has no control above 1,120 mm over the floor. */
const reachTop = 629;

let hall: Hall;
let words: ForeignWords;
let screen: Screen;
let kiosk: Page;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  words = await openForeignWords();
  const scene = new Scene(hall);
  await scene.open(5);
  await scene.configure(setup => {
    setup.rules.longWaitMinutes = 600;
  });
  await scene.visits(14, 'service-a05');
  await scene.visits(3, 'service-b01');
  screen = await hall.screen('kiosk', '/kiosk');
  kiosk = screen.page;
});

afterAll(() => hall.close());

beforeEach(async () => {
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
});

const complaints = (language: Language = 'id'): Promise<string[]> =>
  complaintsOf(kiosk, { kind: 'kiosk', words, language });

/** Nothing to complain of, and nothing in the way of those who see, hear or move differently. */
async function isFit(name: string, language: Language = 'id'): Promise<void> {
  expect.soft(await complaints(language), name).toEqual([]);
  expect.soft(await barriersOn(kiosk), name).toEqual([]);
}

test('SCREEN-1: the kiosk at home, its agencies and what it says of a closed one', async () => {
  await isFit('home');
  await kiosk.getByTestId('booked').tap();
  await seen(kiosk.getByTestId('sign-erase'));
  await isFit('booking');
  await kiosk.getByTestId('back').tap();
  await kiosk.getByTestId('take').tap();
  await seen(kiosk.getByTestId('agency-agency-a'));
  await isFit('agencies');
  await kiosk.getByTestId('agency-agency-f').tap();
  await seen(kiosk.getByTestId('closed-sheet'));
  await isFit('closed');
});

test('SCREEN-2: the services of every agency have room', async () => {
  await kiosk.getByTestId('take').tap();
  const { agencies } = hall.app.building.state.index!.setup;
  for (const { id } of agencies.filter(({ hours }) => hours === null)) {
    await kiosk.getByTestId(`agency-${id}`).tap();
    await seen(kiosk.getByTestId('issue'));
    expect.soft(await complaints(), id).toEqual([]);
    await kiosk.getByTestId('back').tap();
  }
});

for (const language of ['id', 'en'] as const) {
  test(`SCREEN-3: a chosen service shows what to bring (${language})`, async () => {
    for (const serviceId of longest) {
      await kiosk.getByTestId(`language-${language}`).tap();
      const agencyId = `agency-${serviceId.charAt(8)}`;
      await chooseErrand(kiosk, { agencyId, serviceId, need: 'disability' });
      expect.soft(await complaints(language), serviceId).toEqual([]);
      await kiosk.getByTestId('back').tap();
      await kiosk.getByTestId('back').tap();
    }
  });
}

for (const aids of [['large'], ['contrast'], ['reach'], ['large', 'reach']] as const) {
  test(`SCREEN-4: with ${aids.join(' and ')} every screen keeps whole`, async () => {
    const isLow = aids.some(aid => aid === 'reach');
    const isLarge = aids.some(aid => aid === 'large');
    const whole = async (name: string): Promise<void> => {
      const demands = { ...(isLow && { keyTopMin: reachTop }), ...(isLarge && { textPxMin: 40 }) };
      const found = await complaintsOf(kiosk, { kind: 'kiosk', words, demands });
      expect.soft(found, name).toEqual([]);
    };
    for (const aid of aids) await kiosk.getByTestId(`aid-${aid}`).tap();
    await whole('home');
    await kiosk.getByTestId('take').tap();
    await seen(kiosk.getByTestId('agency-agency-a'));
    await whole('agencies');
    await kiosk.getByTestId('agency-agency-a').tap();
    await chooseService(kiosk, 'service-a05');
    await whole('services');
    expect.soft(await barriersOn(kiosk)).toEqual([]);
    await kiosk.getByTestId('issue').tap();
    await numberOf(kiosk);
    expect.soft(await complaints(), 'ticket').toEqual([]);
  });
}

test('SCREEN-5: the ticket while it is printed, and after its proof', async () => {
  await chooseErrand(kiosk, { agencyId: 'agency-a', serviceId: 'service-a05', need: 'elderly' });
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('number'));
  expect.soft(await complaints(), 'printing').toEqual([]);
  await numberOf(kiosk);
  await isFit('printed');
});

const paperIs = (state: string): Promise<void> =>
  seen(kiosk.locator(`[data-testid="paper"][data-state="${state}"]`), 20_000);

/** A number whose paper does not come; the printer gets its paper back at once. */
async function issueWithoutPaper(): Promise<void> {
  const { virtual } = hall.app.demoPrinter!;
  virtual.setFault({ paperEnd: true });
  await chooseErrand(kiosk, { agencyId: 'agency-a', serviceId: 'service-a05' });
  await kiosk.getByTestId('issue').tap();
  await paperIs('failed');
  virtual.setFault({ paperEnd: false });
}

/** In both languages, and with everything enlarged. */
async function isFitInEveryWay(name: string): Promise<void> {
  await isFit(name);
  const large = { kind: 'kiosk', words, demands: { textPxMin: 40 } } as const;
  await kiosk.getByTestId('aid-large').tap();
  expect.soft(await complaintsOf(kiosk, large), `${name}, large`).toEqual([]);
  const other = kiosk.getByTestId('language-en').or(kiosk.getByTestId('language'));
  await other.tap();
  const inEnglish = await complaintsOf(kiosk, { ...large, language: 'en' });
  expect.soft(inEnglish, `${name}, large, English`).toEqual([]);
  await kiosk.getByTestId('aid-large').tap();
  expect.soft(await complaints('en'), `${name}, English`).toEqual([]);
  await kiosk.getByTestId('language-id').or(kiosk.getByTestId('language')).tap();
}

test('SCREEN-6: without paper the number can be noted or carried on a phone', async () => {
  await issueWithoutPaper();
  await isFitInEveryWay('no paper');
  await kiosk.getByTestId('call-staff').tap();
  await seen(kiosk.getByTestId('staff-sheet'));
  await isFit('what to tell the staff');
  await kiosk.getByTestId('staff-sheet').getByTestId('noted').tap();
  await paperIs('held');
  await isFit('noted');
  await kiosk.getByTestId('done').tap();
  await seen(kiosk.getByTestId('take'));
});

test('SCREEN-40: who asks for time keeps the number, and so does who opens it on a phone', async () => {
  await issueWithoutPaper();
  await kiosk.getByTestId('need-time').tap();
  await paperIs('held');
  await isFitInEveryWay('kept');
  await kiosk.getByTestId('done').tap();
  await issueWithoutPaper();
  const address = codeOnPaper(await kiosk.getByTestId('qr').screenshot());
  expect((await fetch(address.replace('/t/', '/api/v1/track/'))).status).toBe(200);
  await paperIs('held');
  await isFit('on a phone');
  await kiosk.getByTestId('done').tap();
});

test('SCREEN-41: a number that nobody took is said to be cancelled', async () => {
  await issueWithoutPaper();
  hall.clock.advance(61);
  await seen(kiosk.getByTestId('cancelled'));
  await isFitInEveryWay('cancelled');
  await kiosk.getByTestId('take-another').tap();
  await seen(kiosk.getByTestId('agency-agency-a'));
});

test('SCREEN-42: before the first touch a kiosk without paper says so, and why', async () => {
  const { virtual } = hall.app.demoPrinter!;
  virtual.setFault({ coverOpen: true });
  await reads(kiosk.getByTestId('take-text'), 'di ponsel', 20_000);
  await isFitInEveryWay('home without paper');
  virtual.setFault({ coverOpen: false });
  await reads(kiosk.getByTestId('take-text'), 'ambil tiket Anda', 20_000);
});

test('SCREEN-7: several errands under one number', async () => {
  await chooseErrand(kiosk, { agencyId: 'agency-a', serviceId: 'service-a14' });
  await kiosk.getByTestId('add-errand').tap();
  await seen(kiosk.getByTestId('kept'));
  await isFit('kept');
  await kiosk.getByTestId('agency-agency-b').tap();
  await chooseService(kiosk, 'service-b01');
  await isFit('second service');
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('remove-service-b01'));
  await isFit('overview');
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('number'));
  expect.soft(await complaints(), 'ticket').toEqual([]);
});

test('SCREEN-8: who stands still is asked before everything is forgotten', async () => {
  await kiosk.clock.install();
  await kiosk.reload();
  await kiosk.getByTestId('take').tap();
  await seen(kiosk.getByTestId('agency-agency-a'));
  await kiosk.clock.fastForward(46_000);
  await seen(kiosk.getByTestId('idle'));
  await seen(kiosk.locator('.stage[data-link="live"]'));
  await isFit('idle');
});

test('SCREEN-9: the kiosk complained of nothing and asked for nothing outside', () => {
  expect(screen.errors).toEqual([]);
  expect(screen.foreign).toEqual([]);
});

test('SCREEN-10: a kiosk without its server says so', async () => {
  await hall.stop();
  await seen(kiosk.getByTestId('lost'));
  await isFit('lost');
});
