import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** In percent: a step is heard as a step, and the lowest is still heard. */
const volumeStep = 10;
const volumeMin = 10;
const volumeMax = 100;

/** Why a screen that is read out is not heard; the captions stand all the same. */
export type Silence = 'none' | 'unavailable' | 'muted' | 'unreachable';

/** Reading the screens out: whether somebody wants it, how loud, and what is being said. */
export class Guide {
  readonly #isOn = signal(false);
  readonly #isSpeaking = signal(false);
  readonly #caption = signal('');
  readonly #volumePercent = signal(0);
  readonly #silence = signal<Silence>('none');
  readonly #repeats = signal(0);
  readonly #usualVolume: () => number;

  constructor(usualVolume: () => number) {
    this.#usualVolume = usualVolume;
  }

  get isOn(): ReadonlySignal<boolean> {
    return this.#isOn;
  }
  /** While a sentence is said nobody's time runs. */
  get isSpeaking(): ReadonlySignal<boolean> {
    return this.#isSpeaking;
  }
  get caption(): ReadonlySignal<string> {
    return this.#caption;
  }
  get volumePercent(): ReadonlySignal<number> {
    return this.#volumePercent;
  }
  get silence(): ReadonlySignal<Silence> {
    return this.#silence;
  }
  /** Counts the wishes to hear it again. */
  get repeats(): ReadonlySignal<number> {
    return this.#repeats;
  }

  turnOn(): void {
    if (this.#isOn.value) return;
    this.#volumePercent.value = this.#usualVolume();
    this.#isOn.value = true;
  }

  turnOff(): void {
    this.#isOn.value = false;
    this.say('', false);
    this.#silence.value = 'none';
  }

  /** What was set so far, to be set again for the same visitor. */
  keep(): () => void {
    const [isOn, percent] = [this.#isOn.value, this.#volumePercent.value];
    return () => {
      if (!isOn) return;
      this.turnOn();
      this.#setVolume(percent);
    };
  }

  repeat(): void {
    if (this.#isOn.value) this.#repeats.value += 1;
  }

  louder(): void {
    this.#setVolume(this.#volumePercent.value + volumeStep);
  }

  quieter(): void {
    this.#setVolume(this.#volumePercent.value - volumeStep);
  }

  /** Told by whoever speaks. */
  say(caption: string, isSpeaking: boolean): void {
    this.#caption.value = caption;
    this.#isSpeaking.value = isSpeaking;
  }

  isSilent(silence: Silence): void {
    this.#silence.value = silence;
  }

  #setVolume(percent: number): void {
    this.#volumePercent.value = Math.min(volumeMax, Math.max(volumeMin, percent));
  }
}
