import type { Kiosk } from './model.ts';
import { keyAfter, type Move } from './reading-order.ts';
import { keysOf, topLayer } from './top-layer.ts';

type Press = Move | 'choose' | 'back' | 'repeat' | 'louder' | 'quieter';

/** Keys of a keypad by what they write; the places of a number pad, whatever its NumLock says. */
const byKey: Readonly<Record<string, Press>> = {
  ArrowRight: 'next',
  ArrowDown: 'down',
  ArrowLeft: 'previous',
  ArrowUp: 'up',
  Enter: 'choose',
  ' ': 'choose',
  '5': 'choose',
  '0': 'repeat',
  '+': 'louder',
  '-': 'quieter',
  Backspace: 'back',
  Escape: 'back',
};
const byCode: Readonly<Record<string, Press>> = {
  Numpad2: 'down',
  Numpad4: 'previous',
  Numpad5: 'choose',
  Numpad6: 'next',
  Numpad8: 'up',
  Numpad0: 'repeat',
  NumpadEnter: 'choose',
  NumpadAdd: 'louder',
  NumpadSubtract: 'quieter',
  NumpadDecimal: 'back',
};
/** Keys by which somebody goes back, or says that they are still there; the first that is there. */
const ways = ['idle-stay', 'sheet-close', 'back', 'done'];

function pressOf(event: KeyboardEvent): Press | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next';
  return byCode[event.code] ?? byKey[event.key] ?? null;
}

/**
 * The whole kiosk by a keypad: arrows in reading order round the end, 5 or Enter chooses, 0 says it
 * again. Within a keyboard on the screen up and down go from row to row.
 */
export class Keypad {
  readonly #kiosk: Kiosk;
  readonly #root: HTMLElement;

  constructor(kiosk: Kiosk, root: HTMLElement) {
    this.#kiosk = kiosk;
    this.#root = root;
  }

  start(): () => void {
    const listen = (event: KeyboardEvent): void => this.#pressed(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }

  #pressed(event: KeyboardEvent): void {
    const press = pressOf(event);
    if (press === null || event.defaultPrevented) return;
    // A field takes its keys for itself, but the ways out of it.
    const isField = event.target instanceof HTMLInputElement;
    if (isField && event.key !== 'Tab' && event.key !== 'Escape') return;
    event.preventDefault();
    // A key that is held down is one press; only walking goes on.
    const isWalk = press in walks;
    if (event.repeat && !isWalk) return;
    this.#wakes();
    if (press === 'choose') this.#choose();
    else if (press === 'back') this.#back();
    else if (press === 'repeat') this.#kiosk.guide.repeat();
    else if (press === 'louder' || press === 'quieter') this.#kiosk.guide[press]();
    else this.#walk(press);
  }

  /** Whoever takes the keypad of a resting kiosk may not see the screen. */
  #wakes(): void {
    const { view, screen, guide } = this.#kiosk;
    const settings = view.value?.kiosk;
    if (settings?.hasKeypad !== true || !settings.speaks) return;
    if (screen.value.at === 'home' && !guide.isOn.value) this.#kiosk.readsOut();
  }

  #walk(move: Move): void {
    const layer = topLayer(this.#root);
    if (layer === null) return;
    const keys = keysOf(layer);
    const active = document.activeElement;
    const at = keys.findIndex(key => key === active);
    const isGrid = active?.closest('.keyboard') !== null && at !== -1;
    const step = isGrid ? move : straight[move];
    const boxes = keys.map(key => key.getBoundingClientRect());
    const next = keyAfter(boxes, at === -1 ? null : at, step);
    if (next !== null) keys[next]?.focus();
  }

  /** Without a key in focus the first one is shown, and not pressed unseen. */
  #choose(): void {
    const active = document.activeElement;
    const layer = topLayer(this.#root);
    if (layer === null) return;
    const key = keysOf(layer).find(one => one === active);
    if (key === undefined) this.#walk('next');
    else key.click();
  }

  #back(): void {
    const layer = topLayer(this.#root);
    for (const way of ways) {
      const key = layer?.querySelector<HTMLElement>(`[data-testid="${way}"]`);
      if (key) return key.click();
    }
  }
}

const walks: Readonly<Record<Move, true>> = { next: true, previous: true, down: true, up: true };
/** In reading order down is on, and up is back. */
const straight: Readonly<Record<Move, Move>> = {
  next: 'next',
  previous: 'previous',
  down: 'next',
  up: 'previous',
};
