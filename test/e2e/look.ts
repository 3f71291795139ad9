import type { Page } from 'playwright-core';

/** One piece of text as it stands on the screen. */
export interface ShownText {
  readonly words: string;
  /** The size that the eye sees: font size times every scale, in CSS pixels. */
  readonly sizePx: number;
  readonly place: string;
}

export interface Key {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Look {
  /** Content beyond the window, in CSS pixels. */
  readonly overflowX: number;
  readonly overflowY: number;
  /** Texts of which a part lies outside the window or a box that hides what leaves it. */
  readonly cut: readonly string[];
  readonly texts: readonly ShownText[];
  /** What can be pressed now: of the topmost layer only. */
  readonly keys: readonly Key[];
}

/** Measures what is on the screen now. Runs inside the page, so it names nothing from out here. */
function measure(): Look {
  const box = document.scrollingElement ?? document.documentElement;
  /** Where a page is higher than the window, what lies below can be scrolled to. */
  const whole = {
    left: 0,
    top: -scrollY,
    right: innerWidth,
    bottom: Math.max(innerHeight, box.scrollHeight - scrollY),
  };
  /** A modal dialog leaves nothing behind it to be read or pressed. */
  const layer = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
  const texts: ShownText[] = [];
  const cut: string[] = [];

  const isShown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    // The small paper is a picture: its words stand on the screen as well.
    element.closest('[inert], .spoken-only, .small-paper, [aria-hidden="true"], svg') === null;

  /** Boxes around an element that hide what leaves them, and whether one of them scrolls. */
  const clips = (element: Element) => {
    const boxes: DOMRect[] = [];
    let scrollsY = false;
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX + overflowY)) scrollsY = true;
      else if (/hidden|clip/.test(overflowX + overflowY)) boxes.push(at.getBoundingClientRect());
    }
    return { boxes, scrollsY };
  };

  const isOutside = (
    rect: DOMRect,
    bounds: { left: number; top: number; right: number; bottom: number },
    slack: { readonly above: number; readonly below: number },
  ): boolean =>
    rect.left < bounds.left - 2 ||
    rect.right > bounds.right + 2 ||
    rect.top < bounds.top - slack.above ||
    rect.bottom > bounds.bottom + slack.below;

  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    const element = node.parentElement;
    if (words === '' || !element || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    const style = getComputedStyle(element);
    const own = element instanceof HTMLElement ? element.offsetWidth : 0;
    const scale = own > 0 ? element.getBoundingClientRect().width / own : 1;
    // Layout rounds widths to whole pixels: less than a fiftieth is no scaling.
    const isScaled = Math.abs(scale - 1) > 0.02;
    const fontPx = Number.parseFloat(style.fontSize);
    // Words of no size are left out on purpose, where larger ones need their room.
    if (fontPx === 0) continue;
    const place = `${element.tagName.toLowerCase()}.${element.className}`;
    texts.push({ words, sizePx: isScaled ? fontPx * scale : fontPx, place });
    const { boxes, scrollsY } = clips(element);
    if (style.textOverflow === 'ellipsis' || scrollsY) continue;
    // A line box is higher than its letters: above them a quarter may be hidden, and below them
    // where no letter goes below the line.
    const goesBelow = /[gjpqyQ,;()]/.test(words);
    const slack = { above: fontPx * 0.3, below: fontPx * (goesBelow ? 0.1 : 0.28) };
    const bad = rects.some(rect =>
      [whole, ...boxes].some(bounds => isOutside(rect, bounds, slack)),
    );
    if (bad) cut.push(`${place}: ${words}`);
  }
  const keys = [...layer.querySelectorAll('button, a[href], [role="radio"]')]
    .filter(isShown)
    .map(element => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const name = element.getAttribute('data-testid') ?? element.textContent ?? '';
      return { name, left, top, right, bottom };
    });
  return {
    overflowX: box.scrollWidth - innerWidth,
    overflowY: box.scrollHeight - innerHeight,
    cut,
    texts,
    keys,
  };
}

/** Waits for every font, brings what moves to its end, then measures. */
export async function look(page: Page): Promise<Look> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  });
  return page.evaluate(measure);
}

/** The two languages are two halves of one switch: touching the wrong half does no harm. */
const isHalf = ({ name }: Key): boolean => /^language-(id|en)$/.test(name);

/** Pairs of keys that stand nearer to each other than a finger can tell, in CSS pixels. */
export function tooNear(keys: readonly Key[], gapPx: number): string[] {
  const found: string[] = [];
  keys.forEach((one, at) => {
    for (const other of keys.slice(at + 1)) {
      if (isHalf(one) && isHalf(other)) continue;
      const across = Math.max(one.left - other.right, other.left - one.right);
      const down = Math.max(one.top - other.bottom, other.top - one.bottom);
      const gap = Math.max(across, down);
      if (gap < gapPx - 0.5) found.push(`${one.name} and ${other.name}: ${Math.round(gap)} px`);
    }
  });
  return found;
}
