import { CharacterSet, PrinterTypes, ThermalPrinter, BreakLine } from 'node-thermal-printer';

import { type Bitmap, drawBitmap } from '../bitmap.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { SlipLine } from '../slip-line.ts';
import {
  characterSize,
  feedDots,
  initialise,
  singleByteCharacters,
  smoothingOn,
} from './commands.ts';
import { drawQr, qrModules } from './raster-qr.ts';
import { rasterBands } from './raster.ts';

/** Font A is 24 dots high; 30 leave the same air as the printers' own spacing of 1/6 inch. */
const lineSpacingDots = 30;
const ruleDots = 2;
const gapDotsMax = 255;
/** White that readers ask for at each side of a code. */
const quietModules = 4;

type QrLine = Extract<SlipLine, { kind: 'qr' }>;

/** ESC t — table of the characters above ASCII. */
const codePage = (table: number): Buffer => Buffer.from([0x1b, 0x74, table]);

/**
 * A slip as the bytes of one whole job, from ESC @ to the cut. node-thermal-printer composes them;
 * it is used for nothing else, because its own connections lose data and report it as printed.
 */
export async function composeSlip(
  lines: readonly SlipLine[],
  profile: PrinterProfile,
): Promise<Buffer> {
  const pictures = await drawCodes(lines, profile);
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: '',
    width: profile.columns,
    breakLine: BreakLine.NONE,
  });
  printer.add(initialise);
  printer.add(singleByteCharacters);
  // The package encodes by its own name of a table; texts are ASCII, the same in all of them.
  printer.setCharacterSet(CharacterSet.PC437_USA);
  if (profile.codePage !== 0) printer.add(codePage(profile.codePage));
  if (profile.smoothing) printer.add(smoothingOn);
  printer.setLineSpacing(lineSpacingDots);
  for (const line of lines) composeLine(printer, line, profile, pictures);
  // One feed of four lines carries the last line past the cutter, 12 to 15 mm above the head.
  // Boards without a blade leave the cut out, and the same feed brings the slip to the tear edge.
  if (profile.cutter === 'full') printer.cut({ verticalTabAmount: 1 });
  else printer.partialCut({ verticalTabAmount: 1 });
  return printer.getBuffer();
}

/** Codes that this printer can't draw itself, by payload. */
async function drawCodes(
  lines: readonly SlipLine[],
  profile: PrinterProfile,
): Promise<ReadonlyMap<string, Bitmap>> {
  const pictures = new Map<string, Bitmap>();
  if (profile.qr === 'native') return pictures;
  for (const line of lines) {
    if (line.kind !== 'qr') continue;
    pictures.set(line.payload, await drawQr(line.payload, moduleDotsOf(line, profile)));
  }
  return pictures;
}

function composeLine(
  printer: ThermalPrinter,
  line: SlipLine,
  profile: PrinterProfile,
  pictures: ReadonlyMap<string, Bitmap>,
): void {
  switch (line.kind) {
    case 'text':
      composeText(printer, line);
      return;
    case 'gap':
      printer.add(feedDots(Math.min(line.dots, gapDotsMax)));
      return;
    case 'rule':
      composePicture(
        printer,
        drawBitmap(profile.dots, ruleDots, () => true),
        profile,
      );
      return;
    case 'picture':
      composePicture(printer, line.bitmap, profile);
      return;
    case 'qr': {
      const picture = pictures.get(line.payload);
      if (picture !== undefined) composePicture(printer, picture, profile);
      else composeNativeQr(printer, line, profile);
    }
  }
}

/** Only what differs from plain is switched, and switched back, so that no line leaks its style. */
function composeText(printer: ThermalPrinter, line: Extract<SlipLine, { kind: 'text' }>): void {
  const isLarge = line.wide > 1 || line.high > 1;
  if (line.align === 'centre') printer.alignCenter();
  else printer.alignLeft();
  if (line.bold) printer.bold(true);
  // The package's own setTextSize takes height and width the other way round than it says.
  if (isLarge) printer.add(characterSize(line.wide, line.high));
  printer.println(line.text);
  if (isLarge) printer.add(characterSize(1, 1));
  if (line.bold) printer.bold(false);
}

function composePicture(printer: ThermalPrinter, bitmap: Bitmap, profile: PrinterProfile): void {
  printer.alignCenter();
  printer.add(rasterBands(bitmap, profile.rasterBandLines));
}

function composeNativeQr(printer: ThermalPrinter, line: QrLine, profile: PrinterProfile): void {
  const cellSize = moduleDotsOf(line, profile);
  printer.alignCenter();
  printer.printQR(line.payload, { cellSize, correction: 'M', model: 2 });
}

/** As large as asked for, and never wider than the paper with its quiet zone. */
function moduleDotsOf(line: QrLine, profile: PrinterProfile): number {
  const modules = qrModules(Buffer.byteLength(line.payload)) + 2 * quietModules;
  return Math.min(line.moduleDots ?? profile.qrModuleDots, Math.floor(profile.dots / modules));
}
