import { erasedPersonSchema, erasePersonSchema } from '../../contract/people.ts';
import { readBookingCode } from '../auth/booking-codes.ts';
import { personHashes } from '../auth/person-hashes.ts';
import type { Building } from '../building.ts';
import type { Store } from '../store/store.ts';
import { problemAnswer } from './problem.ts';
import { route, run, type Route } from './route.ts';

export interface PersonRoutesOptions {
  readonly building: Building;
  readonly store: Pick<Store, 'identity' | 'people' | 'bookings'>;
}

/** What a booking's code leads to: the booking, and the visit that it became. */
function subjectsOfCode({ building, store }: PersonRoutesOptions, text: string): string[] {
  const bookingId = store.bookings.idOfCode(readBookingCode(text)?.code ?? '');
  if (bookingId === undefined) return [];
  const booking =
    building.state.bookings.byId.get(bookingId) ?? store.bookings.find(bookingId) ?? null;
  return booking?.visitId ? [bookingId, booking.visitId] : [bookingId];
}

interface Given {
  readonly code?: string | undefined;
  readonly nik?: string | undefined;
  readonly phone?: string | undefined;
}

/** Everything that belongs to any of what is given. */
export function traceOf(
  options: PersonRoutesOptions,
  { code, nik, phone }: Given,
): { readonly personIds: readonly string[]; readonly subjectIds: readonly string[] } {
  const { identity, people } = options.store;
  const given = { ...(nik ? { nik } : {}), ...(phone ? { phone } : {}) };
  const { personIds, subjectIds } = people.traceOf(personHashes(identity.secret, given));
  const ofCode = code === undefined ? [] : subjectsOfCode(options, code);
  return { personIds, subjectIds: [...new Set([...subjectIds, ...ofCode])] };
}

/** The right of whoever gave their data to have it erased (UU 27/2022, article 8). */
export function personRoutes(options: PersonRoutesOptions): Route[] {
  const { building } = options;
  return [
    route({
      method: 'post',
      path: '/api/v1/admin/people/erase',
      access: 'administrator',
      summary: 'Erase what is kept of a person, at their wish',
      body: erasePersonSchema,
      status: 200,
      answer: erasedPersonSchema,
      refusals: ['unknown-person'],
      handle(call) {
        const { personIds, subjectIds } = traceOf(options, call.body);
        if (subjectIds.length === 0 && personIds.length === 0) {
          return problemAnswer('unknown-person');
        }
        const command = { actor: call.actor, personIds, subjectIds };
        return run(building, call, { type: 'erase-person', ...command }, ({ now }) => ({
          erased: subjectIds.length,
          at: new Date(now).toISOString(),
        }));
      },
    }),
  ];
}
