import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { Patience, spans } from './patience.ts';
import type { Screen, Sheet } from './screen.ts';

/** What a kiosk shows, and how long it waits for somebody to touch it. */
export class Shown {
  readonly #screen = signal<Screen>({ at: 'home' });
  readonly #sheet = signal<Sheet | null>(null);
  readonly patience: Patience;

  constructor(nobodyIsHere: () => void, isSpokenTo: ReadonlySignal<boolean>) {
    this.patience = new Patience(nobodyIsHere, () => isSpokenTo.value);
  }

  get screen(): ReadonlySignal<Screen> {
    return this.#screen;
  }
  get sheet(): ReadonlySignal<Sheet | null> {
    return this.#sheet;
  }

  show(screen: Screen): void {
    this.#screen.value = screen;
    this.patience.begin(spans.choosing);
  }

  /** Another page of the same screen; screens without pages stay. */
  page(page: number | null): void {
    const screen = this.#screen.value;
    if (screen.at === 'services') this.show({ ...screen, page });
    else if ('page' in screen) this.show({ ...screen, page: page ?? 0 });
  }

  cover(sheet: Sheet): void {
    this.#sheet.value = sheet;
    // Of a ticket's screen only its paper says how long it stays.
    if (this.#screen.value.at !== 'ticket') this.patience.begin(spans.choosing);
  }

  uncover(): void {
    this.#sheet.value = null;
  }

  closeSheet(): void {
    this.uncover();
    if (this.#screen.value.at === 'home') this.patience.begin(spans.resting);
  }

  /** The screen of a number waits for its paper, however long that takes. */
  showWithoutEnd(screen: Extract<Screen, { at: 'ticket' }>): void {
    this.patience.stop();
    this.#screen.value = screen;
  }

  forget(): void {
    this.patience.stop();
    this.uncover();
    this.#screen.value = { at: 'home' };
  }
}
