import { signAtPlace } from './scan-layout.ts';
import {
  type Scan,
  type ScanKey,
  ScanRun,
  interruptedMs,
  keyMsMax,
  otherPartMs,
  quickKeysMin,
  scanLengthMax,
  scanLengthMin,
} from './scan-run.ts';

export interface ScanOptions {
  readonly onScan: (scan: Scan) => void;
  /** Whether keys that go there are somebody's writing. Unless told: fields that take text. */
  readonly isTyping?: (target: EventTarget | null) => boolean;
  /** What becomes of a scan into a field: 'remove', unless told, puts back what stood there. */
  readonly inField?: 'remove' | 'keep';
  /** Of keys into a field only what this takes for a code is a scan. Unless told: every one. */
  readonly isCode?: (scan: Scan) => boolean;
  /** Signs that a code beside fields may begin with: others are never late. Unless told: any. */
  readonly mayBegin?: (sign: string) => boolean;
  /** The shortest code; 6 signs unless told, and at least 3. */
  readonly lengthMin?: number;
  readonly after?: (ms: number, callback: () => void) => () => void;
}

/**
 * Fields that take keys for themselves; a list jumps to what is typed. Elements of a second window
 * of a page are of its own classes: what they are is read off them.
 */
export function takesText(target: EventTarget | null): boolean {
  if (target === null || !('tagName' in target)) return false;
  const { tagName, isContentEditable } = target as HTMLElement;
  if (tagName === 'INPUT') return !keyless.has((target as HTMLInputElement).type);
  return isContentEditable || tagName === 'TEXTAREA' || tagName === 'SELECT';
}

const keyless: ReadonlySet<string> = new Set(
  'button checkbox color file image radio range reset submit'.split(' '),
);
const modifiers: ReadonlySet<string> = new Set(
  'Shift CapsLock NumLock ScrollLock Control Alt AltGraph Meta Fn'.split(' '),
);

/**
 * Tells codes from a scanner that poses as a keyboard from what people type, and hands over whole
 * codes only. Returns how to stop.
 *
 * A person's keys in a text field are never touched. Elsewhere a key may be the first of a code,
 * which must not be taken for a key of the page: it is held back for 50 ms and then handed on as it
 * was. Space and all keys without a character are never held.
 */
export function watchScans(target: EventTarget, options: ScanOptions): () => void {
  const watcher = new ScanWatcher(options);
  const listener = (event: Event): void => watcher.key(event as KeyboardEvent);
  target.addEventListener('keydown', listener, { capture: true });
  return () => {
    target.removeEventListener('keydown', listener, { capture: true });
    watcher.stop();
  };
}

type TextField = EventTarget &
  Pick<HTMLInputElement, 'value' | 'selectionStart' | 'selectionEnd'> &
  Partial<Pick<HTMLInputElement, 'setSelectionRange'>>;

/** What stood in a field before a run of keys. */
interface FieldBefore {
  readonly field: TextField;
  readonly value: string;
  readonly selection: readonly [number, number] | null;
}

interface Run {
  readonly run: ScanRun;
  readonly target: EventTarget | null;
  /** Keys held back, in order; null where they are somebody's writing. */
  readonly held: KeyboardEvent[] | null;
  readonly before: FieldBefore | null;
}

class ScanWatcher {
  readonly #options: ScanOptions;
  readonly #isTyping: (target: EventTarget | null) => boolean;
  readonly #after: (ms: number, callback: () => void) => () => void;
  /** Keys that were held back and are handed on. */
  readonly #handedOn = new WeakSet<Event>();
  #run: Run | null = null;
  /** What begins until then may be the rest of something. */
  #restUntil = -Infinity;
  #scannedAt = -Infinity;
  #stopWaiting: () => void = () => undefined;

  constructor(options: ScanOptions) {
    this.#options = options;
    this.#isTyping = options.isTyping ?? takesText;
    this.#after = options.after ?? afterTimeout;
  }

