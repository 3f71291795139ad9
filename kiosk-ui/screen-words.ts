import { g } from './guide-texts.ts';
import { isShown, keysOf } from './top-layer.ts';

/** What is not said: pictures, the bars, what only eyes need, and keys, which are said in focus. */
const unsaid =
  'button, a[href], nav, header, svg, input, [aria-hidden="true"], [inert], .small-paper, .pager';
/** Nobody listens to more keys than these before choosing. */
const keysMaxInWords = 8;
/** A caption of two or three lines; sentences that are longer stay whole. */
const phraseLengthMax = 140;

const normal = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const isInline = (element: Element): boolean => {
  const { display } = getComputedStyle(element);
  return display === 'inline' || display === 'contents';
};

/** Words of an element in the order in which they stand, one line for each block. */
export function blocksOf(element: Element, without = 'svg, [aria-hidden="true"]'): string[] {
  const blocks: string[] = [];
  let line = '';
  const end = (): void => {
    const words = normal(line);
    if (/[\p{L}\d]/u.test(words)) blocks.push(words);
    line = '';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) line += node.textContent ?? '';
    if (!(node instanceof Element) || node.matches(without)) return;
    if (node.tagName === 'BR') return end();
    const stands = isInline(node);
    if (!stands) end();
    for (const child of node.childNodes) walk(child);
    if (!stands) end();
  };
  for (const child of element.childNodes) walk(child);
  end();
  return blocks;
}

/** A key as it is said: its name, and what a tick, a colour or a pale face says to eyes. */
export function nameOfKey(key: Element): string[] {
  const label = key.getAttribute('aria-label');
  const words = label === null ? blocksOf(key) : [label];
  const isToggle = key.hasAttribute('aria-pressed');
  if (key.getAttribute('aria-checked') === 'true') words.push(g('chosen'));
  if (isToggle) words.push(g(key.getAttribute('aria-pressed') === 'true' ? 'isOn' : 'isOff'));
  if (key.getAttribute('aria-disabled') === 'true') words.push(g('notNow'));
  return [words.join(', ')];
}

/** Sentences of a text, joined again as far as they fit one caption. */
export function phrasesOf(text: string): string[] {
  const phrases: string[] = [];
  for (const sentence of text.split(/(?<=[.?!])\s+/)) {
    const last = phrases.at(-1);
    const both = last === undefined ? sentence : `${last} ${sentence}`;
    if (last === undefined || both.length > phraseLengthMax) phrases.push(sentence);
    else phrases[phrases.length - 1] = both;
  }
  return phrases;
}

const choicesOf = (layer: Element): HTMLElement[] =>
  keysOf(layer).filter(key => key.closest('nav, .keyboard') === null);

/**
 * A screen or sheet as it is read out: its question, what it says, and how many choices there are.
 * Whoever hears it without a keypad cannot walk through them: a few are read out as well.
 */
export function screenWords(layer: HTMLElement, hasKeypad: boolean): string[] {
  const heading = layer.querySelector('.question, h1, h2');
  const words = heading === null ? [] : [blocksOf(heading).join(' ')];
  const rest = [...layer.querySelectorAll('main, footer, section')];
  const parts = layer.matches('[role="dialog"]') ? [layer] : rest;
  for (const part of parts) {
    const isInner = parts.some(other => other !== part && other.contains(part));
    if (isInner || !isShown(part)) continue;
    words.push(...blocksOf(part, `${unsaid}, .question, h1, .spoken-only`));
  }
  const page = layer.querySelector('.pager > span');
  if (page !== null) words.push(normal(page.textContent ?? ''));
  const keys = choicesOf(layer);
  if (keys.length > 1) words.push(g('choices', { count: keys.length }));
  if (!hasKeypad && keys.length <= keysMaxInWords) words.push(...keys.flatMap(nameOfKey));
  const once = words.filter((text, at) => text !== '' && words.indexOf(text) === at);
  return once.flatMap(phrasesOf);
}
