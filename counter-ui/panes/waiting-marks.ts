import type { DeskQueue, DeskView, DeskWaiting } from '../../contract/desk-views.ts';
import { paneText } from '../pane-texts.ts';
import { t } from '../texts.ts';

/** What matters about a waiting visitor beside their class; `stops` where they can't be called. */
export interface WaitingMark {
  readonly words: string;
  readonly kind: 'first' | 'kept' | 'stops' | 'more';
}

function keptWords({ keptFor }: DeskWaiting): WaitingMark[] {
  if (!keptFor) return [];
  const { here, staffName, counterNumber } = keptFor;
  const words =
    staffName !== null
      ? paneText('keptForOfficer', { name: staffName })
      : counterNumber !== null && !here
        ? paneText('keptForCounter', { number: counterNumber })
        : paneText('keptForHere');
  return [{ words, kind: here ? 'kept' : 'stops' }];
}

/** In the order they are read: put first, kept for somebody, not callable here, more errands. */
export function waitingMarks(ticket: DeskWaiting): WaitingMark[] {
  const marks: WaitingMark[] = [];
  if (ticket.isFirst) marks.push({ words: paneText('isFirst'), kind: 'first' });
  marks.push(...keptWords(ticket));
  if (!ticket.isTrained) marks.push({ words: paneText('notTrained'), kind: 'stops' });
  if (ticket.isAtCounter) marks.push({ words: t('nowAtCounter'), kind: 'stops' });
  else if (ticket.moreServices > 0) {
    marks.push({ words: t('moreServices', { count: ticket.moreServices }), kind: 'more' });
  }
  return marks;
}

/** It can be called from here at all. */
export const isCallable = (ticket: DeskWaiting): boolean =>
  !waitingMarks(ticket).some(mark => mark.kind === 'stops');

/** A wait from three quarters of the longest one allowed is near it. */
const nearShare = 0.75;

export function waitLevel(seconds: number, maxWaitMinutes: number): 'usual' | 'near' | 'over' {
  const share = seconds / (maxWaitMinutes * 60);
  if (share >= 1) return 'over';
  return share >= nearShare ? 'near' : 'usual';
}

/** How this counter takes part in a queue that is not simply its own. */
export function shareWords(queue: Pick<DeskQueue, 'share' | 'shareMinutes'>): string {
  if (queue.share === 'idle') return paneText('helpsIdle');
  return queue.share === 'long' ? paneText('helpsLong', { minutes: queue.shareMinutes ?? 0 }) : '';
}

/** Anybody but the one whom the server would call next is called out of order. */
export const isOutOfOrder = (view: Pick<DeskView, 'next'>, ticketId: string): boolean =>
  view.next?.ticket.ticketId !== ticketId;
