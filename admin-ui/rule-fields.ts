import type { Setup } from '../contract/setup.ts';

type Rules = Setup['rules'];
type NumberRule = {
  [Key in keyof Rules]: Rules[Key] extends number ? Key : never;
}[keyof Rules];

export type RuleUnit =
  'seconds' | 'minutes' | 'days' | 'times' | 'places' | 'tickets' | 'people' | 'percent';

/** A rule of the building as the office edits it; the limits are the set-up's own. */
export interface NumberField {
  readonly key: NumberRule;
  readonly unit: RuleUnit;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

export interface RuleGroup {
  readonly id:
    'calling' | 'absent' | 'line' | 'booking' | 'paper' | 'desk' | 'alerts' | 'reports' | 'data';
  readonly fields: readonly NumberField[];
  readonly hasFinishing?: boolean;
  /** What belongs here and is set up on a page of its own. */
  readonly elsewhere?: '/admin/booking' | '/admin/privacy' | '/admin/setup/queues';
}

const field = (
  key: NumberRule,
  unit: RuleUnit,
  [min, max]: readonly [number, number],
  usual: number,
): NumberField => ({ key, unit, min, max, usual });

export const ruleGroups: readonly RuleGroup[] = [
  {
    id: 'calling',
    fields: [
      field('recallCooldownSeconds', 'seconds', [0, 600], 10),
      field('recallsMax', 'times', [0, 20], 3),
    ],
  },
  {
    id: 'absent',
    fields: [
      field('noShowCallsMin', 'times', [1, 10], 2),
      field('noShowSecondsMin', 'seconds', [0, 3600], 180),
      field('requeuePlaces', 'places', [1, 100], 3),
      field('returnMinutes', 'minutes', [0, 1440], 120),
    ],
  },
  {
    id: 'line',
    fields: [
      field('lateMinutes', 'minutes', [0, 720], 120),
      field('delayMinutes', 'minutes', [1, 120], 10),
      field('delaysMax', 'times', [0, 10], 1),
      field('longWaitMinutes', 'minutes', [5, 600], 60),
    ],
    elsewhere: '/admin/setup/queues',
  },
  {
    id: 'booking',
    fields: [
      field('earlyMinutes', 'minutes', [0, 240], 15),
      field('bookedCreditMinutes', 'minutes', [0, 240], 10),
      field('bookingLateMinutes', 'minutes', [0, 600], 30),
    ],
    elsewhere: '/admin/booking',
  },
  {
    id: 'paper',
    fields: [
      field('unclaimedSeconds', 'seconds', [20, 3600], 60),
      field('reprintsMax', 'times', [0, 20], 3),
    ],
  },
  {
    id: 'desk',
    hasFinishing: true,
    fields: [
      field('undoSeconds', 'seconds', [0, 600], 30),
      field('parkMinutes', 'minutes', [1, 480], 15),
      field('serviceMinutesMax', 'minutes', [30, 2880], 720),
    ],
  },
  {
    id: 'alerts',
    fields: [
      field('idleAlertSeconds', 'seconds', [0, 600], 10),
      field('nearEndTickets', 'tickets', [0, 500], 40),
      field('waitAlertMinutes', 'minutes', [1, 600], 60),
      field('unservedAlertMinutes', 'minutes', [1, 600], 15),
      field('waitingAlertPeople', 'people', [1, 500], 40),
      field('serviceAlertPercent', 'percent', [100, 2000], 300),
      field('idleCounterAlertMinutes', 'minutes', [1, 240], 10),
    ],
  },
  {
    id: 'reports',
    fields: [
      field('serviceLevelMinutes', 'minutes', [1, 240], 15),
      field('serviceLevelPercent', 'percent', [1, 100], 85),
      field('surveyRespondentsMin', 'people', [1, 10_000], 30),
    ],
  },
  { id: 'data', fields: [field('personDays', 'days', [1, 365], 30)], elsewhere: '/admin/privacy' },
];

/** `nextFinishes` where nobody has decided it. */
export const finishingUsual = false;
