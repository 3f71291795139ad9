import type { Text } from '../../contract/values.ts';
import type { BuildingView, ZoneView } from '../../contract/views.ts';
import type { Counter, Zone } from '../../contract/setup.ts';
import { hoursOn, neverCloses, openingToday } from '../domain/opening-hours.ts';
import { localTime, toInstant, zoneName } from '../domain/local-time.ts';
import { setupOf, type BuildingState } from '../domain/state.ts';

/** The texts of the set-up as the views show them. */

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export function buildingView(state: BuildingState, now: number): BuildingView {
  const index = setupOf(state);
  const { building } = index.setup;
  const { date } = localTime(now, building.timeZone);
  const today = openingToday(index, null, now);
  const alwaysOpen = neverCloses(hoursOn(index, null, date));
  return {
    line1: building.name.line1,
    line2: building.name.line2,
    short: building.short,
    timeZone: building.timeZone,
    zoneName: zoneName(building.timeZone),
    demo: building.demo,
    contact: building.contact,
    languages: [...building.languages],
    alwaysOpen,
    today:
      today && !alwaysOpen
        ? {
            opens: clock(today.opens),
            closes: clock(today.closes),
            lastTicket: clock(today.lastTicket),
          }
        : null,
  };
}

export const zoneView = (zone: Zone): ZoneView => ({
  id: zone.id,
  word: zone.word,
  floor: zone.floor,
  colour: zone.colour,
  cloth: zone.cloth,
});

/** Numbers of counters as people say them: "1–3, 7". */
export function counterRange(counters: readonly Counter[]): string {
  const numbers = counters.map(counter => counter.number).sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** An instant on the wire, in the building's zone. */
export const instant = (state: BuildingState, at: number): string =>
  toInstant(at, setupOf(state).setup.building.timeZone);

export const instantOrNull = (state: BuildingState, at: number | null): string | null =>
  at === null ? null : instant(state, at);

/** Where a number was taken that no kiosk gave. */
export const frontDeskName: Text = { id: 'Meja informasi', en: 'Information desk' };

const unknownName: Text = { id: '–', en: '–' };

export const serviceName = (state: BuildingState, serviceId: string): Text =>
  setupOf(state).services.get(serviceId)?.name ?? unknownName;
