import type { Story, StoryStep } from '../contract/stories.ts';
import type { LegState } from '../contract/values.ts';
import { minuteRange, minutes, timeOfDay } from '../ui-kit/formats.ts';
import { language, pick } from '../ui-kit/language.ts';
import { faultWords } from '../ui-kit/paper-trouble.ts';
import { steerReasonWords } from './steer-reasons.ts';
import { storyText as s } from './story-texts.ts';
import { kindOf } from './why-sentences.ts';
import { whyText as w } from './why-texts.ts';

/** Steps of a story as sentences; facts that the record lacks are left out, never made up. */

type Of<What extends StoryStep['what']> = Extract<StoryStep, { what: What }>;

export interface StepWords {
  readonly text: string;
  /** A second line: why it was so, or what belongs to it. */
  readonly detail: string | null;
}

/** What a dot of the time line looks like. */
export type StepLook = 'call' | 'good' | 'fault' | 'plain';

const plain = (text: string): StepWords => ({ text, detail: null });
const joined = (...parts: readonly (string | null | false)[]): string =>
  parts.filter(part => typeof part === 'string' && part !== '').join(' ');

const roundUp = (value: number): number => Math.max(5, Math.ceil(value / 5) * 5);
/** As it was told with the number: both ends rounded up to five minutes. */
export const quoteEnds = (quote: { readonly p50: number; readonly p90: number }) => ({
  from: roundUp(quote.p50),
  to: Math.max(roundUp(quote.p50), roundUp(quote.p90)),
});

function issuedWords(step: Of<'issued'>, time: (instant: string) => string): StepWords {
  const { how, deviceName, bookedFor } = step;
  const head =
    how === 'kiosk'
      ? s(deviceName ? 'issued:kiosk' : 'issued:kioskPlain', { device: deviceName ?? '' })
      : how === 'check-in'
        ? s(bookedFor ? 'issued:check-in' : 'issued:check-inPlain', {
            booked: bookedFor ? time(bookedFor) : '',
          })
        : s(`issued:${how}`);
  const legs = step.legs.map(({ serviceName, queue, ahead, quote }) => {
    const key = ahead === 0 ? 'issuedLegNone' : ahead === 1 ? 'issuedLegOne' : 'issuedLeg';
    const service = s(key, { service: pick(serviceName), series: queue.series, ahead });
    return service + (quote ? s('issuedQuote', quoteEnds(quote)) : '');
  });
  // A booking that came early, or a paper number that was entered later, waits from another time.
  const isApart = Math.abs(Date.parse(step.waitsFrom) - Date.parse(step.at)) >= 60_000;
  return {
    text: joined(head, !step.hasPaper && how === 'kiosk' && s('noPaper')),
    detail: joined(
      `${legs.join('; ')}.`,
      isApart && s('waitsFrom', { time: time(step.waitsFrom) }),
    ),
  };
}

function paperWords({ outcome, fault }: Of<'paper'>): StepWords {
  if (outcome === 'printed') return plain(s('printed'));
  if (outcome === 'unknown') return plain(s('paperUnknown'));
  return plain(s('not-sent', { fault: faultWords(fault ?? '') }));
}

function calledWords(step: Of<'called'>): StepWords {
  const number = step.counter?.number ?? null;
  const waited = minutes(step.reason.waitedSeconds);
  const text =
    number === null
      ? s('calledPlain', { minutes: waited })
      : s('called', { number, minutes: waited });
  return { text, detail: pick(step.reason.sentence) };
}

function finishedWords(step: Of<'finished'>): StepWords {
  const service = step.serviceName ? pick(step.serviceName) : '';
  const { servedSeconds, outcome } = step;
  const text = step.isByItself
    ? s('finishedItself', { service })
    : servedSeconds === null
      ? s('finishedPlain', { service })
      : s('finished', { service, minutes: minutes(servedSeconds) });
  return { text, detail: outcome === null ? null : s(`outcome:${outcome}`) };
}

function transferredWords(step: Of<'transferred'>): StepWords {
  const text = s(`transferred:${step.to}`, {
    service: pick(step.toServiceName),
    series: step.queue.series,
    number: step.toCounterNumber ?? '–',
    name: step.toOfficer?.name ?? s('someOfficer'),
    place: s(`place:${step.place}`),
  });
  return { text, detail: step.returns ? s('returns') : null };
}

