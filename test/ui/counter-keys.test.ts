import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../counter-ui/keys.ts';
import type { KeyPress } from '../../counter-ui/keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
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
    [' ', 'primary'],
    ['Enter', 'call-selected'],
    ['r', 'recall'],
    ['R', 'recall'],
    ['t', 'no-show'],
    ['s', 'finish'],
    ['F2', 'outcome'],
    ['x', 'ask'],
    ['i', 'ask'],
    ['q', 'ask'],
    ['?', 'ask'],
    ['Escape', 'back'],
    ['ArrowDown', 'select'],
  ])('DESK-11: %s means %s', (key, does) => {
    expect(meaningOf(press(key), true)?.does).toBe(does);
  });

  test('DESK-2: a held key counts once, but arrows go on', () => {
    expect(meaningOf(press(' ', { repeat: true }), true)).toBeNull();
    expect(meaningOf(press('ArrowUp', { repeat: true }), true)?.does).toBe('select');
  });

  test('DESK-11: letters and Space belong to a text field, and letters can be switched off', () => {
    expect(meaningOf(press('x', { inTextField: true }), true)).toBeNull();
    expect(meaningOf(press(' ', { inTextField: true }), true)).toBeNull();
    expect(meaningOf(press('x'), false)).toBeNull();
    expect(meaningOf(press(' '), false)?.does).toBe('primary');
  });

  test('DESK-11: a control reached with Tab keeps its Space and Enter', () => {
    expect(meaningOf(press(' ', { onControl: true }), true)).toBeNull();
    expect(meaningOf(press('Enter', { onControl: true }), true)).toBeNull();
  });

  test('DESK-11: a chord of the browser is never an action', () => {
    expect(meaningOf(press('r', { ctrlKey: true }), true)).toBeNull();
    expect(meaningOf(press('q', { metaKey: true }), true)).toBeNull();
  });
});
