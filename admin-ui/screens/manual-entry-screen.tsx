import { Check, CircleAlert, LoaderCircle } from 'lucide';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Need } from '../../contract/values.ts';
import { timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import type { EntryField, EntryRow, EntryService, ManualEntry } from '../manual-entry.ts';
import type { SheetsPage } from '../sheets-model.ts';
import { refusalWords, sheetsText } from '../sheets-texts.ts';

type Has = { readonly page: SheetsPage };

const needs = [
  'elderly',
  'pregnant',
  'nursing',
  'disability',
  'with-child',
] as const satisfies readonly Need[];

interface FieldOf {
  readonly entry: ManualEntry;
  readonly box: RefObject<HTMLInputElement | null>;
}

function Matches(props: {
  readonly services: readonly EntryService[];
  readonly marked: EntryService | undefined;
  readonly onChoose: (service: EntryService) => void;
}): JSX.Element {
  const { services, marked, onChoose } = props;
  return (
    <ul
      id="entry-matches"
      role="listbox"
      aria-label={sheetsText('service')}
      hidden={services.length === 0}
    >
      {services.map(one => (
        <li
          key={one.id}
          id={`match-${one.id}`}
          role="option"
          aria-selected={one === marked}
          data-testid={`match-${one.id}`}
          onPointerDown={event => {
            event.preventDefault();
            onChoose(one);
          }}
        >
          <b>{one.agencyShort}</b> {pick(one.name)}
        </li>
      ))}
    </ul>
  );
}

/** Typing narrows the list; the arrows choose in it, and Enter goes on to the number. */
function ServiceField(props: FieldOf & { readonly onChosen: () => void }): JSX.Element {
  const { entry, box, onChosen } = props;
  const [at, setAt] = useState(0);
  const matches = entry.matches.value;
  const marked = matches[Math.min(at, matches.length - 1)];
  const service = entry.service.value;
  const choose = (one = marked) => {
    if (one === undefined) return;
    entry.choose(one);
    onChosen();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && matches.length > 0) {
      event.preventDefault();
      setAt(
        before => (Math.min(before, matches.length - 1) + step + matches.length) % matches.length,
      );
    }
    const goesOn = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey);
    if (!goesOn || marked === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    choose();
  };
  return (
    <div class="entry-service">
      <label for="entry-service">{sheetsText('service')}</label>
      <input
        ref={box}
        id="entry-service"
        data-testid="entry-service"
        role="combobox"
        autocomplete="off"
        aria-expanded={matches.length > 0}
        aria-controls="entry-matches"
        aria-autocomplete="list"
        aria-invalid={entry.wrong.value === 'service'}
        {...(marked === undefined ? {} : { 'aria-activedescendant': `match-${marked.id}` })}
        placeholder={sheetsText('servicePlace')}
        value={
          service === null ? entry.query.value : `${service.agencyShort}, ${pick(service.name)}`
        }
        onFocus={event => event.currentTarget.select()}
        onInput={event => {
          setAt(0);
          entry.type(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <Matches services={matches} marked={marked} onChoose={choose} />
    </div>
  );
}

function SmallField(
  props: FieldOf & { readonly name: 'number' | 'time'; readonly placeholder: string },
): JSX.Element {
  const { entry, box, name, placeholder } = props;
  return (
    <div>
      <label for={`entry-${name}`}>{sheetsText(name)}</label>
      <input
        ref={box}
        id={`entry-${name}`}
        data-testid={`entry-${name}`}
        inputMode={name === 'number' ? 'numeric' : 'text'}
        autocomplete="off"
        maxLength={5}
        placeholder={placeholder}
        aria-invalid={entry.wrong.value === name}
        value={entry[name].value}
        onInput={event => (entry[name].value = event.currentTarget.value)}
      />
    </div>
  );
}

function NeedField({ entry }: Pick<FieldOf, 'entry'>): JSX.Element {
  return (
    <div>
      <label for="entry-need">{sheetsText('need')}</label>
      <select
        id="entry-need"
        data-testid="entry-need"
        value={entry.need.value ?? ''}
        onChange={event => {
          const typed = event.currentTarget.value;
          entry.need.value = needs.find(need => need === typed) ?? null;
        }}
      >
        <option value="">{sheetsText('needNone')}</option>
        {needs.map(need => (
          <option key={need} value={need}>
            {sheetsText(need)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The row that is being typed. Enter anywhere in it sends it. */
function EntryForm({
  page,
  focus,
}: Has & { readonly focus: RefObject<Focus | null> }): JSX.Element {
  const { entry } = page;
  const service = useRef<HTMLInputElement>(null);
  const number = useRef<HTMLInputElement>(null);
  const time = useRef<HTMLInputElement>(null);
  const go = (field: EntryField) => ({ service, number, time })[field].current?.focus();
  useEffect(() => {
    focus.current = go;
    service.current?.focus();
  }, []);
  const wrong = entry.wrong.value;
  const now = timeOfDay(page.second, page.timeZone, language.value);
  return (
    <form
      class="entry-form"
      onSubmit={event => {
        event.preventDefault();
        go(entry.submit());
      }}
      onKeyDown={event => {
        // A list of choices swallows Enter in some browsers.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
        event.preventDefault();
        event.currentTarget.requestSubmit();
      }}
    >
      <ServiceField entry={entry} box={service} onChosen={() => go('number')} />
      <SmallField entry={entry} box={number} name="number" placeholder="901" />
      <SmallField entry={entry} box={time} name="time" placeholder={now} />
      <NeedField entry={entry} />
      <button type="submit" class="sheets-key" data-testid="entry-submit">
        {sheetsText('enter')} <kbd>Enter</kbd>
      </button>
      <p
        class={wrong === null ? 'entry-keys' : 'entry-wrong'}
        role="status"
        data-testid="entry-hint"
      >
        {sheetsText(wrong === null ? 'keys' : `wrong:${wrong}`)}
      </p>
    </form>
  );
}

type Focus = (field: EntryField) => void;

function Result(props: Has & { readonly row: EntryRow; readonly focus: RefObject<Focus | null> }) {
  const { page, row, focus } = props;
  const { state } = row;
  if (state.is === 'sending') {
    return (
      <span class="entry-sending">
        <Icon of={LoaderCircle} size={17} />
        {sheetsText('sending')}
      </span>
    );
  }
  if (state.is === 'entered') {
    return (
      <span class="entry-good">
        <Icon of={Check} size={17} />
        {sheetsText('entered', { label: state.label })}
      </span>
    );
  }
  const isLost = state.problem.code === 'unreachable' || state.problem.status === 503;
  return (
    <span class="entry-refused">
      <Icon of={CircleAlert} size={17} />
      <span>{refusalWords(state.problem)}</span>
      <button
        type="button"
        class="quiet"
        data-testid={`${isLost ? 'again' : 'correct'}-${row.number}`}
        onClick={() => {
          if (isLost) return page.entry.again(row.key);
          page.entry.correct(row.key);
          focus.current?.('number');
        }}
      >
        {sheetsText(isLost ? 'again' : 'correct')}
      </button>
    </span>
  );
}

function Rows({ page, focus }: Has & { readonly focus: RefObject<Focus | null> }): JSX.Element {
  const rows = page.entry.rows.value;
  return (
    <section class="entry-rows" aria-live="polite">
      <h2>{sheetsText('rows')}</h2>
      {rows.length === 0 && <p>{sheetsText('rowsNone')}</p>}
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              {(['number', 'time', 'service', 'need', 'result'] as const).map(key => (
                <th scope="col" key={key}>
                  {sheetsText(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.key} data-testid={`row-${row.number}`} data-state={row.state.is}>
                <th scope="row">{row.number}</th>
                <td>{timeOfDay(row.takenAt, page.timeZone, language.value)}</td>
                <td>
                  {row.service.agencyShort}, {pick(row.service.name)}
                </td>
                <td>{sheetsText(row.need ?? 'needNone')}</td>
                <td>
                  <Result page={page} row={row} focus={focus} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Numbers of paper on their way into their lines, one row after the other, by keyboard. */
export function ManualEntryScreen({ page }: Has): JSX.Element {
  const focus = useRef<Focus>(null);
  return (
    <main class="entry">
      <p class="sheets-lead">{sheetsText('enterLead')}</p>
      <EntryForm page={page} focus={focus} />
      <Rows page={page} focus={focus} />
    </main>
  );
}
