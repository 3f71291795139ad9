import { Check, Download, Search, Trash2 } from 'lucide';
import type { JSX } from 'preact';
import type { FoundPerson } from '../../contract/privacy.ts';
import { dateLong, timeOfDay } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { personWays, type PersonFile } from '../person-file.ts';
import type { PrivacyPage } from '../privacy-page.ts';
import { personRefused, privacyText as p } from '../privacy-texts.ts';

interface Has {
  readonly page: PrivacyPage;
  readonly timeZone: string;
}

function Finding({ file }: { readonly file: PersonFile }): JSX.Element {
  const way = file.way.value;
  return (
    <form
      class="person-search"
      onSubmit={event => {
        event.preventDefault();
        void file.find();
      }}
    >
      <fieldset>
        <legend>{p('way')}</legend>
        <div class="person-ways">
          {personWays.map(one => (
            <label key={one}>
              <input
                type="radio"
                name="person-way"
                data-testid={`way-${one}`}
                checked={one === way}
                onChange={() => file.choose(one)}
              />
              {p(`way:${one}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="person-field">
        <input
          data-testid="person-text"
          aria-label={p(`way:${way}`)}
          placeholder={p(`hint:${way}`)}
          autocomplete="off"
          inputMode={way === 'code' ? 'text' : 'numeric'}
          maxLength={200}
          value={file.text.value}
          onInput={event => file.write(event.currentTarget.value)}
        />
        <button
          type="submit"
          class="printing-second"
          data-testid="person-find"
          disabled={file.given.value === null || file.isBusy.value}
        >
          <Icon of={Search} size={16} />
          {p('find')}
        </button>
      </div>
    </form>
  );
}

function HeldRow(props: {
  readonly row: FoundPerson['held'][number];
  readonly timeZone: string;
}): JSX.Element {
  const { row, timeZone } = props;
  const at = Date.parse(row.at);
  const fields = row.fields.map(field => p(`field:${field}`)).join(', ');
  const until =
    row.keptUntil === null
      ? p('keptNothing')
      : p('keptUntil', { date: dateLong(Date.parse(row.keptUntil), timeZone, language.value) });
  return (
    <li>
      <b>
        {p(`of:${row.of}`)}
        {row.service === null ? '' : `: ${pick(row.service)}`}
      </b>
      <span>
        {dateLong(at, timeZone, language.value)}
        {row.of === 'waiting-list' ? '' : `, ${timeOfDay(at, timeZone, language.value)}`}
      </span>
      <span>{fields === '' ? until : `${fields}, ${until}`}</span>
      {row.notes > 0 ? <span>{p('notes', { count: row.notes })}</span> : null}
    </li>
  );
}

function Found(props: { readonly person: FoundPerson; readonly timeZone: string }): JSX.Element {
  const { person, timeZone } = props;
  const { names, nikLast4, phoneLast4 } = person;
  const ends = [
    ...(nikLast4 === null ? [] : [p('nikEnds', { digits: nikLast4 })]),
    ...(phoneLast4 === null ? [] : [p('phoneEnds', { digits: phoneLast4 })]),
  ];
  return (
    <section class="person-found" data-testid="person-found" aria-live="polite">
      <h3>{names.length === 0 ? p('noName') : names.join(' / ')}</h3>
      {ends.length === 0 ? null : <p>{ends.join(', ')}</p>}
      <h4>{p('found')}</h4>
      <ul>
        {person.held.map((row, at) => (
          <HeldRow key={at} row={row} timeZone={timeZone} />
        ))}
      </ul>
      {person.isKnown ? <p>{p('known')}</p> : null}
    </section>
  );
}

function Keys({ page }: Pick<Has, 'page'>): JSX.Element | null {
  const { person: file } = page;
  const state = file.state.value;
  if (state.is === 'asking') {
    return (
      <div class="person-asking" role="alert">
        <p>{p('eraseAsk')}</p>
        <p class="person-small">{p('backups')}</p>
        <div class="person-keys">
          <button
            type="button"
            class="printing-second person-danger"
            data-testid="person-erase-yes"
            disabled={file.isBusy.value}
            onClick={() => void file.erase().then(() => page.load())}
          >
            {p('eraseYes')}
          </button>
          <button
            type="button"
            class="printing-second"
            data-testid="person-erase-no"
            onClick={() => file.keep()}
          >
            {p('cancel')}
          </button>
        </div>
      </div>
    );
  }
  if (state.is !== 'found') return null;
  return (
    <>
      <div class="person-keys">
        <button
          type="button"
          class="printing-second"
          data-testid="person-save"
          disabled={file.isBusy.value}
          onClick={() => void file.save()}
        >
          <Icon of={Download} size={16} />
          {p('save')}
        </button>
        <button
          type="button"
          class="printing-second person-danger"
          data-testid="person-erase"
          onClick={() => file.askErase()}
        >
          <Icon of={Trash2} size={16} />
          {p('erase')}
        </button>
      </div>
      {state.isSaved ? (
        <p class="person-done" role="status">
          <Icon of={Check} size={16} />
          {p('saved')}
        </p>
      ) : null}
    </>
  );
}

function Outcome({ page, timeZone }: Has): JSX.Element | null {
  const { person: file } = page;
  const state = file.state.value;
  switch (state.is) {
    case 'typing':
      return null;
    case 'refused':
      return (
        <p class="printing-wrong" role="alert" data-testid="person-refused">
          {personRefused(state.problem.code)}
        </p>
      );
    case 'erased':
      return (
        <div class="person-erased" role="status" data-testid="person-erased">
          <p class="person-done">
            <Icon of={Check} size={16} />
            {p('erased', { count: state.count })}
          </p>
          <p class="person-small">{p('backups')}</p>
        </div>
      );
    default:
      return (
        <>
          <Found person={state.person} timeZone={timeZone} />
          <Keys page={page} />
        </>
      );
  }
}

/** What is kept of one person: found, told to them, erased. */
export function PersonPanel({ page, timeZone }: Has): JSX.Element {
  const { person: file } = page;
  return (
    <aside class="person-panel" aria-labelledby="person-title">
      <h2 id="person-title">{p('person')}</h2>
      {page.mayChange.value ? (
        <>
          <p class="privacy-lead">{p('personLead')}</p>
          <Finding file={file} />
          <Outcome page={page} timeZone={timeZone} />
        </>
      ) : (
        <p class="privacy-lead">{p('personReadOnly')}</p>
      )}
    </aside>
  );
}
