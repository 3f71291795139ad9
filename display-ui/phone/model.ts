import { computed, signal } from '@preact/signals';
import type { Estimate } from '../../contract/values.ts';
import type { TrackLeg, TrackView } from '../../contract/views.ts';

/** What the visitor's page is about: the one leg that matters now. */
export type Phase =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'waiting'; leg: TrackLeg; near: boolean }
  | { kind: 'called'; leg: TrackLeg }
  | { kind: 'serving'; leg: TrackLeg }
  | { kind: 'parked'; leg: TrackLeg }
  | { kind: 'no-show' | 'expired' | 'done' | 'cancelled'; leg: TrackLeg };

/** Leaving the queue, asked once before it is done. */
export type Leaving = 'no' | 'asked' | 'sending' | 'refused' | 'unreachable';

/** With so many people ahead or fewer, the visitor is asked to be near. */
export const nearAheadMax = 2;
export const dotsMax = 8;
const silenceMs = 5_000;
/** What the visitor must know first, where several errands have ended differently. */
const ends = ['no-show', 'expired', 'done', 'cancelled'] as const;

export function phaseOf(view: TrackView): Phase {
  const legIn = (state: TrackLeg['state']) => view.legs.find(leg => leg.state === state);
  const called = legIn('called');
  if (called !== undefined) return { kind: 'called', leg: called };
  const serving = legIn('serving');
  if (serving !== undefined) return { kind: 'serving', leg: serving };
  const [waiting] = view.legs.filter(leg => leg.state === 'waiting').toSorted(byPlace);
  if (waiting !== undefined) {
    const near = waiting.ahead !== null && waiting.ahead <= nearAheadMax;
    return { kind: 'waiting', leg: waiting, near };
  }
  const parked = legIn('parked');
  if (parked !== undefined) return { kind: 'parked', leg: parked };
  for (const kind of ends) {
    const leg = legIn(kind);
    if (leg !== undefined) return { kind, leg };
  }
  return { kind: 'unknown' };
}

const byPlace = (one: TrackLeg, other: TrackLeg) =>
  (one.ahead ?? Number.MAX_SAFE_INTEGER) - (other.ahead ?? Number.MAX_SAFE_INTEGER);

/** Up to eight people as dots, the others as a number before them. */
export function dotsOf(ahead: number): { dots: number; more: number } {
  const dots = Math.min(dotsMax, ahead);
  return { dots, more: ahead - dots };
}

/** When the call is likely, in whole 5 minutes outwards but never before now; milliseconds. */
export function callRange(estimate: Estimate, atMs: number): { fromMs: number; toMs: number } {
  const minuteMs = 60_000;
  const stepMs = 5 * minuteMs;
  const nowMs = Math.floor(atMs / minuteMs) * minuteMs;
  return {
    fromMs: Math.max(
      nowMs,
      Math.floor((nowMs + estimate.fromMinutes * minuteMs) / stepMs) * stepMs,
    ),
    toMs: Math.ceil((nowMs + estimate.toMinutes * minuteMs) / stepMs) * stepMs,
  };
}

/** Why the phone should make itself noticed, if it should. */
export type Notice = 'near' | 'called' | null;

export function noticeOf(before: Phase, after: Phase): Notice {
  if (after.kind === 'called') {
    const same = before.kind === 'called' && before.leg.calls === after.leg.calls;
    return same && before.leg.serviceId === after.leg.serviceId ? null : 'called';
  }
  if (after.kind !== 'waiting' || !after.near || before.kind === 'loading') return null;
  return before.kind === 'waiting' && before.near ? null : 'near';
}

/** The visitor's page without its picture. */
export class PhoneModel {
  readonly view = signal<TrackView | null>(null);
  readonly isUnknown = signal(false);
  readonly leaving = signal<Leaving>('no');
  readonly needsOpen = signal(false);
  /** Since when nothing was heard, or null; milliseconds since the epoch. */
  readonly staleSinceMs = signal<number | null>(null);
  /** When the view was told: the estimate counts from here. */
  readonly toldMs = signal(0);
  readonly phase = computed<Phase>(() => {
    if (this.isUnknown.value) return { kind: 'unknown' };
    return this.view.value === null ? { kind: 'loading' } : phaseOf(this.view.value);
  });

  /** Answers whether the phone should make itself noticed. */
  see(view: TrackView, atMs: number): Notice {
    const before = this.phase.value;
    this.view.value = view;
    this.toldMs.value = atMs;
    return noticeOf(before, this.phase.value);
  }

  link(state: 'connecting' | 'live' | 'lost', atMs: number): void {
    if (state === 'live') this.staleSinceMs.value = null;
    if (state === 'lost') this.staleSinceMs.value ??= atMs - silenceMs;
  }
}
