import { array, assert, integer, property, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Aids } from '../../kiosk-ui/aids.ts';
import { Guide } from '../../kiosk-ui/guide.ts';
import { Patience, spans } from '../../kiosk-ui/patience.ts';
import { reachLines } from '../../kiosk-ui/reach-lines.ts';
import { keyAfter, rowsOf, type Box } from '../../kiosk-ui/reading-order.ts';
import type { Aid } from '../../kiosk-ui/screen.ts';
import { KioskBench, view } from './kiosk-bench.ts';

const box = (left: number, top: number, width = 100, height = 82): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('reading order', () => {
  // Two tiles side by side, one wide key below them, a dock of three.
  const keys = [
    box(0, 300, 540),
    box(560, 0),
    box(0, 0),
    box(0, 500),
    box(400, 496),
    box(800, 505),
  ];

  test('ACCESS-1: rows from above to below, each from left to right', () => {
    expect(rowsOf(keys)).toEqual([[2, 1], [0], [3, 4, 5]]);
  });

  test('ACCESS-1: on and back, round the end, begun at either end', () => {
    expect(keyAfter(keys, null, 'next')).toBe(2);
    expect(keyAfter(keys, null, 'up')).toBe(5);
    expect(keyAfter(keys, 5, 'next')).toBe(2);
    expect(keyAfter(keys, 2, 'previous')).toBe(5);
    expect(keyAfter([], null, 'next')).toBe(null);
  });

  test('ACCESS-1: on a keyboard up and down go to the nearest key of the row', () => {
    expect(keyAfter(keys, 1, 'down')).toBe(0);
    expect(keyAfter(keys, 0, 'down')).toBe(4);
    expect(keyAfter(keys, 5, 'down')).toBe(1);
    expect(keyAfter(keys, 2, 'up')).toBe(3);
  });

  test('ACCESS-1: whatever stands there, walking on comes to every key once', () => {
    const place = integer({ min: 0, max: 1_900 });
    const boxes = array(record({ left: place, top: place }), { minLength: 1, maxLength: 40 });
    assert(
      property(boxes, places => {
        const all = places.map(({ left, top }) => box(left, top));
        const walked: number[] = [];
        let at: number | null = null;
        for (let step = 0; step < all.length; step += 1) {
          at = keyAfter(all, at, 'next');
          walked.push(at ?? -1);
        }
        expect(walked.toSorted((one, other) => one - other)).toEqual([...all.keys()]);
        expect(keyAfter(all, at, 'next')).toBe(walked[0]);
      }),
    );
  });
});

describe('volume', () => {
  test('ACCESS-5: steps of ten between ten and a hundred; the next visitor starts anew', () => {
    const guide = new Guide(() => 60);
    guide.turnOn();
    for (let step = 0; step < 9; step += 1) guide.louder();
    expect(guide.volumePercent.value).toBe(100);
    for (let step = 0; step < 19; step += 1) guide.quieter();
    expect(guide.volumePercent.value).toBe(10);
    guide.turnOff();
    guide.turnOn();
    expect(guide.volumePercent.value).toBe(60);
  });
});

describe('aids', () => {
  test('ACCESS-7: a kiosk that starts in reach mode comes back to it', () => {
    const aids = new Aids(() => ({ startsInReach: true, mountBottomMm: 800 }));
    expect([...aids.now.value]).toEqual(['reach']);
    aids.toggle('reach');
    aids.toggle('large');
    expect([...aids.now.value].toSorted()).toEqual(['large']);
    const restore = aids.keep();
    aids.forget();
    expect([...aids.now.value]).toEqual(['reach']);
    restore();
    expect([...aids.now.value]).toEqual(['large']);
  });
});

describe('lines', () => {
  test('ACCESS-7: where only reach mode keeps the line it stays on, where all is in reach, off', () => {
    const aidsAt = (mountBottomMm: number): Aid[] => {
      const aids = new Aids(() => ({ startsInReach: false, mountBottomMm }));
      aids.toggle('reach');
      return [...aids.now.value];
    };
    expect([aidsAt(680), aidsAt(800), aidsAt(850)]).toEqual([[], ['reach'], ['reach']]);
    expect([...new Aids(() => ({ startsInReach: false, mountBottomMm: 850 })).now.value]).toEqual([
      'reach',
    ]);
  });

  test('ACCESS-7: 800 mm over the floor no key is above 226 px, in reach mode 629', () => {
    const lines = reachLines(800, 'tall');
    expect(Math.round(lines.usualPx)).toBe(226);
    expect(Math.floor(lines.reachPx)).toBe(629);
    expect(lines).toMatchObject({ barPx: 611, needsReach: false, isAllInReach: false });
  });

  test('ACCESS-7: a kiosk that hangs higher needs reach mode, one that stands low does not', () => {
    expect(reachLines(860, 'tall')).toMatchObject({ needsReach: true, barPx: 660 });
    expect(reachLines(790, 'tall')).toMatchObject({ needsReach: false, barPx: 570 });
    expect(reachLines(690, 'tall')).toMatchObject({ isAllInReach: true, barPx: 430 });
    expect(reachLines(800, 'wide')).toMatchObject({ needsReach: false, isAllInReach: true });
  });
});

describe('time', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('ACCESS-6: while a sentence is said no time passes, at most for two minutes', () => {
    let isSpeaking = true;
    let ended = 0;
    const patience = new Patience(
      () => (ended += 1),
      () => isSpeaking,
    );
    patience.begin(spans.choosing);
    vi.advanceTimersByTime(100_000);
    expect(patience.waiting.value).toEqual({ phase: 'calm', secondsLeft: 45 });
    isSpeaking = false;
    vi.advanceTimersByTime(44_000);
    expect(patience.waiting.value).toMatchObject({ phase: 'calm' });
    vi.advanceTimersByTime(1_500);
    expect(patience.waiting.value).toMatchObject({ phase: 'asking' });
    // The question itself is said before its twenty seconds begin.
    isSpeaking = true;
    vi.advanceTimersByTime(9_000);
    isSpeaking = false;
    expect(patience.waiting.value).toMatchObject({ phase: 'asking', secondsLeft: 20 });
    vi.advanceTimersByTime(21_000);
    expect(ended).toBe(1);
    isSpeaking = true;
    patience.begin(spans.choosing);
    vi.advanceTimersByTime(120_000 + 66_000);
    expect(ended).toBe(2);
  });
});

describe('the visitor', () => {
  test('ACCESS-5: reading out ends with the visitor, and at the resting kiosk by itself', () => {
    const bench = new KioskBench();
    const { kiosk } = bench;
    kiosk.asksSound();
    expect([kiosk.guide.isOn.value, kiosk.sheet.value?.about]).toEqual([true, 'sound']);
    expect(kiosk.guide.volumePercent.value).toBe(view.kiosk.volumePercent);
    kiosk.guide.louder();
    kiosk.closeSheet();
    kiosk.takeNumber();
    expect(kiosk.guide.isOn.value).toBe(true);
    kiosk.leave();
    expect(kiosk.guide.isOn.value).toBe(false);
    kiosk.readsOut();
    expect(kiosk.guide.volumePercent.value).toBe(view.kiosk.volumePercent);
    bench.pass(46);
    expect(kiosk.guide.isOn.value).toBe(false);
    bench.close();
  });
});
