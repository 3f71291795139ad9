import type { TicketContent } from '../../contract/ticket-content.ts';
import { composeSlip } from '../escpos/composer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import type { SlipLine } from '../slip-line.ts';
import { type SlipDress, ticketSlip } from '../ticket-slip.ts';
import { readCommand } from '../virtual/command-reader.ts';
import { PaperRoll } from '../virtual/paper-roll.ts';
import type { Paper } from '../virtual/paper.ts';

export interface TicketPreview {
  readonly png: Buffer;
  readonly widthDots: number;
  readonly heightDots: number;
  /** What it was drawn from: the same lines that would be printed. */
  readonly lines: readonly SlipLine[];
}

/** A ticket as it would come out of that model. The same input always gives the same bytes. */
export async function previewTicket(
  content: TicketContent,
  profile: PrinterProfile,
  dress: SlipDress = {},
): Promise<TicketPreview> {
  const lines = ticketSlip(content, profile, dress);
  const { png, widthDots, heightDots } = await drawSlip(lines, profile);
  return { png, widthDots, heightDots, lines };
}

/** Draws the very bytes that the printer would get, so that a preview can't promise other paper. */
export async function drawSlip(
  lines: readonly SlipLine[],
  profile: PrinterProfile,
): Promise<Paper> {
  const papers: Paper[] = [];
  const roll = new PaperRoll(profile.dots, paper => papers.push(paper));
  let bytes = await composeSlip(lines, profile);
  while (bytes.length > 0) {
    const read = readCommand(bytes);
    if (read.state === 'incomplete') throw new Error('A slip ends within a command.');
    roll.carryOut(read.command);
    bytes = bytes.subarray(read.length);
  }
  const [paper] = papers;
  if (paper === undefined || papers.length > 1) throw new Error('A slip is one piece of paper.');
  return paper;
}
