import type { VoiceLanguage } from '../domain/announcement.ts';
import type { Preparation } from './pack.ts';
import { soundCache } from './sound-cache.ts';
import type { SpeechEngine } from './speech-engine.ts';

/** Three hundred phrases of two and a half seconds, at 44 kB a second. */
const bytesMax = 32_000_000;
/** What is rendered ahead: the counters of a large building and everybody who waits. */
const aheadMax = 600;
const urgentMax = 40;
/** With more than this before it, a call is not waited for. */
const soonMax = 6;
const silentMax = 500;

interface Wanted {
  readonly text: string;
  readonly language: VoiceLanguage;
  readonly done: Promise<void>;
  readonly settle: () => void;
}

/**
 * What an engine has said, by its words, and what it is to say next: one phrase after the other,
 * those of a call before those that are only likely to be needed.
 */
export class PreparedPhrases {
  readonly engine: SpeechEngine;
  readonly #kept = soundCache<Int16Array>(bytesMax);
  readonly #silent = new Set<string>();
  readonly #urgent = new Map<string, Wanted>();
  readonly #ahead = new Map<string, Wanted>();
  #working: { readonly key: string; readonly wanted: Wanted } | null = null;
  #isClosed = false;

  constructor(engine: SpeechEngine) {
    this.engine = engine;
  }

  /** `silent`: the engine gave no sound of it, and is not asked again. */
  get(text: string, language: VoiceLanguage): Int16Array | 'silent' | undefined {
    const key = `${language} ${text}`;
    return this.#silent.has(key) ? 'silent' : this.#kept.get(key);
  }

  /** Null where there are too many already. */
  want(text: string, language: VoiceLanguage, isUrgent: boolean): Preparation | null {
    if (this.#isClosed) return null;
    const wanted = this.#queued(text, language, isUrgent);
    if (wanted === null) return null;
    this.#work();
    const { condition } = this.engine.state();
    const isRunning = condition === 'ready' || condition === 'asleep';
    return { isSoon: isRunning && this.#urgent.size <= soonMax, done: wanted.done };
  }

  close(): void {
    this.#isClosed = true;
    this.#giveUp();
    this.#working?.wanted.settle();
    this.#kept.clear();
    this.#silent.clear();
  }

  #queued(text: string, language: VoiceLanguage, isUrgent: boolean): Wanted | null {
    const key = `${language} ${text}`;
    if (this.#working?.key === key) return this.#working.wanted;
    const known = this.#urgent.get(key) ?? this.#ahead.get(key);
    const line = isUrgent ? this.#urgent : this.#ahead;
    if (known === undefined && line.size >= (isUrgent ? urgentMax : aheadMax)) return null;
    if (known !== undefined && (!isUrgent || this.#urgent.has(key))) return known;
    const { promise: done, resolve: settle } = Promise.withResolvers<void>();
    const wanted = known ?? { text, language, done, settle };
    this.#ahead.delete(key);
    line.set(key, wanted);
    return wanted;
  }

  #work(): void {
    if (this.#working !== null || this.#isClosed) return;
    const [key, wanted] = this.#urgent.entries().next().value ??
      this.#ahead.entries().next().value ?? [null, null];
    if (key === null || wanted === null) return;
    this.#urgent.delete(key);
    this.#ahead.delete(key);
    this.#working = { key, wanted };
    void this.#render(key, wanted);
  }

  async #render(key: string, wanted: Wanted): Promise<void> {
    const { text, language, settle } = wanted;
    const rendered = await this.engine.render({ text, language, pace: 'call' });
    this.#working = null;
    if (!this.#isClosed) {
      if (typeof rendered !== 'string') this.#kept.set(key, rendered, rendered.byteLength);
      if (rendered === 'silent' && this.#silent.size < silentMax) this.#silent.add(key);
      // An engine that rests answers nothing: whoever calls next asks again.
      if (rendered === 'unavailable') this.#giveUp();
    }
    settle();
    this.#work();
  }

  #giveUp(): void {
    const all = [...this.#urgent.values(), ...this.#ahead.values()];
    this.#urgent.clear();
    this.#ahead.clear();
    for (const { settle } of all) settle();
  }
}
