import { expect, test } from 'vitest';
import type { DisplayView } from '../../contract/views.ts';
import { bottomWords } from '../../display-ui/lobby/bottom-words.ts';
import { emptyCallBoard, type CallBoard } from '../../display-ui/lobby/panel.ts';
import { interleave } from '../../ui-kit/sentences.ts';
import { call, dayStartMs, displayView } from './fixtures/display-fixtures.ts';

const message = (until: string) => ({
  id: 'm1',
  text: { id: 'Ruang tunggu pindah ke Lantai 2', en: 'The waiting room is on floor 2' },
  until,
});
const board: CallBoard = { ...emptyCallBoard, shown: [call('A012', 3)], shownAtMs: 10_000 };

function said(view: DisplayView, on: CallBoard, steadyMs: number, buildingMs = dayStartMs) {
  const { kind, words } = bottomWords(view, on, { length: 28 }, { buildingMs, steadyMs });
  return `${kind}: ${words}`;
}

test('DISPLAY-24: a call has its spoken sentence as text while it is new', () => {
  const view = displayView();
  expect(said(view, board, 10_000)).toBe('caption: Nomor antrean A012,');
  expect(said(view, board, 13_200)).toBe('caption: silakan menuju Loket 3');
  expect(said(view, board, 16_000)).toBe('running: Siapkan KTP-el dan KK asli');
  const crowd = { ...board, shown: [call('A012', 3), call('B001', 7)] };
  expect(said(view, crowd, 10_000)).toMatch(/^caption: Silakan menuju loket/);
});

test('DISPLAY-25: a message stands before what is always said, and is gone when it is over', () => {
  const until = '2026-11-23T09:40:00+08:00';
  const view = displayView({ messages: [message(until)] });
  expect(said(view, emptyCallBoard, 0)).toBe('message: Ruang tunggu');
  expect(said(view, emptyCallBoard, 0, dayStartMs + 4_000)).toBe('message: pindah ke Lantai 2');
  expect(said(view, board, 11_000)).toMatch(/^caption/);
  expect(said(view, emptyCallBoard, 0, Date.parse(until))).toMatch(/^running/);
});

test('DISPLAY-23: what presses is said after every second sentence', () => {
  expect(interleave(['!'], ['a', 'b', 'c', 'd'])).toEqual(['!', 'a', 'b', '!', 'c', 'd']);
  expect(interleave(['!', '?'], ['a'])).toEqual(['!', 'a', '?']);
  expect(interleave([], ['a'])).toEqual(['a']);
  expect(interleave(['!'], [])).toEqual(['!']);
});
