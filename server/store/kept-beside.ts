import type { Command } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { dayMs } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Store } from './store.ts';

/** Notes about visitors may name people: they end by themselves. */
const keepNotesMs = 30 * dayMs;
/** How long after its day a code still says that its booking was of another day. */
const keepCodesMs = 30 * dayMs;

/** A booking with the random id of its person, in the transaction that decides it (BOOK-2). */
export function named(
  store: Pick<Store, 'people'>,
  command: Command,
  state: BuildingState,
): Command {
  if (command.type !== 'book' || command.personHash === undefined) return command;
  const expiresAt = command.startsAt + setupOf(state).setup.rules.personDays * dayMs;
  return { ...command, personId: store.people.idOf(command.personHash, expiresAt) };
}

/** What the journal does not know of a command, kept in the transaction of the entry that came of it. */
export function keepBeside(
  store: Pick<Store, 'people' | 'notes' | 'bookings'>,
  command: Command,
  entry: JournalEntry,
  state: BuildingState,
): void {
  const { at, visitId } = entry;
  if ('note' in command && command.note && visitId) {
    const by = { staffId: entry.staffId ?? null, counterId: entry.counterId ?? null };
    store.notes.keep({ ...command.note, visitId, ...by, at }, at + keepNotesMs);
  }
  const personUntil = (from: number): number =>
    from + setupOf(state).setup.rules.personDays * dayMs;
  switch (command.type) {
    case 'issue-ticket':
      if (command.person) store.people.keep(visitId!, command.person, at, personUntil(at));
      return;
    case 'book': {
      const { bookingId, code, startsAt, person } = command;
      store.bookings.keepCode(code, bookingId, startsAt + keepCodesMs);
      if (person) store.people.keep(bookingId, person, at, personUntil(startsAt));
      return;
    }
    case 'check-in':
      store.people.copy(command.bookingId, command.visitId, personUntil(at));
      return;
    default:
  }
}
