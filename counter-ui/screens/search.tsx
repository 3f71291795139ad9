import { ScanLine, Search, X } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DeskView } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { ActionKind } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { paneText } from '../pane-texts.ts';
import type { FoundTicket } from '../panes/find-ticket.ts';
import { callMissed, takeBack } from '../panes/shelf.ts';
import type { TicketSearch } from '../panes/ticket-search.ts';
import { isCallable } from '../panes/waiting-marks.ts';
import { scannedLabel } from '../panes/desk-scans.ts';
import { scanWords } from '../scan-texts.ts';
import { waitText } from '../sentences.ts';
import { t } from '../texts.ts';
import { ClassMark } from './class-mark.tsx';

function whereWords(found: FoundTicket, desk: Desk, view: DeskView): string {
  switch (found.in) {
    case 'queue': {
      const wait = waitText(found.ticket.waitedSeconds + desk.grownSeconds.value);
      return paneText('inQueue', { wait });
    }
    case 'parked': {
      const seconds = (desk.clock.second.value - Date.parse(found.ticket.since)) / 1000;
      return paneText('inParked', { wait: waitText(seconds) });
    }
    case 'missed': {
      const at = Date.parse(found.ticket.at);
      const time = timeOfDay(at, view.building.timeZone, language.value);
      return paneText('inMissed', { time });
    }
    case 'here':
      return paneText('atThisCounter');
  }
}

/** What Enter does with who was found; null where nothing can be done from this desk now. */
function doing(found: FoundTicket, desk: Desk, view: DeskView) {
  const { ticketId } = found.ticket;
  const isOffered = (kind: ActionKind) => desk.offers.value.get(kind)?.waits === null;
  if (found.in === 'queue') {
    if (isOffered('call') && isCallable(found.ticket)) {
      return { words: t('callThis'), act: () => desk.callTicket(ticketId) };
    }
    return { words: paneText('showRow'), act: () => desk.rows.select(ticketId) };
  }
  if (found.in === 'here') return null;
  const action = found.in === 'parked' ? takeBack(view, ticketId) : callMissed(view, ticketId);
  if (!isOffered(action.do)) return null;
  const words =
    action.do === 'call' ? (found.in === 'parked' ? 'takeBack' : 'callAgain') : 'toQueue';
  return { words: paneText(words), act: () => void desk.press(action) };
}

function FoundRow(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly search: TicketSearch;
  readonly found: FoundTicket;
}): JSX.Element {
  const { desk, view, search, found } = props;
  const { ticket } = found;
  const isChosen = search.chosen.value?.ticket.ticketId === ticket.ticketId;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const next = doing(found, desk, view);
  return (
    <li ref={line} class={isChosen ? 'row selected' : 'row'} data-testid={`found-${ticket.label}`}>
      <div class="row-face">
        <span class="place" />
        <b>{ticket.label}</b>
        <ClassMark of={ticket} />
        <span class="service">
          <span class="cut">{pick(ticket.serviceName)}</span>
          <i class="about">{whereWords(found, desk, view)}</i>
        </span>
      </div>
      {next && (
        <button
          type="button"
          class="call-this"
          onClick={() => {
            search.close();
            next.act();
          }}
        >
          {next.words} <span class="spoken-only">{ticket.label}</span>
          {isChosen && <kbd>Enter</kbd>}
        </button>
      )}
    </li>
  );
}

/** How many were found; of a scan, what it was, until something else is written in its place. */
function SearchSays(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly search: TicketSearch;
}): JSX.Element {
  const { desk, view, search } = props;
  const query = search.query.value.trim();
  const found = search.found.value;
  const scanned = desk.scans.last.value;
  const isOfScan = scanned !== null && query === scannedLabel(scanned);
  const said = isOfScan ? scanWords(scanned, view, search.chosen.value !== null) : null;
  if (said !== null) {
    return (
      <p class="scan-says" role="status" data-testid="scan-says">
        <Icon of={ScanLine} size={16} /> {said}
      </p>
    );
  }
  return (
    <p class="quiet-text" role="status">
      {query !== '' &&
        (found.length > 0
          ? paneText('found', { count: found.length })
          : paneText('searchNone', { query: query.toUpperCase() }))}
    </p>
  );
}

/** Finding a number in the lists of this desk; Enter does with it what its state allows. */
export function NumberSearch(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly search: TicketSearch;
}): JSX.Element {
  const { desk, view, search } = props;
  const input = useRef<HTMLInputElement>(null);
  const asked = desk.searchAsked.value;
  useLayoutEffect(() => input.current?.focus(), [asked]);
  const found = search.found.value;
  const enter = () => {
    const { value: chosen } = search.chosen;
    const next = chosen && doing(chosen, desk, view);
    if (!next) return;
    search.close();
    next.act();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') search.step(1);
    else if (event.key === 'ArrowUp') search.step(-1);
    else if (event.key === 'Enter' && !event.repeat) enter();
    else if (event.key === 'Escape') search.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section class="number-search" aria-label={paneText('searchTitle')} data-testid="search">
      <label class="search-field">
        <Icon of={Search} size={16} />
        <input
          ref={input}
          type="text"
          inputMode="text"
          autoComplete="off"
          spellcheck={false}
          maxLength={12}
          placeholder={paneText('searchHint')}
          aria-label={paneText('searchTitle')}
          value={search.query.value}
          onInput={event => search.type(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button type="button" class="quiet" onClick={() => search.close()}>
          <Icon of={X} size={16} /> {paneText('close')} <kbd>Esc</kbd>
        </button>
      </label>
      <SearchSays desk={desk} view={view} search={search} />
      <ul role="list" class="found">
        {found.map(row => (
          <FoundRow
            key={`${row.in} ${row.ticket.ticketId}`}
            desk={desk}
            view={view}
            search={search}
            found={row}
          />
        ))}
      </ul>
    </section>
  );
}
