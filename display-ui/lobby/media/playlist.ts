import type { MediaItem } from '../../../contract/displays.ts';

/**
 * What of the folder a screen plays, and in which order: the files that its set-up names, or all of
 * them. A named file that is not there is left out until it comes.
 */
export function playlistOf(items: readonly MediaItem[], named: readonly string[]): MediaItem[] {
  if (named.length === 0) return [...items];
  const byName = new Map(items.map(item => [item.name, item]));
  return named.flatMap(name => byName.get(name) ?? []);
}

/** The one after `current`, which may have gone meanwhile; null where nothing is to be played. */
export function itemAfter(
  list: readonly MediaItem[],
  current: MediaItem | null,
  isBroken: (item: MediaItem) => boolean,
): MediaItem | null {
  const good = list.filter(item => !isBroken(item));
  if (good.length === 0) return null;
  const at = good.findIndex(item => item.name === current?.name);
  return good[(at + 1) % good.length] ?? null;
}
