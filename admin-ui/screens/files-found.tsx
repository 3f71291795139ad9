import { ArrowRight, FileWarning } from 'lucide';
import type { JSX } from 'preact';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import type { FileFault, SetupFileCheck } from '../../contract/setup-files.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { wordsOfEdit } from '../edit-sentences.ts';
import { groupsOfEdits } from '../files-diff.ts';
import type { FilesPage } from '../files-page.ts';
import { fileFaultWords, filesText as f, groupWords } from '../files-texts.ts';
import { nameOfPath } from '../setup-names.ts';

type Has = { readonly page: FilesPage };

/** Values of one edit that are shown; the others are only counted. */
const valuesMax = 4;
/** Groups are open by themselves up to so many edits. */
const openMax = 40;

const isKnownPlace = (path: string): boolean => path !== 'file' && path.includes('/');

/** One error: where it is, what is wrong, and the line as it stands in the file. */
function Fault({ page, fault }: Has & { readonly fault: FileFault }): JSX.Element {
  const file = page.file.value;
  const line = fault.line === null ? undefined : file?.lines[fault.line - 1];
  const where =
    fault.line !== null
      ? f('line', { line: fault.line })
      : f(fault.path === 'file' ? 'noLine' : 'missingThere');
  const isRow = isKnownPlace(fault.path) && file?.kind === 'setup';
  return (
    <li class="files-fault" data-testid="file-fault">
      <b class="files-line">{where}</b>
      <div>
        <p>
          {isRow ? <b>{nameOfPath(page, fault.path)}. </b> : null}
          {file?.kind === 'services' && fault.path !== 'file' ? <b>{fault.path}. </b> : null}
          {fileFaultWords(fault, page)}
        </p>
        {line?.trim() ? <code>{line.trim().slice(0, 160)}</code> : null}
      </div>
    </li>
  );
}

export function Faults({ page }: Has): JSX.Element | null {
  const found = page.found.value;
  if (found === null) return null;
  const { check } = found;
  const ofRows = found.kind === 'services' ? found.check.rows.flatMap(row => row.faults) : [];
  const faults = [...check.faults, ...ofRows];
  if (faults.length === 0) return null;
  return (
    <section class="files-part" data-testid="file-faults">
      <h2 class="printing-wrong">
        <Icon of={FileWarning} size={18} />
        {f('faults', { count: faults.length })}
      </h2>
      <p class="printing-note">{f('faultsLead')}</p>
      <ul>
        {faults.map((fault, at) => (
          <Fault key={at} page={page} fault={fault} />
        ))}
      </ul>
    </section>
  );
}

const states = { added: 'isNew', removed: 'isGone', ordered: 'reordered' } as const;

/** As the audit will tell it, once it is done. */
function Edit({ page, edit }: Has & { readonly edit: SetupEdit }): JSX.Element {
  const { what, done, fields } = wordsOfEdit(edit, page.seen.value!.setup);
  const shown = fields.slice(0, valuesMax);
  return (
    <li class={done === 'removed' ? 'is-gone' : ''} data-testid={`edit-${edit.path}`}>
      <span class="files-name">{what}</span>
      <span class="files-values">
        {done === 'changed' ? null : f(states[done])}
        {shown.map(({ label, before, after }, at) => (
          <span key={at} class="files-value">
            <span>{label}</span>
            <s>{before || '–'}</s>
            <Icon of={ArrowRight} size={14} />
            <b>{after || '–'}</b>
          </span>
        ))}
        {fields.length > shown.length ? f('more', { count: fields.length - shown.length }) : null}
      </span>
    </li>
  );
}

export function Changes({ page }: Has): JSX.Element | null {
  const edits = page.edits.value;
  if (page.found.value === null || page.isWrong.value) return null;
  if (edits.length === 0) {
    return (
      <p class="printing-note files-part" data-testid="files-same">
        {f('same')}
      </p>
    );
  }
  return (
    <section class="files-part" data-testid="file-changes">
      <h2>{f('changes', { count: edits.length })}</h2>
      {groupsOfEdits(edits).map(({ group, edits: own }) => (
        <details key={group} open={edits.length <= openMax}>
          <summary>
            <b>{groupWords(group)}</b>
            <span>{f('changes', { count: own.length })}</span>
          </summary>
          <ul class="files-edits">
            {own.map(edit => (
              <Edit key={edit.path} page={page} edit={edit} />
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** Which parts of the file are wished. */
export function Take({ page, check }: Has & { readonly check: SetupFileCheck }): JSX.Element {
  const take = page.take.value;
  return (
    <fieldset class="files-part files-take" disabled={page.isBusy.value}>
      <legend>{f('take')}</legend>
      {check.groups.map(({ group, edits }) => (
        <label key={group}>
          <input
            type="checkbox"
            data-testid={`take-${group}`}
            checked={take.has(group)}
            onChange={event => void page.choose(group, event.currentTarget.checked)}
          />
          <span>
            {groupWords(group)}
            <small>{edits === 0 ? f('takeSame') : f('takeCount', { count: edits })}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What belongs to computers of the other building. */
export function LetGo({
  page,
  check,
}: Has & { readonly check: SetupFileCheck }): JSX.Element | null {
  if (check.letGo.length === 0) return null;
  return (
    <section class="files-part">
      <h2>{f('letGo')}</h2>
      <ul class="files-edits">
        {check.letGo.map(({ path, line }) => (
          <li key={path}>
            <span class="files-name">{nameOfPath(page, path)}</span>
            <span class="files-values">{line === null ? null : f('line', { line })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
