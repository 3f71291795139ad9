import { computed, signal } from '@preact/signals';
import type { RunningText } from '../contract/displays.ts';
import { pick } from '../ui-kit/language.ts';
import { splitSentence } from '../ui-kit/sentences.ts';
import { placeAt } from './edit-place.ts';
import type { SetupDesk } from './setup-desk.ts';

/** What the contract keeps of one sentence, and of all of them. */
export const sentenceLettersMax = 300;
export const sentencesMax = 50;
/** As many letters as the bottom line of a lobby screen holds at its widest. */
export const lineLetters = 28;

/** What is wrong with a sentence before the server is asked. */
export function sentenceTrouble({ id, en }: RunningText): 'missing' | 'too-long' | null {
  const longest = Math.max(id.trim().length, en.trim().length);
  if (longest > sentenceLettersMax) return 'too-long';
  return id.trim() === '' || en.trim() === '' ? 'missing' : null;
}

export const piecesOf = (text: string): string[] => splitSentence(text, lineLetters);

/** The running text of the lobby as it is edited, and the piece that is looked at. */
export class RunningLines {
  readonly #desk: SetupDesk;
  /** The sentence that the preview shows, and which of its pieces. */
  readonly shown = signal({ at: 0, piece: 0 });

  readonly pieces = computed(() => {
    const line = this.lines[this.shown.value.at];
    return line ? piecesOf(pick(line)) : [];
  });

  constructor(desk: SetupDesk) {
    this.#desk = desk;
  }

  get lines(): readonly RunningText[] {
    return this.#desk.field('building', 'sentences') ?? [];
  }
  /** As they are saved. */
  get saved(): readonly RunningText[] {
    return (this.#desk.was('building/sentences') ?? []) as RunningText[];
  }

  #take(lines: readonly RunningText[]): void {
    placeAt<readonly RunningText[]>(this.#desk, 'building/sentences').change(lines);
  }

  add(): void {
    if (this.lines.length >= sentencesMax) return;
    this.#take([...this.lines, { id: '', en: '' }]);
    this.look(this.lines.length - 1);
  }

  write(at: number, words: Partial<RunningText>): void {
    const line = this.lines[at];
    if (!line) return;
    this.#take(this.lines.with(at, { ...line, ...words }));
    this.look(at);
  }

  remove(at: number): void {
    this.#take(this.lines.toSpliced(at, 1));
    this.look(Math.min(at, this.lines.length - 1));
  }

  /** One place further up. */
  lift(at: number): void {
    const [above, line] = [this.lines[at - 1], this.lines[at]];
    if (!above || !line) return;
    this.#take(this.lines.with(at - 1, line).with(at, above));
    this.look(at - 1);
  }

  look(at: number): void {
    this.shown.value = { at: Math.max(0, at), piece: 0 };
  }

  /** The piece before or after; over the ends it goes on at the next sentence. */
  turn(step: -1 | 1): void {
    const { at, piece } = this.shown.value;
    const next = piece + step;
    if (next >= 0 && next < this.pieces.value.length) {
      this.shown.value = { at, piece: next };
      return;
    }
    const count = this.lines.length;
    if (count === 0) return;
    const other = (at + step + count) % count;
    const last = piecesOf(pick(this.lines[other]!)).length - 1;
    this.shown.value = { at: other, piece: step === 1 ? 0 : Math.max(0, last) };
  }
}
