import type { ComparedSide, Comparison } from '../contract/stories.ts';
import { minutes, timeOfDay } from '../ui-kit/formats.ts';
import { language } from '../ui-kit/language.ts';
import { whyText as w } from './why-texts.ts';

/** A comparison as sentences; what the record does not hold is never made up here (WHY-1). */

const timeIn = (timeZone: string) => (instant: string) =>
  timeOfDay(Date.parse(instant), timeZone, language.value);

/** "lansia", or the class where no need is known. */
export const kindOf = ({ class: name, need }: Pick<ComparedSide, 'class' | 'need'>): string =>
  need === null ? w(`kind:${name}`) : w(`need:${need}`);

const counterWords = (number: number | null): string =>
  number === null ? w('someCounter') : w('counter', { number });

const upper = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

export const whyTitle = ({ call, first, second }: Comparison): string =>
  w(call ? 'title' : 'titleStands', { first: first.label, second: second.label });

/** What decided, as the end of a sentence. */
function causeWords(told: Comparison, timeZone: string): string {
  const { cause, first, second, call } = told;
  const time = timeIn(timeZone);
  const labels = { first: first.label, second: second.label };
  switch (cause.kind) {
    case 'not-there-yet':
      return w('not-there-yet', { ...labels, joined: time(second.joinedAt) });
    case 'set-aside':
      return w('set-aside', { ...labels, why: w(`park:${cause.parkReason ?? 'other'}`) });
    case 'at-counter':
    case 'elsewhere':
      return w(cause.kind, { ...labels, counter: counterWords(cause.counterNumber) });
    case 'over': {
      const { state } = cause;
      const ended = state === 'cancelled' || state === 'expired' ? state : 'done';
      return w('over', { ...labels, ended: w(ended) });
    }
    case 'kept-for-another': {
      const { counterNumber } = cause;
      const keeper =
        counterNumber === null ? w('someOfficer') : w('counter', { number: counterNumber });
      return w('kept-for-another', { ...labels, keeper });
    }
    case 'chosen':
      if (cause.choice === null) return w('chosenPlain', labels);
      return w('chosen', { ...labels, why: w(`choice:${cause.choice}`) });
    case 'max-wait':
      return w('max-wait', { ...labels, count: cause.count ?? told.maxWaitMinutes });
    case 'earlier':
      return w('earlier', {
        ...labels,
        ref: time(first.urgency?.ref ?? first.joinedAt),
        otherRef: time(second.urgency?.ref ?? second.joinedAt),
      });
    case 'class-order': {
      const [kind, otherKind] = [w(`kind:${first.class}`), w(`kind:${second.class}`)];
      return w('class-order', { kind, otherKind });
    }
    case 'ratio-turn':
      return w(first.class === 'walk-in' ? 'ratioWalkIn' : 'ratioPriority', {
        count: cause.count ?? 1,
      });
    case 'weighted':
      return w('weighted', { series: first.queue.series });
    case 'behind-own-line':
      return w('behind-own-line', { ...labels, series: second.queue.series });
    default:
      return w(call && cause.kind === 'nobody-called' ? 'unknown' : cause.kind, labels);
  }
}

function leadOf(told: Comparison, timeZone: string): string {
  const what = causeWords(told, timeZone);
  const { call, cause } = told;
  if (!call) {
    const isLasting = cause.kind === 'nobody-called' || cause.kind === 'other-line';
    return isLasting ? upper(what) : w('asItStands', { what });
  }
  const time = timeIn(timeZone)(call.at);
  const { number } = call.counter;
  if (number === null) return w('atCallSomewhere', { time, what });
  return w('atCall', { number, time, what });
}

/** Why the waiting of one of them counts from where it does; nothing where that is plain. */
function basisOf(side: ComparedSide, timeZone: string): string[] {
  const { basis, label, cameFrom, bookedFor, urgency } = side;
  if (basis === null || basis === 'issued' || !urgency) return [];
  if (basis === 'credit' && cameFrom !== null) {
    return [w('creditFrom', { label, agency: cameFrom })];
  }
  const time = timeIn(timeZone);
  const ref = time(urgency.ref);
  return [w(`basis:${basis}`, { label, ref, booked: bookedFor ? time(bookedFor) : ref })];
}

/** Before whom rates or classes decided it matters who they are and why their wait counts so. */
const weighs = new Set(['urgency', 'weighted', 'earlier', 'max-wait', 'ratio-turn', 'class-order']);

function backgroundOf(told: Comparison, timeZone: string): string[] {
  const { first, second, cause, call } = told;
  if (!weighs.has(cause.kind)) return [];
  const isKindSaid = cause.kind === 'urgency' && first.class !== 'walk-in';
  return [
    ...(isKindSaid ? [w('isKind', { label: first.label, kind: kindOf(first) })] : []),
    ...basisOf(first, timeZone),
    ...basisOf(second, timeZone),
    ...(call?.reason.isHelp === true && call.counter.number !== null
      ? [w('isHelp', { number: call.counter.number })]
      : []),
  ];
}

