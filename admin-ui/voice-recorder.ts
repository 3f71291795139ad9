import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { KeptTake, PackWord, VoicePackView } from '../contract/voice-studio.ts';
import type { send } from '../ui-kit/api.ts';
import type { openMicrophone, Microphone, MicrophoneFault, Recording } from './microphone.ts';
import { outlineOf } from './pcm.ts';
import type { fetchOutline, playSound, readSoundFile, uploadTake } from './voice-sounds.ts';

export interface RecorderEdges {
  readonly send: typeof send;
  readonly openMicrophone: typeof openMicrophone;
  readonly uploadTake: typeof uploadTake;
  readonly readSoundFile: typeof readSoundFile;
  readonly fetchOutline: typeof fetchOutline;
  readonly playSound: typeof playSound;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

export type RecorderState =
  | { readonly state: 'idle' | 'asking' | 'recording' | 'sending' }
  | { readonly state: 'kept'; readonly take: KeptTake }
  | { readonly state: 'refused'; readonly reason: string };

export type WordKind = PackWord['kind'];

/** Loud enough to be a voice, and the rest of it that ends a word. */
const speechLevelMin = 0.03;
const quietShare = 0.12;
const quietMs = 800;
const takeMsMax = 8_000;
const idle = { state: 'idle' } as const;

/** One pack, word by word: what is shown, heard, recorded again, and what comes next. */
export class WordRecorder {
  readonly #edges: RecorderEdges;
  readonly #kept: () => void;
  readonly #view = signal<VoicePackView | null>(null);
  #microphone: Microphone | null = null;
  #recording: Recording | null = null;
  #loudest = 0;
  #lastLoudAt = 0;
  #begunAt = 0;

  readonly key = signal<string | null>(null);
  readonly kind = signal<WordKind>('word');
  readonly doing = signal<RecorderState>(idle);
  readonly microphoneFault = signal<MicrophoneFault | null>(null);
  readonly level = signal(0);
  readonly before = signal<readonly number[]>([]);
  readonly after = signal<readonly number[]>([]);

