import type { TicketContent } from '../contract/ticket-content.ts';
import { composeSlip } from './escpos/composer.ts';
import type { PrinterProfile } from './profiles/profile.ts';
import { type SlipDress, ticketSlip } from './ticket-slip.ts';

/** A ticket as the bytes that this model prints, from its first command to the cut. */
export async function renderTicket(
  content: TicketContent,
  profile: PrinterProfile,
  dress: SlipDress = {},
): Promise<{ bytes: Buffer }> {
  return { bytes: await composeSlip(ticketSlip(content, profile, dress), profile) };
}
