import type { ReadonlySignal } from '@preact/signals';
import type { DeskView } from '../contract/desk-views.ts';
import type { Role } from '../contract/values.ts';
import type { Problem, send } from '../ui-kit/api.ts';
import type { Stream } from '../ui-kit/stream.ts';
import type { ActionKind } from './actions.ts';
import type { KeptMemory } from './outbox.ts';

/** What came of the last press, where it was not simply done. */
export interface Notice {
  readonly action: ActionKind;
  readonly problem: Pick<Problem, 'code' | 'facts'>;
}

export interface DeskEdges {
  readonly stream: Pick<Stream<DeskView>, 'view' | 'link' | 'clock' | 'close' | 'on'>;
  readonly send: typeof send;
  readonly memory: KeptMemory;
  readonly user: { readonly id: string; readonly role: Role };
  readonly counterId: string;
  readonly windowId: string;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonic: () => number;
  /** The server no longer knows who works here. */
  readonly onSignedOut: () => void;
  /** The counter was closed for the end of the shift. */
  readonly onShiftEnded: () => void;
  readonly alertIsOn: ReadonlySignal<boolean>;
  readonly ring: () => void;
}

/** Of whom the counter is, where that has to be asked about first. */
export type Barrier = { readonly by: 'window' } | { readonly by: 'officer'; readonly name: string };
