import type { Alert } from '../contract/alerts.ts';
import type { Overview } from '../contract/overview.ts';
import { timeOfDay } from '../ui-kit/formats.ts';
import { language, pick } from '../ui-kit/language.ts';
import { faultWords, sinceWords } from '../ui-kit/paper-trouble.ts';
import { alertText as a } from './board-alert-texts.ts';
import { handledAt } from './board-alerts.ts';
import { byteWords } from './byte-words.ts';
import type { SteerSheet } from './steering.ts';
import { zoneText } from './zone-texts.ts';

/** A way on from an alert: a page, or a question that leads to something done. */
export type AlertWay =
  | { readonly words: string; readonly href: string }
  | { readonly words: string; readonly sheet: SteerSheet };

export interface AlertWords {
  readonly fact: string;
  readonly consequence: string;
  readonly ways: readonly AlertWay[];
}

interface Context {
  readonly overview: Overview;
  /** Milliseconds of the building. */
  readonly now: number;
}

type Speaker = (alert: Alert, context: Context) => AlertWords;

const numberOf = ({ facts }: Alert, name: string): number => Number(facts[name] ?? 0);
const wordOf = ({ facts }: Alert, name: string): string => String(facts[name] ?? '');

/** A line as it is known on the floor: its agency, and its series where there are several. */
function queueName(alert: Alert, { overview }: Context): string {
  const queue = overview.queues.find(({ id }) => id === alert.subject.id);
  if (queue === undefined) return pick(alert.subject.name);
  const isOnly = overview.queues.filter(row => row.agencyId === queue.agencyId).length === 1;
  const { agencyShort: agency, series } = queue;
  return isOnly ? agency : a('queue', { agency, series });
}

const counterOf = (alert: Alert, { overview }: Context) =>
  overview.counters.find(({ id }) => id === alert.subject.id);

const counterNumber = (alert: Alert, context: Context): string =>
  String(counterOf(alert, context)?.number ?? pick(alert.subject.name));

const since = (alert: Alert, { overview, now }: Context): string =>
  sinceWords(Date.parse(alert.since), now, overview.building.timeZone);

/** A dash where the moment is not known. */
function clock(instant: string, { overview }: Context): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? '–' : timeOfDay(ms, overview.building.timeZone, language.value);
}

const queuePath = (id: string): string => `/supervisor/queues/${encodeURIComponent(id)}`;

const openCounters = (queueId: string, { overview }: Context): readonly string[] => {
  const ids = overview.queues.find(({ id }) => id === queueId)?.counterIds ?? [];
  return overview.counters
    .filter(({ id, state }) => ids.includes(id) && state !== 'closed')
    .map(({ id }) => id);
};

const tellQueue = (alert: Alert, context: Context): AlertWay => ({
  words: a('tell'),
  sheet: { what: 'tell', counterIds: openCounters(alert.subject.id, context) },
});

const askOpen = (alert: Alert): AlertWay => ({
  words: a('askOpen'),
  sheet: { what: 'ask', queueId: alert.subject.id },
});

const tellCounter = (alert: Alert, context: Context): AlertWay => ({
  words: a('tellCounter', { counter: counterNumber(alert, context) }),
  sheet: { what: 'tell', counterIds: [alert.subject.id] },
});

const manyWaiting: Speaker = (alert, context) => ({
  fact: a('many-waiting', { name: queueName(alert, context), waiting: numberOf(alert, 'waiting') }),
  consequence: a('many-waiting-lead', {
    limit: numberOf(alert, 'limit'),
    counters: numberOf(alert, 'countersOpen'),
  }),
  ways: [askOpen(alert), { words: a('look'), href: queuePath(alert.subject.id) }],
});

const longWait: Speaker = (alert, context) => ({
  fact: a('long-wait', { name: queueName(alert, context), minutes: numberOf(alert, 'minutes') }),
  consequence: a('long-wait-lead', {
    label: wordOf(alert, 'label'),
    limit: numberOf(alert, 'limitMinutes'),
    waiting: numberOf(alert, 'waiting'),
    counters: numberOf(alert, 'countersOpen'),
  }),
  ways: [tellQueue(alert, context), { words: a('forecast'), href: queuePath(alert.subject.id) }],
});

const noCounter: Speaker = (alert, context) => {
  const counter = context.overview.counters.find(
    ({ id, number }) =>
      id === wordOf(alert, 'closedCounter') || String(number) === wordOf(alert, 'closedCounter'),
  );
  const by = wordOf(alert, 'closedBy');
  const last =
    counter && by !== '' ? ` ${a('no-counter-last', { counter: counter.number, by })}` : '';
  return {
    fact: a('no-counter', { name: queueName(alert, context), since: since(alert, context) }),
    consequence:
      a('no-counter-lead', {
        waiting: numberOf(alert, 'waiting'),
        minutes: numberOf(alert, 'minutes'),
      }) + last,
    ways: [
      askOpen(alert),
      { words: a('stop'), sheet: { what: 'stop', queueId: alert.subject.id } },
    ],
  };
};

