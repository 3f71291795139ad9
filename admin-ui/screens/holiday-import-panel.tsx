import { FileUp } from 'lucide';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { dayOfYear, weekdayShort } from '../date-words.ts';
import type { HolidayImport, ImportRow } from '../holiday-import.ts';
import type { HoursPage } from '../hours-page.ts';
import { hoursText as h } from '../hours-texts.ts';

type Has = { readonly page: HoursPage };
type Brought = { readonly brought: HolidayImport };

const faultsShown = 8;

function Sources({ page }: Has): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  return (
    <div class="house-keys">
      {page.lists.map(({ year }) => (
        <button
          key={year}
          type="button"
          class="printing-second"
          data-testid={`list-${year}`}
          aria-pressed={page.listYear === year}
          onClick={() => page.takeList(year)}
        >
          {h('takeList', { year })}
        </button>
      ))}
      <button
        type="button"
        class="printing-second"
        data-testid="choose-list"
        onClick={() => file.current?.click()}
      >
        <Icon of={FileUp} size={18} />
        {h('chooseFile')}
      </button>
      <input
        ref={file}
        type="file"
        accept=".csv,.ics,.txt,text/csv,text/calendar"
        hidden
        data-testid="list-file"
        onChange={event => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen) void page.takeFile(chosen);
        }}
      />
    </div>
  );
}

function Faults({ brought }: Brought): JSX.Element | null {
  const { faults } = brought;
  if (faults.length === 0) return null;
  const more = faults.length - faultsShown;
  return (
    <ul class="import-faults" data-testid="import-faults">
      {faults.slice(0, faultsShown).map(({ line, fault, words }, at) => (
        <li key={at} class="edit-wrong">
          {h('faultLine', { line, why: h(`fault:${fault}`) })} <q>{words}</q>
        </li>
      ))}
      {more > 0 ? <li class="edit-wrong">{h('moreFaults', { count: more })}</li> : null}
    </ul>
  );
}

const stateWords = ({ state, before }: ImportRow): string =>
  state === 'changed' && before
    ? h('state:changed', { name: pick(before.name) })
    : h(`state:${state}`);

/** Only what would change: what is known is counted above. */
function Rows({ brought }: Brought): JSX.Element {
  const rows = brought.rows.filter(({ state }) => state !== 'known');
  return (
    <ul class="import-rows" data-testid="import-rows">
      {rows.map(row => {
        const { date, name, kind } = row.holiday;
        return (
          <li key={date} class={`is-${row.state}`}>
            <time dateTime={date}>
              {weekdayShort(date)}, {dayOfYear(date)}
            </time>
            <span>{pick(name)}</span>
            <small>{h(kind)}</small>
            <b>{stateWords(row)}</b>
          </li>
        );
      })}
    </ul>
  );
}

function Found({ page, brought }: Has & Brought): JSX.Element {
  const count = (state: ImportRow['state']) =>
    brought.rows.filter(row => row.state === state).length;
  const [fresh, changed, known] = [count('new'), count('changed'), count('known')];
  return (
    <>
      <p class="import-found" role="status" data-testid="import-found">
        {brought.rows.length === 0 ? h('nothing') : h('found', { fresh, changed, known })}
      </p>
      <Faults brought={brought} />
      <Rows brought={brought} />
      <div class="house-keys">
        <button
          type="button"
          class="printing-second"
          data-testid="take-import"
          disabled={fresh + changed === 0}
          onClick={() => page.takeImport()}
        >
          {h('take', { count: fresh + changed })}
        </button>
      </div>
    </>
  );
}

/** A list of holidays that somebody has: read, looked at, and only then taken. */
export function HolidayImportPanel({ page }: Has): JSX.Element {
  const brought = page.imported.value;
  const source = page.lists.find(({ year }) => year === page.listYear)?.source;
  return (
    <section class="holiday-import" data-testid="holiday-import">
      <div class="edit-lines-head">
        <h2>{h('importTitle')}</h2>
        <button
          type="button"
          class="edit-add"
          data-testid="end-import"
          onClick={() => page.endImport()}
        >
          {h('close')}
        </button>
      </div>
      <p class="house-note">{h('importLead')}</p>
      <Sources page={page} />
      {source === undefined ? (
        <label class="edit-field">
          <span class="edit-label">{h('paste')}</span>
          <textarea
            rows={brought === null ? 9 : 4}
            data-testid="import-text"
            placeholder={h('pasteHint')}
            value={page.importText.value}
            onInput={event => page.takeText(event.currentTarget.value)}
          />
        </label>
      ) : (
        <p class="house-note import-source">{h('source', { source })}</p>
      )}
      {page.isFileTooLarge.value ? (
        <p class="edit-wrong" role="alert">
          {h('fileTooLarge')}
        </p>
      ) : null}
      {brought === null ? null : <Found page={page} brought={brought} />}
    </section>
  );
}
