import type { Overview } from '../contract/overview.ts';
import { counterLook } from './board-rows.ts';
import type { CounterLook, CounterRow } from './board-rows.ts';
import type { CounterAct } from './steering.ts';

export interface CounterTile {
  readonly counter: CounterRow;
  readonly look: CounterLook;
  /** Since when it does what it does: the visitor's minutes, its idle ones, or those of its state. */
  readonly minutes: number;
  /** Of the service's usual minutes; null without a visitor or where nothing is known. */
  readonly usualMinutes: number | null;
  /** How much of what is alerted is used up, 0 to 1; null where nothing is measured. */
  readonly share: number | null;
  /** An alert about it stands: only such tiles have colour. */
  readonly isBroken: boolean;
  /** It was asked for help and has not answered. */
  readonly isAsked: boolean;
}

const minutesSince = (instant: string | null, now: number): number =>
  instant === null ? 0 : Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));

function tileOf(counter: CounterRow, overview: Overview, now: number): CounterTile {
  const look = counterLook(counter);
  const since = look === 'serving' ? counter.legSince : (counter.freeSince ?? counter.stateSince);
  const minutes = minutesSince(since, now);
  const usualMinutes = look === 'serving' ? counter.usualMinutes : null;
  const alertMinutes =
    usualMinutes === null ? null : (usualMinutes * overview.limits.serviceAlertPercent) / 100;
  return {
    counter,
    look,
    minutes,
    usualMinutes,
    share: alertMinutes === null ? null : Math.min(1, minutes / Math.max(1, alertMinutes)),
    isBroken: overview.alerts.some(
      ({ subject, endedAt }) =>
        subject.kind === 'counter' && subject.id === counter.id && endedAt === null,
    ),
    isAsked: overview.asks.some(
      ask => ask.counterId === counter.id && ask.state === 'open' && Date.parse(ask.until) > now,
    ),
  };
}

/** Every counter of the building, by its number. */
export const counterTiles = (overview: Overview, now: number): readonly CounterTile[] =>
  overview.counters
    .map(counter => tileOf(counter, overview, now))
    .sort((a, b) => a.counter.number - b.counter.number);

export const counterLooks = ['serving', 'ready', 'paused', 'closed'] as const;

export const countLooks = (
  tiles: readonly CounterTile[],
): Readonly<Record<CounterLook, number>> => ({
  serving: tiles.filter(({ look }) => look === 'serving').length,
  ready: tiles.filter(({ look }) => look === 'ready').length,
  paused: tiles.filter(({ look }) => look === 'paused').length,
  closed: tiles.filter(({ look }) => look === 'closed').length,
});

/** What can be done at a counter as it stands; the server decides when it is pressed. */
export function possibleActs({
  state,
  legState,
  ticketId,
}: Pick<CounterRow, 'state' | 'legState' | 'ticketId'>): ReadonlySet<CounterAct> {
  const isFree = ticketId === null;
  const acts: CounterAct[] = [];
  if (state !== 'open') acts.push('open');
  if (state === 'open' && isFree) acts.push('call-next', 'pause');
  if (state !== 'closed' && isFree) acts.push('close');
  if (legState === 'serving') acts.push('finish');
  if (!isFree) acts.push('end');
  return new Set(acts);
}
