import { limitLines, printableText, wrapBalanced, wrapWords } from '../printable-text.ts';
import type { SlipLine } from '../slip-line.ts';

/** The paper that a slip is laid out for: dots across, and columns of the 12-dot font. */
export interface SlipPaper {
  readonly dots: number;
  readonly columns: number;
}

export interface TextStyle {
  readonly wide?: number;
  readonly high?: number;
  readonly bold?: boolean;
  readonly linesMax?: number;
}

/** A slip as it grows. Every text is made printable, wrapped and limited here. */
export class SlipWriter {
  readonly lines: SlipLine[] = [];
  readonly paper: SlipPaper;
  /** Left texts stand in from the edge, as far as the paper can spare the columns. */
  readonly indent: number;
  #hasInkSinceRule = false;

  constructor(paper: SlipPaper) {
    this.paper = paper;
    this.indent = paper.columns >= 40 ? 2 : 1;
  }

  centre(text: string, style: TextStyle = {}): void {
    const { wide = 1, high = 1, bold = false, linesMax = 3 } = style;
    // Small print keeps a column free at each edge; large print is too precious of them.
    const margins = wide === 1 ? 2 : 0;
    const columns = Math.floor((this.paper.columns - margins) / wide);
    const wrapped = wrapBalanced(printableText(text), columns);
    for (const line of limitLines(wrapped, linesMax, columns)) {
      this.add({ kind: 'text', text: line, align: 'centre', wide, high, bold });
    }
  }

  left(text: string, style: TextStyle = {}): void {
    const { wide = 1, high = 1, bold = false, linesMax = 8 } = style;
    const columns = Math.floor((this.paper.columns - 2 * this.indent) / wide);
    for (const line of limitLines(wrapWords(printableText(text), columns), linesMax, columns)) {
      const indented = ' '.repeat(wide === 1 ? this.indent : 1) + line;
      this.add({ kind: 'text', text: indented, align: 'left', wide, high, bold });
    }
  }

  /** Twice as wide where the words still fit one line, else twice as high only. */
  headline(text: string): void {
    const fits = printableText(text).length * 2 <= this.paper.columns;
    this.centre(text, { wide: fits ? 2 : 1, high: 2, bold: true, linesMax: 2 });
  }

  /** Two texts at the two edges of a line, or below each other where they do not fit. */
  edges(left: string, right: string): void {
    const columns = this.paper.columns - 2 * this.indent;
    const [first, second] = [printableText(left), printableText(right)];
    const spaces = columns - first.length - second.length;
    if (spaces < 2) {
      this.left(first, { linesMax: 2 });
      this.left(second, { linesMax: 2 });
      return;
    }
    const text = ' '.repeat(this.indent) + first + ' '.repeat(spaces) + second;
    this.add({ kind: 'text', text, align: 'left', wide: 1, high: 1, bold: false });
  }

  gap(dots: number): void {
    this.lines.push({ kind: 'gap', dots });
  }

  /** Two rules with nothing between them would look like a mistake. */
  rule(): void {
    if (!this.#hasInkSinceRule) return;
    this.lines.push({ kind: 'gap', dots: 10 }, { kind: 'rule' }, { kind: 'gap', dots: 14 });
    this.#hasInkSinceRule = false;
  }

  add(line: SlipLine): void {
    this.lines.push(line);
    this.#hasInkSinceRule = true;
  }
}
