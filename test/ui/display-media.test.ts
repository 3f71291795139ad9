import { expect, test } from 'vitest';
import type { MediaItem } from '../../contract/displays.ts';
import { itemAfter, playlistOf } from '../../display-ui/lobby/media/playlist.ts';

const item = (name: string): MediaItem => ({
  name,
  kind: name.endsWith('webm') ? 'video' : 'picture',
  url: `/api/v1/media/${name}?v=1`,
});
const folder = ['a.png', 'b.webm', 'c.jpg'].map(item);
const none = () => false;

test('MEDIA-6: a screen plays the files of its set-up in their order, or all by name', () => {
  const names = (list: readonly MediaItem[]) => list.map(({ name }) => name);
  expect(names(playlistOf(folder, []))).toEqual(['a.png', 'b.webm', 'c.jpg']);
  expect(names(playlistOf(folder, ['c.jpg', 'gone.png', 'a.png', 'c.jpg']))).toEqual([
    'c.jpg',
    'a.png',
    'c.jpg',
  ]);
});

test('MEDIA-7: what cannot be played is skipped, and one alone follows itself', () => {
  expect(itemAfter(folder, null, none)?.name).toBe('a.png');
  expect(itemAfter(folder, folder[2]!, none)?.name).toBe('a.png');
  expect(itemAfter(folder, folder[0]!, ({ name }) => name === 'b.webm')?.name).toBe('c.jpg');
  expect(itemAfter([folder[0]!], folder[0]!, none)?.name).toBe('a.png');
  expect(itemAfter(folder, item('gone.png'), none)?.name).toBe('a.png');
  expect(itemAfter(folder, folder[0]!, () => true)).toBeNull();
});
