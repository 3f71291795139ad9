import { computed, signal } from '@preact/signals';
import type { SurveyView } from '../../contract/survey.ts';
import type { Estimate } from '../../contract/values.ts';
import type { TrackLeg, TrackView } from '../../contract/views.ts';

/** What the visitor's page is about: the one leg that matters now. */
export type Phase =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  /** Too many made-up numbers came from this network: the server is asked again later. */
  | { kind: 'held-back' }
  | { kind: 'past'; past: PastTicket }
  | { kind: 'waiting'; leg: TrackLeg; near: boolean }
  | { kind: 'called'; leg: TrackLeg }
  | { kind: 'serving'; leg: TrackLeg }
  | { kind: 'parked'; leg: TrackLeg }
  /** Out of the line by the visitor's own wish, and back in it by themselves. */
  | { kind: 'away'; leg: TrackLeg; backAt: string }
  | { kind: 'no-show' | 'expired' | 'done' | 'cancelled'; leg: TrackLeg };

/** A number of a day that is over. */
export interface PastTicket {
  readonly label: string;
  readonly businessDate: string;
}

/** Something that cannot be taken back, asked once before it is done. */
export interface Question {
  readonly about: 'leave' | 'delay';
  readonly state: 'asked' | 'sending' | 'refused' | 'unreachable';
}

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
  if (parked?.backAt) return { kind: 'away', leg: parked, backAt: parked.backAt };
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

/** From here on every step forward is said to those who listen; further back every fifth. */
const eachStepAheadMax = 5;

/**
 * Whether those who hear the page instead of seeing it are told: of another phase and of every call,
 * of the place only as it matters, so that a page that is left open does not chatter.
 */
export function isWorthSaying(said: Phase | null, now: Phase): boolean {
  if (now.kind === 'loading') return false;
  if (said === null || said.kind !== now.kind) return true;
  if (said.kind === 'called' && now.kind === 'called') return noticeOf(said, now) === 'called';
  if (said.kind !== 'waiting' || now.kind !== 'waiting') return false;
  if (said.leg.serviceId !== now.leg.serviceId || said.near !== now.near) return true;
  const [before, after] = [said.leg.ahead, now.leg.ahead];
  if (before === null || after === null) return before !== after;
  if (after <= eachStepAheadMax) return after !== before;
  return Math.abs(before - after) >= eachStepAheadMax;
}

/** The visitor's page without its picture. */
export class PhoneModel {
  readonly view = signal<TrackView | null>(null);
  /** Why there is no view, once the server has said so. */
  readonly closed = signal<Extract<Phase, { kind: 'unknown' | 'held-back' | 'past' }> | null>(null);
  readonly question = signal<Question | null>(null);
  readonly needsOpen = signal(false);
  /** Whether and for what the visit can be rated; null until the server was asked. */
  readonly survey = signal<SurveyView | null>(null);
  /** The survey could not be loaded. */
  readonly isRatingLost = signal(false);
  /** Since when nothing was heard, or null; milliseconds since the epoch. */
  readonly staleSinceMs = signal<number | null>(null);
  /** When the view was told: the estimate counts from here. */
  readonly toldMs = signal(0);
  readonly phase = computed<Phase>(() => {
    if (this.closed.value !== null) return this.closed.value;
    return this.view.value === null ? { kind: 'loading' } : phaseOf(this.view.value);
  });
  /** The phase as it was last said aloud. */
  readonly said = signal<Phase | null>(null);
  /** Nothing is left to do here, and something was finished: the visit may be rated. */
  readonly mayRate = computed(() => {
    const phase = this.phase.value;
    if (phase.kind === 'past') return true;
    const isOver = ends.some(kind => kind === phase.kind);
    return isOver && (this.view.value?.legs.some(leg => leg.state === 'done') ?? false);
  });

  /** Answers whether the phone should make itself noticed. */
  see(view: TrackView, atMs: number): Notice {
    const before = this.phase.value;
    this.view.value = view;
    this.toldMs.value = atMs;
    this.closed.value = null;
    const after = this.phase.value;
    if (isWorthSaying(this.said.value, after)) this.said.value = after;
    const asked = this.question.value;
    if (asked !== null && after.kind !== before.kind) this.question.value = null;
    return noticeOf(before, after);
  }

  /** What this phone was told last, shown as old: the server could not be asked. */
  recall(view: TrackView, atMs: number): void {
    this.view.value = view;
    this.toldMs.value = atMs;
    this.staleSinceMs.value = atMs;
  }

  close(phase: Extract<Phase, { kind: 'unknown' | 'held-back' | 'past' }>): void {
    this.closed.value = phase;
    this.staleSinceMs.value = null;
    this.said.value = phase;
    this.question.value = null;
  }

  ask(about: Question['about']): void {
    this.question.value = { about, state: 'asked' };
  }

  link(state: 'connecting' | 'live' | 'lost', atMs: number): void {
    if (state === 'live') this.staleSinceMs.value = null;
    if (state === 'lost') this.staleSinceMs.value ??= atMs - silenceMs;
  }
}
