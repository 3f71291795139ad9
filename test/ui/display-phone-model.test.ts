import { expect, test } from 'vitest';
import type { TrackLeg } from '../../contract/views.ts';
import { callRange, dotsOf, phaseOf, PhoneModel } from '../../display-ui/phone/model.ts';
import { calledLeg, trackLeg, trackView } from './fixtures/track-fixtures.ts';

const atMs = Date.parse('2026-11-23T09:15:00+08:00');

test('PHONE-1: of several errands the page shows the one that matters now', () => {
  const table = [
    [['waiting', 'called'], 'called'],
    [['serving', 'waiting'], 'serving'],
    [['parked', 'waiting'], 'waiting'],
    [['done', 'parked'], 'parked'],
    [['done', 'no-show'], 'no-show'],
    [['expired', 'done'], 'expired'],
    [['cancelled', 'done'], 'done'],
    [['cancelled'], 'cancelled'],
  ] as const;
  for (const [states, kind] of table) {
    const view = trackView(...states.map(state => trackLeg({ state })));
    expect(phaseOf(view).kind, states.join()).toBe(kind);
  }
});

test('PHONE-2: of several waits the page shows the one with the fewest people ahead', () => {
  const phase = phaseOf(trackView(trackLeg({ ahead: 9 }), trackLeg({ ahead: 4 })));
  expect(phase).toMatchObject({ kind: 'waiting', leg: { ahead: 4 } });
});

test('PHONE-3: people ahead are dots up to eight, the others a number', () => {
  expect(dotsOf(0)).toEqual({ dots: 0, more: 0 });
  expect(dotsOf(8)).toEqual({ dots: 8, more: 0 });
  expect(dotsOf(20)).toEqual({ dots: 8, more: 12 });
});

test('PHONE-4: the time of the call is a range in whole 5 minutes that holds the estimate', () => {
  const range = callRange({ fromMinutes: 20, toMinutes: 35 }, atMs + 60_000);
  expect(new Date(range.fromMs).toISOString()).toBe('2026-11-23T01:35:00.000Z');
  expect(new Date(range.toMs).toISOString()).toBe('2026-11-23T01:55:00.000Z');
  const soon = callRange({ fromMinutes: 0, toMinutes: 5 }, atMs + 3 * 60_000);
  expect(new Date(soon.fromMs).toISOString()).toBe('2026-11-23T01:18:00.000Z');
});

test('PHONE-5: the phone is noticed once when the turn is near, and at every call', () => {
  const model = new PhoneModel();
  const see = (...legs: TrackLeg[]) => model.see(trackView(...legs), atMs);
  expect(see(trackLeg({ ahead: 5 }))).toBe(null);
  expect(see(trackLeg({ ahead: 2 }))).toBe('near');
  expect(see(trackLeg({ ahead: 1 }))).toBe(null);
  expect(see(calledLeg())).toBe('called');
  expect(see(calledLeg())).toBe(null);
  expect(see(calledLeg({ calls: 2 }))).toBe('called');
});

test('PHONE-6: a page opened near the turn says so without a sound', () => {
  const model = new PhoneModel();
  expect(model.see(trackView(trackLeg({ ahead: 1 })), atMs)).toBe(null);
  expect(model.phase.value).toMatchObject({ kind: 'waiting', near: true });
});

test('PHONE-7: a silence is told with the time of the last word, until the server is back', () => {
  const model = new PhoneModel();
  model.see(trackView(trackLeg()), atMs);
  model.link('lost', atMs + 6_000);
  model.link('lost', atMs + 9_000);
  expect(model.staleSinceMs.value).toBe(atMs + 1_000);
  model.link('live', atMs + 20_000);
  expect(model.staleSinceMs.value).toBe(null);
});

test('PHONE-8: a ticket that is not known is said to be so', () => {
  const model = new PhoneModel();
  expect(model.phase.value.kind).toBe('loading');
  model.isUnknown.value = true;
  expect(model.phase.value.kind).toBe('unknown');
});
