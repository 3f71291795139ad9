import { ChevronUp, Search, UserPlus } from 'lucide';
import { effect } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { Panel } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { deskWindow } from '../desk-window.ts';
import { paneText } from '../pane-texts.ts';
import { callAloud, heardOf } from '../panes/call-announcer.ts';
import { TicketSearch } from '../panes/ticket-search.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { NextBand } from './next-band.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { ChooseService } from './panes/choose-service.tsx';
import { Transfer } from './panes/transfer-pane.tsx';
import { NumberSearch } from './search.tsx';
import { Shelf, ShelfSheet } from './shelf.tsx';
import { useScannedSearch } from './use-scans.ts';
import { WaitingLists } from './waiting-lists.tsx';

interface RightProps {
  readonly desk: Desk;
  readonly view: DeskView;
}

/** Said once by a screen reader: who was called. What was called before the desk opened is not. */
function CallAloud(props: { readonly view: DeskView }): JSX.Element {
  const { view } = props;
  const heard = useRef(heardOf(view));
  const [words, setWords] = useState('');
  useEffect(() => {
    const said = callAloud(view, heard.current);
    heard.current = heardOf(view);
    if (said) setWords(said);
  }, [view]);
  return (
    <p class="spoken-only" aria-live="assertive" data-testid="aloud">
      {words}
    </p>
  );
}

function WaitingHead(props: RightProps): JSX.Element {
  const { desk, view } = props;
  const isLost = desk.link.value === 'lost';
  const count = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const longest = Math.max(0, ...view.queues.map(queue => queue.longestWaitSeconds));
  const time = timeOfDay(desk.lostAt.value, view.building.timeZone, language.value);
  const wait = waitText(longest + desk.grownSeconds.value);
  return (
    <div class="waiting-head">
      <h2 data-testid="waiting-count">{t('waitingCount', { count })}</h2>
      {isLost && <span class="stale-since">{t('offlineList', { time })}</span>}
      {!isLost && count > 0 && <span class="quiet-text">{t('longest', { wait })}</span>}
      {desk.rows.list.value.changed && (
        <button type="button" class="changed" onClick={() => desk.rows.release()}>
          {t('orderChanged')} <kbd>Esc</kbd>
        </button>
      )}
      <span class="head-keys">
        {desk.offers.value.has('walk-in') && (
          <button
            type="button"
            class="quiet"
            data-testid="panel-walk-in"
            onClick={() => desk.openPanel('walk-in')}
          >
            <Icon of={UserPlus} size={16} />
            <span class="head-word">{paneText('walkInKey')}</span> <kbd>W</kbd>
          </button>
        )}
        <button
          type="button"
          class="quiet"
          data-testid="search-key"
          onClick={() => (desk.searchAsked.value += 1)}
        >
          <Icon of={Search} size={16} />
          <span class="head-word">{paneText('searchKey')}</span> <kbd>/</kbd>
        </button>
      </span>
    </div>
  );
}

/** Who waits, who was set aside, who did not come; a search takes the place of the lists. */
function Lists(props: RightProps & { readonly search: TicketSearch }): JSX.Element {
  const { desk, view, search } = props;
  const [isAll, setAll] = useState(false);
  const isLost = desk.link.value === 'lost';
  return (
    <section class={isLost ? 'waiting stale' : 'waiting'}>
      <WaitingHead desk={desk} view={view} />
      {search.isOpen.value ? (
        <NumberSearch desk={desk} view={view} search={search} />
      ) : (
        <WaitingLists desk={desk} view={view} />
      )}
      <Shelf desk={desk} view={view} onMore={() => setAll(true)} />
      {isAll && <ShelfSheet desk={desk} view={view} onClose={() => setAll(false)} />}
    </section>
  );
}

/** In the narrow window the lists are counts that open upwards. */
function NarrowLists(props: RightProps & { readonly search: TicketSearch }): JSX.Element {
  const { desk, view, search } = props;
  const [isOpen, setOpen] = useState(false);
  const isSearching = search.isOpen.value;
  useLayoutEffect(() => {
    if (isSearching) setOpen(true);
  }, [isSearching]);
  const waiting = view.queues.reduce((sum, queue) => sum + queue.waiting, 0);
  return (
    <section class={isOpen ? 'narrow-lists open' : 'narrow-lists'}>
      <button
        type="button"
        class="counts"
        aria-expanded={isOpen}
        data-testid="counts"
        onClick={() => {
          if (isOpen) search.close();
          setOpen(!isOpen);
        }}
      >
        <b>{paneText('countWaiting', { count: waiting })}</b>
        <span>{paneText('countParked', { count: view.parked.length })}</span>
        <span>{paneText('countMissed', { count: view.missed.length })}</span>
        <Icon of={ChevronUp} size={16} label={paneText('openLists')} />
      </button>
      {isOpen && <Lists desk={desk} view={view} search={search} />}
    </section>
  );
}

function OpenPane(props: RightProps & { readonly panel: Panel }): JSX.Element | null {
  const { desk, view, panel } = props;
  const { ticket } = view;
  if (panel !== 'transfer') {
    return <ChooseService desk={desk} kind={panel} label={ticket?.label ?? ''} />;
  }
  return ticket && <Transfer desk={desk} view={view} ticket={ticket} />;
}

/** A number that is asked for opens the search at once: the next key is already part of it. */
function useSearchWishes(desk: Desk, search: TicketSearch): void {
  useLayoutEffect(() => {
    const before = desk.searchAsked.peek();
    return effect(() => {
      const isAsked = desk.searchAsked.value !== before;
      if (isAsked && !desk.panel.peek()) search.open();
    });
  }, [desk, search]);
}

/** The right side: who comes next and who waits, or the pane that takes its place. */
export function RightPane(props: RightProps): JSX.Element {
  const { desk, view } = props;
  const search = useMemo(() => new TicketSearch(desk.view), [desk]);
  useSearchWishes(desk, search);
  useScannedSearch(desk, search);
  const panel = desk.panel.value;
  const isOffered = panel !== null && desk.offers.value.has(panel);
  useEffect(() => {
    // Whom it was about has gone: undone or decided elsewhere.
    if (panel && !isOffered) desk.closePanel();
  }, [panel, isOffered]);
  const isLost = desk.link.value === 'lost';
  const isNarrow = deskWindow.isNarrow.value;
  return (
    <div class="right">
      <CallAloud view={view} />
      {panel && isOffered ? (
        <OpenPane key={`${panel} ${view.ticket?.legId}`} desk={desk} view={view} panel={panel} />
      ) : (
        <>
          {isLost ? (
            <OfflineNotice desk={desk} view={view} />
          ) : (
            <NextBand desk={desk} view={view} />
          )}
          {isNarrow ? (
            <NarrowLists desk={desk} view={view} search={search} />
          ) : (
            <Lists desk={desk} view={view} search={search} />
          )}
        </>
      )}
    </div>
  );
}
