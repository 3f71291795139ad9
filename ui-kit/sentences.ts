/** How long one piece of a sentence stays on the bottom line. */
export const sentenceMs = 8_000;

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' });

/** What the eye counts: an emoji of several code points is one. */
const lettersOf = (text: string): string[] =>
  Array.from(graphemes.segment(text), ({ segment }) => segment);

/** How many usual letters wide one is: an emoji takes the place of three. */
const widthOf = (letter: string): number =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(letter) ? 3 : 1;

export const lengthOf = (text: string): number =>
  lettersOf(text).reduce((length, letter) => length + widthOf(letter), 0);

/**
 * Cuts a sentence into pieces of at most `lengthMax` characters, at spaces, as even as they get:
 * a line of the hall must be read at a glance. A word longer than a line goes on in the next piece.
 */
export function splitSentence(sentence: string, lengthMax: number): string[] {
  const words = sentence
    .split(/\s+/)
    .filter(word => word !== '')
    .flatMap(word => cutWord(word, lengthMax));
  const length = lengthOf(words.join(' '));
  const pieces = Math.ceil(length / lengthMax);
  for (let width = Math.ceil(length / pieces); width < lengthMax; width += 1) {
    const lines = fill(words, width);
    if (lines.length <= pieces) return lines;
  }
  return fill(words, lengthMax);
}

function cutWord(word: string, lengthMax: number): string[] {
  if (lengthOf(word) <= lengthMax) return [word];
  const parts: string[] = [];
  let room = 0;
  for (const letter of lettersOf(word)) {
    const width = widthOf(letter);
    if (width > room) {
      parts.push('');
      room = lengthMax;
    }
    parts[parts.length - 1] += letter;
    room -= width;
  }
  return parts;
}

function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const word of words) {
    const own = lengthOf(word);
    if (lines.length === 0 || length + 1 + own > width) {
      lines.push(word);
      length = own;
    } else {
      lines[lines.length - 1] = `${lines.at(-1)} ${word}`;
      length += 1 + own;
    }
  }
  return lines;
}

/** The piece that is due at this moment: the same on every screen of the building. */
export function sentenceAt(pieces: readonly string[], atMs: number, everyMs = sentenceMs): string {
  return pieces[Math.floor(atMs / everyMs) % Math.max(1, pieces.length)] ?? '';
}

/** What presses stands after every second sentence, so that nobody waits a minute for it. */
export function interleave(pressing: readonly string[], usual: readonly string[]): string[] {
  if (pressing.length === 0) return [...usual];
  const mixed: string[] = [];
  usual.forEach((sentence, at) => {
    if (at % 2 === 0) mixed.push(pressing[(at / 2) % pressing.length]!);
    mixed.push(sentence);
  });
  const said = new Set(mixed);
  return [...mixed, ...pressing.filter(sentence => !said.has(sentence))];
}
