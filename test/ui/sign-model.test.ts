import { expect, test } from 'vitest';
import type { SignView } from '../../contract/views.ts';
import { signFace } from '../../display-ui/sign/model.ts';
import { building, zones } from './fixtures/display-fixtures.ts';

type Counter = NonNullable<SignView['counter']>;

const view = (rest: Partial<Counter> = {}): SignView => ({
  building,
  counter: {
    id: 'counter-3',
    number: 3,
    name: { id: 'Loket 3', en: 'Counter 3' },
    agencyShort: 'Dukcapil',
    zone: zones[0]!,
    state: 'free',
    label: null,
    callId: null,
    calledAt: null,
    arrow: 'down',
    ...rest,
  },
});

test('SIGN-9: a sign shows the number called or served, or one word', () => {
  const called = view({ state: 'called', label: 'A012', callId: 7 });
  expect(signFace(called, 'live', null)).toEqual({
    look: 'called',
    label: 'A012',
    word: null,
    arrow: 'down',
    callId: 7,
  });
  const serving = view({ state: 'serving', label: 'A012', callId: 7, arrow: 'left' });
  expect(signFace(serving, 'live', null)).toMatchObject({ look: 'serving', arrow: 'left' });
  expect(signFace(serving, 'live', 'right')).toMatchObject({ arrow: 'right' });
  for (const state of ['free', 'paused', 'closed'] as const) {
    const face = signFace(view({ state }), 'live', 'down');
    expect(face).toMatchObject({ look: 'resting', label: null, word: state, arrow: 'none' });
  }
});

test('SIGN-10: a sign without the server shows no number', () => {
  const called = view({ state: 'called', label: 'A012', callId: 7 });
  expect(signFace(called, 'lost', null)).toMatchObject({ look: 'lost', label: null });
  expect(signFace(null, 'connecting', null)).toMatchObject({ look: 'connecting' });
  expect(signFace({ building, counter: null }, 'live', null)).toMatchObject({ word: 'unknown' });
});
