import type { JournalEntry } from '../../contract/events.ts';
import type { Queue, TimeZone } from '../../contract/setup.ts';
import type { Need, Text, VisitClass } from '../../contract/values.ts';
import type { Cause, UrgencyAt } from './comparing.ts';
import type { CallMade, RecordedLeg, RecordedVisit, RefBasis } from './visit-record.ts';

/** What is read of the journal for a story or a comparison: facts with ids, times in milliseconds. */

/** Names as they stood when the day ended. */
export interface NamesOfDay {
  readonly timeZone: TimeZone;
  readonly services: Readonly<Record<string, Text>>;
  readonly queues: Readonly<Record<string, QueueOfDay>>;
  readonly counters: Readonly<Record<string, { readonly number: number; readonly name: Text }>>;
}

export type QueueOfDay = Pick<Queue, 'series' | 'name' | 'policy' | 'rates' | 'maxWaitMinutes'> & {
  readonly agencyShort: string;
};

export interface StoryRecord {
  readonly visit: RecordedVisit;
  readonly entries: readonly JournalEntry[];
  readonly bookedFor: number | null;
  readonly names: NamesOfDay;
}

/** One of two, as they stood in the moment that decided. */
export interface SideRecord {
  readonly visitId: string;
  readonly label: string;
  readonly class: VisitClass;
  readonly need: Need | null;
  readonly legId: string;
  readonly queueId: string;
  readonly serviceId: string;
  /** Of the visit's first leg: where it came from. */
  readonly firstQueueId: string;
  readonly issuedAt: number;
  readonly enqueuedAt: number;
  readonly bookedFor: number | null;
  readonly basis: RefBasis | null;
  readonly isFirst: boolean;
  /** Null where it was not there yet, or its line is no more. */
  readonly urgency: UrgencyAt | null;
  /** As the reason of a call keeps it, rate × seconds; null where no call does. */
  readonly storedUrgency: number | null;
  /** When it goes before everybody; null where it is no walk-in. */
  readonly overdueAt: number | null;
  readonly call: CallMade | null;
  readonly state: RecordedLeg['state'];
}

export interface ComparisonRecord {
  /** Who was called first, or stands first. */
  readonly first: SideRecord;
  readonly second: SideRecord;
  /** The call that decided; null where nobody called either of them. */
  readonly call: CallMade | null;
  readonly at: number;
  readonly cause: Cause;
  readonly crossedAt: number | null;
  /** Minutes that one call more costs the other: service minutes by counters of the line then. */
  readonly behindMinutes: number | null;
  readonly names: NamesOfDay;
}
