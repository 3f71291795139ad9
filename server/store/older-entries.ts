import type { EventType } from '../../contract/events.ts';
import { setupSchema } from '../../contract/setup.ts';

type Data = Record<string, unknown>;

/**
 * Entries of older versions, read as the newest shape: what was not known then is filled with what
 * was true then. The rows themselves are never changed.
 */
const fromVersion1: Readonly<Partial<Record<EventType, (data: Data) => Data>>> = {
  'building-configured': ({ setup }) => ({ setup: setupSchema.parse(setup) }),
  // Then, everything ended with its day.
  'day-opened': data => ({ ...data, visits: [], counters: [] }),
  'leg-called': ({ reason }) => ({ reason: olderReason(reason as Data) }),
  'leg-finished': data => ({ ...data, deliveredServiceIds: [], by: 'staff' }),
  'leg-expired': () => ({ reason: 'day-ended' }),
  'counter-opened': () => ({ officerId: null, serviceIds: null, autoCall: false }),
  'counter-closed': () => ({ reason: 'closed' }),
};

function olderReason(reason: Data): Data {
  const waited = Number(reason['waitedSeconds']);
  const rate = waited > 0 ? Math.round(Number(reason['urgency']) / waited) : 1;
  return { ...reason, need: null, rate, against: null, isHelp: false, choice: null };
}

/** The data of an entry in the newest shape of its type. */
export function newestData(type: string, version: number, data: unknown): unknown {
  const change = version === 1 ? fromVersion1[type as EventType] : undefined;
  return change ? change(data as Data) : data;
}
