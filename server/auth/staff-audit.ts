import type { Actor, StaffAction } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';
import type { BuildingState } from '../domain/state.ts';

/** What is noted of an account. No name, no address, no device: the journal leaves the building. */
export interface StaffNote {
  readonly what: StaffAction;
  /** Whose account it is. */
  readonly staffId: string;
  /** Who did it. */
  readonly actor: Actor;
}

/** Notes of several accounts, kept together. */
export interface StaffNotes {
  readonly actor: Actor;
  readonly rows: readonly Pick<StaffNote, 'staffId' | 'what'>[];
}

/**
 * Keeps a note in the journal and does `work` in the same transaction: both are kept, or neither.
 * Gives a refusal, with nothing done, where the building cannot take the note now, or where `unless`
 * gives one in the turn that decides.
 */
export type StaffAudit = (
  note: StaffNote | StaffNotes,
  work: () => void,
  unless?: (state: BuildingState) => Refusal | null,
) => Promise<Refusal | null>;
