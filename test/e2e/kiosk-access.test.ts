import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { kioskSetupSchema } from '../../contract/printers.ts';
import { namelessOn, treeOf } from './accessibility-tree.ts';
import { openHall, type Hall, type Screen } from './hall.ts';
import { choose, countSounds, Ear, focusOf, onceRound, soundsBegun, walkTo } from './keypad.ts';
import { Scene } from './scene.ts';
import { gone, numberOf, seen } from './steps.ts';

/** The kiosk without eyes, without hands, without a mouse. */

let hall: Hall;
let screen: Screen;
let kiosk: Page;
let ear: Ear;

beforeAll(async () => {
  hall = await openHall('2026-11-24T09:12:00+08:00');
  const scene = new Scene(hall);
  await scene.open(1);
  await scene.visits(3, 'service-b01');
  screen = await hall.screen('kiosk', '/healthz');
  kiosk = screen.page;
  ear = new Ear(kiosk);
  await countSounds(kiosk);
});

afterAll(() => hall.close());

beforeEach(async () => {
  await kiosk.goto('/kiosk');
  await seen(kiosk.getByTestId('take'));
  // The keypad works as soon as its part of the page is there.
  await kiosk.waitForFunction(() => document.activeElement?.tagName === 'H1');
});

const at = (testId: string): Promise<void> => seen(kiosk.getByTestId(testId));

test('ACCESS-2: from home to the ticket and back by arrows, 5 and back alone', async () => {
  await choose(kiosk, 'take');
  await at('agency-agency-a');
  await choose(kiosk, 'agency-agency-a');
  await at('service-service-a05');
  await choose(kiosk, 'service-service-a05', 'Enter');
  await seen(kiosk.locator('[data-testid="service-service-a05"][aria-checked="true"]'));
  expect(await focusOf(kiosk)).toBe('service-service-a05');
  await choose(kiosk, 'need-elderly', 'Numpad5');
  await seen(kiosk.locator('[data-testid="need-elderly"][aria-pressed="true"]'));
  await choose(kiosk, 'issue');
  expect(await numberOf(kiosk)).toMatch(/^[A-Z]+\d{3}$/);
  await kiosk.keyboard.press('Backspace');
  await at('take');
});

test('ACCESS-2: searching by the number pad on the keyboard of the screen', async () => {
  await choose(kiosk, 'take', 'Numpad5');
  await at('search');
  await choose(kiosk, 'search', 'NumpadEnter');
  await at('sign-K');
  for (const sign of ['K', 'T', 'P']) {
    await walkTo(kiosk, `sign-${sign}`, 'Numpad6');
    await kiosk.keyboard.press('Numpad5');
  }
  const found = kiosk.locator('[data-testid^="found-"], [data-testid^="service-"]').first();
  await seen(found);
  await walkTo(kiosk, (await found.getAttribute('data-testid'))!, 'Numpad4');
  await kiosk.keyboard.press('NumpadEnter');
  await at('issue');
});

test('ACCESS-2: a keyboard of the screen is walked row by row', async () => {
  await choose(kiosk, 'booked');
  await at('sign-erase');
  const rows = await kiosk
    .locator('.keyboard-row')
    .evaluateAll(found =>
      found.map(row => [...row.querySelectorAll('button')].map(key => key.dataset['testid']!)),
    );
  await walkTo(kiosk, rows[0]![0]!);
  await kiosk.keyboard.press('ArrowDown');
  expect(await focusOf(kiosk)).toBe(rows[1]![0]);
  await kiosk.keyboard.press('ArrowUp');
  expect(await focusOf(kiosk)).toBe(rows[0]![0]);
  await kiosk.keyboard.press('Escape');
  await at('take');
});

