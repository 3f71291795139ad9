import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../contract/values.ts';
import { barriersOn, complaintsOf } from './complaints.ts';
import type { ForeignWords } from './foreign-words.ts';

/**
 * Keys in view over which something else lies, so that a press would miss them. What stands still
 * while the page scrolls covers whatever is under it at the moment: that can be scrolled away.
 */
export function coveredKeys(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const layer = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
    /** The part of the window in which an element can be seen at all. */
    const sight = (element: Element) => {
      const box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const own = at.getBoundingClientRect();
        box.left = Math.max(box.left, own.left);
        box.top = Math.max(box.top, own.top);
        box.right = Math.min(box.right, own.right);
        box.bottom = Math.min(box.bottom, own.bottom);
      }
      return box;
    };
    const standsStill = (element: Element): boolean => {
      for (let at: Element | null = element; at && at !== layer; at = at.parentElement) {
        if (/sticky|fixed/.test(getComputedStyle(at).position)) return true;
      }
      return false;
    };
    const covered: string[] = [];
    for (const key of layer.querySelectorAll('button, summary, input, textarea')) {
      if (!key.checkVisibility({ visibilityProperty: true })) continue;
      const { left, right, top, bottom } = key.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const box = sight(key);
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
      const hit = document.elementFromPoint(x, y);
      if (hit && !key.contains(hit) && !hit.contains(key) && !standsStill(hit)) {
        const name = key.getAttribute('data-testid') ?? key.textContent;
        covered.push(`${name} under ${hit.tagName.toLowerCase()}.${hit.className}`);
      }
    }
    return covered;
  });
}

interface Fitness {
  readonly words: ForeignWords;
  readonly language?: Language;
  /** What lies below the window may be scrolled to. */
  readonly scrolls?: boolean;
  /** The primary key is part of what is shown. */
  readonly hasPrimary?: boolean;
  /** A sheet lies over the keys until it is closed. */
  readonly isUnderSheet?: boolean;
}

/** Where a picture of everything that is looked at is kept, for people; empty keeps none. */
const folder = process.env['LOOK_FOLDER'] ?? '';

/** The desk as it stands may be worked at, in light and in the dark, where only colours differ. */
export async function isFit(page: Page, name: string, fitness: Fitness): Promise<void> {
  const { words, language = 'id', scrolls = false } = fitness;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const inspection = { kind: 'desk', words, language, demands: { scrolls } } as const;
    const what = `${name}, ${colorScheme}`;
    const isDark = colorScheme === 'dark';
    if (!isDark) expect.soft(await complaintsOf(page, inspection), what).toEqual([]);
    if (!fitness.isUnderSheet && !isDark) expect.soft(await coveredKeys(page), what).toEqual([]);
    if (folder !== '') {
      await page.screenshot({ path: join(folder, `${what.replaceAll(/\W+/g, '-')}.png`) });
    }
    expect.soft(await barriersOn(page, isDark ? 'colours' : 'all'), what).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (fitness.hasPrimary === false) return;
  const { height } = page.viewportSize()!;
  const key = (await page.getByTestId('primary').boundingBox())!;
  expect.soft(key.y, name).toBeGreaterThanOrEqual(0);
  expect.soft(key.y + key.height, name).toBeLessThanOrEqual(height);
}
