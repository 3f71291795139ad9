import type { VirtualCommand } from './command-reader.ts';
import { cellHigh, cellWide, drawGlyph } from './glyphs.ts';
import { Paper, type PaperText } from './paper.ts';
import { qrMatrix } from './qr-matrix.ts';

/** The head burns this far below the blade: what is not fed past it stays on the next paper. */
const headToCutterDots = 80;
/** A job that never cuts is cut after about two and a half metres. */
const rowsMax = 20_000;

interface Character {
  readonly code: number;
  readonly wide: number;
  readonly high: number;
  readonly bold: boolean;
}

interface Style {
  align: number;
  bold: boolean;
  wide: number;
  high: number;
  smooth: boolean;
  lineSpacingDots: number;
  qrModuleDots: number;
  qrLevel: number;
  qrPayload: string;
}

function plainStyle(): Style {
  return {
    align: 0,
    bold: false,
    wide: 1,
    high: 1,
    smooth: false,
    lineSpacingDots: 30,
    qrModuleDots: 3,
    qrLevel: 48,
    qrPayload: '',
  };
}

/** Print head and paper: carries out commands dot by dot and hands over each piece cut off. */
export class PaperRoll {
  readonly #widthDots: number;
  readonly #onCut: (paper: Paper) => void;
  #style = plainStyle();
  #line: Character[] = [];
  #rows: Uint8Array[] = [];
  #texts: PaperText[] = [];
  #codes: { y: number; payload: string }[] = [];

  constructor(widthDots: number, onCut: (paper: Paper) => void) {
    this.#widthDots = widthDots;
    this.#onCut = onCut;
    this.#feed(headToCutterDots);
  }

  /** Carries out one command; returns the dot lines that the paper moved. */
  carryOut(command: VirtualCommand): number {
    const before = this.#rows.length;
    if (command.kind === 'cut') return this.#cut(command.feedDots);
    this.#print(command);
    const moved = this.#rows.length - before;
    if (this.#rows.length > rowsMax) this.#cut(null);
    return moved;
  }

  /** After power off the settings and the unprinted line are lost; the paper is not. */
  forget(): void {
    this.#style = plainStyle();
    this.#line = [];
  }

  #print(command: VirtualCommand): void {
    switch (command.kind) {
      case 'text':
        this.#addCharacter(command.byte);
        return;
      case 'line-feed':
        this.#printLine(this.#style.lineSpacingDots);
        return;
      case 'feed-dots':
        this.#printLine(command.dots);
        return;
      case 'feed-lines':
        this.#printLine(this.#style.lineSpacingDots * command.lines);
        return;
      case 'initialise':
        this.forget();
        return;
      case 'raster':
        this.#printRaster(command);
        return;
      case 'qr-print':
        this.#printQr();
        return;
      default:
        this.#setStyle(command);
    }
  }

  #setStyle(command: VirtualCommand): void {
    const style = this.#style;
    if (command.kind === 'align' && this.#line.length === 0) style.align = command.align;
    else if (command.kind === 'bold') style.bold = command.isOn;
    else if (command.kind === 'size')
      Object.assign(style, { wide: command.wide, high: command.high });
    else if (command.kind === 'smoothing') style.smooth = command.isOn;
    else if (command.kind === 'line-spacing') style.lineSpacingDots = command.dots;
    else if (command.kind === 'qr-module') style.qrModuleDots = command.dots;
    else if (command.kind === 'qr-level') style.qrLevel = command.level;
    else if (command.kind === 'qr-store') style.qrPayload = command.payload;
  }

  #addCharacter(code: number): void {
    const { wide, high, bold } = this.#style;
    const used = this.#line.reduce((sum, character) => sum + character.wide * cellWide, 0);
    if (used + wide * cellWide > this.#widthDots) this.#printLine(this.#style.lineSpacingDots);
    this.#line.push({ code, wide, high, bold });
  }

  #printLine(feedDots: number): void {
    const line = this.#line;
    this.#line = [];
    const tallest = Math.max(...line.map(character => character.high), 0);
    const top = this.#rows.length;
    this.#feed(Math.max(tallest * cellHigh, feedDots));
    if (line.length === 0) return;
    const text = String.fromCharCode(...line.map(character => character.code));
    this.#texts.push({ y: top, text, high: tallest });
    let x = this.#left(line.reduce((sum, character) => sum + character.wide * cellWide, 0));
    for (const character of line) {
      const glyph = drawGlyph(character.code, { ...character, smooth: this.#style.smooth });
      // Characters of several sizes stand on one line.
      const y = top + (tallest - character.high) * cellHigh;
      this.#burn(glyph, x, y);
      x += character.wide * cellWide;
    }
  }

  #left(widthDots: number): number {
    const free = Math.max(this.#widthDots - widthDots, 0);
    return this.#style.align === 1 ? Math.floor(free / 2) : this.#style.align === 2 ? free : 0;
  }

  #printRaster({ rowBytes, lines, dots }: Extract<VirtualCommand, { kind: 'raster' }>): void {
    const top = this.#rows.length;
    this.#feed(lines);
    const picture = Array.from({ length: lines }, (_row, y) =>
      Array.from({ length: rowBytes * 8 }, (_dot, x) => {
        const byte = dots[y * rowBytes + (x >> 3)] ?? 0;
        return (byte & (0x80 >> (x & 7))) !== 0;
      }),
    );
    this.#burn(picture, this.#left(rowBytes * 8), top);
  }

  #printQr(): void {
    const module = this.#style.qrModuleDots;
    const matrix = qrMatrix(this.#style.qrPayload, this.#style.qrLevel);
    const top = this.#rows.length;
    this.#codes.push({ y: top, payload: this.#style.qrPayload });
    this.#feed(matrix.length * module);
    const picture = matrix.flatMap(row => {
      const wide = row.flatMap(black => Array.from({ length: module }, () => black));
      return Array.from({ length: module }, () => wide);
    });
    this.#burn(picture, this.#left(matrix.length * module), top);
  }

  #burn(picture: readonly (readonly boolean[])[], left: number, top: number): void {
    picture.forEach((row, y) => {
      row.forEach((isBlack, x) => {
        const paperRow = this.#rows[top + y];
        if (isBlack && paperRow !== undefined && left + x < this.#widthDots) paperRow[left + x] = 1;
      });
    });
  }

  #feed(dots: number): void {
    for (let row = 0; row < dots; row += 1) this.#rows.push(new Uint8Array(this.#widthDots));
  }

  #cut(feedDots: number | null): number {
    const fedDots = feedDots === null ? 0 : feedDots + headToCutterDots;
    this.#feed(fedDots);
    const at = Math.max(this.#rows.length - headToCutterDots, 0);
    const isAbove = (mark: { y: number }) => mark.y < at;
    const paper = new Paper(
      this.#rows.slice(0, at),
      this.#widthDots,
      this.#texts.filter(isAbove),
      this.#codes.filter(isAbove).map(code => code.payload),
    );
    const moveUp = <T extends { y: number }>(mark: T): T => ({ ...mark, y: mark.y - at });
    this.#rows = this.#rows.slice(at);
    this.#texts = this.#texts.filter(mark => !isAbove(mark)).map(moveUp);
    this.#codes = this.#codes.filter(mark => !isAbove(mark)).map(moveUp);
    this.#onCut(paper);
    return fedDots;
  }
}