function startedWords({ counter }: StoryStep): StepWords {
  const number = counter?.number ?? null;
  return plain(number === null ? s('startedPlain') : s('started', { number }));
}

export function stepWords(step: StoryStep, timeZone: string): StepWords {
  const time = (instant: string): string =>
    timeOfDay(Date.parse(instant), timeZone, language.value);
  const service = step.serviceName ? pick(step.serviceName) : '';
  switch (step.what) {
    case 'issued':
      return issuedWords(step, time);
    case 'paper':
      return paperWords(step);
    case 'paper-asked':
      return plain(s(step.isFirst ? 'paperAskedFirst' : 'paperAsked'));
    case 'claimed':
      return plain(s(`claimed:${step.how}`));
    case 'called':
      return calledWords(step);
    case 'recalled':
      return plain(s('recalled', { calls: step.calls }));
    case 'started':
      return startedWords(step);
    case 'seated':
      return plain(s('seated', { number: step.counter?.number ?? '–' }));
    case 'finished':
      return finishedWords(step);
    case 'no-show':
      return plain(s('no-show', { calls: step.calls }));
    case 'requeued':
      return plain(s(`requeued:${step.place}`));
    case 'parked': {
      const until = time(step.until);
      if (step.reason === 'asked') return plain(s('parkedAsked', { time: until }));
      return plain(s('parked', { why: w(`park:${step.reason}`), time: until }));
    }
    case 'unparked':
      return plain(s('unparked'));
    case 'transferred':
      return transferredWords(step);
    case 'added':
      return plain(s(`added:${step.why}`, { service, series: step.queue.series }));
    case 'service-changed':
      return plain(s('service-changed', { from: pick(step.fromServiceName), service }));
    case 'class-changed':
      return plain(s('class-changed', { kind: kindOf(step) }));
    case 'steered': {
      const reason = steerReasonWords(step.reason);
      return plain(s('steered', { reason: reason.charAt(0).toLowerCase() + reason.slice(1) }));
    }
    case 'noted':
      return plain(s('noted'));
    case 'cancelled':
      return plain(s(`cancelled:${step.who}`));
    case 'expired':
      return plain(s(`expired:${step.reason}`));
    case 'undone':
      return plain(s('undone'));
    case 'other':
      return plain(s('changed'));
  }
}

export function stepLook(step: StoryStep): StepLook {
  switch (step.what) {
    case 'called':
    case 'recalled':
    case 'seated':
      return 'call';
    case 'finished':
      return 'good';
    case 'no-show':
    case 'cancelled':
    case 'expired':
      return 'fault';
    case 'paper':
      return step.outcome === 'printed' ? 'plain' : 'fault';
    default:
      return 'plain';
  }
}

export const stateWords = (state: LegState): string => s(`state:${state}`);

/** Whether a wait came to what was told: within the range, sooner or later. */
export function againstQuote({ waitedSeconds, quote }: Story['legs'][number]): string | null {
  if (waitedSeconds === null || quote === null) return null;
  const { from, to } = quoteEnds(quote);
  const waited = minutes(waitedSeconds);
  const low = from < to ? from : from - 5;
  return s(waited > to ? 'aboveQuote' : waited < low ? 'belowQuote' : 'inQuote');
}

/** What comes next for each leg that is not over. */
export function nextWords(story: Story, timeZone: string): string[] {
  return story.now.map(row => {
    const leg = story.legs.find(({ legId }) => legId === row.legId);
    const service = leg ? pick(leg.serviceName) : '';
    const time = (instant: string): string =>
      timeOfDay(Date.parse(instant), timeZone, language.value);
    if (row.state === 'called') return s('nowCalled', { service });
    if (row.state === 'serving') return s('nowServing', { service });
    if (row.state === 'parked') {
      return s('nowParked', { service, time: row.backAt ? time(row.backAt) : '–' });
    }
    const bound = row.overdueAt ? s('nowBound', { time: time(row.overdueAt) }) : null;
    if (row.estimate === null || row.ahead === null) {
      return joined(s('nowWaitingPlain', { service }), bound);
    }
    const range = minuteRange(row.estimate, language.value);
    const key = row.ahead === 0 ? 'nowFirst' : row.ahead === 1 ? 'nowWaitingOne' : 'nowWaiting';
    return joined(s(key, { service, ahead: row.ahead, range }), bound);
  });
}
