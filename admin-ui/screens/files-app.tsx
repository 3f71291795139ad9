import { AlertTriangle, Check, Download, FileUp, Info, RotateCcw } from 'lucide';
import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { Icon } from '../../ui-kit/icon.tsx';
import { editText as e } from '../edit-texts.ts';
import type { FilesPage } from '../files-page.ts';
import { fileRefused, filesText as f } from '../files-texts.ts';
import { sectionWords } from '../office-sections.ts';
import { effectWords } from '../setup-effect-texts.ts';
import { Changes, Faults, LetGo, Take } from './files-found.tsx';
import { Office } from './office.tsx';
import { businessDay, StartDay } from './start-day.tsx';

type Has = { readonly page: FilesPage };

function OneOut(props: {
  readonly href: string;
  readonly name: string;
  readonly lead: string;
  readonly testId: string;
}): JSX.Element {
  const { href, name, lead, testId } = props;
  return (
    <li>
      <b>{name}</b>
      <p>{lead}</p>
      <a
        class="printing-second"
        href={href}
        download
        data-testid={testId}
        aria-label={`${f('download')}: ${name}`}
      >
        <Icon of={Download} size={18} />
        {f('download')}
      </a>
    </li>
  );
}

const isOver = signal(false);

const bringTo = (page: FilesPage, file: File | undefined): void => {
  if (file) void page.bring(file, file.name);
};

