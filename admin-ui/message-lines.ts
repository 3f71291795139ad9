import type { Overview } from '../contract/overview.ts';
import type { CounterMessage } from '../contract/steering.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language, pick } from '../ui-kit/language.ts';
import { messagesText as m } from './messages-page-texts.ts';

/** Numbers that a line holds before it counts the rest. */
const numbersMax = 12;

/** "1, 2, 5 dan 3 lagi" */
export function numberWords(counterIds: readonly string[], { counters }: Overview): string {
  const numbers = counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ number }) => number)
    .sort((a, b) => a - b);
  const shown = numbers.slice(0, numbersMax).join(', ');
  const more = numbers.length - numbersMax;
  return more > 0 ? m('more', { numbers: shown, count: more }) : shown;
}

function whomWords(message: CounterMessage, overview: Overview): string {
  if (message.isToAll) return m('toAll');
  const agency = overview.queues.find(({ agencyId }) => agencyId === message.agencyId);
  if (agency !== undefined) return m('toAgency', { agency: pick(agency.agencyName) });
  return m('toCounters', { numbers: numberWords(message.counterIds, overview) });
}

export interface MessageLine {
  readonly head: string;
  readonly whom: string;
  readonly text: string;
  readonly read: string;
  /** Null where all have read it, or it was taken back. */
  readonly unread: string | null;
  readonly isWaiting: boolean;
}

/** A message to counters: who said it when, to whom, and who has read it. */
export function messageLine(message: CounterMessage, overview: Overview): MessageLine {
  const { timeZone } = overview.building;
  const time = timeOfDay(Date.parse(message.at), timeZone, language.value);
  const name = message.byName;
  const readIds = new Set(message.read.map(({ counterId }) => counterId));
  const unreadIds = message.counterIds.filter(id => !readIds.has(id));
  const isAllRead = unreadIds.length === 0;
  const counts = { read: readIds.size, count: message.counterIds.length };
  const isWaiting = !isAllRead && !message.isEnded;
  return {
    head: name === null ? m('headNone', { time }) : m('head', { time, name }),
    whom: whomWords(message, overview),
    text: message.text ?? m('erased'),
    read: isAllRead ? m('allRead') : m('read', counts),
    unread: isWaiting ? m('unread', { numbers: numberWords(unreadIds, overview) }) : null,
    isWaiting,
  };
}
