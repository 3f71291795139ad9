import type { Overview } from '../contract/overview.ts';
import { sinceWords } from '../ui-kit/paper-trouble.ts';
import { pick } from '../ui-kit/language.ts';
import { zoneText as z } from './zone-texts.ts';

export type ZoneState = Overview['screens'][number];
type Zone = Overview['zones'][number];

/** Nobody there sees or hears their call: somebody has to go. */
const needsSomebody: ReadonlySet<ZoneState['state']> = new Set(['blind', 'stale', 'mute']);
export const isTrouble = ({ state }: ZoneState): boolean => needsSomebody.has(state);

export interface ZoneTrouble {
  readonly state: ZoneState['state'];
  readonly zones: readonly Zone[];
  /** All zones of the building are in it. */
  readonly isEverywhere: boolean;
  /** Since when the first of them is in it, milliseconds. */
  readonly sinceMs: number;
}

const worstFirst = ['blind', 'stale', 'mute'] as const;

/** Zones that do not see or hear their calls, those with the same trouble together. */
export function zoneTroubles({ screens, zones }: Overview): readonly ZoneTrouble[] {
  return worstFirst.flatMap(state => {
    const rows = screens.filter(row => row.state === state);
    const there = zones.filter(({ id }) => rows.some(({ zoneId }) => zoneId === id));
    if (there.length === 0) return [];
    return {
      state,
      zones: there,
      isEverywhere: there.length === zones.length && zones.length > 1,
      sinceMs: Math.min(...rows.map(({ since }) => Date.parse(since))),
    };
  });
}

/** "Zona Biru: tidak ada layar sejak 09.12" */
export function troubleWords(trouble: ZoneTrouble, now: number, timeZone: string): string {
  const names = trouble.zones.map(({ word }) => pick(word)).join(', ');
  return z('trouble', {
    zones: trouble.isEverywhere ? z('everywhere') : names,
    state: z(`state:${trouble.state}`),
    since: sinceWords(trouble.sinceMs, now, timeZone),
  });
}

/** "2 layar, suara mati sejak 09.12" */
export function stateWords(row: ZoneState, now: number, timeZone: string): string {
  const state = z(`state:${row.state}`);
  const since = sinceWords(Date.parse(row.since), now, timeZone);
  if (row.state === 'blind') return z('stateSince', { state, since });
  return z('screensState', { count: row.displays, state, since });
}

const counted = ['spoken', 'dropped', 'unconfirmed', 'quiet'] as const;

/** What became of the calls of a zone; empty before the first one. */
export function countWords(row: ZoneState): string {
  const said = counted.filter(name => row[name] > 0 || name === 'spoken');
  if (counted.every(name => row[name] === 0)) return '';
  return z('calls', { counts: said.map(name => z(name, { count: row[name] })).join(', ') });
}