  key(event: KeyboardEvent): void {
    if (this.#handedOn.has(event) || modifiers.has(event.key)) return;
    if (isEnd(event) && !event.repeat) this.#end(event);
    else if (this.#isSign(event)) this.#sign(event);
    else this.#release();
  }

  stop(): void {
    this.#release();
  }

  /** Held keys repeat themselves as fast as a scanner types: a repetition is no sign. */
  #isSign(event: KeyboardEvent): boolean {
    if (event.repeat || event.isComposing || event.metaKey) return false;
    const isChord = (event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph');
    if (isChord || (event.key.length !== 1 && event.key !== 'Dead')) return false;
    // No code begins with a blank, and Space is the key that must never be late.
    if (this.#run !== null || event.key === ' ') return this.#run !== null;
    // The rest of a code that was broken off begins with anything, and a field is not kept waiting.
    const mayBegin = this.#options.mayBegin?.(event.key) ?? true;
    return mayBegin || event.timeStamp <= this.#restUntil || this.#isTyping(event.target);
  }

  #sign(event: KeyboardEvent): void {
    const at = event.timeStamp;
    const sign = event.key === 'Dead' ? '' : event.key;
    const place = signAtPlace(event.code, event.shiftKey) ?? sign;
    const isNew =
      this.#run === null || this.#run.target !== event.target || !this.#run.run.goesOnAt(at);
    if (isNew) this.#begin(event, { at, sign, signAtPlace: place });
    else this.#run?.run.add({ at, sign, signAtPlace: place });
    this.#restUntil = at + interruptedMs;
    this.#hold(event);
  }

  #begin(event: KeyboardEvent, key: ScanKey): void {
    this.#release();
    const isRest = key.at <= this.#restUntil;
    const isTyping = this.#isTyping(event.target);
    this.#run = {
      run: new ScanRun(key, isRest),
      target: event.target,
      held: isTyping ? null : [],
      before: isTyping ? fieldBefore(event.target) : null,
    };
  }

  #hold(event: KeyboardEvent): void {
    const current = this.#run;
    if (!current?.held) return;
    take(event);
    // Something that never ends is no code: what it still says is taken and forgotten.
    if (current.held.length < scanLengthMax) current.held.push(event);
    this.#stopWaiting();
    this.#stopWaiting = this.#after(current.run.pauseMsMax, () => this.#release());
  }

  /** Enter ends a code, or it is somebody's Enter, which comes after the keys before it. */
  #end(event: KeyboardEvent): void {
    const scan = this.#scanEndedAt(event.timeStamp);
    if (scan === null) {
      // Scanners that end with CR and LF send a second one.
      if (event.timeStamp - this.#scannedAt <= keyMsMax) take(event);
      else if (event.key === 'Enter') this.#endWithout(event);
      else this.#release();
      return;
    }
    take(event);
    const before = this.#run?.before ?? null;
    this.#forget();
    this.#scannedAt = event.timeStamp;
    if (before !== null && this.#options.inField !== 'keep') putBack(before);
    this.#options.onScan(scan);
  }

  #scanEndedAt(at: number): Scan | null {
    const { lengthMin = scanLengthMin, isCode } = this.#options;
    const scan = this.#run?.run.endedAt(at, Math.max(quickKeysMin, lengthMin)) ?? null;
    const isInField = this.#run?.held === null;
    return isInField && scan !== null && isCode?.(scan) === false ? null : scan;
  }

  /** The Enter of a code that was not whole is no more a key than its signs were. */
  #endWithout(event: KeyboardEvent): void {
    const isBroken = this.#run?.held !== null && this.#run?.run.isFromScanner === true;
    this.#release();
    this.#restUntil = -Infinity;
    if (isBroken) take(event);
  }

  #forget(): void {
    this.#stopWaiting();
    this.#run = null;
    this.#restUntil = -Infinity;
  }

  /** The run is no scan: keys that a person pressed go on their way, a scanner's are dropped. */
  #release(): void {
    const current = this.#run;
    this.#stopWaiting();
    this.#run = null;
    if (current?.run.isFromScanner) this.#restUntil = current.run.lastAt + otherPartMs;
    if (!current?.held || current.run.isFromScanner) return;
    for (const event of current.held) {
      const copy = new KeyboardEvent(event.type, copyOf(event));
      this.#handedOn.add(copy);
      current.target?.dispatchEvent(copy);
    }
  }
}

function afterTimeout(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** Enter, or the line feed that some scanners send as Ctrl+J. */
function isEnd(event: KeyboardEvent): boolean {
  if (event.altKey || event.metaKey) return false;
  return event.key === 'Enter' || (event.ctrlKey && event.key.toLowerCase() === 'j');
}

/** Nobody else hears of it, and the browser does nothing with it. */
function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function copyOf(event: KeyboardEvent): KeyboardEventInit {
  const { key, code, location, shiftKey, ctrlKey, altKey, metaKey } = event;
  const modifierAltGraph = event.getModifierState('AltGraph');
  const keys = { key, code, location, shiftKey, ctrlKey, altKey, metaKey, modifierAltGraph };
  return { ...keys, bubbles: true, cancelable: true, composed: true };
}

function isTextField(target: EventTarget | null): target is TextField {
  return target !== null && 'value' in target && typeof target.value === 'string';
}

function fieldBefore(target: EventTarget | null): FieldBefore | null {
  if (!isTextField(target)) return null;
  const { value, selectionStart, selectionEnd } = target;
  const hasSelection = selectionStart !== null && selectionEnd !== null;
  return { field: target, value, selection: hasSelection ? [selectionStart, selectionEnd] : null };
}

/** The page hears of it as of any change in the field. */
function putBack({ field, value, selection }: FieldBefore): void {
  field.value = value;
  if (selection !== null) field.setSelectionRange?.(...selection);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
