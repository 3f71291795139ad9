import { ArrowDown, ArrowUp, FileX2 } from 'lucide';
import type { JSX } from 'preact';
import type { MediaItem } from '../../contract/displays.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { DisplayForm } from '../display-form.ts';
import { displayText as s } from '../display-texts.ts';
import type { MediaShelf } from '../media-shelf.ts';
import {
  playlistFilesMax,
  playlistRows,
  withFile,
  withFileMoved,
  withoutFile,
} from '../playlist.ts';
import type { PlaylistRow } from '../playlist.ts';
import { mediaFaultWord } from '../screen-message-texts.ts';

interface Props {
  readonly form: DisplayForm;
  readonly shelf: MediaShelf;
  readonly playlist: readonly string[];
}

/** A first picture of a video, without its sound and without the rest of it. */
const firstFrame = (url: string): string => `${url}#t=0.5`;

function Preview({ shelf, item }: { readonly shelf: MediaShelf; readonly item: MediaItem | null }) {
  if (item === null || shelf.dark.value.has(item.url)) {
    return (
      <span class="playlist-preview">
        <Icon of={FileX2} size={20} />
      </span>
    );
  }
  const onError = (): void => shelf.reportDark(item.url);
  return (
    <span class="playlist-preview">
      {item.kind === 'picture' ? (
        <img src={item.url} alt="" loading="lazy" onError={onError} />
      ) : (
        <video src={firstFrame(item.url)} preload="metadata" muted onError={onError} />
      )}
    </span>
  );
}

/** Why it is not seen, or nothing. */
function wrongWith({ item, fault }: PlaylistRow, shelf: MediaShelf): string | null {
  if (fault !== null) return fault === 'missing' ? s('missing') : mediaFaultWord(fault);
  return item !== null && shelf.dark.value.has(item.url) ? s('noPreview') : null;
}

function Turns({ form, playlist, row }: Props & { readonly row: PlaylistRow }): JSX.Element | null {
  const { at, name } = row;
  if (at === null) return null;
  const move = (by: -1 | 1): void => form.change({ playlist: withFileMoved(playlist, at, by) });
  return (
    <>
      <button
        type="button"
        data-testid={`earlier-${name}`}
        disabled={at === 0}
        onClick={() => move(-1)}
      >
        <Icon of={ArrowUp} size={18} label={s('earlier', { name })} />
      </button>
      <button
        type="button"
        data-testid={`later-${name}`}
        disabled={at === playlist.length - 1}
        onClick={() => move(1)}
      >
        <Icon of={ArrowDown} size={18} label={s('later', { name })} />
      </button>
    </>
  );
}

function FileRow(props: Props & { readonly row: PlaylistRow }): JSX.Element {
  const { form, shelf, playlist, row } = props;
  const { at, name, item, fault } = row;
  const wrong = wrongWith(row, shelf);
  const isFull = playlist.length >= playlistFilesMax;
  const toggle = (): void =>
    form.change({ playlist: at === null ? withFile(playlist, name) : withoutFile(playlist, at) });
  return (
    <li data-chosen={at !== null}>
      <label>
        <input
          type="checkbox"
          data-testid={`plays-${name}`}
          checked={at !== null}
          disabled={at === null && (fault !== null || isFull)}
          onChange={toggle}
        />
        <Preview shelf={shelf} item={item} />
        <span class="playlist-name">
          <b>{name}</b>
          {wrong === null ? null : <small class="printing-wrong">{wrong}</small>}
        </span>
      </label>
      <span class="playlist-turns">
        {at === null ? null : <span class="playlist-turn">{at + 1}</span>}
        <Turns {...props} />
      </span>
    </li>
  );
}

function words(playlist: readonly string[], isEmpty: boolean): string {
  if (isEmpty && playlist.length === 0) return s('folderEmpty');
  if (playlist.length === 0) return s('playsAll');
  if (playlist.length >= playlistFilesMax) return s('playlistFull', { max: playlistFilesMax });
  return s('playsChosen', { count: playlist.length });
}

/** A file that moves keeps its row, and the key that was pressed its focus; one may stand twice. */
function keyOf(rows: readonly PlaylistRow[], place: number): string {
  const { name } = rows[place]!;
  return rows.findIndex(row => row.name === name) === place ? name : `${place} ${name}`;
}

/** Which files of the media folder a screen plays, and in which order. */
export function PlaylistFields(props: Props): JSX.Element | null {
  const { shelf, playlist } = props;
  const list = shelf.list.value;
  if (list === null) return null;
  const rows = playlistRows(playlist, list);
  return (
    <fieldset>
      <legend>{s('playlist')}</legend>
      <p class="printing-note" data-testid="playlist-words">
        {words(playlist, list.items.length === 0)}
      </p>
      <ul class="playlist" data-testid="playlist">
        {rows.map((row, place) => (
          <FileRow {...props} key={keyOf(rows, place)} row={row} />
        ))}
      </ul>
    </fieldset>
  );
}
