import type { MediaFault, MediaItem } from '../contract/displays.ts';

/** What a screen plays of the media folder, as it is being chosen. */

/** Of a screen's set-up; the contract takes no more. */
export const playlistFilesMax = 100;

export interface MediaList {
  readonly items: readonly MediaItem[];
  readonly faults: readonly MediaFault[];
}

export interface PlaylistRow {
  readonly name: string;
  /** Its turn, from 0; null for a file that is not chosen. */
  readonly at: number | null;
  /** Null where no screen can show it. */
  readonly item: MediaItem | null;
  /** `missing`: chosen, and not in the folder now. */
  readonly fault: MediaFault['fault'] | 'missing' | null;
}

function rowOf({ items, faults }: MediaList, name: string, at: number | null): PlaylistRow {
  const item = items.find(row => row.name === name) ?? null;
  if (item) return { name, at, item, fault: null };
  const fault = faults.find(row => row.name === name)?.fault ?? 'missing';
  return { name, at, item, fault };
}

/** Chosen files in their order, then the others of the folder, then those that nothing can show. */
export function playlistRows(playlist: readonly string[], list: MediaList): PlaylistRow[] {
  const isOther = ({ name }: { readonly name: string }): boolean => !playlist.includes(name);
  return [
    ...playlist.map((name, at) => rowOf(list, name, at)),
    ...list.items.filter(isOther).map(({ name }) => rowOf(list, name, null)),
    ...list.faults.filter(isOther).map(({ name }) => rowOf(list, name, null)),
  ];
}

export const withFile = (playlist: readonly string[], name: string): string[] =>
  playlist.length < playlistFilesMax ? [...playlist, name] : [...playlist];

export const withoutFile = (playlist: readonly string[], at: number): string[] =>
  playlist.toSpliced(at, 1);

/** The file at `at` one turn earlier (−1) or later (1); at an end it stays. */
export function withFileMoved(playlist: readonly string[], at: number, by: -1 | 1): string[] {
  const [name, other] = [playlist[at], playlist[at + by]];
  return name === undefined || other === undefined
    ? [...playlist]
    : playlist.with(at, other).with(at + by, name);
}
