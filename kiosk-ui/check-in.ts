import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Language, Need } from '../contract/values.ts';
import { codeLength, codeSigns, readScanned } from './booking-code.ts';
import type { Shown } from './shown.ts';
import type { Taking } from './taking.ts';
import { Typed } from './typed.ts';

/** A booking becomes a ticket: its code is typed, or read by a scanner or the camera. */
export class CheckIn {
  readonly #shown: Shown;
  readonly #taking: Taking;
  /** The language that the visitor has chosen; null where they left it as it was. */
  readonly #chosenLanguage: () => Language | null;
  readonly #need: () => Need | null;
  readonly #code = new Typed(codeLength);
  readonly #isCameraBroken = signal(false);
  /** What a QR held, while its code stands as it was read. */
  #read: { readonly code: string; readonly typed: string } | null = null;

  constructor(
    shown: Shown,
    taking: Taking,
    asked: { readonly language: () => Language | null; readonly need: () => Need | null },
  ) {
    this.#shown = shown;
    this.#taking = taking;
    this.#chosenLanguage = asked.language;
    this.#need = asked.need;
  }

  get code(): ReadonlySignal<string> {
    return this.#code.text;
  }
  get isWhole(): boolean {
    return this.code.value.length === codeLength;
  }
  /** The camera could not be used for this visitor. */
  get isCameraBroken(): ReadonlySignal<boolean> {
    return this.#isCameraBroken;
  }

  begin(): void {
    this.#shown.uncover();
    this.#shown.show({ at: 'check-in', by: 'code' });
  }

  type(sign: string): void {
    if (codeSigns.includes(sign)) this.#code.add(sign);
  }

  erase(): void {
    this.#code.erase();
  }

  /** Too late for the booked time: for a number like everybody's. */
  async ask(asWalkIn = false): Promise<void> {
    const typed = this.code.value;
    if (this.#taking.isUnderWay.value || !this.isWhole) return;
    const code = this.#read?.typed === typed ? this.#read.code : typed;
    // Without a choice of theirs the ticket speaks the language of the booking.
    const language = this.#chosenLanguage();
    const need = this.#need();
    const problem = await this.#taking.ask('/check-ins', {
      code,
      ...(asWalkIn ? { asWalkIn } : {}),
      ...(need === null ? {} : { need }),
      ...(language === null ? {} : { language }),
    });
    if (problem !== null) this.#shown.cover({ about: 'check-in-refused', problem });
  }

  /** A scanner, or the camera, has read something. A booking is checked in without a touch. */
  scanned(text: string): void {
    if (this.#taking.isUnderWay.value || this.#shown.screen.value.at === 'ticket') return;
    const read = readScanned(text);
    if (read.is !== 'booking') return this.#shown.cover({ about: 'scanned', what: read.is });
    this.#read = read;
    this.#code.set(read.typed);
    this.begin();
    void this.ask();
  }

  usesCamera(isOn: boolean): void {
    this.#isCameraBroken.value = false;
    this.#shown.show({ at: 'check-in', by: isOn ? 'camera' : 'code' });
  }

  /** No camera, or it may not be used: the code can still be typed. */
  cameraFailed(): void {
    const screen = this.#shown.screen.value;
    if (screen.at !== 'check-in' || screen.by !== 'camera') return;
    this.#isCameraBroken.value = true;
    this.#shown.show({ at: 'check-in', by: 'code' });
  }

  forget(): void {
    this.#code.set('');
    this.#read = null;
    this.#isCameraBroken.value = false;
  }
}
