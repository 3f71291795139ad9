import type { ReadonlySignal } from '@preact/signals';
import type { DeskView } from '../../contract/desk-views.ts';
import type { send } from '../../ui-kit/api.ts';
import type { Memory } from '../model.ts';

/** What a pane needs of the desk that it stands on. */
export interface PaneEdges {
  readonly view: ReadonlySignal<DeskView | null>;
  readonly send: typeof send;
  /** The building's time in milliseconds. */
  readonly now: () => number;
  readonly memory: Memory;
}
