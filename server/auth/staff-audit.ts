import type { Actor, StaffAction } from '../../contract/commands.ts';
import type { Refusal } from '../../contract/refusals.ts';

/** What is noted of an account. No name, no address, no device: the journal leaves the building. */
export interface StaffNote {
  readonly what: StaffAction;
  /** Whose account it is. */
  readonly staffId: string;
  /** Who did it. */
  readonly actor: Actor;
}

/**
 * Keeps a note in the journal and does `work` in the same transaction: both are kept, or neither.
 * Gives a refusal, with nothing done, where the building cannot take the note now.
 */
export type StaffAudit = (note: StaffNote, work: () => void) => Promise<Refusal | null>;
