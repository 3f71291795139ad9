import type { Overview } from '../../contract/overview.ts';
import type {
  CounterAsk,
  CounterMessage,
  DeskTelling,
  IssuingView,
} from '../../contract/steering.ts';
import { setupOf, waitingCount, type BuildingState } from '../domain/state.ts';
import { isAskOpen, unreadAt, type AskNow, type MessageNow } from '../domain/steering-state.ts';
import { instant, instantOrNull } from './names.ts';

/** Names and texts that no rule of the queue reads. */
export interface SteeringNames {
  readonly staffName: (staffId: string) => string | undefined;
  readonly steerText: (textId: string) => string | undefined;
}

/** On the board: the newest requests, and the newest messages. */
const shownMax = 40;
/** At once on a desk; those behind them come as these are read or answered. */
const onDeskMax = 5;

const nameOf = (names: Pick<SteeringNames, 'staffName'>, staffId: string | null): string | null =>
  staffId === null ? null : (names.staffName(staffId) ?? null);

/** What was done to the issuing of a queue today. */
export function issuingView(
  state: BuildingState,
  queueId: string,
  names: Pick<SteeringNames, 'staffName'>,
): IssuingView {
  const queue = state.queues.get(queueId);
  const issuing = queue?.issuing ?? null;
  const services = setupOf(state).servicesOfQueue.get(queueId) ?? [];
  const paused = services.filter(({ id }) => state.steering.pausedServices.has(id));
  const limit = issuing?.limit ?? null;
  return {
    state: issuing?.state ?? 'open',
    left: limit === null ? null : Math.max(0, limit - (queue?.issued ?? 0)),
    since: instantOrNull(state, issuing?.at ?? null),
    byName: nameOf(names, issuing?.staffId ?? null),
    reason: issuing?.reason ?? null,
    pausedServiceIds: paused.map(({ id }) => id),
  };
}

export function askView(
  state: BuildingState,
  ask: AskNow,
  names: Pick<SteeringNames, 'staffName'>,
  now: number,
): CounterAsk {
  const { answer } = ask;
  return {
    id: ask.id,
    counterId: ask.counterId,
    queueId: ask.queueId,
    reason: ask.reason,
    at: instant(state, ask.at),
    byName: nameOf(names, ask.staffId),
    until: instant(state, ask.until),
    state: answer?.is ?? (isAskOpen(ask, now) ? 'open' : 'over'),
    answeredAt: instantOrNull(state, answer?.at ?? null),
    answeredBy: nameOf(names, answer?.staffId ?? null),
    why: answer?.why ?? null,
  };
}

export function messageView(
  state: BuildingState,
  message: MessageNow,
  names: SteeringNames,
): CounterMessage {
  return {
    id: message.id,
    text: names.steerText(message.id) ?? null,
    at: instant(state, message.at),
    byName: nameOf(names, message.staffId),
    counterIds: [...message.counterIds],
    isToAll: message.isToAll,
    agencyId: message.agencyId,
    read: [...message.read].map(([counterId, { at, staffId }]) => ({
      counterId,
      at: instant(state, at),
      byName: nameOf(names, staffId),
    })),
    isEnded: message.isEnded,
  };
}

const newest = <Row>(rows: Iterable<Row>, max: number): Row[] => [...rows].slice(-max).toReversed();

/** What was asked and told today, for the board. */
export const steeringOfDay = (
  state: BuildingState,
  names: SteeringNames,
  now: number,
): Pick<Overview, 'asks' | 'counterMessages'> => ({
  asks: newest(state.steering.asks.values(), shownMax).map(ask => askView(state, ask, names, now)),
  counterMessages: newest(state.steering.messages.values(), shownMax).map(row =>
    messageView(state, row, names),
  ),
});

/** What stands on the desk of a counter until its officer reads or answers it, the oldest first. */
export function deskTelling(
  state: BuildingState,
  counterId: string,
  names: SteeringNames,
  now: number,
): DeskTelling {
  const index = setupOf(state);
  const asks = [...state.steering.asks.values()].filter(
    ask => ask.counterId === counterId && isAskOpen(ask, now),
  );
  const queueOf = (queueId: string | null) => {
    const queue = index.queues.get(queueId ?? '');
    if (!queue) return null;
    const { id, series, name, agencyId } = queue;
    const agencyShort = index.agencies.get(agencyId)?.short ?? '–';
    return { id, series, name, agencyShort, waiting: waitingCount(state.queues.get(id)!) };
  };
  return {
    messages: unreadAt(state.steering, counterId)
      .slice(0, onDeskMax)
      .flatMap(({ id, at, staffId }) => {
        const text = names.steerText(id);
        if (text === undefined) return [];
        return [{ id, text, at: instant(state, at), byName: nameOf(names, staffId) }];
      }),
    asks: asks.slice(0, onDeskMax).map(ask => ({
      id: ask.id,
      queue: queueOf(ask.queueId),
      reason: ask.reason,
      at: instant(state, ask.at),
      until: instant(state, ask.until),
      byName: nameOf(names, ask.staffId),
    })),
  };
}
