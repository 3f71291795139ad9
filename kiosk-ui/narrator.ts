import { effect, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { KioskLanguage } from '../contract/printers.ts';
import { spokenCode } from '../ui-kit/language.ts';
import { g } from './guide-texts.ts';
import type { Kiosk } from './model.ts';
import { blocksOf, nameOfKey, phrasesOf, screenWords } from './screen-words.ts';
import { SpeechPlayer } from './speech-player.ts';
import type { Line } from './speech-player.ts';
import { isShown, topLayer } from './top-layer.ts';

/** Changes that come together are said together. */
const togetherMs = 80;

const withoutFigures = (text: string): string => text.replaceAll(/[\d\s]+/g, '');

/**
 * Says what the screen shows: each new screen and sheet, each key that the focus reaches, what
 * changes by itself. A press interrupts it; the newest is said at once.
 */
export class Narrator {
  readonly #kiosk: Kiosk;
  readonly #root: HTMLElement;
  #player: SpeechPlayer | null = null;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is waiting to be said: the whole screen, or single sentences. */
  #isScreenNew = false;
  #said: string[] = [];
  #inFocus: readonly string[] = [];
  /** What is being said, and what comes after it. */
  #lines: Line[] = [];
  #layerKey = '';
  readonly #live = new WeakMap<Element, string>();

  constructor(kiosk: Kiosk, root: HTMLElement) {
    this.#kiosk = kiosk;
    this.#root = root;
  }

  start(): () => void {
    const { guide } = this.#kiosk;
    const ends = [
      whenever(guide.isOn, isOn => (isOn ? this.#begin() : this.#end())),
      effect(() => this.#watchScreen()),
      whenever(guide.repeats, count => this.#repeat(count)),
      whenever(guide.volumePercent, percent => this.#tellVolume(percent)),
      this.#watchPage(),
    ];
    return () => {
      for (const end of ends) end();
      this.#end();
    };
  }

  #begin(): void {
    const { guide } = this.#kiosk;
    this.#player = new SpeechPlayer(silence => guide.isSilent(silence));
    this.#player.setVolume(guide.volumePercent.peek());
    const isByKeypad = this.#kiosk.view.peek()?.kiosk.hasKeypad === true;
    if (isByKeypad) this.#said.push(...phrasesOf(g('keypadHelp')));
    this.#layerKey = '';
    this.#screenChanged();
  }

  #end(): void {
    this.#interrupt();
    clearTimeout(this.#timer);
    this.#said = [];
    this.#inFocus = [];
    this.#player?.close();
    this.#player = null;
  }

  /** Everything by which a screen becomes another one. */
  #watchScreen(): void {
    const { screen, sheet, waiting, isIssuing, link, view, paper, aids } = this.#kiosk;
    for (const sign of [screen, sheet, isIssuing, paper, aids, link]) void sign.value;
    void [waiting.value.phase, view.value === null, spokenCode()];
    this.#screenChanged();
  }

  #watchPage(): () => void {
    const focused = (event: FocusEvent): void => this.#focused(event.target);
    const pressed = (): void => this.#interrupt();
    const watcher = new MutationObserver(changes => this.#changed(changes));
    this.#root.addEventListener('focusin', focused);
    for (const name of ['pointerdown', 'keydown']) {
      document.addEventListener(name, pressed, { capture: true });
    }
    watcher.observe(this.#root, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['aria-checked', 'aria-pressed'],
    });
    return () => {
      watcher.disconnect();
      this.#root.removeEventListener('focusin', focused);
      for (const name of ['pointerdown', 'keydown']) {
        document.removeEventListener(name, pressed, { capture: true });
      }
    };
  }

  #focused(target: EventTarget | null): void {
    const isKey = target instanceof HTMLElement && target.matches('button, a[href], input');
    if (!isKey || !target.matches(':focus-visible')) return;
    // Whoever walks on wants to hear where they are, and not where they were.
    this.#inFocus = nameOfKey(target);
    this.#later();
  }

  #changed(changes: readonly MutationRecord[]): void {
    if (this.#player === null) return;
    for (const { type, target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      if (element === null || !isShown(element)) continue;
      const isOn = ['aria-checked', 'aria-pressed'].some(
        name => element.getAttribute(name) === 'true',
      );
      if (type === 'attributes') {
        if (isOn || element === document.activeElement) this.#sayLater(nameOfKey(element));
      } else this.#liveChanged(element.closest('[aria-live], [role="status"], [role="alert"]'));
    }
  }

  /** Places that tell what happens by itself; a count-down there is not read second by second. */
  #liveChanged(place: Element | null): void {
    if (place === null || place.closest('[role="dialog"]') !== null) return;
    const words = blocksOf(place).join('. ');
    const before = this.#live.get(place);
    this.#live.set(place, words);
    if (words === '' || (before !== undefined && isSame(before, words))) return;
    if (before !== undefined) this.#sayAfter(phrasesOf(words));
  }

  /** What happens by itself interrupts nobody: it is said after what is being said. */
  #sayAfter(phrases: readonly string[]): void {
    if (this.#player === null || !this.#kiosk.guide.isSpeaking.peek()) this.#sayLater(phrases);
    else this.#lines.push(...linesOf(phrases));
  }

  #screenChanged(): void {
    this.#isScreenNew = true;
    this.#later();
  }

  #sayLater(phrases: readonly string[]): void {
    if (this.#player === null) return;
    for (const phrase of phrases) if (!this.#said.includes(phrase)) this.#said.push(phrase);
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.#player === null) {
      this.#inFocus = [];
      return;
    }
    this.#timer = setTimeout(() => this.#flush(), togetherMs);
  }

  #flush(): void {
    const layer = topLayer(this.#root);
    if (this.#player === null || layer === null) return;
    const phrases = [...new Set([...this.#said, ...this.#inFocus])];
    this.#said = [];
    this.#inFocus = [];
    if (this.#isScreenNew) {
      this.#isScreenNew = false;
      const key = keyOf(this.#kiosk, layer);
      const isOther = key !== this.#layerKey;
      this.#layerKey = key;
      if (isOther) phrases.push(...this.#screenWords(layer));
    }
    if (phrases.length > 0) this.#say(phrases);
  }

  #screenWords(layer: HTMLElement): string[] {
    for (const place of layer.querySelectorAll('[aria-live], [role="status"], [role="alert"]')) {
      this.#live.set(place, blocksOf(place).join('. '));
    }
    return screenWords(layer, this.#kiosk.view.value?.kiosk.hasKeypad === true);
  }

  #repeat(count: number): void {
    const layer = count === 0 ? null : topLayer(this.#root);
    if (layer === null || this.#player === null) return;
    const active = document.activeElement;
    const isKey = active?.matches('button') === true && layer.contains(active);
    this.#say([...this.#screenWords(layer), ...(isKey ? nameOfKey(active) : [])]);
  }

  #tellVolume(percent: number): void {
    if (this.#player === null) return;
    this.#player.setVolume(percent);
    this.#sayLater([g('volume', { percent })]);
  }

  #interrupt(): void {
    this.#stop.abort();
    this.#kiosk.guide.say('', false);
  }

  #say(phrases: readonly string[]): void {
    const player = this.#player;
    if (player === null) return;
    this.#interrupt();
    const stop = new AbortController();
    this.#stop = stop;
    const { guide } = this.#kiosk;
    this.#lines = linesOf(phrases);
    guide.say(phrases[0] ?? '', true);
    void this.#sayAll(player, this.#lines, stop.signal);
  }

  async #sayAll(player: SpeechPlayer, lines: readonly Line[], stopped: AbortSignal): Promise<void> {
    const { guide } = this.#kiosk;
    await player.say(lines, line => guide.say(line.text, true), stopped);
    if (!stopped.aborted) guide.say('', false);
  }
}

function linesOf(phrases: readonly string[]): Line[] {
  const language = spokenCode() as KioskLanguage;
  return phrases.map(text => ({ text, language }));
}

/** Follows one signal alone, whatever others are read on the way. */
const whenever = <Value>(source: ReadonlySignal<Value>, act: (value: Value) => void) =>
  effect(() => {
    const { value } = source;
    untracked(() => act(value));
  });

const isSame = (one: string, other: string): boolean =>
  withoutFigures(one) === withoutFigures(other);

/** Names the screen that is seen: what only ticks or counts on it is the same screen. */
function keyOf(kiosk: Kiosk, layer: HTMLElement): string {
  const main = layer.querySelector('main');
  const page = layer.querySelector('.pager > span')?.textContent ?? '';
  const name = layer.getAttribute('data-testid') ?? main?.className ?? '';
  const heading = layer.querySelector('.question, h1, h2')?.textContent ?? '';
  const at = kiosk.screen.value.at;
  return [at, name, heading, page, kiosk.isIssuing.value, spokenCode()].join('|');
}