test('ACCESS-3: every key is reached once, with its ring, and the focus stays on top', async () => {
  const ringed = async (name: string): Promise<void> => {
    await kiosk.waitForFunction(() => document.activeElement !== document.body);
    const keys = await kiosk.evaluate(() => {
      const sheets = document.querySelectorAll('[role="dialog"][aria-modal="true"]');
      const layer = [...sheets].at(-1) ?? document.querySelector('.screen');
      return layer!.querySelectorAll('button').length;
    });
    const rings = await onceRound(kiosk);
    expect.soft(rings, name).toHaveLength(keys);
    for (const ring of rings) {
      expect.soft(ring.isInLayer, `${name}: ${ring.name}`).toBe(true);
      // Four pixels of the ground, then four of ink.
      expect.soft(ring.shadow, `${name}: ${ring.name}`).toMatch(/ 4px,.* 8px/);
    }
    const back = await onceRound(kiosk, 'ArrowUp');
    expect
      .soft(back.map(ring => ring.name).toSorted(), name)
      .toEqual(rings.map(ring => ring.name).toSorted());
  };
  await ringed('home');
  await choose(kiosk, 'sound');
  await at('sound-sheet');
  await ringed('sound');
  await kiosk.keyboard.press('Escape');
  await gone(kiosk.getByTestId('sound-sheet'));
  // Back where the sheet was opened.
  expect(await focusOf(kiosk)).toBe('sound');
  await choose(kiosk, 'take');
  await at('agency-agency-a');
  await ringed('agencies');
  await choose(kiosk, 'agency-agency-f');
  await at('closed-sheet');
  await ringed('closed');
  await kiosk.keyboard.press('Backspace');
  await gone(kiosk.getByTestId('closed-sheet'));
  expect(await focusOf(kiosk)).toBe('agency-agency-f');
  await choose(kiosk, 'agency-agency-a');
  await at('issue');
  await ringed('services');
  await choose(kiosk, 'page-down');
  await ringed('services, second page');
});

test('ACCESS-4: every screen is read out, each key in focus, and the number as it is called', async () => {
  await choose(kiosk, 'sound');
  await ear.hears('Layar ini dibacakan');
  await ear.hears('Semua layar sekarang dibacakan');
  await kiosk.keyboard.press('Escape');
  await ear.hears('Ada yang bisa kami bantu');
  await walkTo(kiosk, 'take');
  await ear.hears('Ambil nomor antrean');
  await kiosk.keyboard.press('5');
  await ear.hears('Instansi mana yang Anda tuju');
  await choose(kiosk, 'agency-agency-a');
  await ear.hears('Apa keperluan Anda');
  await choose(kiosk, 'service-service-a05');
  await ear.hears(/Yang perlu dibawa.*dipilih/);
  await choose(kiosk, 'issue');
  const label = await numberOf(kiosk);
  // All of it without a press: what the printer does is told after it, and the screen waits.
  await ear.hears(label);
  await ear.hears('Silakan menunggu di');
  await ear.hears('Perkiraan menunggu', 30_000);
  await ear.hears('Silakan ambil tiket Anda', 60_000);
  await kiosk.keyboard.press('0');
  await ear.hears(label);
  expect(await soundsBegun(kiosk)).toBeGreaterThan(5);
}, 150_000);

test('ACCESS-4: a press interrupts at once, and 0 says it again', async () => {
  await choose(kiosk, 'sound');
  await ear.hears('Layar ini dibacakan');
  await kiosk.keyboard.press('Escape');
  await ear.hears('Selamat pagi');
  await walkTo(kiosk, 'take');
  await ear.hears(/^Ambil nomor antrean/);
  await kiosk.keyboard.press('0');
  await ear.hears('Selamat pagi');
  await kiosk.keyboard.press('+');
  await ear.hears('70 persen');
  await kiosk.keyboard.press('NumpadSubtract');
  await ear.hears('60 persen');
});

test('ACCESS-4: the chosen language is the one that is spoken', async () => {
  await choose(kiosk, 'sound');
  await ear.hears('Layar ini dibacakan');
  await kiosk.keyboard.press('Escape');
  ear.texts.length = 0;
  await choose(kiosk, 'language-en');
  await ear.hears('How can we help you');
});

test('ACCESS-4: a kiosk without a voice says so, and shows the sentences all the same', async () => {
  await kiosk.route('**/api/v1/speech', route =>
    route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{}' }),
  );
  await choose(kiosk, 'sound');
  await ear.hears('Layar ini dibacakan');
  await seen(kiosk.getByText('Suara belum tersedia di kiosk ini', { exact: false }));
  await kiosk.keyboard.press('Escape');
  await ear.hears('Ada yang bisa kami bantu');
  await kiosk.unroute('**/api/v1/speech');
});

/** Keys are the question's once it has the focus: a busy computer draws it a moment before. */
async function isAsked(): Promise<void> {
  await at('idle');
  await kiosk.waitForFunction(() => document.activeElement?.closest('[data-testid="idle"]'));
}

