import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { env } from 'node:process';
import type { Page } from 'playwright-core';
import type { Language } from '../../contract/values.ts';
import type { ForeignWords } from './foreign-words.ts';
import type { ScreenKind } from './hall.ts';
import { look, tooNear } from './look.ts';

/** What a kind of screen must keep, in CSS pixels at its real size. */
interface Demands {
  /** A list may be longer than the window and scroll down. */
  readonly scrolls: boolean;
  readonly textPxMin: number;
  readonly keyPxMin: number;
  readonly gapPxMin: number;
  readonly keyTopMin: number;
}

const demands: Readonly<Record<ScreenKind, Demands>> = {
  // 20 mm and 3 mm at 0.248 mm a pixel; nothing to press above 1,220 mm over the floor.
  kiosk: { scrolls: false, textPxMin: 26, keyPxMin: 80, gapPxMin: 13, keyTopMin: 226 },
  lobby: { scrolls: false, textPxMin: 26, keyPxMin: 0, gapPxMin: -9999, keyTopMin: 0 },
  desk: { scrolls: false, textPxMin: 12, keyPxMin: 24, gapPxMin: -9999, keyTopMin: 0 },
  tower: { scrolls: false, textPxMin: 12, keyPxMin: 24, gapPxMin: -9999, keyTopMin: 0 },
  phone: { scrolls: true, textPxMin: 14, keyPxMin: 44, gapPxMin: 0, keyTopMin: 0 },
};

/** Each language is named in itself, so that whoever needs it finds it; keys as they are printed. */
const sameEverywhere: ReadonlySet<string> = new Set([
  'Indonesia',
  'Bahasa Indonesia',
  'English',
  'Enter',
]);

export interface Inspection {
  readonly kind: ScreenKind;
  readonly words: ForeignWords;
  readonly language?: Language;
  readonly demands?: Partial<Demands>;
}

const restMsMax = 3_000;

/**
 * Everything that is wrong with the screen at rest; nothing where it may be hung in a hall. A screen
 * that is still being drawn (after a window of another size, say) is looked at again.
 */
export async function complaintsOf(page: Page, inspection: Inspection): Promise<string[]> {
  const until = Date.now() + restMsMax;
  let complaints = await complaintsNow(page, inspection);
  while (complaints.length > 0 && Date.now() < until) {
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)));
    complaints = await complaintsNow(page, inspection);
  }
  return complaints;
}

async function complaintsNow(page: Page, inspection: Inspection): Promise<string[]> {
  const { kind, words, language = 'id' } = inspection;
  const asked = { ...demands[kind], ...inspection.demands };
  const seen = await look(page);
  const complaints = seen.cut.map(text => `cut: ${text}`);
  if (seen.overflowX > 0) complaints.push(`wider than the window by ${seen.overflowX} px`);
  if (seen.overflowY > 0 && !asked.scrolls) {
    complaints.push(`higher than the window by ${seen.overflowY} px`);
  }
  for (const { words: said, sizePx, place } of seen.texts) {
    const isMark = place.includes('demo-mark') && kind !== 'kiosk';
    if (sizePx < asked.textPxMin - 0.05 && !isMark)
      complaints.push(`${sizePx} px: ${place}: ${said}`);
  }
  for (const { name, left, top, right, bottom } of seen.keys) {
    const size = `${Math.round(right - left)} × ${Math.round(bottom - top)}`;
    const least = Math.min(right - left, bottom - top);
    if (least < asked.keyPxMin - 0.5) complaints.push(`key ${name} is ${size}`);
    if (top < asked.keyTopMin) complaints.push(`key ${name} begins at ${Math.round(top)}`);
  }
  complaints.push(...tooNear(seen.keys, asked.gapPxMin).map(pair => `too near: ${pair}`));
  const shown = seen.texts.map(text => text.words).filter(text => !sameEverywhere.has(text));
  complaints.push(...words.among(shown, language).map(text => `not ${language}: ${text}`));
  return complaints;
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** Pages that were found without a barrier, by how they are built. */
const sound = new Set<string>();

/** How a page is built: everything but its words. Other words on the same page are the same page. */
const builtOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const parts = [
      `${innerWidth} ${innerHeight} ${matchMedia('(prefers-color-scheme: dark)').matches}`,
    ];
    for (const element of document.querySelectorAll('*')) {
      const names = element.getAttributeNames().sort().join(' ');
      const style = element.getAttribute('style') ?? '';
      const state = ['aria-pressed', 'aria-disabled', 'aria-checked', 'disabled', 'hidden', 'open'];
      const states = state.map(name => element.getAttribute(name) ?? '').join();
      const depth = element.parentElement ? element.parentElement.childElementCount : 0;
      parts.push(
        `${element.tagName} ${element.getAttribute('class') ?? ''} ${names} ${style} ${states} ${depth}`,
      );
    }
    return parts.join('\n');
  });

/**
 * Serious and critical findings of axe-core by WCAG 2.2 AA. A page that was found sound is not asked
 * again in its other language, unless everything is asked for (EVERY_SCREEN=1).
 */
export async function barriersOn(page: Page, rules: AxeRules = 'all'): Promise<string[]> {
  const built = `${rules} ${await builtOf(page)}`;
  if (sound.has(built) && env['EVERY_SCREEN'] !== '1') return [];
  const barriers = await askAxe(page, rules);
  if (barriers.length === 0) sound.add(built);
  return barriers;
}

/** In other colours a page can only have become unreadable. */
type AxeRules = 'all' | 'colours';

async function askAxe(page: Page, rules: AxeRules): Promise<string[]> {
  // Half a megabyte of program: read once by each page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const results = await page.evaluate(async only => {
    const { axe } = window as unknown as {
      axe: { run(where: Document, how: unknown): Promise<unknown> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const runOnly = only === 'all' ? tags : { type: 'rule', values: ['color-contrast'] };
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })) as AxeResults;
  }, rules);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(node => `${id}: ${node.html.slice(0, 120)}: ${node.failureSummary.slice(0, 240)}`),
    );
}

/** Texts with less than 7:1 to their ground, 4.5:1 where they are large (WCAG 1.4.6). */
export async function faintOn(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(where: Document, how: unknown): Promise<unknown> };
    };
    const runOnly = { type: 'rule', values: ['color-contrast-enhanced'] };
    return (await axe.run(document, { runOnly, resultTypes: ['violations'] })) as AxeResults;
  });
  return results.violations.flatMap(({ nodes }) =>
    nodes.map(node => `${node.html.slice(0, 120)}: ${node.failureSummary.slice(0, 240)}`),
  );
}
