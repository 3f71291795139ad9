import { Download, RotateCcw } from 'lucide';
import type { JSX } from 'preact';
import type { BackupKind, BackupRow } from '../../contract/backups.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { backupsText as b } from '../backups-texts.ts';
import { byteWords } from '../byte-words.ts';
import { whenOf, type BackupsShown } from './backups-app.tsx';

const kinds = {
  made: 'kindMade',
  'before-restore': 'kindReplaced',
  brought: 'kindBrought',
} as const satisfies Record<BackupKind, Parameters<typeof b>[0]>;

function Row(props: BackupsShown & { readonly row: BackupRow }): JSX.Element {
  const { desk, view, row } = props;
  const when = whenOf(props, row.at);
  return (
    <tr data-testid={`backup-${row.id}`}>
      <th scope="row">
        {when}
        {row.kind === 'brought' ? <small>{row.id}</small> : null}
      </th>
      <td>{b(kinds[row.kind])}</td>
      <td class="backups-figure">
        {row.journalSeq === null ? b('unreadable') : row.journalSeq.toLocaleString(language.value)}
      </td>
      <td class="backups-figure">{byteWords(row.bytes)}</td>
      <td class="backups-keys">
        <a
          href={`/api/v1/admin/backups/${row.id}/file`}
          download={`${row.id}.sqlite`}
          aria-label={b('downloadOf', { when })}
        >
          <Icon of={Download} size={16} />
          {b('download')}
        </a>
        {view.canRestore ? (
          <button
            type="button"
            aria-label={b('restoreOf', { when })}
            disabled={row.journalSeq === null}
            onClick={() => void desk.ask(row)}
          >
            <Icon of={RotateCcw} size={16} />
            {b('restore')}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

/** All backups, the newest first. */
export function BackupRows(shown: BackupsShown): JSX.Element {
  const { backups } = shown.view;
  return (
    <section class="backups-list">
      <h2>{b('list')}</h2>
      {backups.length === 0 ? (
        <p class="backups-about">{b('listEmpty')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{b('made')}</th>
              <th scope="col">{b('kind')}</th>
              <th scope="col" class="backups-figure">
                {b('entries')}
              </th>
              <th scope="col" class="backups-figure">
                {b('bytes')}
              </th>
              <th scope="col">
                <span class="spoken-only">{b('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map(row => (
              <Row key={row.id} {...shown} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
