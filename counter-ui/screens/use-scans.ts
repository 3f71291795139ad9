import { effect } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { takesText, watchScans } from '../../ui-kit/scan.ts';
import type { Desk } from '../desk.ts';
import { deskWindow } from '../desk-window.ts';
import { scannedLabel } from '../panes/desk-scans.ts';
import { codeLengthMin, isCodeInField, mayBeginCode } from '../panes/scanned-code.ts';
import type { TicketSearch } from '../panes/ticket-search.ts';

/** Papers scanned while the desk is shown, in the window it is shown in. */
export function useScanner(desk: Desk): void {
  const host = deskWindow.host.value;
  useEffect(
    () =>
      watchScans(host, {
        onScan: scan => void desk.scans.scanned(scan),
        isCode: isCodeInField,
        mayBegin: mayBeginCode,
        lengthMin: codeLengthMin,
      }),
    [desk, host],
  );
}

/**
 * Every scan opens the search with the number in it. Under a question it opens behind it, and with a
 * pane in its place once that is closed: nothing is pressed, and no focus leaves what is being written.
 */
export function useScannedSearch(desk: Desk, search: TicketSearch): void {
  useLayoutEffect(() => {
    const before = desk.scans.last.peek();
    const stopOpening = effect(() => {
      const scanned = desk.scans.last.value;
      if (scanned === null || scanned === before) return;
      const id = scanned.is === 'ticket' ? scanned.ticket.ticketId : null;
      search.show(scannedLabel(scanned), id);
      const isWriting = takesText(deskWindow.host.peek().document.activeElement);
      if (!desk.panel.peek() && !isWriting) desk.searchAsked.value = desk.searchAsked.peek() + 1;
    });
    const stopClosing = effect(() => {
      if (!search.isOpen.value) desk.scans.putAway();
    });
    return () => {
      stopOpening();
      stopClosing();
    };
  }, [desk, search]);
}
