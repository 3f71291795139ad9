import type { Locator } from 'playwright-core';
import { PNG } from 'pngjs';

/** Where the first letter of a text stands, in CSS pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function firstLetter(element: Element): Box | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = (node.textContent ?? '').search(/\S/);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }
  return null;
}

const differs = (data: Buffer, one: number, other: number): boolean =>
  [0, 1, 2].some(channel => Math.abs(data[one + channel]! - data[other + channel]!) > 60);

/**
 * How high the first letter of a text is drawn on the screen, in CSS pixels: counted from the rows
 * of the picture that its ink covers. It must be a capital or a figure. Null where it went away: a
 * hall that is called all the time shows nothing for long.
 */
export async function drawnCapPx(place: Locator): Promise<number | null> {
  const box = await place.evaluate(firstLetter, undefined, { timeout: 1_000 }).catch(() => null);
  if (!box || box.width < 1 || box.height < 1) return null;
  const png = await place.page().screenshot({ clip: box, animations: 'disabled' });
  const { data, width, height } = PNG.sync.read(png);
  const inked: number[] = [];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (!differs(data, (row * width + column) * 4, 0)) continue;
      inked.push(row);
      break;
    }
  }
  const [first] = inked;
  return first === undefined ? null : (inked.at(-1) ?? first) - first + 1;
}
