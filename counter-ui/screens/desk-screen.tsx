import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import type { Desk } from '../desk.ts';
import { deskWindow } from '../desk-window.ts';
import { meaningOf } from '../keys.ts';
import type { CounterPage } from '../model.ts';
import { DeskKeys } from './desk-keys.tsx';
import { FrontDeskLines } from './front-desk.tsx';
import { HoldNotice } from './hold-notice.tsx';
import { MyDay } from './my-day.tsx';
import { OutboxRows } from './outbox-rows.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { TellingBand } from './telling-band.tsx';
import { t } from '../texts.ts';
import { RightPane } from './right-pane.tsx';
import { TicketCard } from './ticket-card.tsx';
import { TopBar } from './top-bar.tsx';
import { useScanner } from './use-scans.ts';
import { VisitDetails } from './visit-details.tsx';

/** Elements of a small window are of its own classes: what they are is read off them. */
const elementOf = (target: EventTarget | null): Element | null =>
  target && 'closest' in target ? (target as Element) : null;

const isTextField = (target: EventTarget | null): boolean =>
  elementOf(target)?.matches('input, textarea, select, [contenteditable]') ?? false;

const isReachedControl = (target: EventTarget | null): boolean =>
  elementOf(target)?.matches('button:focus-visible, summary:focus-visible') ?? false;

/** Keys act on the whole window the desk is shown in; a question on top handles its own. */
function useDeskKeys(page: CounterPage, desk: Desk): void {
  const host = deskWindow.host.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (elementOf(event.target)?.closest('dialog')) return;
      const meaning = meaningOf(
        {
          key: event.key,
          code: event.code,
          repeat: event.repeat,
          ctrlKey: event.ctrlKey,
          altKey: event.altKey,
          metaKey: event.metaKey,
          inTextField: isTextField(event.target),
          onControl: isReachedControl(event.target),
        },
        page.letterKeys.value,
      );
      if (!meaning) return;
      event.preventDefault();
      desk.key(meaning);
    };
    // A key clicked with the mouse must not keep Space for itself afterwards.
    const onClick = (event: MouseEvent) => {
      const clicked = elementOf(event.target)?.closest('button');
      if (event.detail > 0 && clicked === host.document.activeElement) clicked?.blur();
    };
    host.addEventListener('keydown', onKey);
    host.addEventListener('click', onClick);
    return () => {
      host.removeEventListener('keydown', onKey);
      host.removeEventListener('click', onClick);
    };
  }, [page, desk, host]);
}

interface DeskProps {
  readonly page: CounterPage;
  readonly desk: Desk;
  readonly view: DeskView;
}

function LeftPane(props: Pick<DeskProps, 'desk' | 'view'>): JSX.Element {
  const { desk, view } = props;
  const { ticket } = view;
  return (
    <div class="left">
      <TicketCard desk={desk} view={view} />
      <div class="details">
        {ticket ? <VisitDetails desk={desk} view={view} ticket={ticket} /> : <MyDay view={view} />}
      </div>
      {desk.link.value !== 'lost' && <OutboxRows desk={desk} view={view} />}
      <DeskKeys desk={desk} view={view} />
    </div>
  );
}

/** Left the person in front of me, right who waits, the primary key at the bottom left. */
export function DeskScreen(props: DeskProps): JSX.Element {
  const { page, desk, view } = props;
  // Before the keys: what a scanner types is none of them.
  useScanner(desk);
  useDeskKeys(page, desk);
  const barrier = desk.barrier.value;
  return (
    <div class="desk" data-testid="desk" data-state={view.ticket?.state ?? view.counter.state}>
      <TopBar page={page} desk={desk} view={view} />
      {page.session.problem.value && desk.link.value === 'live' && (
        <p class="sign-out-failed" role="alert">
          {t('signOutFailed')}
        </p>
      )}
      <TellingBand desk={desk} view={view} />
      <FrontDeskLines page={page} desk={desk} view={view} />
      <main class="panes">
        <LeftPane desk={desk} view={view} />
        <RightPane desk={desk} view={view} />
      </main>
      {barrier ? (
        <HoldNotice key={barrier.by} page={page} desk={desk} view={view} barrier={barrier} />
      ) : (
        <QuestionDialog page={page} desk={desk} view={view} />
      )}
    </div>
  );
}
