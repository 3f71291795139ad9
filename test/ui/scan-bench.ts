import { type ScanOptions, watchScans } from '../../ui-kit/scan.ts';
import type { Scan } from '../../ui-kit/scan-run.ts';

/** A key as a browser would tell of it; node has no such event. */
export class FakeKey extends Event {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey = false;
  readonly location = 0;
  readonly isComposing = false;
  readonly repeat: boolean;

  constructor(type: string, key: Partial<FakeKey> & { readonly key?: string }) {
    super(type, { cancelable: true, bubbles: true });
    this.key = key.key ?? '';
    this.code = key.code ?? '';
    this.shiftKey = key.shiftKey ?? false;
    this.ctrlKey = key.ctrlKey ?? false;
    this.altKey = key.altKey ?? false;
    this.repeat = key.repeat ?? false;
  }

  getModifierState(): boolean {
    return false;
  }
}

/** A text field that writes what reaches it, as browsers do after all listeners. */
export class FakeField extends EventTarget {
  value = '';
  selectionStart: number | null = 0;
  selectionEnd: number | null = 0;
  inputs = 0;

  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }
}

export class Bench {
  now = 1_000;
  readonly scans: Scan[] = [];
  /** Keys that reached the page, each with whether it was handed on later. */
  readonly reached: string[] = [];
  readonly page: EventTarget | FakeField;
  readonly stop: () => void;
  #timers: { at: number; callback: () => void }[] = [];

  constructor(page: EventTarget | FakeField, options: Partial<ScanOptions> = {}) {
    this.page = page;
    this.stop = watchScans(page, {
      onScan: scan => this.scans.push(scan),
      isTyping: target => target instanceof FakeField,
      after: (ms, callback) => {
        const timer = { at: this.now + ms, callback };
        this.#timers.push(timer);
        return () => {
          this.#timers = this.#timers.filter(other => other !== timer);
        };
      },
      ...options,
    });
    page.addEventListener('keydown', event => {
      this.reached.push((event as unknown as FakeKey).key);
    });
    page.addEventListener('input', () => {
      if (page instanceof FakeField) page.inputs += 1;
    });
  }

  wait(ms: number): void {
    this.now += ms;
    const due = this.#timers.filter(timer => timer.at <= this.now);
    this.#timers = this.#timers.filter(timer => timer.at > this.now);
    for (const timer of due) timer.callback();
  }

  /** True when the browser would go on with it. */
  press(key: string, more: Partial<FakeKey> = {}): boolean {
    const event = new FakeKey('keydown', { code: placeOf(key), ...more, key });
    Object.defineProperty(event, 'timeStamp', { value: this.now });
    const goesOn = this.page.dispatchEvent(event);
    const { page } = this;
    if (goesOn && page instanceof FakeField && key.length === 1) {
      page.value += key;
      page.setSelectionRange(page.value.length, page.value.length);
    }
    return goesOn;
  }

  /** Every key after a pause of that many milliseconds. */
  type(text: string, gapMs: number): void {
    for (const key of text) {
      this.wait(gapMs);
      this.press(key, { shiftKey: /[A-Z:?]/.test(key) });
    }
  }

  scan(text: string, gapMs = 8): void {
    this.type(text, gapMs);
    this.wait(gapMs);
    this.press('Enter', { code: 'Enter' });
  }
}

/** Places on a US keyboard, for the signs of a ticket's address. */
export function placeOf(key: string): string {
  if (/^[a-z]$/i.test(key)) return `Key${key.toUpperCase()}`;
  if (/^\d$/.test(key)) return `Digit${key}`;
  return { ':': 'Semicolon', '/': 'Slash', '.': 'Period', '-': 'Minus', ' ': 'Space' }[key] ?? '';
}
