import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../counter-ui/keys.ts';
import type { KeyPress } from '../../counter-ui/keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  inTextField: false,
  onControl: false,
  ...more,
});

describe('keys of the desk', () => {
  test.each([
    [' ', { does: 'primary' }],
    ['Enter', { does: 'call-selected' }],
    ['r', { does: 'recall' }],
    ['R', { does: 'recall' }],
    ['t', { does: 'ask', about: 'absent' }],
    ['d', { does: 'ask', about: 'park' }],
    ['k', { does: 'unpark-first' }],
    ['m', { does: 'call-missed' }],
    ['a', { does: 'panel', panel: 'transfer' }],
    ['l', { does: 'panel', panel: 'add-service' }],
    ['g', { does: 'panel', panel: 'change-service' }],
    ['w', { does: 'panel', panel: 'walk-in' }],
    ['2', { does: 'leg', number: 2 }],
    ['5', { does: 'leg', number: 5 }],
    ['c', { does: 'ask', about: 'note' }],
    ['F2', { does: 'outcome', outcome: 'incomplete' }],
    ['s', { does: 'finish' }],
    ['x', { does: 'ask', about: 'cancel' }],
    ['z', { does: 'undo' }],
    ['i', { does: 'ask', about: 'pause' }],
    ['q', { does: 'ask', about: 'close' }],
    ['o', { does: 'auto-call' }],
    ['/', { does: 'search' }],
    ['.', { does: 'more' }],
    ['?', { does: 'ask', about: 'keys' }],
    ['Escape', { does: 'back' }],
    ['ArrowDown', { does: 'select', step: 1 }],
  ])('DESK-11: %s has its meaning', (key, meaning) => {
    expect(meaningOf(press(key), 'on')).toEqual(meaning);
  });

  test.each([
    ['NumpadEnter', 'Enter', { does: 'primary' }],
    ['NumpadAdd', '+', { does: 'recall' }],
    ['NumpadSubtract', '-', { does: 'ask', about: 'absent' }],
    ['NumpadMultiply', '*', { does: 'ask', about: 'park' }],
  ])('DESK-11: on a keypad %s has its meaning, whatever the letters do', (code, key, meaning) => {
    for (const mode of ['on', 'alt', 'off'] as const) {
      expect(meaningOf(press(key, { code }), mode)).toEqual(meaning);
    }
    expect(meaningOf(press(key, { code, inTextField: true }), 'on')).toBeNull();
  });

  test('DESK-2: a held key counts once, but arrows go on', () => {
    for (const key of [' ', 'Enter', 'r', 'z', 'F1', 'Escape']) {
      expect(meaningOf(press(key, { repeat: true }), 'on')).toBeNull();
    }
    expect(meaningOf(press('z', { repeat: true, ctrlKey: true }), 'on')).toBeNull();
    expect(meaningOf(press('r', { repeat: true, altKey: true }), 'alt')).toBeNull();
    expect(meaningOf(press('ArrowUp', { repeat: true }), 'on')?.does).toBe('select');
  });

  test('DESK-11: letters, digits and Space belong to a text field', () => {
    for (const key of ['x', ' ', '2', '/', 'Enter', 'ArrowDown']) {
      expect(meaningOf(press(key, { inTextField: true }), 'on')).toBeNull();
    }
    expect(meaningOf(press('x', { inTextField: true, altKey: true }), 'alt')).toBeNull();
    expect(meaningOf(press('z', { inTextField: true, ctrlKey: true }), 'on')).toBeNull();
    const confirm = press('Enter', { inTextField: true, ctrlKey: true });
    expect(meaningOf(confirm, 'on')).toEqual({ does: 'confirm' });
  });

  test('DESK-11: a control reached with Tab keeps its Space and Enter', () => {
    expect(meaningOf(press(' ', { onControl: true }), 'on')).toBeNull();
    expect(meaningOf(press('Enter', { onControl: true }), 'on')).toBeNull();
  });

  test('DESK-11: a chord of the browser is never an action; Ctrl Z takes back', () => {
    expect(meaningOf(press('r', { ctrlKey: true }), 'on')).toBeNull();
    expect(meaningOf(press('q', { metaKey: true }), 'on')).toBeNull();
    expect(meaningOf(press('z', { ctrlKey: true }), 'off')).toEqual({ does: 'undo' });
  });

  test('DESK-19: switched off, single letters mean nothing, and the named keys go on', () => {
    for (const key of ['r', 'x', '2', '?', '/']) expect(meaningOf(press(key), 'off')).toBeNull();
    expect(meaningOf(press(' '), 'off')).toEqual({ does: 'primary' });
    expect(meaningOf(press('F1'), 'off')?.does).toBe('outcome');
  });

  test('DESK-19: behind Alt they need Alt, also where Alt writes a sign', () => {
    expect(meaningOf(press('r'), 'alt')).toBeNull();
    expect(meaningOf(press('r', { altKey: true }), 'on')).toBeNull();
    expect(meaningOf(press('r', { altKey: true }), 'alt')).toEqual({ does: 'recall' });
    expect(meaningOf(press('®', { altKey: true, code: 'KeyR' }), 'alt')).toEqual({
      does: 'recall',
    });
    expect(meaningOf(press('ArrowLeft', { altKey: true }), 'alt')).toBeNull();
  });
});
