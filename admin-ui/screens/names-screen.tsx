import { LoaderCircle, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import type { NameRow } from '../name-groups.ts';
import { namesText as n } from '../names-texts.ts';
import { keyOf } from '../spoken-names.ts';
import type { SpokenNames } from '../spoken-names.ts';
import { voiceText as v } from '../voice-texts.ts';
import { problemWords } from '../voice-words.ts';
import { Choice } from './choice.tsx';

interface Props {
  readonly names: SpokenNames;
  readonly mayChange: boolean;
}

const spokenLengthMax = 200;

function Tools({ names }: Pick<Props, 'names'>): JSX.Element {
  return (
    <div class="names-tools">
      <label class="printing-field">
        <span>{n('search')}</span>
        <input
          type="search"
          data-testid="name-search"
          maxLength={60}
          placeholder={n('searchExample')}
          value={names.query.value}
          onInput={event => (names.query.value = event.currentTarget.value)}
        />
      </label>
      <Choice
        label={n('language')}
        testId="name-language"
        value={names.language.value}
        options={(['id', 'en'] as const).map(value => ({ value, words: n(`language:${value}`) }))}
        onChange={value => (names.language.value = value)}
      />
      <label class="voice-check">
        <input
          type="checkbox"
          data-testid="only-said"
          checked={names.isOnlySaid.value}
          onChange={event => (names.isOnlySaid.value = event.currentTarget.checked)}
        />
        <span>{n('onlySaid')}</span>
      </label>
      <p class="printing-note" role="status" data-testid="name-count">
        {n('count', {
          count: names.shownCount.value,
          all: names.view.value?.names.length ?? 0,
        })}
      </p>
    </div>
  );
}

/** What came of listening, where it is not simply heard. */
function HeardWords({ names, row }: { readonly names: SpokenNames; readonly row: NameRow }) {
  const heard = names.heard.value;
  if (heard === null || heard.key !== keyOf(row)) return null;
  if (heard.state === 'not-named') return <small class="printing-wrong">{v('notNamed')}</small>;
  if (heard.state === 'not-played') return <small class="printing-wrong">{n('notPlayed')}</small>;
  if (heard.state !== 'refused') return null;
  const words =
    heard.code === 'speech-unavailable'
      ? v('noSound')
      : problemWords({ code: heard.code, status: 0 });
  return <small class="printing-wrong">{words}</small>;
}

function Row({ names, mayChange, row }: Props & { readonly row: NameRow }): JSX.Element {
  const language = names.language.value;
  const name = pick(row.name);
  const isBusy = names.heard.value?.key === keyOf(row) && names.heard.value.state === 'busy';
  return (
    <li class={`names-${row.kind}`} data-changed={names.changed.value.includes(row)}>
      <span class="names-written">{name}</span>
      <span class="names-said">
        <input
          lang={language}
          aria-label={n('sayAs', { name })}
          data-testid={`say-${row.id}`}
          maxLength={spokenLengthMax}
          placeholder={row.name[language]}
          disabled={!mayChange}
          value={names.said(row)[language]}
          onInput={event => names.say(row, event.currentTarget.value)}
        />
        <HeardWords names={names} row={row} />
      </span>
      <button
        type="button"
        class="printing-second"
        data-testid={`listen-${row.id}`}
        aria-label={n('listenTo', { name })}
        disabled={isBusy || !names.canListen(row)}
        onClick={() => void names.listen(row)}
      >
        <Icon of={isBusy ? LoaderCircle : Volume2} size={18} />
        {n('listen')}
      </button>
    </li>
  );
}

function state(names: SpokenNames): string {
  if (names.isSaved.value) return n('saved');
  const count = names.changed.value.length;
  return count === 0 ? n('unchanged') : n('unsaved', { count });
}

function Foot({ names, mayChange }: Props): JSX.Element {
  const problem = names.problem.value;
  const isChanged = names.changed.value.length > 0;
  if (!mayChange) return <p class="names-foot printing-note">{n('readOnly')}</p>;
  return (
    <div class="names-foot">
      <button
        type="button"
        class="printing-key"
        data-testid="save-names"
        disabled={!isChanged || names.isBusy.value}
        onClick={() => void names.save()}
      >
        {n('save')}
      </button>
      <button
        type="button"
        class="quiet"
        data-testid="revert-names"
        disabled={!isChanged}
        onClick={() => names.revert()}
      >
        {n('revert')}
      </button>
      {problem === null ? (
        <p class="printing-note" role="status" data-testid="names-state">
          {state(names)}
        </p>
      ) : (
        <p class="printing-wrong" role="alert" data-testid="names-trouble">
          {problemWords(problem)}
        </p>
      )}
    </div>
  );
}

/** Names of agencies and services, each with how it is said and a key to hear it. */
export function NamesScreen(props: Props): JSX.Element | null {
  const { names } = props;
  const view = names.view.value;
  if (view === null) return null;
  const groups = names.groups.value;
  return (
    <main class="names-main" data-testid="names">
      <h2>{n('title')}</h2>
      <p class="printing-note">
        {n('lead')} <b>{n(`said:${view.isSaid}`)}</b>
      </p>
      <Tools names={names} />
      <ul class="names-list" data-testid="names-list">
        {groups.map(({ agency, rows }) => (
          <li key={agency.id}>
            {rows[0] === agency ? null : <p class="names-of">{pick(agency.name)}</p>}
            <ul>
              {rows.map(row => (
                <Row {...props} key={row.id} row={row} />
              ))}
            </ul>
          </li>
        ))}
        {groups.length === 0 ? <li class="printing-note">{n('nothing')}</li> : null}
      </ul>
      <Foot {...props} />
    </main>
  );
}
