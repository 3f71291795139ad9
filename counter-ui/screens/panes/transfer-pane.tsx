import { ClipboardList, Monitor, User } from 'lucide';
import { useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Place } from '../../../contract/commands.ts';
import type { DeskTicket, DeskView } from '../../../contract/desk-views.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import type { Desk } from '../../desk.ts';
import { paneText } from '../../pane-texts.ts';
import type { PaneTextKey } from '../../pane-texts.ts';
import type { Tab } from '../../panes/destination.ts';
import type { PaneMeaning } from '../../panes/pane-keys.ts';
import { TransferPane, noteCharsMax, places, tabs } from '../../panes/transfer.ts';
import { waitText } from '../../sentences.ts';
import { DestinationList } from './destination-list.tsx';
import type { ListWords } from './destination-list.tsx';
import { PaneFrame } from './pane-frame.tsx';
import { usePane, usePaneKeys } from './use-pane.ts';

const tabLooks: Readonly<Record<Tab, { word: PaneTextKey; icon: IconNode; key: string }>> = {
  service: { word: 'toService', icon: ClipboardList, key: 'F1' },
  counter: { word: 'toCounter', icon: Monitor, key: 'F2' },
  officer: { word: 'toOfficer', icon: User, key: 'F3' },
};

function listWords(tab: Tab): ListWords {
  switch (tab) {
    case 'service':
      return {
        all: paneText('allServices'),
        hint: paneText('searchService'),
        none: paneText('listLoading'),
      };
    case 'counter':
      return {
        all: paneText('allCounters'),
        hint: paneText('searchCounter'),
        none: paneText('listLoading'),
      };
    case 'officer':
      return {
        all: paneText('allOfficers'),
        hint: paneText('searchOfficer'),
        none: paneText('noOfficers'),
      };
  }
}

function Tabs(props: { readonly pane: TransferPane }): JSX.Element {
  const { pane } = props;
  return (
    <div class="tabs" role="tablist">
      {tabs.map(tab => {
        const { word, icon, key } = tabLooks[tab];
        return (
          <button
            type="button"
            role="tab"
            key={tab}
            aria-selected={pane.tab.value === tab}
            data-testid={`tab-${tab}`}
            onClick={() => (pane.tab.value = tab)}
          >
            <Icon of={icon} size={16} />
            {paneText(word)} <kbd>{key}</kbd>
          </button>
        );
      })}
    </div>
  );
}

const placeLooks: Readonly<Record<Place, { word: PaneTextKey; lead: PaneTextKey }>> = {
  first: { word: 'placeFirst', lead: 'placeFirstLead' },
  order: { word: 'placeOrder', lead: 'placeOrderLead' },
  last: { word: 'placeLast', lead: 'placeLastLead' },
};

function Places(props: { readonly pane: TransferPane; readonly ticket: DeskTicket }): JSX.Element {
  const { pane, ticket } = props;
  return (
    <section class="pane-part">
      <h3 id="place-title">{paneText('placeTitle')}</h3>
      <div class="places" role="radiogroup" aria-labelledby="place-title">
        {places.map((place, index) => {
          const { word, lead } = placeLooks[place];
          return (
            <button
              type="button"
              role="radio"
              key={place}
              aria-checked={pane.place.value === place}
              data-testid={`place-${place}`}
              onClick={() => (pane.place.value = place)}
            >
              <span>{paneText(word)}</span>
              <kbd>Alt {index + 1}</kbd>
              <small>{paneText(lead, { wait: waitText(ticket.waitedSeconds) })}</small>
            </button>
          );
        })}
      </div>
    </section>
  );
}

function NoteAndReturn(props: {
  readonly pane: TransferPane;
  readonly view: DeskView;
  readonly ticket: DeskTicket;
  readonly note: { current: HTMLTextAreaElement | null };
}): JSX.Element {
  const { pane, view, ticket, note } = props;
  const left = noteCharsMax - pane.note.value.length;
  return (
    <section class="pane-part">
      <label class="note-field">
        <span class="note-title">
          {paneText('noteTitle')} <span>{paneText('noteHidden')}</span>
          {left < 100 && <span class="note-left">{paneText('noteLeft', { count: left })}</span>}
        </span>
        <textarea
          ref={note}
          rows={2}
          maxLength={noteCharsMax}
          data-testid="transfer-note"
          value={pane.note.value}
          onInput={event => (pane.note.value = event.currentTarget.value)}
        />
      </label>
      <label class="returns">
        <input
          type="checkbox"
          data-testid="transfer-returns"
          checked={pane.returns.value}
          onChange={event => (pane.returns.value = event.currentTarget.checked)}
        />
        <b>{paneText('returns')}</b> <kbd>Alt K</kbd>
        {pane.returns.value && (
          <span class="cut">
            {paneText('returnsLead', {
              service: pick(ticket.serviceName),
              number: view.counter.number,
            })}
          </span>
        )}
      </label>
    </section>
  );
}

/** True where the key was this pane's. */
function does(pane: TransferPane, meaning: PaneMeaning, focusNote: () => void): boolean {
  const picker = pane.picker.peek();
  switch (meaning.does) {
    case 'tab':
      pane.tab.value = meaning.tab;
      return true;
    case 'step':
      picker.step(meaning.by);
      return true;
    case 'often':
      return picker.chooseOften(meaning.digit);
    case 'option': {
      const place = places[meaning.number - 1];
      if (place) pane.place.value = place;
      return place !== undefined;
    }
    case 'returns':
      pane.returns.value = !pane.returns.peek();
      return true;
    case 'accept':
      focusNote();
      return true;
    case 'speech':
      return false;
  }
}

/** Sending the visitor on, in the place of the lists; they stay in view at the left. */
export function Transfer(props: {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly ticket: DeskTicket;
}): JSX.Element {
  const { desk, view, ticket } = props;
  const pane = usePane(desk, edges => new TransferPane(edges));
  const note = useRef<HTMLTextAreaElement>(null);
  usePaneKeys(
    meaning => does(pane, meaning, () => note.current?.focus()),
    () => pane.picker.peek().query.peek() === '',
  );
  return (
    <PaneFrame
      desk={desk}
      name="transfer"
      title={paneText('transferTitle', { label: ticket.label })}
    >
      <Tabs pane={pane} />
      <DestinationList
        desk={desk}
        picker={pane.picker.value}
        lists={pane.lists}
        words={listWords(pane.tab.value)}
      />
      <Places pane={pane} ticket={ticket} />
      <NoteAndReturn pane={pane} view={view} ticket={ticket} note={note} />
    </PaneFrame>
  );
}
