import type { TicketContent } from '../../contract/ticket-content.ts';
import type { TicketBlock } from '../../contract/ticket-layout.ts';
import type { Bitmap } from '../bitmap.ts';
import { drawBuildingMark } from '../building-mark.ts';
import { drawClothBand } from '../cloth-bands.ts';
import { printableText } from '../printable-text.ts';
import { type TicketWords, ticketWords } from '../ticket-words.ts';
import type { SlipWriter, TextStyle } from './slip-writer.ts';

const labelCharactersMax = 8;
const servicesMax = 5;
const urlCharactersMax = 200;
const buildingLinesMax = 3;
/** The mark is 33 units high; more dots than these a unit only make it coarse. */
const markUnits = 33;
const markDotsPerUnitMax = 4;
/** Of a text that stands there a second time, in the other language. */
const otherLinesMax = 2;

/** What the blocks of one slip are filled with. */
export interface SlipSource {
  readonly content: TicketContent;
  /** The same ticket in the other language; null where it is not known. */
  readonly other: TicketContent | null;
  /** The building's own logo, already in dots and no wider than the paper. */
  readonly logo: Bitmap | null;
}

type Block<Kind extends TicketBlock['kind']> = Extract<TicketBlock, { kind: Kind }>;

export function printBlock(writer: SlipWriter, block: TicketBlock, source: SlipSource): void {
  const { content } = source;
  switch (block.kind) {
    case 'logo':
      return printLogo(writer, block, source.logo);
    case 'building':
      return printBuilding(writer, block, content);
    case 'agency':
      writer.centre(content.agency, { linesMax: block.linesMax });
      return printOther(writer, block, source, ({ agency }) => agency);
    case 'services':
      return printServices(writer, block, source);
    case 'number':
      return printNumber(writer, block, content);
    case 'cloth':
      return printCloth(writer, block, content);
    case 'zone':
      return printZone(writer, block, source);
    case 'counters':
      writer.centre(content.counters);
      return printOther(writer, block, source, ({ counters }) => counters);
    case 'wait':
      return printWait(writer, block, source);
    case 'code':
      return printCode(writer, block, source);
    case 'requirements':
      return printRequirements(writer, block, source);
    case 'text':
      return printText(writer, block, content);
    case 'date':
      return writer.edges(content.issuedAt.date, content.issuedAt.time);
    case 'device':
      return writer.left(wordsOf(content).takenAt(content.device), { linesMax: 2 });
    case 'keep':
      writer.centre(wordsOf(content).keep);
      return printOther(writer, block, source, other => wordsOf(other).keep);
    case 'rule':
      return writer.rule();
    case 'feed':
      return writer.gap(block.dots);
  }
}

function wordsOf(content: TicketContent): TicketWords {
  return ticketWords[content.language];
}

/** The other language's text below, small, unless it says the same: names often do. */
function printOther(
  writer: SlipWriter,
  block: { readonly bothLanguages: boolean },
  { content, other }: SlipSource,
  pick: (content: TicketContent) => string,
): void {
  if (!block.bothLanguages || other === null) return;
  if (printableText(pick(other)) === printableText(pick(content))) return;
  writer.centre(pick(other), { linesMax: otherLinesMax });
}

function printLogo(writer: SlipWriter, block: Block<'logo'>, logo: Bitmap | null): void {
  const dotsPerUnit = Math.min(Math.floor(block.heightDotsMax / markUnits), markDotsPerUnitMax);
  const isOwn = block.picture === 'own' && logo !== null;
  writer.add({ kind: 'picture', bitmap: isOwn ? logo : drawBuildingMark(dotsPerUnit) });
}

/** Where not every line may stand, the last ones do: they tell this building from others. */
function printBuilding(writer: SlipWriter, block: Block<'building'>, content: TicketContent): void {
  const lines = content.building.slice(0, buildingLinesMax).slice(-block.linesMax);
  lines.forEach((line, index, all) => {
    writer.centre(line, { bold: index === all.length - 1, linesMax: 2 });
  });
}

function printServices(writer: SlipWriter, block: Block<'services'>, source: SlipSource): void {
  const services = source.content.services.slice(0, servicesMax);
  const { linesMax } = block;
  services.forEach((service, index) => {
    const isOnly = services.length === 1;
    const text = isOnly ? service : `${index + 1}. ${printableText(service)}`;
    const high = isOnly && block.size === 'tall' ? 2 : 1;
    writer.centre(text, { high, bold: true, linesMax });
    printOther(writer, block, source, content => content.services[index] ?? service);
  });
}

