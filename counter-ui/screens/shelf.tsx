import { BellRing, CirclePause, UserX } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { DeskMissed, DeskView } from '../../contract/desk-views.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { IconNode } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import type { DeskAction } from '../actions.ts';
import type { Desk } from '../desk.ts';
import { paneText } from '../pane-texts.ts';
import {
  callMissed,
  missedWords,
  parkedRows,
  parkedWords,
  shelfShownMax,
  takeBack,
} from '../panes/shelf.ts';
import type { ShelfParked } from '../panes/shelf.ts';
import { lowerFirst, waitText } from '../sentences.ts';

interface ShelfProps {
  readonly desk: Desk;
  readonly view: DeskView;
}

/** A small key at the end of a row; not shown where the action is not offered at all. */
function RowKey(props: {
  readonly desk: Desk;
  readonly action: DeskAction;
  readonly label: string;
  readonly words: string;
  readonly letter?: string | undefined;
  /** The other way: shown where there is room for it. */
  readonly isSecond?: boolean;
}): JSX.Element | null {
  const { desk, action } = props;
  const offer = desk.offers.value.get(action.do);
  if (!offer) return null;
  return (
    <button
      type="button"
      class={props.isSecond ? 'row-key second' : 'row-key'}
      data-testid={`${action.do}-${props.label}`}
      aria-disabled={offer.waits !== null || desk.pending.value !== null}
      onClick={() => void desk.press(action)}
    >
      {props.words} <span class="spoken-only">{props.label}</span>
      {props.letter && <kbd>{props.letter}</kbd>}
    </button>
  );
}

/** Somebody on the shelf: called from here where the counter is free, else put back in the line. */
function ShelfRow(props: {
  readonly desk: Desk;
  readonly testId: string;
  readonly ticket: { readonly ticketId: string; readonly label: string };
  readonly words: string;
  readonly isDue?: boolean;
  readonly action: DeskAction;
  readonly callWords: string;
  readonly toQueue: 'unpark' | 'requeue';
  readonly letter?: string | undefined;
}): JSX.Element {
  const { desk, words, isDue, action } = props;
  const { ticketId, label } = props.ticket;
  const mayCall = action.do === 'call';
  return (
    <li class={isDue ? 'shelf-row due' : 'shelf-row'} data-testid={props.testId}>
      <b>{label}</b>
      <span class="shelf-words" title={words}>
        {isDue && <Icon of={BellRing} size={14} />}
        <span class="cut">{words}</span>
      </span>
      {mayCall && (
        <RowKey
          desk={desk}
          action={{ do: props.toQueue, ticketId }}
          label={label}
          words={paneText('toQueue')}
          isSecond
        />
      )}
      <RowKey
        desk={desk}
        action={action}
        label={label}
        words={mayCall ? props.callWords : paneText('toQueue')}
        letter={props.letter}
      />
    </li>
  );
}

function ParkedRow(
  props: ShelfProps & { readonly row: ShelfParked; readonly letter?: string | undefined },
): JSX.Element {
  const { desk, view } = props;
  const { ticket, isDue } = props.row;
  const minutes = waitText((desk.clock.second.value - Date.parse(ticket.since)) / 1000);
  const about = `${parkedWords(ticket)}, ${minutes}`;
  return (
    <ShelfRow
      desk={desk}
      testId={`parked-${ticket.label}`}
      ticket={ticket}
      words={isDue ? `${paneText('askNow')}: ${lowerFirst(about)}` : about}
      isDue={isDue}
      action={takeBack(view, ticket.ticketId)}
      callWords={paneText('takeBack')}
      toQueue="unpark"
      letter={props.letter}
    />
  );
}

function MissedRow(
  props: ShelfProps & { readonly ticket: DeskMissed; readonly letter?: string | undefined },
): JSX.Element {
  const { desk, view, ticket } = props;
  const time = timeOfDay(Date.parse(ticket.at), view.building.timeZone, language.value);
  return (
    <ShelfRow
      desk={desk}
      testId={`missed-${ticket.label}`}
      ticket={ticket}
      words={missedWords(ticket, time)}
      action={callMissed(view, ticket.ticketId)}
      callWords={paneText('callAgain')}
      toQueue="requeue"
      letter={props.letter}
    />
  );
}

function Half(props: {
  readonly icon: IconNode;
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly hidden: number;
  readonly onMore: (() => void) | null;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="shelf-half">
      <h3>
        <Icon of={props.icon} size={16} />
        {props.title} <span>{props.count}</span>
        {props.onMore && props.count > 0 && (
          <button
            type="button"
            class="row-key shelf-more"
            data-testid="shelf-more"
            onClick={props.onMore}
          >
            {props.hidden > 0
              ? paneText('moreRows', { count: props.hidden })
              : paneText('shelfAll')}
            <span class="spoken-only">{props.title}</span>
          </button>
        )}
      </h3>
      {props.count === 0 ? (
        <p class="quiet-text">{props.none}</p>
      ) : (
        <ul role="list" aria-label={props.title}>
          {props.children}
        </ul>
      )}
    </section>
  );
}

/** Who was set aside and who did not come: so many of each, or all of them. */
function Halves(
  props: ShelfProps & { readonly shownMax: number; readonly onMore: (() => void) | null },
): JSX.Element {
  const { desk, view, shownMax, onMore } = props;
  const parked = parkedRows(view, desk.clock.second.value);
  const { missed } = view;
  return (
    <>
      <Half
        icon={CirclePause}
        title={paneText('parked')}
        count={parked.length}
        none={paneText('noneParked')}
        hidden={Math.max(0, parked.length - shownMax)}
        onMore={onMore}
      >
        {parked.slice(0, shownMax).map((row, place) => (
          <ParkedRow
            key={`${row.ticket.ticketId} ${row.ticket.serviceName.id}`}
            desk={desk}
            view={view}
            row={row}
            letter={onMore && place === 0 ? 'K' : undefined}
          />
        ))}
      </Half>
      <Half
        icon={UserX}
        title={paneText('missed')}
        count={missed.length}
        none={paneText('noneMissed')}
        hidden={Math.max(0, missed.length - shownMax)}
        onMore={onMore}
      >
        {missed.slice(0, shownMax).map((ticket, place) => (
          <MissedRow
            key={`${ticket.ticketId} ${ticket.serviceName.id}`}
            desk={desk}
            view={view}
            ticket={ticket}
            letter={onMore && place === 0 ? 'M' : undefined}
          />
        ))}
      </Half>
    </>
  );
}

export function Shelf(props: ShelfProps & { readonly onMore: () => void }): JSX.Element | null {
  const { desk, view, onMore } = props;
  if (view.parked.length === 0 && view.missed.length === 0) return null;
  return (
    <div class="shelf" data-testid="shelf">
      <Halves desk={desk} view={view} shownMax={shelfShownMax} onMore={onMore} />
    </div>
  );
}

/** The whole shelf, where two of each are not all of them. */
export function ShelfSheet(props: ShelfProps & { readonly onClose: () => void }): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => box.current?.showModal(), []);
  const { desk, view, onClose } = props;
  return (
    <dialog
      ref={box}
      tabIndex={-1}
      class="question shelf-sheet"
      aria-label={`${paneText('parked')}, ${paneText('missed')}`}
      data-testid="shelf-sheet"
      onClose={onClose}
    >
      <div class="shelf all">
        <Halves desk={desk} view={view} shownMax={Infinity} onMore={null} />
      </div>
      <div class="question-keys">
        <button type="button" class="beside" onClick={onClose}>
          {paneText('close')} <kbd>Esc</kbd>
        </button>
      </div>
    </dialog>
  );
}
