import type { Command } from '../../contract/commands.ts';
import type { JournalEntry } from '../../contract/events.ts';
import { keepCodesMs, keepNotesMs } from '../domain/keeping-times.ts';
import { dayMs, midnightOf } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';
import type { Store } from './store.ts';

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
  const kept = { from, until: from + rules.personDays * dayMs };
  return { ...command, personId: store.people.idOf(command.personHash, kept) };
}

/** What the journal does not know of a command, kept in the transaction of the entry that came of it. */
export function keepBeside(
  store: Pick<Store, 'people' | 'notes' | 'bookings' | 'surveyComments' | 'steerTexts'>,
  command: Command,
  entry: JournalEntry,
  state: BuildingState,
): void {
  const { at, visitId } = entry;
  if ((command.type === 'steer' || command.type === 'tell-counters') && command.note) {
    const { noteId: textId, text } = command.note;
    const about = command.type === 'steer' ? (visitId ?? null) : null;
    const row = { textId, text, visitId: about, staffId: entry.staffId ?? null, at };
    store.steerTexts.keep(row, at + keepNotesMs);
  } else if ('note' in command && command.note && visitId) {
    const by = { staffId: entry.staffId ?? null, counterId: entry.counterId ?? null };
    store.notes.keep({ ...command.note, visitId, ...by, at }, at + keepNotesMs);
  }
  const keptFrom = (from: number) => ({
    from,
    until: from + setupOf(state).setup.rules.personDays * dayMs,
  });
  switch (command.type) {
    case 'issue-ticket':
      if (command.person) store.people.keep(visitId!, command.person, at, keptFrom(at));
      return;
    case 'book': {
      const { bookingId, code, startsAt, person } = command;
      store.bookings.keepCode(code, bookingId, startsAt + keepCodesMs);
      if (person) store.people.keep(bookingId, person, at, keptFrom(startsAt));
      return;
    }
    case 'join-waiting-list': {
      const { waitingId, businessDate, person } = command;
      const day = midnightOf(businessDate, setupOf(state).setup.building.timeZone);
      if (person) store.people.keep(waitingId, person, at, keptFrom(day));
      return;
    }
    case 'accept-offer': {
      const { waitingId, bookingId, code } = command;
      const { startsAt } = state.bookings.byId.get(bookingId)!;
      store.bookings.keepCode(code, bookingId, startsAt + keepCodesMs);
      store.people.copy(waitingId, bookingId, keptFrom(startsAt));
      return store.people.erase(waitingId);
    }
    case 'leave-waiting-list':
      return store.people.erase(command.waitingId);
    case 'erase-person':
      for (const subjectId of command.subjectIds) {
        store.people.erase(subjectId);
        store.notes.eraseOf(subjectId);
        store.steerTexts.eraseOf(subjectId);
      }
      return store.people.forget(command.personIds);
    case 'moderate-comment':
      return store.surveyComments.review(command.commentId, command.review);
    case 'check-in':
      store.people.copy(command.bookingId, command.visitId, keptFrom(at));
      return;
    default:
  }
}
