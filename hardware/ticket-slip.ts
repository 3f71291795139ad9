import type { TicketContent } from '../contract/ticket-content.ts';
import type { TicketLayout } from '../contract/ticket-layout.ts';
import type { Bitmap } from './bitmap.ts';
import { standardLayout } from './layout/shipped-layouts.ts';
import { printBlock } from './layout/slip-blocks.ts';
import { type SlipPaper, SlipWriter } from './layout/slip-writer.ts';
import type { SlipLine } from './slip-line.ts';

/** How a building dresses its slips. What is left out is as in the design. */
export interface SlipDress {
  readonly layout?: TicketLayout;
  /** In dots, no wider than the paper (see logo.ts). */
  readonly logo?: Bitmap | null;
  /** The same ticket in the other language, for layouts that say things twice. */
  readonly other?: TicketContent | null;
}

/**
 * A slip, from top to bottom. Pure. Every text is made printable, wraps between words by the
 * columns left at its size, and has a limit of lines; the number alone is always whole, at the
 * largest size that its layout allows and that fits one line.
 */
export function ticketSlip(
  content: TicketContent,
  paper: SlipPaper,
  dress: SlipDress = {},
): SlipLine[] {
  const { layout = standardLayout, logo = null, other = null } = dress;
  const writer = new SlipWriter(paper);
  for (const block of layout.blocks) printBlock(writer, block, { content, other, logo });
  return writer.lines;
}
