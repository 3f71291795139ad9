import type { EventType } from '../../contract/events.ts';
import { setupSchema } from '../../contract/setup.ts';

type Data = Record<string, unknown>;

/** Changes an entry of any version below `newest`; those from it on are as they are written now. */
interface Older {
  readonly newest: number;
  change(data: Data): Data;
}

/**
 * Entries of older versions, read as the newest shape: what was not known then is filled with what
 * was true then. The rows themselves are never changed.
 */
const older: Readonly<Partial<Record<EventType, Older>>> = {
  'building-configured': {
    newest: 6,
    change: ({ setup }) => ({ setup: setupSchema.parse(setup) }),
  },
  // In the first version everything ended with its day; in the second nobody booked, in the third
  // nobody waited for a place.
  'day-opened': {
    newest: 4,
    change: data => ({
      counters: [],
      bookings: [],
      ...data,
      visits: ((data['visits'] ?? []) as Data[]).map(visit => ({
        delays: 0,
        bookingId: null,
        ...visit,
      })),
      waitingList: [],
      missed: [],
    }),
  },
  'leg-called': { newest: 2, change: ({ reason }) => ({ reason: olderReason(reason as Data) }) },
  'leg-finished': {
    newest: 2,
    change: data => ({ ...data, deliveredServiceIds: [], by: 'staff' }),
  },
  'leg-expired': { newest: 2, change: () => ({ reason: 'day-ended' }) },
  'counter-opened': {
    newest: 2,
    change: () => ({ officerId: null, serviceIds: null, autoCall: false }),
  },
  'counter-closed': { newest: 2, change: () => ({ reason: 'closed' }) },
};

function olderReason(reason: Data): Data {
  const waited = Number(reason['waitedSeconds']);
  const rate = waited > 0 ? Math.round(Number(reason['urgency']) / waited) : 1;
  return { ...reason, need: null, rate, against: null, isHelp: false, choice: null };
}

/** The data of an entry in the newest shape of its type. */
export function newestData(type: string, version: number, data: unknown): unknown {
  const change = older[type as EventType];
  return change && version < change.newest ? change.change(data as Data) : data;
}