  readonly words = computed(() => this.#view.value?.words ?? []);
  readonly shown = computed(() => this.words.value.filter(word => word.kind === this.kind.value));
  readonly word = computed(
    () => this.words.value.find(word => word.key === this.key.value) ?? null,
  );

  /** `kept` is called after each change of the pack. */
  constructor(edges: RecorderEdges, kept: () => void) {
    this.#edges = edges;
    this.#kept = kept;
  }

  get view(): ReadonlySignal<VoicePackView | null> {
    return this.#view;
  }

  async open(packId: string): Promise<void> {
    if (this.#view.value?.pack.id !== packId) this.close();
    const answer = await this.#edges.send<VoicePackView>('GET', `/admin/voice/packs/${packId}`);
    if (!answer.ok) return;
    this.#view.value = answer.body;
    if (this.word.value === null) this.choose(this.#firstOpen(this.shown.value)?.key ?? null);
  }

  close(): void {
    this.#microphone?.close();
    this.#microphone = null;
    this.#recording = null;
    this.#view.value = null;
    this.choose(null);
    this.kind.value = 'word';
  }

  choose(key: string | null): void {
    if (this.doing.value.state === 'recording') return;
    this.key.value = key;
    this.doing.value = idle;
    this.before.value = [];
    this.after.value = [];
    const word = this.word.value;
    if (word) this.kind.value = word.kind;
    if (word?.clip) void this.#showClip(word);
  }

  show(kind: WordKind): void {
    if (this.doing.value.state === 'recording') return;
    this.kind.value = kind;
    this.choose(this.#firstOpen(this.shown.value)?.key ?? null);
  }

  /** The next word that has no recording yet, of this kind first; else the next one. */
  next(): void {
    const words = this.words.value;
    const at = words.findIndex(word => word.key === this.key.value);
    const later = [...words.slice(at + 1), ...words.slice(0, Math.max(0, at))];
    const open = later.find(word => word.clip === null && word.isNeeded) ?? this.#firstOpen(later);
    this.choose((open ?? later[0])?.key ?? null);
  }

  /** Begins; while it listens, ends. */
  async press(): Promise<void> {
    const { state } = this.doing.value;
    if (state === 'recording') await this.#finish();
    else if (state !== 'asking' && state !== 'sending') await this.#begin();
  }

  async upload(file: Blob): Promise<void> {
    if (this.doing.value.state === 'sending') return;
    this.doing.value = { state: 'sending' };
    const samples = await this.#edges.readSoundFile(file);
    if (samples === null) this.doing.value = { state: 'refused', reason: 'not-a-wav' };
    else await this.#send(samples);
  }

  async listen(): Promise<void> {
    const [view, word] = [this.#view.value, this.word.value];
    if (view === null || !word?.clip) return;
    await this.#edges.playSound(`/api/v1${this.#pathOf(view, word.key)}?v=${word.clip.version}`);
  }

  async remove(): Promise<void> {
    const [view, word] = [this.#view.value, this.word.value];
    if (view === null || word === null) return;
    const answer = await this.#edges.send('POST', `${this.#pathOf(view, word.key)}/remove`, {});
    if (!answer.ok) {
      this.doing.value = { state: 'refused', reason: answer.problem.code };
      return;
    }
    await this.open(view.pack.id);
    this.choose(word.key);
    this.#kept();
  }

  #firstOpen(words: readonly PackWord[]): PackWord | undefined {
    return (
      words.find(word => word.clip === null && word.isNeeded) ??
      words.find(word => word.clip === null) ??
      words[0]
    );
  }

  #pathOf(view: VoicePackView, key: string): string {
    return `/admin/voice/packs/${view.pack.id}/clips/${key}`;
  }

  async #showClip(word: PackWord): Promise<void> {
    const view = this.#view.value;
    if (view === null || !word.clip) return;
    const outline = await this.#edges.fetchOutline(
      `${this.#pathOf(view, word.key)}?v=${word.clip.version}`,
    );
    if (this.key.value === word.key) this.after.value = outline;
  }

  async #begin(): Promise<void> {
    if (this.word.value === null) return;
    this.doing.value = { state: 'asking' };
    const opened = this.#microphone ?? (await this.#edges.openMicrophone());
    if (typeof opened === 'string') {
      this.microphoneFault.value = opened;
      this.doing.value = idle;
      return;
    }
    this.microphoneFault.value = null;
    this.#microphone = opened;
    this.#loudest = 0;
    this.#begunAt = this.#edges.now();
    this.before.value = [];
    this.after.value = [];
    this.doing.value = { state: 'recording' };
    this.#recording = opened.record(level => this.#hear(level));
  }

  /** Ends by itself once somebody has spoken and then is silent. */
  #hear(level: number): void {
    if (this.doing.value.state !== 'recording') return;
    const now = this.#edges.now();
    this.level.value = level;
    this.#loudest = Math.max(this.#loudest, level);
    if (level > Math.max(speechLevelMin, this.#loudest * quietShare)) this.#lastLoudAt = now;
    const hasSpoken = this.#loudest > speechLevelMin;
    const isOver = hasSpoken && now - this.#lastLoudAt > quietMs;
    if (isOver || now - this.#begunAt > takeMsMax) void this.#finish();
  }

  async #finish(): Promise<void> {
    const recording = this.#recording;
    if (recording === null) return;
    this.#recording = null;
    this.doing.value = { state: 'sending' };
    this.level.value = 0;
    await this.#send(await recording.stop());
  }

  async #send(samples: Int16Array): Promise<void> {
    const [view, key] = [this.#view.value, this.key.value];
    if (view === null || key === null) return;
    this.before.value = outlineOf(samples);
    const answer = await this.#edges.uploadTake(this.#pathOf(view, key), samples);
    if (this.key.value !== key) return;
    if (!answer.ok) {
      const { code, facts } = answer.problem;
      const reason = typeof facts?.['reason'] === 'string' ? facts['reason'] : code;
      this.doing.value = { state: 'refused', reason };
      return;
    }
    const { word, pack } = answer.body;
    const words = view.words.map(row => (row.key === key ? word : row));
    this.#view.value = { pack, words };
    this.doing.value = { state: 'kept', take: answer.body };
    this.#kept();
    await this.#showClip(word);
  }
}
