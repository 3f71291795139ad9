import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Desk } from '../desk.ts';
import { meaningOf } from '../keys.ts';
import type { CounterPage } from '../model.ts';
import { DeskKeys } from './desk-keys.tsx';
import { MyDay } from './my-day.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { TicketCard } from './ticket-card.tsx';
import { TopBar } from './top-bar.tsx';
import { VisitDetails } from './visit-details.tsx';
import { NextBand, WaitingLists } from './waiting-lists.tsx';

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const isReachedControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button:focus-visible, summary:focus-visible');

/** Keys act on the whole window; a question on top handles its own. */
function useDeskKeys(page: CounterPage, desk: Desk): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('dialog')) return;
      const meaning = meaningOf(
        {
          key: event.key,
          repeat: event.repeat,
          ctrlKey: event.ctrlKey,
          altKey: event.altKey,
          metaKey: event.metaKey,
          inTextField: isTextField(event.target),
          onControl: isReachedControl(event.target),
        },
        page.letterKeysOn.value,
      );
      if (!meaning) return;
      event.preventDefault();
      desk.key(meaning);
    };
    // A key clicked with the mouse must not keep Space for itself afterwards.
    const onClick = (event: MouseEvent) => {
      const focused = document.activeElement;
      if (event.detail > 0 && focused instanceof HTMLButtonElement) focused.blur();
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('click', onClick);
    };
  }, [page, desk]);
}

/** Left the person in front of me, right who waits, the primary key at the bottom left. */
export function DeskScreen(props: {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}): JSX.Element {
  const { page, desk, view } = props;
  useDeskKeys(page, desk);
  const isLost = desk.link.value === 'lost';
  return (
    <div class="desk" data-testid="desk" data-state={view.ticket?.state ?? view.counter.state}>
      <TopBar page={page} desk={desk} view={view} />
      <main class="panes">
        <div class="left">
          <TicketCard desk={desk} view={view} />
          <div class="details">
            {view.ticket ? (
              <VisitDetails view={view} ticket={view.ticket} />
            ) : (
              <MyDay view={view} />
            )}
          </div>
          <DeskKeys desk={desk} view={view} />
        </div>
        <div class="right">
          {isLost ? (
            <OfflineNotice desk={desk} view={view} />
          ) : (
            <NextBand desk={desk} view={view} />
          )}
          <WaitingLists desk={desk} view={view} />
        </div>
      </main>
      <QuestionDialog desk={desk} view={view} />
    </div>
  );
}