function Into({ page }: Has): JSX.Element {
  return (
    <label class={`files-drop ${isOver.value ? 'is-over' : ''}`}>
      <Icon of={FileUp} size={24} />
      <b>{f('choose')}</b>
      <span>{f('drop')}</span>
      <input
        type="file"
        class="spoken-only"
        data-testid="bring-file"
        accept=".yaml,.yml,.json,.csv,.tsv,.txt"
        onChange={event => {
          bringTo(page, event.currentTarget.files?.[0]);
          // The same file may be chosen again once it was put right.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

function Ways({ page }: Has): JSX.Element {
  return (
    <section class="files-ways">
      <h2>{f('out')}</h2>
      <ul>
        <OneOut
          href="/api/v1/admin/setup/file"
          name={f('outSetup')}
          lead={f('outSetupLead')}
          testId="export-setup"
        />
        <OneOut
          href="/api/v1/admin/setup/services"
          name={f('outServices')}
          lead={f('outServicesLead')}
          testId="export-services"
        />
      </ul>
      <h2>{f('into')}</h2>
      {page.mayChange.value ? (
        <>
          <p>{f('intoLead')}</p>
          <Into page={page} />
          <ul>
            <li>
              <b>{f('example')}</b>
              <p>{f('exampleLead')}</p>
              <button
                type="button"
                class="printing-second"
                data-testid="bring-example"
                disabled={page.isBusy.value}
                onClick={() => void page.bringExample()}
              >
                {f('look')}
              </button>
            </li>
          </ul>
        </>
      ) : (
        <p>{f('readOnly')}</p>
      )}
    </section>
  );
}

function Effects({ page }: Has): JSX.Element | null {
  const effects = page.found.value?.check.effects ?? [];
  if (effects.length === 0) return null;
  return (
    <section class="files-part save-means files-means">
      <h2>{f('effects')}</h2>
      <ul>
        {effects.map((effect, at) => {
          const { fact, next, isGrave } = effectWords(effect, page);
          return (
            <li key={at} class={isGrave ? 'is-grave' : ''}>
              <Icon of={isGrave ? AlertTriangle : Info} size={16} />
              <span>
                <b>{fact}</b> {next}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Foot({ page }: Has): JSX.Element | null {
  const count = page.edits.value.length;
  if (page.file.value === null) return null;
  return (
    <footer class="save-bar">
      <div class="save-keys">
        {count > 0 && !page.isWrong.value ? (
          <>
            <button
              type="button"
              class="printing-key"
              data-testid="apply"
              disabled={!page.mayApply.value}
              onClick={() => void page.apply()}
            >
              {f(page.from.value === null ? 'apply' : 'planIt', { count })}
            </button>
            <StartDay
              today={page.seen.value!.today}
              from={page.from.value}
              testId="files-from"
              onStart={day => (page.from.value = day)}
            />
          </>
        ) : null}
        <button
          type="button"
          class="printing-second"
          data-testid="give-up"
          onClick={() => page.forget()}
        >
          {f('other')}
        </button>
      </div>
    </footer>
  );
}

function Done({ page }: Has): JSX.Element | null {
  const done = page.done.value;
  if (done === null) return null;
  const { changed: count, from } = done;
  return (
    <div class="save-done files-done" role="status" data-testid="files-done">
      <Icon of={Check} size={18} />
      <b>
        {from === null
          ? f('done', { count })
          : f('donePlanned', { count, date: businessDay(from) })}
      </b>
      {from === null && count > 0 ? (
        <button
          type="button"
          class="printing-second"
          data-testid="undo"
          disabled={page.isBusy.value}
          onClick={() => void page.undo()}
        >
          <Icon of={RotateCcw} size={16} />
          {e('undo')}
        </button>
      ) : null}
    </div>
  );
}

function rowsWords(page: FilesPage): string | null {
  const found = page.found.value;
  if (found?.kind !== 'services') return null;
  const count = (state: string): number => found.check.rows.filter(({ is }) => is === state).length;
  const parts = [
    ['rowsNew', count('new')],
    ['rowsChanged', count('changed')],
    ['rowsSame', count('same')],
    ['rowsWrong', count('wrong')],
  ] as const;
  return parts
    .filter(([, rows]) => rows > 0)
    .map(([key, rows]) => f(key, { count: rows }))
    .join(', ');
}

function FileHead({ page }: Has): JSX.Element | null {
  const [file, found] = [page.file.value, page.found.value];
  if (file === null) return null;
  const { from = null, date = null } = found?.kind === 'setup' ? found.check : {};
  const day = date === null ? '' : businessDay(date);
  return (
    <header class="files-head">
      <h2>{file.name}</h2>
      {from === null ? null : <p>{f('fromBuilding', { from, date: day }).replace(/, $/, '')}</p>}
      <p>{rowsWords(page)}</p>
    </header>
  );
}

function Found({ page }: Has): JSX.Element {
  const [found, problem] = [page.found.value, page.problem.value];
  const isEmpty = page.file.value === null && problem === null && page.done.value === null;
  return (
    <div class="files-found" aria-busy={page.isBusy.value}>
      <FileHead page={page} />
      {problem === null ? null : (
        <p class="printing-wrong files-part" role="alert" data-testid="files-problem">
          {fileRefused(problem.code)}
        </p>
      )}
      <Done page={page} />
      {isEmpty ? <p class="files-empty">{f('empty')}</p> : null}
      {page.isBusy.value && found === null ? <p class="files-empty">{f('checking')}</p> : null}
      <Faults page={page} />
      {found?.kind === 'setup' && found.check.groups.length > 0 ? (
        <Take page={page} check={found.check} />
      ) : null}
      {page.isBusy.value && found === null ? null : <Changes page={page} />}
      {found?.kind === 'setup' ? <LetGo page={page} check={found.check} /> : null}
      <Effects page={page} />
    </div>
  );
}

/** Ways out and in at the left; at the right what a file holds, what is wrong, what would change. */
export function FilesApp({ page }: Has): JSX.Element {
  const lead = sectionWords('files');
  const words = {
    title: lead,
    signInLead: e('signInLead', { section: lead }),
    wrongRoleLead: (name: string) => e('wrongRoleLead', { name, section: lead }),
    loading: e('loading'),
  };
  return (
    <Office
      page={page}
      nav="files"
      testId="files"
      words={words}
      isLoaded={page.seen.value !== null}
    >
      {() => (
        // A file that is dropped beside its place would be opened instead of the page.
        <main
          class="files-main"
          onDragOver={event => {
            event.preventDefault();
            isOver.value = page.mayChange.value;
          }}
          onDragLeave={() => (isOver.value = false)}
          onDrop={event => {
            event.preventDefault();
            isOver.value = false;
            if (page.mayChange.value) bringTo(page, event.dataTransfer?.files[0]);
          }}
        >
          <Ways page={page} />
          <div class="files-right">
            <Found page={page} />
            <Foot page={page} />
          </div>
        </main>
      )}
    </Office>
  );
}
