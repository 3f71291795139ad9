import type { DeskView } from '../../contract/desk-views.ts';
import { paneText } from '../pane-texts.ts';

/** Which call was last heard of: a recall is a call of its own. */
export interface HeardCall {
  readonly ticketId: string | null;
  readonly calls: number;
}

export const heardOf = ({ ticket }: Pick<DeskView, 'ticket'>): HeardCall => ({
  ticketId: ticket?.ticketId ?? null,
  calls: ticket?.calls ?? 0,
});

/** What is said of a view, once: a new call, or one more of the same; null where nothing was called. */
export function callAloud(view: Pick<DeskView, 'ticket'>, before: HeardCall): string | null {
  const { ticket } = view;
  if (!ticket || ticket.state !== 'called' || ticket.calls === 0) return null;
  const isSame = ticket.ticketId === before.ticketId;
  if (isSame && ticket.calls <= before.calls) return null;
  const { label, calls } = ticket;
  return calls > 1
    ? paneText('calledAgainAloud', { label, calls })
    : paneText('calledAloud', { label });
}
