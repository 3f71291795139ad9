import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import { openForeignWords, type ForeignWords } from './foreign-words.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { Scene } from './scene.ts';
import { chooseErrand, chooseService, numberOf, seen } from './steps.ts';

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
  await seen(kiosk.getByTestId('booking-sheet'));
  await isFit('booking');
  await kiosk.getByTestId('sheet-take').tap();
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

test('SCREEN-6: without paper the number can be carried on a phone', async () => {
  hall.app.demoPrinter!.virtual.setFault({ paperEnd: true });
  await chooseErrand(kiosk, { agencyId: 'agency-a', serviceId: 'service-a05' });
  await kiosk.getByTestId('issue').tap();
  await seen(kiosk.getByTestId('need-time'), 20_000);
  await isFit('no paper');
  hall.app.demoPrinter!.virtual.setFault({ paperEnd: false });
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
