import type { Command } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { dayMs, midnightOf } from '../domain/local-time.ts';
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
  if (command.type !== 'book' && command.type !== 'join-waiting-list') return command;
  if (command.personHash === undefined) return command;
  const { rules, building } = setupOf(state).setup;
  const from =
    command.type === 'book'
      ? command.startsAt
      : midnightOf(command.businessDate, building.timeZone) + dayMs;
  const expiresAt = from + rules.personDays * dayMs;
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
    case 'join-waiting-list': {
      const { waitingId, businessDate, person } = command;
      const day = midnightOf(businessDate, setupOf(state).setup.building.timeZone);
      if (person) store.people.keep(waitingId, person, at, personUntil(day));
      return;
    }
    case 'accept-offer': {
      const { waitingId, bookingId, code } = command;
      const { startsAt } = state.bookings.byId.get(bookingId)!;
      store.bookings.keepCode(code, bookingId, startsAt + keepCodesMs);
      store.people.copy(waitingId, bookingId, personUntil(startsAt));
      return store.people.erase(waitingId);
    }
    case 'leave-waiting-list':
      return store.people.erase(command.waitingId);
    case 'erase-person':
      for (const subjectId of command.subjectIds) {
        store.people.erase(subjectId);
        store.notes.eraseOf(subjectId);
      }
      return store.people.forget(command.personIds);
    case 'check-in':
      store.people.copy(command.bookingId, command.visitId, personUntil(at));
      return;
    default:
  }
}