/** The number alone is always whole, and with it what it must never be taken for. */
function printNumber(writer: SlipWriter, block: Block<'number'>, content: TicketContent): void {
  const words = wordsOf(content);
  writer.gap(block.airDots);
  printLabel(writer, block.sizeMax, content.label);
  // The cells of the font end with empty rows of their own.
  writer.gap(block.airDots - 4);
  if (content.bookedFor !== undefined) {
    writer.centre(words.booked(content.bookedFor), { high: 2, bold: true });
    writer.gap(10);
  }
  if (content.reprint) writer.centre(words.reprint, { bold: true });
  if (content.demo) writer.centre(words.demo, { bold: true });
  if (content.reprint || content.demo) writer.gap(14);
}

/** Cells of 8× leave room for four characters on 58 mm and six on 80 mm; longer ones shrink. */
function printLabel(writer: SlipWriter, sizeMax: number, label: string): void {
  const text = printableText(label);
  if (text.length < 1 || text.length > labelCharactersMax) {
    throw new Error(`A ticket number has 1 to ${labelCharactersMax} characters: ${label}`);
  }
  const size = Math.min(sizeMax, Math.floor(writer.paper.columns / text.length));
  writer.centre(text, { wide: size, high: size, bold: true });
}

function printCloth(writer: SlipWriter, block: Block<'cloth'>, content: TicketContent): void {
  const bitmap = drawClothBand(content.cloth, writer.paper.dots, block.heightDots);
  writer.add({ kind: 'picture', bitmap });
}

function printZone(writer: SlipWriter, block: Block<'zone'>, source: SlipSource): void {
  const place = ({ zone, floor }: TicketContent): string => `${zone}, ${floor}`;
  if (block.size === 'headline') writer.headline(place(source.content));
  else writer.centre(place(source.content), { bold: true, linesMax: 2 });
  printOther(writer, block, source, place);
}

function printWait(writer: SlipWriter, block: Block<'wait'>, source: SlipSource): void {
  const { content } = source;
  const words = wordsOf(content);
  if (block.ahead && content.ahead !== null) writer.centre(words.ahead(content.ahead));
  if (block.range && content.estimate !== null) {
    writer.gap(4);
    writer.headline(words.wait(content.estimate));
    writer.gap(4);
  }
  if (block.clock && content.expectedAt !== null) {
    writer.centre(words.expectedAt(content.expectedAt));
  }
  printOtherWait(writer, block, source);
}

/** A line for each thing, so that none of them is cut off on narrow paper. */
function printOtherWait(writer: SlipWriter, block: Block<'wait'>, { other }: SlipSource): void {
  if (!block.bothLanguages || other === null) return;
  const words = wordsOf(other);
  writer.gap(6);
  if (block.ahead && other.ahead !== null) writer.centre(words.ahead(other.ahead));
  if (block.range && other.estimate !== null) writer.centre(words.wait(other.estimate));
  if (block.clock && other.expectedAt !== null) writer.centre(words.expectedAt(other.expectedAt));
}

/** A quiet zone of four modules, which is the space that readers ask for, above and below. */
function printCode(writer: SlipWriter, block: Block<'code'>, source: SlipSource): void {
  const { url } = source.content;
  if (!/^https?:\/\/[\x21-\x7e]+$/.test(url) || url.length > urlCharactersMax) {
    throw new Error(`A ticket's address is ASCII, at most ${urlCharactersMax} characters.`);
  }
  const quietDots = 4 * Math.max(block.moduleDots ?? 0, 6);
  const size = block.moduleDots === null ? {} : { moduleDots: block.moduleDots };
  writer.gap(quietDots);
  writer.add({ kind: 'qr', payload: url, ...size });
  writer.gap(quietDots);
  if (!block.caption) return;
  writer.centre(wordsOf(source.content).scan);
  printOther(writer, block, source, content => wordsOf(content).scan);
}

function printRequirements(
  writer: SlipWriter,
  block: Block<'requirements'>,
  { content, other }: SlipSource,
): void {
  const versions = block.bothLanguages && other !== null ? [content, other] : [content];
  versions.forEach((version, index) => {
    if (version.requirements.length === 0) return;
    if (index > 0) writer.gap(8);
    const listed = version.requirements.join('; ');
    writer.left(wordsOf(version).bring, { bold: true });
    writer.left(listed.endsWith('.') ? listed : `${listed}.`, { linesMax: block.linesMax });
  });
}

const textCells = { plain: [1, 1], tall: [1, 2], large: [2, 2] } as const;

function printText(writer: SlipWriter, block: Block<'text'>, { language }: TicketContent): void {
  const [wide, high] = textCells[block.size];
  const { text, align, bold, linesMax } = block;
  const write = (words: string, style: TextStyle): void =>
    align === 'centre' ? writer.centre(words, style) : writer.left(words, style);
  write(text[language], { wide, high, bold, linesMax });
  const otherText = text[language === 'id' ? 'en' : 'id'];
  if (block.bothLanguages && otherText !== text[language]) write(otherText, { linesMax });
}