const longService: Speaker = (alert, context) => ({
  fact: a('long-service', {
    counter: counterNumber(alert, context),
    label: wordOf(alert, 'label'),
    minutes: numberOf(alert, 'minutes'),
  }),
  consequence: a('long-service-lead', { usual: numberOf(alert, 'usualMinutes') }),
  ways: [
    tellCounter(alert, context),
    {
      words: a('endTicket'),
      sheet: { what: 'counter', counterId: alert.subject.id, act: 'end' },
    },
  ],
});

const idleCounter: Speaker = (alert, context) => {
  const officer = wordOf(alert, 'officer');
  return {
    fact: a('idle-counter', {
      counter: counterNumber(alert, context),
      minutes: numberOf(alert, 'minutes'),
    }),
    consequence: a(officer === '' ? 'idle-counter-lead' : 'idle-counter-officer', {
      waiting: numberOf(alert, 'waiting'),
      officer,
    }),
    ways: [
      tellCounter(alert, context),
      {
        words: a('lookCounter'),
        href: `/supervisor/counters?counter=${encodeURIComponent(alert.subject.id)}`,
      },
    ],
  };
};

const pastClosing: Speaker = (alert, context) => ({
  fact: a('past-closing', { name: queueName(alert, context) }),
  consequence: a('past-closing-lead', {
    from: clock(wordOf(alert, 'lastFrom'), context),
    to: clock(wordOf(alert, 'lastTo'), context),
    closes: clock(wordOf(alert, 'closesAt'), context),
  }),
  ways: [
    { words: a('limit'), sheet: { what: 'limit', queueId: alert.subject.id } },
    tellQueue(alert, context),
  ],
});

const printer: Speaker = (alert, context) => {
  const name = pick(alert.subject.name);
  const fault = wordOf(alert, 'fault');
  const ways = [{ words: a('printers'), href: '/admin/printers' }];
  if (fault === '') {
    const tickets = numberOf(alert, 'ticketsLeft');
    return {
      fact: a('printer-near', { name }),
      consequence: a('printer-near-lead', { tickets }),
      ways,
    };
  }
  const words = { name, fault: faultWords(fault), since: since(alert, context) };
  return { fact: a('printer', words), consequence: a('printer-lead'), ways };
};

const zoneStates = ['blind', 'stale', 'mute', 'quiet', 'well'] as const;

const zoneScreens: Speaker = (alert, context) => {
  const state = zoneStates.find(name => name === wordOf(alert, 'state')) ?? 'stale';
  return {
    fact: a('zone-screens', {
      name: pick(alert.subject.name),
      state: zoneText(`state:${state}`),
      since: since(alert, context),
    }),
    consequence: a('zone-screens-lead'),
    ways: [{ words: a('devices'), href: '/admin/devices' }],
  };
};

const lost =
  (kind: 'kiosk-lost' | 'display-lost' | 'sign-lost'): Speaker =>
  (alert, context) => ({
    fact: a(kind, { name: pick(alert.subject.name), since: since(alert, context) }),
    consequence: a(`${kind}-lead`),
    ways: [{ words: a('devices'), href: '/admin/devices' }],
  });

const health = { href: '/admin/health' };

const speakers: Readonly<Record<Alert['kind'], Speaker>> = {
  'many-waiting': manyWaiting,
  'long-wait': longWait,
  'no-counter': noCounter,
  'long-service': longService,
  'idle-counter': idleCounter,
  'past-closing': pastClosing,
  printer,
  'zone-screens': zoneScreens,
  'kiosk-lost': lost('kiosk-lost'),
  'display-lost': lost('display-lost'),
  'sign-lost': lost('sign-lost'),
  'backup-failed': () => ({
    fact: a('backup-failed'),
    consequence: a('backup-failed-lead'),
    ways: [{ words: a('health'), ...health }],
  }),
  'report-failed': () => ({
    fact: a('report-failed'),
    consequence: a('report-failed-lead'),
    ways: [{ words: a('health'), ...health }],
  }),
  'disk-low': alert => ({
    fact: a('disk-low'),
    consequence: a('disk-low-lead', { size: byteWords(numberOf(alert, 'freeBytes')) }),
    ways: [{ words: a('health'), ...health }],
  }),
  'clock-jumped': alert => ({
    fact: a('clock-jumped', { seconds: Math.abs(numberOf(alert, 'seconds')) }),
    consequence: a('clock-jumped-lead'),
    ways: [{ words: a('health'), ...health }],
  }),
};

/** One fact, one consequence, one or two ways on; a visitor is a number. */
export const alertWords = (alert: Alert, overview: Overview, now: number): AlertWords =>
  speakers[alert.kind](alert, { overview, now });

function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return a('seconds', { count: seconds });
  if (seconds < 2 * 3600) return a('minutes', { count: Math.floor(seconds / 60) });
  return a('hours', { count: Math.floor(seconds / 3600) });
}

/** "09.20, Made Suryawan", or of what ended by itself: "08.41, setelah 3 menit". */
export function handledWords(alert: Alert, overview: Overview): string {
  const { timeZone } = overview.building;
  const time = timeOfDay(Date.parse(handledAt(alert)), timeZone, language.value);
  const name = alert.acknowledged?.byName;
  if (name) return a('by', { time, name });
  const ended = alert.endedAt ?? alert.newestAt;
  const duration = durationWords(Date.parse(ended) - Date.parse(alert.since));
  return a('byItself', { time, duration });
}
