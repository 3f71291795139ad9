import type { TicketContent } from '../contract/ticket-content.ts';
import { drawBuildingMark } from './building-mark.ts';
import { drawClothBand } from './cloth-bands.ts';
import { limitLines, printableText, wrapBalanced, wrapWords } from './printable-text.ts';
import type { SlipLine } from './slip-line.ts';
import { type TicketWords, ticketWords } from './ticket-words.ts';

/** The paper that a slip is laid out for: dots across, and columns of the 12-dot font. */
export interface SlipPaper {
  readonly dots: number;
  readonly columns: number;
}

const labelCharactersMax = 8;
const servicesMax = 5;
const urlCharactersMax = 200;

interface TextStyle {
  readonly wide?: number;
  readonly high?: number;
  readonly bold?: boolean;
  readonly linesMax?: number;
}

/**
 * A slip, from top to bottom. Pure. Every text is made printable here, wraps between words by the
 * columns left at its size, and has a limit of lines; the number alone is always whole, at the
 * largest size at which it fits one line.
 */
export function ticketSlip(content: TicketContent, paper: SlipPaper): SlipLine[] {
  const words = ticketWords[content.language];
  const layout = new Layout(paper);
  printHead(layout, content);
  printErrand(layout, content, words);
  printPlace(layout, content);
  printWait(layout, content, words);
  printCode(layout, content, words);
  printRequirements(layout, content, words);
  printFoot(layout, content, words);
  return layout.lines;
}

class Layout {
  readonly lines: SlipLine[] = [];
  readonly paper: SlipPaper;
  /** Left texts stand in from the edge, as far as the paper can spare the columns. */
  readonly indent: number;

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
      this.lines.push({ kind: 'text', text: line, align: 'centre', wide, high, bold });
    }
  }

  left(text: string, bold = false, linesMax = 8): void {
    const columns = this.paper.columns - 2 * this.indent;
    for (const line of limitLines(wrapWords(printableText(text), columns), linesMax, columns)) {
      const indented = ' '.repeat(this.indent) + line;
      this.lines.push({ kind: 'text', text: indented, align: 'left', wide: 1, high: 1, bold });
    }
  }

  /** Two texts at the two edges of a line, or below each other where they do not fit. */
  edges(left: string, right: string): void {
    const columns = this.paper.columns - 2 * this.indent;
    const [first, second] = [printableText(left), printableText(right)];
    const spaces = columns - first.length - second.length;
    if (spaces < 2) {
      this.left(first);
      this.left(second);
      return;
    }
    const text = ' '.repeat(this.indent) + first + ' '.repeat(spaces) + second;
    this.lines.push({ kind: 'text', text, align: 'left', wide: 1, high: 1, bold: false });
  }

  gap(dots: number): void {
    this.lines.push({ kind: 'gap', dots });
  }

  rule(): void {
    this.lines.push({ kind: 'gap', dots: 10 }, { kind: 'rule' }, { kind: 'gap', dots: 14 });
  }
}

function printHead(layout: Layout, content: TicketContent): void {
  layout.lines.push({ kind: 'picture', bitmap: drawBuildingMark(2) });
  layout.gap(14);
  content.building.slice(0, 3).forEach((line, index, all) => {
    layout.centre(line, { bold: index === all.length - 1, linesMax: 2 });
  });
  layout.rule();
}

function printErrand(layout: Layout, content: TicketContent, words: TicketWords): void {
  layout.centre(content.agency);
  layout.gap(4);
  const services = content.services.slice(0, servicesMax);
  if (services.length === 1) {
    layout.centre(services[0] ?? '', { high: 2, bold: true, linesMax: 2 });
  } else {
    services.forEach((service, index) =>
      layout.centre(`${index + 1}. ${service}`, { bold: true, linesMax: 2 }),
    );
  }
  layout.gap(30);
  printLabel(layout, content.label);
  layout.gap(26);
  if (content.reprint) layout.centre(words.reprint, { bold: true });
  if (content.demo) layout.centre(words.demo, { bold: true });
  if (content.reprint || content.demo) layout.gap(14);
}

/** Cells of 8× leave room for four characters on 58 mm and six on 80 mm; longer ones shrink. */
function printLabel(layout: Layout, label: string): void {
  const text = printableText(label);
  if (text.length < 1 || text.length > labelCharactersMax) {
    throw new Error(`A ticket number has 1 to ${labelCharactersMax} characters: ${label}`);
  }
  const size = Math.min(8, Math.floor(layout.paper.columns / text.length));
  layout.centre(text, { wide: size, high: size, bold: true });
}

/** Twice as wide where the words still fit one line, else twice as high only. */
function headline(layout: Layout, text: string): void {
  const fits = printableText(text).length * 2 <= layout.paper.columns;
  layout.centre(text, { wide: fits ? 2 : 1, high: 2, bold: true, linesMax: 2 });
}

function printPlace(layout: Layout, content: TicketContent): void {
  layout.lines.push({ kind: 'picture', bitmap: drawClothBand(content.cloth, layout.paper.dots) });
  layout.gap(18);
  headline(layout, `${content.zone}, ${content.floor}`);
  layout.gap(6);
  layout.centre(content.counters);
  layout.rule();
}

function printWait(layout: Layout, content: TicketContent, words: TicketWords): void {
  if (content.ahead !== null) layout.centre(words.ahead(content.ahead));
  if (content.estimate !== null) {
    layout.gap(4);
    headline(layout, words.wait(content.estimate));
    layout.gap(4);
  }
  if (content.expectedAt !== null) layout.centre(words.expectedAt(content.expectedAt));
}

/** A quiet zone of four modules, which is the space that readers ask for, above and below. */
function printCode(layout: Layout, content: TicketContent, words: TicketWords): void {
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(content.url) || content.url.length > urlCharactersMax) {
    throw new Error(`A ticket's address is ASCII, at most ${urlCharactersMax} characters.`);
  }
  layout.gap(24);
  layout.lines.push({ kind: 'qr', payload: content.url });
  layout.gap(24);
  layout.centre(words.scan);
  layout.rule();
}

function printRequirements(layout: Layout, content: TicketContent, words: TicketWords): void {
  if (content.requirements.length === 0) return;
  const listed = content.requirements.join('; ');
  layout.left(words.bring, true);
  layout.left(listed.endsWith('.') ? listed : `${listed}.`);
  layout.rule();
}

function printFoot(layout: Layout, content: TicketContent, words: TicketWords): void {
  layout.edges(content.issuedAt.date, content.issuedAt.time);
  layout.left(words.takenAt(content.device), false, 2);
  layout.gap(8);
  layout.centre(words.keep);
}
