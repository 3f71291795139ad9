import { expect, test } from 'vitest';
import { voiceSetupSchema } from '../../contract/voice.ts';
import { ZoneWatch } from '../../server/realtime/zone-watch.ts';
import { setupWith, tenOClock } from '../domain/memory-building.ts';

const setup = setupWith(() => {});
const counts = () => ({ spoken: 0, dropped: 0, unconfirmed: 0, quiet: 0 });

interface Place {
  readonly displays: number;
  readonly isHeard: boolean;
}

const none: Place = { displays: 0, isHeard: false };
const well: Place = { displays: 1, isHeard: true };

function look(watch: ZoneWatch, now: number, zone: Place, building: Place = none, of = setup) {
  const at = (zoneId: string | null): Place => (zoneId === null ? building : zone);
  const screens = {
    displaysIn: (zoneId: string | null) => at(zoneId).displays,
    isHeard: (zoneId: string | null) => at(zoneId).isHeard,
  };
  const times = { now, buildingNow: tenOClock + now, instantOf: String };
  return watch.look(of, screens, counts, times);
}

const stateOf = (answer: ReturnType<typeof look>): string => answer.zones[0]!.state;

test('PROOF-1: a zone without any screen is blind, one that cannot be heard is mute', () => {
  const watch = new ZoneWatch();
  expect(stateOf(look(watch, 0, none))).toBe('blind');
  expect(stateOf(look(watch, 1, { displays: 2, isHeard: false }))).toBe('mute');
  expect(stateOf(look(watch, 2, well))).toBe('well');
  expect(stateOf(look(watch, 3, none, well))).toBe('well');
});

test('PROOF-1: a call that no screen shows within 5 s makes its zone stale until one is shown', () => {
  const watch = new ZoneWatch();
  watch.called(7, 'zone', 0);
  expect(stateOf(look(watch, 4_999, well))).toBe('well');
  expect(stateOf(look(watch, 5_000, well))).toBe('stale');
  watch.called(8, 'zone', 6_000);
  watch.shown(8);
  expect(stateOf(look(watch, 20_000, well))).toBe('well');
});

test('PROOF-1: a zone that is meant to be silent is quiet, not mute', () => {
  const quiet = setupWith(row => {
    row.voice = voiceSetupSchema.parse({
      zones: [{ zoneId: 'zone', volumePercent: 0, isSilent: true }],
    });
  });
  const watch = new ZoneWatch();
  expect(stateOf(look(watch, 0, { displays: 1, isHeard: false }, none, quiet))).toBe('quiet');
});

test('PROOF-1: since when is told, and only a change is one', () => {
  const watch = new ZoneWatch();
  expect(look(watch, 10, well).isChanged).toBe(true);
  expect(look(watch, 2_000, well)).toMatchObject({
    isChanged: false,
    zones: [{ since: String(tenOClock + 10) }],
  });
  expect(look(watch, 4_000, none)).toMatchObject({
    isChanged: true,
    zones: [{ state: 'blind', since: String(tenOClock + 4_000) }],
  });
});
