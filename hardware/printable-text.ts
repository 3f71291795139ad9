import { transliterate } from './transliteration.ts';

/** Signs that Unicode's own decomposition leaves behind, and how a typist would write them. */
const typed: Readonly<Record<string, string>> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '•': '-',
  '·': '-',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʻ: "'",
  ʼ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '…': '...',
  '×': 'x',
  '÷': '/',
  '⁄': '/',
  '°': ' derajat',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '→': '->',
  '←': '<-',
  '©': '(c)',
  '®': '(R)',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '\ufffd': '?',
};

/** More than any slip has room for: what follows would be cut off by its limit of lines anyway. */
const charactersMax = 2_000;
/** Stands for a run of letters that have no spelling, until the run is over. */
const unknown = '\0';

/**
 * Any text as printable ASCII on one line. Nothing that a person typed can reach the printer as a
 * command: control characters of both sets are gone and every byte is 0x20 to 0x7e. Letters of
 * other scripts are spelled in Latin ones where there is a way, and a run of those without becomes
 * one question mark; pictures, signs and marks are left out. Text of which nothing would be left
 * is a question mark too, so that a name is never silently missing.
 */
export function printableText(text: string): string {
  const limited = text.slice(0, charactersMax);
  // Signs typed by hand come first: decomposition would tear some of them apart.
  const spelled = Array.from(limited, sign => typed[sign] ?? sign).join('');
  let ascii = '';
  let isSeen = false;
  for (const sign of transliterate(spelled.normalize('NFKD'))) {
    isSeen ||= !/[\s\p{M}\p{C}]/u.test(sign);
    ascii += printableSign(sign);
  }
  const printable = ascii.replace(/\0+/g, '?').replace(/ +/g, ' ').trim();
  return printable === '' && isSeen ? '?' : printable;
}

function printableSign(sign: string): string {
  if (sign >= ' ' && sign <= '~') return sign;
  if (/\s/u.test(sign)) return ' ';
  if (/[\p{L}\p{N}]/u.test(sign)) return typed[sign] ?? unknown;
  return typed[sign] ?? '';
}

/** A word that must be broken anyway starts on a line that still holds that much of it. */
const brokenCharactersMin = 4;

/** Lines of at most that many columns, broken between words; a longer word is broken inside. */
export function wrapWords(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= columns) {
      line += ` ${rest}`;
      continue;
    }
    const free = columns - line.length - 1;
    if (line !== '' && rest.length > columns && free >= brokenCharactersMin) {
      line += ` ${rest.slice(0, free)}`;
      rest = rest.slice(free);
    }
    if (line !== '') lines.push(line);
    while (rest.length > columns) {
      lines.push(rest.slice(0, columns));
      rest = rest.slice(columns);
    }
    line = rest;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** As many lines as wrapWords needs, but of similar length: a centred last word looks lost. */
export function wrapBalanced(text: string, columns: number): string[] {
  const widest = wrapWords(text, columns);
  // Narrower than its longest word, a text would be broken inside it.
  const columnsMin = Math.max(...text.split(' ').map(word => word.length), 1);
  let best = widest;
  for (let narrower = columns - 1; narrower >= columnsMin; narrower -= 1) {
    const lines = wrapWords(text, narrower);
    if (lines.length > widest.length) break;
    best = lines;
  }
  return best;
}

/** At most that many lines; what had to go is marked by three dots at the end of the last. */
export function limitLines(lines: readonly string[], linesMax: number, columns: number): string[] {
  if (lines.length <= linesMax) return [...lines];
  const kept = lines.slice(0, linesMax);
  const last = kept.pop() ?? '';
  return [...kept, `${last.slice(0, columns - 3).trimEnd()}...`];
}
