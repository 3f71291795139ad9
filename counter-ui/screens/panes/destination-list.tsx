import { Lock, Search } from 'lucide';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { minuteRange, timeOfDay } from '../../../ui-kit/formats.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import { language } from '../../../ui-kit/language.ts';
import type { Desk } from '../../desk.ts';
import { paneText } from '../../pane-texts.ts';
import { blockedWords } from '../../panes/blocked-words.ts';
import type { Destination } from '../../panes/destination.ts';
import type { PaneLists } from '../../panes/pane-lists.ts';
import type { Picker, PickerGroup } from '../../panes/picker.ts';

export interface ListWords {
  /** Over the whole list. */
  readonly all: string;
  /** In the empty search field. */
  readonly hint: string;
  /** Where the whole list is empty. */
  readonly none: string;
}

const idOf = (row: Destination): string => `to-${row.key.replaceAll(/[^\w-]/g, '-')}`;

/** Two columns at the right: how many wait and how long, or why it can't be chosen. */
function Columns(props: {
  readonly row: Destination;
  readonly now: number;
  readonly zone: string;
}): JSX.Element {
  const { row, now, zone } = props;
  if (row.blocked) {
    const { reason, opens } = blockedWords(row.blocked, now, zone);
    return (
      <span class="to-why">
        <span>{reason}</span> {opens !== '' && <span>{opens}</span>}
      </span>
    );
  }
  const waiting =
    row.waiting === 0 ? paneText('waitingNone') : paneText('waitingHere', { count: row.waiting });
  const { estimate } = row;
  const isSoon = estimate !== null && estimate.fromMinutes <= 0 && estimate.toMinutes <= 5;
  const range = estimate && !isSoon ? minuteRange(estimate, language.value) : '';
  return (
    <>
      <span class={estimate ? 'to-waiting' : 'to-waiting alone'}>{waiting}</span>
      {estimate && <span class="to-range">{isSoon ? paneText('soon') : range}</span>}
    </>
  );
}

function Row(props: {
  readonly picker: Picker;
  readonly row: Destination;
  readonly digit: number | null;
  readonly now: number;
  readonly zone: string;
}): JSX.Element {
  const { picker, row, digit } = props;
  const isChosen = picker.chosen.value?.key === row.key;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const look = ['to', isChosen && 'chosen', row.blocked && 'blocked'].filter(Boolean).join(' ');
  return (
    <li
      ref={line}
      id={idOf(row)}
      role="option"
      class={look}
      aria-selected={isChosen}
      aria-disabled={row.blocked !== null}
      data-testid={`to-${row.key.replace(' ', '-')}`}
      onClick={() => !row.blocked && picker.choose(row.key)}
    >
      <span class="to-key">
        {row.blocked ? <Icon of={Lock} size={16} /> : digit !== null && <kbd>{digit}</kbd>}
      </span>
      <span class="to-name">
        <span class="cut" title={row.name}>
          {row.name}
          {row.state && <i> {row.state}</i>}
        </span>
        <small class="cut" title={row.where}>
          {row.where}
        </small>
      </span>
      <Columns row={row} now={props.now} zone={props.zone} />
    </li>
  );
}

function groupWords(group: PickerGroup, words: ListWords): string {
  if (group.heading === 'usual') return paneText('usuallyNext');
  if (group.heading === 'often') return paneText('oftenHere');
  return group.heading === 'all' ? words.all : paneText('matches', { count: group.rows.length });
}

const zoneOf = (desk: Desk): string => desk.view.value?.building.timeZone ?? 'UTC';

function ListState(props: {
  readonly lists: PaneLists;
  readonly zone: string;
}): JSX.Element | null {
  const { lists, zone } = props;
  const loaded = lists.loaded.value;
  if (!loaded) {
    return (
      <p class="quiet-text list-state" role="status">
        {paneText(lists.failed.value ? 'listFailed' : 'listLoading')}
      </p>
    );
  }
  if (!lists.failed.value) return null;
  const time = timeOfDay(loaded.at, zone, language.value);
  return (
    <p class="list-state old" role="status">
      {paneText('listOld', { time })}
    </p>
  );
}

function digitOf(picker: Picker, row: Destination): number | null {
  const place = picker.digits.value.indexOf(row);
  return place < 0 ? null : place + 1;
}

function Group(props: {
  readonly desk: Desk;
  readonly picker: Picker;
  readonly group: PickerGroup;
  readonly heading: string;
}): JSX.Element | null {
  const { desk, picker, group, heading } = props;
  if (group.rows.length === 0) return null;
  return (
    <ul role="group" aria-label={heading}>
      <li class="to-group" role="presentation">
        {heading}
      </li>
      {group.rows.map(row => (
        <Row
          key={row.key}
          picker={picker}
          row={row}
          digit={digitOf(picker, row)}
          now={desk.clock.second.value}
          zone={zoneOf(desk)}
        />
      ))}
    </ul>
  );
}

/** A search and what it finds: the first match is chosen, arrows and digits choose, closed stay. */
export function DestinationList(props: {
  readonly desk: Desk;
  readonly picker: Picker;
  readonly lists: PaneLists;
  readonly words: ListWords;
  /** Rows are known without the building's lists. */
  readonly isOwn?: boolean;
}): JSX.Element {
  const { desk, picker, lists, words } = props;
  const input = useRef<HTMLInputElement>(null);
  const asked = desk.searchAsked.value;
  useLayoutEffect(() => input.current?.focus(), [asked, picker]);
  const query = picker.query.value.trim();
  const isEmpty = picker.shown.value.length === 0;
  const isKnown = props.isOwn === true || lists.loaded.value !== null;
  const { value: chosen } = picker.chosen;
  return (
    <>
      <label class="search-field">
        <Icon of={Search} size={16} />
        <input
          ref={input}
          type="text"
          role="combobox"
          autoComplete="off"
          spellcheck={false}
          maxLength={60}
          aria-expanded="true"
          aria-controls="destinations"
          aria-autocomplete="list"
          aria-activedescendant={chosen ? idOf(chosen) : undefined}
          aria-label={words.hint}
          placeholder={words.hint}
          data-testid="pane-search"
          value={picker.query.value}
          onInput={event => picker.type(event.currentTarget.value)}
        />
        <kbd>/</kbd>
      </label>
      {!props.isOwn && <ListState lists={lists} zone={zoneOf(desk)} />}
      <div class="destinations" id="destinations" role="listbox" aria-label={words.all}>
        {picker.groups.value.map(group => (
          <Group
            key={group.heading}
            desk={desk}
            picker={picker}
            group={group}
            heading={groupWords(group, words)}
          />
        ))}
        {isEmpty && isKnown && (
          <p class="quiet-text list-state">
            {query === '' ? words.none : paneText('noMatch', { query })}
          </p>
        )}
      </div>
    </>
  );
}
