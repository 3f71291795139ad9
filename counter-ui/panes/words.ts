/** Finding by words, as an officer types them: parts of words, without accents, one slip allowed. */

const accents = /\p{Diacritic}/gu;

/** "Café-Bar 2" → "cafe bar 2". */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A slip in a shorter word would match almost anything. */
const slipLettersMin = 4;

/** One letter missing, added, changed, or two next to each other swapped. */
function isOneSlipFrom(typed: string, word: string): boolean {
  let from = 0;
  while (from < typed.length && typed[from] === word[from]) from += 1;
  const a = typed.slice(from);
  const b = word.slice(from);
  if (a.slice(1) === b.slice(0, a.length - 1)) return true;
  const isSame = (left: string, right: string) => right.startsWith(left);
  if (isSame(a.slice(1), b.slice(1)) || isSame(a, b.slice(1))) return true;
  return a[0] === b[1] && a[1] === b[0] && isSame(a.slice(2), b.slice(2));
}

/** How well one typed word is found: 3 begins a word, 2 is inside, 1 with a slip, 0 not at all. */
function rankOfWord(typed: string, text: string): number {
  if (text.startsWith(typed) || text.includes(` ${typed}`)) return 3;
  if (text.includes(typed)) return 2;
  if (typed.length < slipLettersMin) return 0;
  return text.split(' ').some(word => isOneSlipFrom(typed, word)) ? 1 : 0;
}

/**
 * How well a query is found in plain texts, best text first; 0 where any of its words is missing.
 * A word found in an earlier text counts more than the same in a later one.
 */
export function rankOf(query: string, texts: readonly string[]): number {
  const typed = plain(query).split(' ').filter(Boolean);
  let sum = 0;
  for (const word of typed) {
    let best = 0;
    for (const [place, text] of texts.entries()) {
      const rank = rankOfWord(word, text);
      if (rank > 0) best = Math.max(best, rank * 10 - place);
    }
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}
