import { readFileSync } from 'node:fs';

export const cellWide = 12;
export const cellHigh = 24;

interface FontFile {
  readonly firstCode: number;
  readonly glyphs: readonly string[];
}

/** Rows of three hexadecimal digits a glyph; licence in antrean-receipt-OFL.txt beside it. */
const font = JSON.parse(
  readFileSync(new URL('antrean-receipt-12x24.json', import.meta.url), 'utf8'),
) as FontFile;

/** A picture as rows of dots. */
export type Dots = readonly (readonly boolean[])[];

/** A box stands for every code that the font does not have. */
const box: Dots = Array.from({ length: cellHigh }, (_row, y) =>
  Array.from(
    { length: cellWide },
    (_dot, x) => y > 3 && y < 19 && x > 0 && x < 10 && (y < 6 || y > 16 || x < 3 || x > 7),
  ),
);

interface GlyphStyle {
  readonly wide: number;
  readonly high: number;
  readonly bold: boolean;
  readonly smooth: boolean;
}

const drawn = new Map<string, Dots>();
const drawnMax = 1_000;

/** One character at its size, as the print head would burn it. Each is drawn once. */
export function drawGlyph(code: number, style: GlyphStyle): Dots {
  const { wide, high, bold, smooth } = style;
  const key = [code, wide, high, bold, smooth].join(' ');
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const dots = drawNewGlyph(code, style);
  if (drawn.size >= drawnMax) drawn.clear();
  drawn.set(key, dots);
  return dots;
}

function drawNewGlyph(code: number, style: GlyphStyle): Dots {
  const hex = font.glyphs[code - font.firstCode];
  const plain = hex === undefined ? box : unpack(hex);
  const cell = style.bold ? burnTwice(plain) : plain;
  const steps = style.smooth && style.wide === style.high ? smoothSteps[style.wide] : undefined;
  if (steps === undefined) return enlarge(cell, style.wide, style.high);
  return steps.reduce((dots, step) => (step === 2 ? smoothTwice(dots) : smoothThrice(dots)), cell);
}

function unpack(hex: string): Dots {
  return Array.from({ length: cellHigh }, (_row, y) => {
    const row = Number.parseInt(hex.slice(y * 3, y * 3 + 3), 16);
    return Array.from({ length: cellWide }, (_dot, x) => (row & (0x800 >> x)) !== 0);
  });
}

/** Emphasised print burns every dot again one to the right. */
function burnTwice(dots: Dots): Dots {
  return dots.map(row => row.map((dot, x) => dot || (row[x - 1] ?? false)));
}

function enlarge(dots: Dots, wide: number, high: number): Dots {
  return dots.flatMap(row => {
    const wideRow = row.flatMap(dot => Array.from({ length: wide }, () => dot));
    return Array.from({ length: high }, () => wideRow);
  });
}

/** Sizes that rounding reaches in steps of two and three; 5 and 7 stay square, as on paper. */
const smoothSteps: Readonly<Record<number, readonly (2 | 3)[]>> = {
  2: [2],
  3: [3],
  4: [2, 2],
  6: [3, 2],
  8: [2, 2, 2],
};

/** Middle dot and its eight neighbours, rows from the top: a b c / d e f / g h i. */
function around(dots: Dots, x: number, y: number): readonly boolean[] {
  return [-1, 0, 1].flatMap(dy => [-1, 0, 1].map(dx => dots[y + dy]?.[x + dx] ?? false));
}

/** Scale2x (Andrea Mazzoleni, 2001): a corner takes the colour that its two sides share. */
function smoothTwice(dots: Dots): Dots {
  return dots.flatMap((row, y) => {
    const pairs = row.map((e, x) => {
      const [, b, , d, , f, , h] = around(dots, x, y);
      if (b === h || d === f) return [e, e, e, e] as const;
      return [d === b ? d : e, b === f ? f : e, d === h ? d : e, h === f ? f : e] as const;
    });
    return [pairs.flatMap(([tl, tr]) => [tl, tr]), pairs.flatMap(([, , bl, br]) => [bl, br])].map(
      joined => joined.map(dot => dot ?? false),
    );
  });
}

/** Scale3x, the same rule for nine dots. */
function smoothThrice(dots: Dots): Dots {
  return dots.flatMap((row, y) => {
    const nines = row.map((e, x) => {
      const [a, b, c, d, , f, g, h, i] = around(dots, x, y);
      if (b === h || d === f) return Array.from({ length: 9 }, () => e);
      return [
        d === b ? d : e,
        (d === b && e !== c) || (b === f && e !== a) ? b : e,
        b === f ? f : e,
        (d === b && e !== g) || (d === h && e !== a) ? d : e,
        e,
        (b === f && e !== i) || (h === f && e !== c) ? f : e,
        d === h ? d : e,
        (d === h && e !== i) || (h === f && e !== g) ? h : e,
        h === f ? f : e,
      ];
    });
    return [0, 3, 6].map(from =>
      nines.flatMap(nine => nine.slice(from, from + 3).map(dot => dot ?? false)),
    );
  });
}