/** What it meant for the other one, and until when at the latest; `now` of the building. */
function outcomeOf(told: Comparison, timeZone: string, now: number): string[] {
  const { second, behindMinutes, maxWaitMinutes: limit, call } = told;
  const time = timeIn(timeZone);
  const label = { second: second.label };
  const { calledAt } = second;
  if (call !== null && calledAt !== null && calledAt >= call.at) {
    const after = Math.floor((Date.parse(calledAt) - Date.parse(call.at)) / 60_000);
    const at = time(calledAt);
    return [w(after < 1 ? 'calledSoon' : 'calledLater', { ...label, time: at, minutes: after })];
  }
  if (second.state !== 'waiting') return [];
  const lines = behindMinutes === null ? [] : [w('behind', { ...label, minutes: behindMinutes })];
  if (second.overdueAt === null) return lines;
  const at = time(second.overdueAt);
  const key = Date.parse(second.overdueAt) <= now ? 'isOverdue' : 'latest';
  return [...lines, w(key, { ...label, time: at, limit })];
}

export interface WhyWords {
  readonly title: string;
  readonly lead: string;
  readonly outcome: string;
  /** Null where there is nothing to say to a visitor. */
  readonly aloud: string | null;
}

function aloudCause({ cause, first }: Comparison, timeZone: string): string | null {
  const label = { first: first.label };
  switch (cause.kind) {
    case 'urgency':
    case 'class-order':
    case 'weighted':
    case 'ratio-turn': {
      if (first.class === 'vulnerable') return w('say:vulnerable', label);
      if (first.class === 'walk-in') {
        return w(cause.kind === 'ratio-turn' ? 'say:turn' : 'say:earlier', label);
      }
      const { bookedFor } = first;
      if (bookedFor === null) return w('say:bookedPlain', label);
      return w('say:booked', { ...label, booked: timeIn(timeZone)(bookedFor) });
    }
    case 'earlier':
    case 'lower-number':
      return w('say:earlier', label);
    case 'chosen':
      if (cause.choice === null || cause.choice === 'other') return w('say:chosenPlain', label);
      return w('say:chosen', { ...label, why: w(`choice:${cause.choice}`) });
    case 'put-first':
    case 'max-wait':
    case 'direct':
      return w(`say:${cause.kind}`, label);
    case 'unknown':
    case 'nobody-called':
    case 'other-line':
    case 'over':
      return null;
    case 'other-counter':
    case 'helps-only':
    case 'behind-own-line':
      return w('say:other', label);
    default:
      return w('say:gone', label);
  }
}

/**
 * What can be read to whoever asks: the category of the other one and never the person, how many come
 * before them, and until when at the latest. Only for somebody who still waits.
 */
function aloudOf(
  told: Comparison,
  timeZone: string,
  now: number,
  ahead: number | null,
): string | null {
  const { second } = told;
  if (second.state !== 'waiting' || ahead === null) return null;
  const why = aloudCause(told, timeZone);
  if (why === null) return null;
  const place = ahead === 0 ? w('say:next', { second: second.label }) : null;
  const isBound = second.overdueAt !== null && Date.parse(second.overdueAt) > now;
  const parts = [
    why,
    place ?? w(ahead === 1 ? 'say:aheadOne' : 'say:ahead', { second: second.label, ahead }),
    ...(place === null && isBound
      ? [w('say:latest', { time: timeIn(timeZone)(second.overdueAt!) })]
      : []),
    w('say:thanks'),
  ];
  return parts.join(' ');
}

/** `ahead`: how many would be called before the second one now; null where that is not known. */
export function whyWords(
  told: Comparison,
  timeZone: string,
  now: number,
  ahead: number | null,
): WhyWords {
  const lead = [leadOf(told, timeZone), ...backgroundOf(told, timeZone)];
  const outcome = [...outcomeOf(told, timeZone, now), ...(told.agrees ? [] : [w('disagrees')])];
  return {
    title: whyTitle(told),
    lead: lead.join(' '),
    outcome: outcome.join(' '),
    aloud: aloudOf(told, timeZone, now, ahead),
  };
}

/** Urgency is kept as rate × seconds and told in whole minutes, as waits are. */
export const urgencyMinutes = (value: number): number => minutes(value);

/** How a line is called from, for whoever reads the list. */
export function policyWords(queue: {
  readonly policy: Comparison['policy'];
  readonly prioritisedPerWalkIn: number | null;
  readonly rates: Comparison['rates'];
}): string {
  const { policy, rates, prioritisedPerWalkIn } = queue;
  if (policy === 'accumulating') {
    const { 'walk-in': walkIn, booked, vulnerable } = rates;
    return w('formula', { walkIn, booked, vulnerable });
  }
  return w(`policy:${policy}`, { count: prioritisedPerWalkIn ?? 1 });
}
