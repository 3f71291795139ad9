import type { MediaFault, MediaItem } from '../../contract/displays.ts';

/** The building's own pictures and videos, as far as screens are told of them. */
export interface MediaShelf {
  items(): readonly MediaItem[];
  /** Files that no screen shows, and why. */
  faults(): MediaFault[];
  onChange(listener: () => void): void;
  /** A screen could not show it: it is offered no more until its file changes. */
  reportTrouble(name: string): void;
}
