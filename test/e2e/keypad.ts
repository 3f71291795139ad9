import type { Page } from 'playwright-core';

/** A visitor who has only the keypad, and what they hear. */

const stepsMax = 80;
const isQuiet = 30;

/** Where the focus is: the name of the key, or of what else has it. */
export const focusOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement as HTMLElement | null;
    return active?.dataset['testid'] ?? active?.tagName ?? 'nothing';
  });

/** Walks on with one key until the focus is there. */
export async function walkTo(page: Page, testId: string, arrow = 'ArrowDown'): Promise<void> {
  const walked: string[] = [];
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press(arrow);
    const at = await focusOf(page);
    if (at === testId) return;
    walked.push(at);
  }
  throw new Error(`${testId} was not reached: ${walked.join(' ')}`);
}

export async function choose(page: Page, testId: string, key = '5'): Promise<void> {
  await walkTo(page, testId);
  await page.keyboard.press(key);
}

export interface Ring {
  readonly name: string;
  /** Shadow around the key, as the browser computes it. */
  readonly shadow: string;
  readonly isInLayer: boolean;
}

/** Once round all keys of what is on top: each is reached once, each with its ring. */
export async function onceRound(page: Page, arrow = 'ArrowDown'): Promise<Ring[]> {
  const rings: Ring[] = [];
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press(arrow);
    const ring = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      const sheets = document.querySelectorAll('[role="dialog"][aria-modal="true"]');
      const layer = [...sheets].at(-1) ?? document.querySelector('.screen');
      return {
        name: active.dataset['testid'] ?? active.tagName,
        shadow: getComputedStyle(active).boxShadow,
        isInLayer: layer?.contains(active) === true,
      };
    });
    if (rings.some(({ name }) => name === ring.name)) return rings;
    rings.push(ring);
  }
  throw new Error('The keys have no end.');
}

/** What was asked to be said, and what was begun to be heard. */
export class Ear {
  readonly #page: Page;
  readonly texts: string[] = [];

  constructor(page: Page) {
    this.#page = page;
    page.on('request', request => {
      if (!request.url().endsWith('/api/v1/speech')) return;
      this.texts.push((request.postDataJSON() as { text: string }).text);
    });
  }

  /** Captions name everything that is said, also what was made before. */
  async captions(): Promise<string> {
    return (await this.#page.getByTestId('captions').allInnerTexts()).join(' ').trim();
  }

  /** Waits until these words are the caption. */
  async hears(words: string | RegExp, msMax = 15_000): Promise<void> {
    const begun = performance.now();
    const heard: string[] = [];
    while (performance.now() - begun < msMax) {
      const caption = await this.captions();
      if (typeof words === 'string' ? caption.includes(words) : words.test(caption)) return;
      if (heard.at(-1) !== caption) heard.push(caption);
      await this.#page.waitForTimeout(isQuiet);
    }
    throw new Error(`Never heard ${String(words)}, but: ${heard.join(' | ')}`);
  }
}

/** Counts the sounds that were begun, from before the page's first script. */
export async function countSounds(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const own = window as unknown as { soundsBegun: number };
    own.soundsBegun = 0;
    const source = AudioBufferSourceNode.prototype as unknown as {
      start: (...when: readonly unknown[]) => void;
    };
    source.start = new Proxy(source.start, {
      apply(start, node, when) {
        own.soundsBegun += 1;
        Reflect.apply(start, node, when);
      },
    });
  });
}

export const soundsBegun = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { soundsBegun: number }).soundsBegun);
