/** How long one piece of a sentence stays on the bottom line. */
export const sentenceMs = 8_000;

/**
 * Cuts a sentence into pieces of at most `lengthMax` characters, at spaces, as even as they get:
 * a line of the hall must be read at a glance. A single longer word stays whole.
 */
export function splitSentence(sentence: string, lengthMax: number): string[] {
  const words = sentence.split(/\s+/).filter(word => word !== '');
  const pieces = Math.ceil(words.join(' ').length / lengthMax);
  for (let width = Math.ceil(words.join(' ').length / pieces); width < lengthMax; width += 1) {
    const lines = fill(words, width);
    if (lines.length <= pieces) return lines;
  }
  return fill(words, lengthMax);
}

function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** The piece that is due at this moment: the same on every screen of the building. */
export function sentenceAt(pieces: readonly string[], atMs: number): string {
  return pieces[Math.floor(atMs / sentenceMs) % Math.max(1, pieces.length)] ?? '';
}
