import type { Locator, Page } from 'playwright-core';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What people do at the screens, one function per step, each ending in what they see. */

const lookEveryMs = 40;

/** Waits until the words are there; words that never come fail with what stood there instead. */
export async function reads(place: Locator, words: string | RegExp, msMax = 10_000): Promise<void> {
  const begun = performance.now();
  let last = '';
  while (performance.now() - begun < msMax) {
    const read = (await place.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ').trim();
    if (typeof words === 'string' ? read.includes(words) : words.test(read)) return;
    if (read !== '') last = read;
    await place.page().waitForTimeout(lookEveryMs);
  }
  throw new Error(`Waited in vain for ${String(words)}; the last words were: ${last}`);
}

export const seen = (place: Locator, msMax = 10_000): Promise<void> =>
  place.first().waitFor({ state: 'visible', timeout: msMax });

export const gone = (place: Locator, msMax = 10_000): Promise<void> =>
  place.first().waitFor({ state: 'detached', timeout: msMax });

export interface Errand {
  readonly agencyId: string;
  readonly serviceId: string;
  readonly need?: string;
}

/** Marks a service of the list, turning its pages until it is there. */
export async function chooseService(kiosk: Page, serviceId: string): Promise<void> {
  const row = kiosk.getByTestId(`service-${serviceId}`);
  await seen(kiosk.getByTestId('issue'));
  while ((await row.count()) === 0) await kiosk.getByTestId('page-down').tap();
  await row.tap();
}

/** From the resting kiosk to the marked service, by touch. */
export async function chooseErrand(kiosk: Page, errand: Errand): Promise<void> {
  await kiosk.getByTestId('take').tap();
  await kiosk.getByTestId(`agency-${errand.agencyId}`).tap();
  await chooseService(kiosk, errand.serviceId);
  if (errand.need !== undefined) await kiosk.getByTestId(`need-${errand.need}`).tap();
}

/** The number on the ticket screen, once its paper is proven to be out. */
export async function numberOf(kiosk: Page): Promise<string> {
  await seen(kiosk.locator('[data-testid="paper"][data-state="printed"]'));
  return kiosk.getByTestId('number').innerText();
}

export async function takeNumber(kiosk: Page, errand: Errand): Promise<string> {
  await chooseErrand(kiosk, errand);
  await kiosk.getByTestId('issue').tap();
  const label = await numberOf(kiosk);
  await kiosk.getByTestId('done').tap();
  await seen(kiosk.getByTestId('take'));
  return label;
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.getByTestId('username').fill(username);
  await page.getByTestId('password').fill(`demo-${username}`);
  await page.getByTestId('sign-in').click();
}

export const deskIs = (desk: Page, state: string): Promise<void> =>
  seen(desk.locator(`[data-testid="desk"][data-state="${state}"]`));

/** A key, once the desk takes a press again: it ignores a second one within 600 ms. */
export async function pressKey(desk: Page, key: string): Promise<void> {
  await desk.waitForFunction(() => {
    const own = window as unknown as { pressedAt?: number };
    // While a press waits for its answer no key takes another one, as the pale keys say.
    const isFree = document.querySelector('[data-testid="primary"].pending') === null;
    return isFree && performance.now() - (own.pressedAt ?? 0) > 650;
  });
  await desk.keyboard.press(key);
  // Only now: a busy computer may have handed the key to the page late.
  await desk.evaluate(() => {
    (window as unknown as { pressedAt?: number }).pressedAt = performance.now();
  });
}

// The package is CommonJS, whose function is the module itself; its types name a default export.
const readCode = jsQR as unknown as typeof jsQR.default;

/** What a phone's camera reads from the paper. */
export function codeOnPaper(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  const found = readCode(new Uint8ClampedArray(data), width, height);
  if (!found) throw new Error('No code can be read from the paper.');
  return found.data;
}

/** From key to key of a scanner that poses as a keyboard. */
const scannerKeySeconds = 0.003;

/**
 * As a scanner types: no key waits for the one before, so that a busy computer makes none of them
 * late.
 */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const enter = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 };
  const keys = [...code.split('').map(key => ({ key, text: key })), enter];
  // A scanner's keys carry their own times, however late a busy computer hands them to the page.
  const begun = Date.now() / 1_000;
  await Promise.all(
    keys.flatMap(({ text, ...key }, at) => {
      const timestamp = begun + at * scannerKeySeconds;
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, timestamp, ...key }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...key }),
      ];
    }),
  );
  await session.detach();
}

/** What a scanner that poses as a keyboard sends: all of it at once, ended by Enter. */
export const holdToScanner = (page: Page, text: string): Promise<void> =>
  page.evaluate(code => {
    for (const key of [...Array.from(code), 'Enter']) {
      const press = { key, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', press));
      document.body.dispatchEvent(new KeyboardEvent('keyup', press));
    }
  }, text);
