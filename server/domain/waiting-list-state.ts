import type { JournalEntry } from '../../contract/events.ts';
import type { WaitingListRecord } from '../../contract/waiting-list.ts';
import { holdPlace } from './booking-state.ts';
import type { BuildingState } from './state.ts';

/** Somebody on the waiting list of today or a later day; changed by `evolve` alone. */
export type WaitingEntry = Omit<WaitingListRecord, 'offer'> & {
  -readonly [Field in 'offer']: WaitingListRecord[Field];
};

/** Who waits for a place of one line on one day, in the order in which they joined. */
export type WaitingList = Map<string, WaitingEntry>;

export interface WaitingLists {
  readonly byId: Map<string, WaitingEntry>;
  /** By `listKey`. */
  readonly lists: Map<string, WaitingList>;
}

export const emptyWaitingLists = (): WaitingLists => ({ byId: new Map(), lists: new Map() });

type OfList = Pick<WaitingListRecord, 'queueId' | 'businessDate'>;

const listKey = ({ queueId, businessDate }: OfList): string => `${queueId} ${businessDate}`;

export const waitingListOf = ({ waitingLists }: BuildingState, of: OfList): WaitingList =>
  waitingLists.lists.get(listKey(of)) ?? new Map();

/** Lists in which nothing can change before an instant, by a set-up. Held beside the state. */
const settled = new WeakMap<WaitingList, { readonly index: unknown; readonly until: number }>();

export const settle = (list: WaitingList, index: unknown, until: number): unknown =>
  settled.set(list, { index, until });

export function isSettled(list: WaitingList, index: unknown, now: number): boolean {
  const found = settled.get(list);
  return found !== undefined && found.index === index && now < found.until;
}

/** A place of the line came free on that day: its list is looked at again. */
export const unsettle = (state: BuildingState, of: OfList): boolean =>
  settled.delete(waitingListOf(state, of));

export function addWaiting(state: BuildingState, record: WaitingListRecord): void {
  const { byId, lists } = state.waitingLists;
  if (byId.has(record.id)) throw new Error(`Waiting ${record.id} is there`);
  const entry: WaitingEntry = { ...record };
  const list = lists.get(listKey(record)) ?? new Map<string, WaitingEntry>();
  lists.set(listKey(record), list.set(entry.id, entry));
  byId.set(entry.id, entry);
  settled.delete(list);
  if (record.offer) holdPlace(state, record.queueId, record.offer.startsAt, 1);
}

function waitingOf(state: BuildingState, waitingId: string): WaitingEntry {
  const entry = state.waitingLists.byId.get(waitingId);
  if (!entry) throw new Error(`Waiting ${waitingId} is not there`);
  return entry;
}

function endWaiting(state: BuildingState, entry: WaitingEntry): void {
  const { byId, lists } = state.waitingLists;
  const list = waitingListOf(state, entry);
  byId.delete(entry.id);
  list.delete(entry.id);
  settled.delete(list);
  if (list.size === 0) lists.delete(listKey(entry));
  if (entry.offer) holdPlace(state, entry.queueId, entry.offer.startsAt, -1);
}

export function evolveWaitingList(
  state: BuildingState,
  entry: Extract<
    JournalEntry,
    { type: 'waiting-list-joined' | 'waiting-list-offered' | 'waiting-list-ended' }
  >,
): void {
  switch (entry.type) {
    case 'waiting-list-joined':
      return addWaiting(state, entry.data);
    case 'waiting-list-offered': {
      const { waitingId, offer } = entry.data;
      const waiting = waitingOf(state, waitingId);
      if (waiting.offer) throw new Error(`Waiting ${waitingId} has an offer`);
      waiting.offer = offer;
      return holdPlace(state, waiting.queueId, offer.startsAt, 1);
    }
    case 'waiting-list-ended':
      return endWaiting(state, waitingOf(state, entry.data.waitingId));
  }
}
