import { expect, test } from 'vitest';
import type { TrackLeg } from '../../contract/views.ts';
import {
  callRange,
  dotsOf,
  isWorthSaying,
  phaseOf,
  PhoneModel,
  type Phase,
} from '../../display-ui/phone/model.ts';
import { spokenWords, titleWords } from '../../display-ui/phone/spoken.ts';
import { language } from '../../ui-kit/language.ts';
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
  model.close({ kind: 'unknown' });
  expect(model.phase.value.kind).toBe('unknown');
});

test('PHONE-14: out of the line by their own wish is not what an officer set aside', () => {
  const backAt = '2026-11-23T09:25:00+08:00';
  expect(phaseOf(trackView(trackLeg({ state: 'parked', backAt })))).toMatchObject({
    kind: 'away',
    backAt,
  });
  expect(phaseOf(trackView(trackLeg({ state: 'parked' }))).kind).toBe('parked');
});

test('PHONE-15: a question goes when what it asks about has changed', () => {
  const model = new PhoneModel();
  model.see(trackView(trackLeg()), atMs);
  model.ask('delay');
  model.see(trackView(trackLeg({ ahead: 7 })), atMs);
  expect(model.question.value).toEqual({ about: 'delay', state: 'asked' });
  model.see(trackView(calledLeg()), atMs);
  expect(model.question.value).toBe(null);
});

test('PHONE-16: what was kept on the phone is old until the server has spoken', () => {
  const model = new PhoneModel();
  model.recall(trackView(calledLeg()), atMs);
  model.link('lost', atMs + 600_000);
  expect(model.staleSinceMs.value).toBe(atMs);
  expect(model.phase.value.kind).toBe('called');
  expect(model.said.value).toBe(null);
  model.see(trackView(trackLeg({ state: 'done' })), atMs + 700_000);
  model.link('live', atMs + 700_000);
  expect(model.staleSinceMs.value).toBe(null);
});

test('PHONE-17: listeners hear every call and the places that matter, and no chatter', () => {
  const at = (ahead: number): Phase => phaseOf(trackView(trackLeg({ ahead })));
  expect(isWorthSaying(null, at(20))).toBe(true);
  expect(isWorthSaying(at(20), at(19))).toBe(false);
  expect(isWorthSaying(at(20), at(15))).toBe(true);
  expect(isWorthSaying(at(5), at(4))).toBe(true);
  expect(isWorthSaying(at(4), at(4))).toBe(false);
  const called = phaseOf(trackView(calledLeg()));
  expect(isWorthSaying(at(0), called)).toBe(true);
  expect(isWorthSaying(called, called)).toBe(false);
  expect(isWorthSaying(called, phaseOf(trackView(calledLeg({ calls: 2 }))))).toBe(true);

  const model = new PhoneModel();
  let said = 0;
  let before: unknown = null;
  for (let ahead = 40; ahead >= 0; ahead -= 1) {
    model.see(trackView(trackLeg({ ahead })), atMs);
    if (model.said.value !== before) said += 1;
    before = model.said.value;
  }
  // 40, 35, … 10, then each of the last six.
  expect(said).toBe(13);
});

test('PHONE-17: what is said is one sentence, in the language of the page', () => {
  const view = trackView(calledLeg());
  expect(spokenWords(view, phaseOf(view))).toBe(
    'Giliran Anda. Nomor A012, silakan menuju Loket 3.',
  );
  const again = trackView(calledLeg({ calls: 2 }));
  expect(spokenWords(again, phaseOf(again))).toContain('Panggilan ke-2.');
  const waiting = trackView(trackLeg());
  expect(spokenWords(waiting, phaseOf(waiting))).toBe('Nomor A012. 8 orang di depan Anda.');
  expect(titleWords(waiting, phaseOf(waiting))).toBe('A012: 8 orang di depan');
  language.value = 'en';
  expect(spokenWords(waiting, phaseOf(waiting))).toBe('Number A012. 8 ahead of you.');
  language.value = 'id';
});

test('SURVEY-6: rating is offered once nothing is left to do and something was finished', () => {
  const model = new PhoneModel();
  const mayRate = (...states: TrackLeg['state'][]) => {
    model.see(trackView(...states.map(state => trackLeg({ state }))), atMs);
    return model.mayRate.value;
  };
  expect(mayRate('serving')).toBe(false);
  expect(mayRate('done', 'waiting')).toBe(false);
  expect(mayRate('cancelled')).toBe(false);
  expect(mayRate('done')).toBe(true);
  expect(mayRate('done', 'no-show')).toBe(true);
  model.close({ kind: 'past', past: { label: 'A012', businessDate: '2026-11-22' } });
  expect(model.mayRate.value).toBe(true);
});
