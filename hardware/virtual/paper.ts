import { PNG } from 'pngjs';

/** A line of text on the paper, with its place and how large it is. */
export interface PaperText {
  readonly y: number;
  readonly text: string;
  /** Multiple of the font's height. */
  readonly high: number;
}

/** From this height on, a text is the number of the ticket. */
const labelHighMin = 3;

/** A piece of paper that came out: its picture, its texts and what its codes say. */
export class Paper {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly text: string;
  readonly label: string | undefined;
  /** Payloads of the codes that the printer drew itself. */
  readonly codes: readonly string[];
  readonly #rows: readonly Uint8Array[];
  #png: Buffer | undefined;

  constructor(
    rows: readonly Uint8Array[],
    widthDots: number,
    texts: readonly PaperText[],
    codes: readonly string[],
  ) {
    this.widthDots = widthDots;
    this.heightDots = rows.length;
    this.text = texts.map(line => line.text).join('\n');
    const largest = texts.toSorted((one, other) => other.high - one.high)[0];
    this.label =
      largest !== undefined && largest.high >= labelHighMin ? largest.text.trim() : undefined;
    this.codes = codes;
    this.#rows = rows;
  }

  /** Drawn when first asked for: most papers of a rehearsal are never looked at. */
  get png(): Buffer {
    this.#png ??= this.#draw();
    return this.#png;
  }

  #draw(): Buffer {
    const grey = { colorType: 0, inputColorType: 0, inputHasAlpha: false } as const;
    const png = new PNG({ width: this.widthDots, height: Math.max(this.heightDots, 1), ...grey });
    png.data = Buffer.alloc(this.widthDots * Math.max(this.heightDots, 1), 0xff);
    this.#rows.forEach((row, y) => {
      for (let x = 0; x < this.widthDots; x += 1) {
        if (row[x] === 1) png.data[y * this.widthDots + x] = 0;
      }
    });
    return PNG.sync.write(png, grey);
  }
}