test('ACCESS-6: the question whether somebody is there is said before its seconds begin', async () => {
  await kiosk.clock.install();
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
  await kiosk.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await choose(kiosk, 'take');
  await at('agency-agency-a');
  await kiosk.clock.fastForward(30_000);
  // A key of the keypad is a sign of life like any touch.
  await kiosk.keyboard.press('ArrowDown');
  await kiosk.clock.fastForward(30_000);
  await kiosk.clock.runFor(500);
  expect(await kiosk.getByTestId('idle').count()).toBe(0);
  await kiosk.clock.fastForward(16_000);
  await isAsked();
  await choose(kiosk, 'idle-stay');
  await gone(kiosk.getByTestId('idle'));
  await kiosk.clock.fastForward(46_000);
  await isAsked();
  await kiosk.keyboard.press('Escape');
  await gone(kiosk.getByTestId('idle'));
  await kiosk.clock.fastForward(66_000);
  await at('take');
});

/** Fingers by their places, through the browser's own touch input. */
async function fingers(places: readonly (readonly { x: number; y: number }[])[]): Promise<void> {
  const session = await kiosk.context().newCDPSession(kiosk);
  let before = 0;
  for (const points of places) {
    const type =
      points.length === 0 ? 'touchEnd' : points.length === before ? 'touchMove' : 'touchStart';
    const touchPoints = points.map((point, id) => ({ ...point, id }));
    await session.send('Input.dispatchTouchEvent', { type, touchPoints });
    before = points.length;
  }
  await session.detach();
}

test('ACCESS-9: a press counts once, also slipped, long, or with a second finger', async () => {
  const aid = kiosk.getByTestId('aid-contrast');
  const { x, y, width, height } = (await aid.boundingBox())!;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const isOn = () => aid.getAttribute('aria-pressed');
  await fingers([[middle], [{ x: middle.x, y: y - 8 }], []]);
  expect(await isOn(), 'slipped by 8 px').toBe('true');
  await fingers([[middle], [{ x: middle.x, y: y - 40 }], []]);
  expect(await isOn(), 'taken away').toBe('true');
  await fingers([[middle], [middle, { x: 500, y: 300 }], [middle], []]);
  expect(await isOn(), 'with a second finger').toBe('false');
  await aid.dispatchEvent('contextmenu');
  await aid.click({ delay: 1_200 });
  expect(await isOn(), 'long').toBe('true');
});

test('ACCESS-8: the accessibility tree names every key and every question', async () => {
  const named = async (name: string): Promise<void> => {
    expect.soft(await namelessOn(kiosk), name).toEqual([]);
  };
  await named('home');
  expect(await treeOf(kiosk, ['heading'])).toContain(
    'heading: Selamat pagi. Ada yang bisa kami bantu?',
  );
  await choose(kiosk, 'sound');
  await at('sound-sheet');
  await named('sound');
  expect(await treeOf(kiosk, ['dialog'])).toEqual(['dialog: Layar ini dibacakan']);
  await kiosk.keyboard.press('Escape');
  await choose(kiosk, 'take');
  await at('agency-agency-a');
  await named('agencies');
  await choose(kiosk, 'search');
  await at('sign-K');
  await named('search');
  await kiosk.keyboard.press('Escape');
  await choose(kiosk, 'agency-agency-a');
  await choose(kiosk, 'service-service-a05');
  await seen(kiosk.locator('[aria-checked="true"]'));
  await named('services');
  const radios = await treeOf(kiosk, ['radio']);
  expect(radios.filter(radio => radio.includes('Akta Kelahiran')).join()).toContain('checked');
  await choose(kiosk, 'issue');
  const label = await numberOf(kiosk);
  await named('ticket');
  const words = (await treeOf(kiosk, ['heading', 'StaticText'])).join('\n');
  expect(words).toContain('Nomor antrean Anda');
  expect(words).toContain(label);
});

test('ACCESS-4: at a kiosk with a keypad its first key begins to read out', async () => {
  await new Scene(hall).configure(setup => {
    setup.kiosks.push(
      kioskSetupSchema.parse({
        id: 'kiosk-1',
        name: 'Kiosk 1',
        printerIds: [],
        hasKeypad: true,
        volumePercent: 40,
      }),
    );
  });
  await kiosk.reload();
  await seen(kiosk.getByTestId('take'));
  await kiosk.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await kiosk.keyboard.press('ArrowDown');
  await ear.hears('Panah bawah untuk pilihan berikutnya');
  await kiosk.keyboard.press('ArrowDown');
  await ear.hears('Saya sudah booking');
  await kiosk.keyboard.press('+');
  await ear.hears('50 persen');
});
