import { effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { keysText } from './keys-texts.ts';

interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

declare global {
  interface Window {
    readonly documentPictureInPicture?: PictureInPicture;
  }
}

/** The size that the narrow desk is drawn for, in CSS pixels. */
const smallSize = { width: 320, height: 640 };
/** Below this the desk is one column (staff.md). */
const narrowQuery = '(max-width: 899px)';
/** And below this its rarer keys are folded. */
const foldedQuery = `${narrowQuery} and (max-height: 480px)`;

/**
 * The window the desk is shown in: the page's own, or a small one of the same page that the browser
 * keeps on top where it can. The screen moves there and back; what it is connected to stays.
 */
export class DeskWindow {
  readonly #host: ReturnType<typeof signal<Window>>;
  readonly #isNarrow = signal(false);
  readonly #isFolded = signal(false);
  readonly #stop: () => void;
  #ends: (() => void) | null = null;

  constructor(page: Window) {
    this.#host = signal(page);
    this.#stop = effect(() => {
      const host = this.host.value;
      const stops = [
        follow(host.matchMedia(narrowQuery), this.#isNarrow),
        follow(host.matchMedia(foldedQuery), this.#isFolded),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    });
  }

  get host(): ReadonlySignal<Window> {
    return this.#host as ReadonlySignal<Window>;
  }

  get isNarrow(): ReadonlySignal<boolean> {
    return this.#isNarrow;
  }

  /** So low that only what is needed now is shown. */
  get isFolded(): ReadonlySignal<boolean> {
    return this.#isFolded;
  }

  get isAway(): boolean {
    return this.host.value !== window;
  }

  /** Moves the screen into a small window, from a press; without one it stays where it is. */
  async leave(screen: HTMLElement): Promise<void> {
    if (this.isAway) return this.comeBack();
    const small = await openSmallWindow();
    const home = screen.parentElement;
    if (!small || !home) return;
    const theme = dress(small.document);
    small.document.body.append(screen);
    const stand = standIn(() => this.comeBack());
    home.append(stand);
    this.#host.value = small;
    this.#ends = () => {
      this.#ends = null;
      theme.disconnect();
      stand.remove();
      home.append(screen);
      this.#host.value = window;
    };
    small.addEventListener('pagehide', () => this.#ends?.(), { once: true });
    window.addEventListener('pagehide', () => small.close(), { once: true });
  }

  comeBack(): void {
    const { value: small } = this.host;
    if (small === window) return;
    this.#ends?.();
    small.close();
  }

  close(): void {
    this.comeBack();
    this.#stop();
  }
}

function follow(media: MediaQueryList, into: Signal<boolean>): () => void {
  const look = () => {
    into.value = media.matches;
  };
  media.addEventListener('change', look);
  look();
  return () => media.removeEventListener('change', look);
}

/** What stands in the large window meanwhile: where the desk is, and the way back. */
function standIn(onBack: () => void): HTMLElement {
  const stand = document.createElement('main');
  stand.className = 'away';
  const words = document.createElement('p');
  words.textContent = keysText('deskIsAway');
  const back = document.createElement('button');
  back.className = 'beside';
  back.textContent = keysText('smallWindowBack');
  back.addEventListener('click', onBack);
  stand.append(words, back);
  return stand;
}

/** Null where the browser or the officer refused it. */
async function openSmallWindow(): Promise<Window | null> {
  try {
    const onTop = window.documentPictureInPicture;
    if (onTop) return await onTop.requestWindow(smallSize);
  } catch {
    // Refused: an ordinary small window does the same, only not on top of the others.
  }
  const { width, height } = smallSize;
  return window.open('', 'mpp-antrean-desk', `popup,width=${width},height=${height}`);
}

/** The same styles, language and theme as the page; the theme follows it. */
function dress(small: Document): MutationObserver {
  small.head.replaceChildren();
  for (const style of document.querySelectorAll('link[rel="stylesheet"], style')) {
    small.head.append(small.importNode(style, true));
  }
  small.title = document.title;
  const followPage = () => {
    small.documentElement.lang = document.documentElement.lang;
    small.documentElement.dataset.theme = document.documentElement.dataset.theme ?? 'light';
  };
  followPage();
  const theme = new MutationObserver(followPage);
  theme.observe(document.documentElement, { attributes: true });
  return theme;
}

export const deskWindow = new DeskWindow(window);
