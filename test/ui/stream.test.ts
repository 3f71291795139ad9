import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DisplayPatch, DisplayView } from '../../contract/views.ts';
import { openStream } from '../../ui-kit/stream.ts';
import type { Stream } from '../../ui-kit/stream.ts';
import { FakeSocket } from './fake-socket.ts';

const at = '2026-11-23T09:14:00+08:00';
const head = (seq: number, epoch = 'e1') => ({ epoch, seq, at });
const view = (sentence: string) =>
  ({ zoneId: sentence, rows: [], calls: [], sentences: [], zones: [] }) as unknown as DisplayView;
const snapshot = (seq: number, sentence: string, epoch = 'e1') => ({
  ...head(seq, epoch),
  clockRate: 1,
  view: view(sentence),
});
const change = (seq: number, zoneId: string, epoch = 'e1') => ({
  ...head(seq, epoch),
  patch: { view: view(zoneId) },
});
const tick = (seq: number, epoch = 'e1') => ({ ...head(seq, epoch), clockRate: 1 });

let socket: FakeSocket;
let stream: Stream<DisplayView, DisplayPatch>;
let opened = 0;
const shown = () => stream.view.value?.zoneId ?? null;

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  opened = 0;
  stream = openStream<'display'>({
    namespace: '/display',
    merge: (old, patch) => patch.view ?? old,
    connect: () => {
      opened += 1;
      return socket;
    },
  });
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
});

describe('the stream of a screen', () => {
  test('STREAM-1: a snapshot makes the screen live; before it nothing is shown', () => {
    expect(stream.link.value).toBe('connecting');
    expect(shown()).toBe(null);
    socket.tell('snapshot', snapshot(7, 'a'));
    expect(stream.link.value).toBe('live');
    expect(shown()).toBe('a');
    expect(opened).toBe(1);
  });

  test('STREAM-2: the next change is applied and told to listeners with its seq', () => {
    const heard: number[] = [];
    stream.onPatch((_, seq) => heard.push(seq));
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('change', change(8, 'b'));
    socket.tell('change', { ...head(9) });
    socket.tell('change', change(10, 'c'));
    expect(shown()).toBe('c');
    expect(heard).toEqual([8, 10]);
    expect(socket.count('resync')).toBe(0);
  });

  test('STREAM-2: a change that was already applied changes nothing', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('change', change(7, 'old'));
    socket.tell('change', change(3, 'older'));
    expect(shown()).toBe('a');
    expect(socket.count('resync')).toBe(0);
  });

  test('STREAM-3: a gap asks for a snapshot once, and nothing is applied until it comes', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('change', change(9, 'c'));
    socket.tell('change', change(10, 'd'));
    socket.tell('tick', tick(10));
    expect(shown()).toBe('a');
    expect(socket.count('resync')).toBe(1);
    socket.tell('snapshot', snapshot(10, 'fresh'));
    socket.tell('change', change(11, 'e'));
    expect(shown()).toBe('e');
    expect(socket.count('resync')).toBe(1);
    socket.tell('change', change(13, 'g'));
    expect(socket.count('resync')).toBe(2);
  });

  test('STREAM-3: another epoch asks for a snapshot, whatever its seq', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('change', change(8, 'b', 'e2'));
    expect(shown()).toBe('a');
    expect(socket.count('resync')).toBe(1);
    socket.tell('snapshot', snapshot(2, 'fresh', 'e2'));
    socket.tell('change', change(3, 'next', 'e2'));
    expect(shown()).toBe('next');
  });

  test('STREAM-3: a tick that is ahead tells of a lost change', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('tick', tick(7));
    expect(socket.count('resync')).toBe(0);
    socket.tell('tick', tick(8));
    socket.tell('tick', tick(8));
    expect(socket.count('resync')).toBe(1);
  });

  test('STREAM-4: a refresh carries a patch without a new entry', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('refresh', change(7, 'grown'));
    expect(shown()).toBe('grown');
    socket.tell('change', change(8, 'b'));
    socket.tell('refresh', change(7, 'late'));
    expect(shown()).toBe('b');
    socket.tell('refresh', change(9, 'ahead'));
    expect(shown()).toBe('b');
    expect(socket.count('resync')).toBe(1);
  });

  test('STREAM-5: silence of 5 s means lost, and only a fresh snapshot means live', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    vi.advanceTimersByTime(4_500);
    socket.tell('tick', tick(7));
    vi.advanceTimersByTime(4_700);
    expect(stream.link.value).toBe('live');
    vi.advanceTimersByTime(500);
    expect(stream.link.value).toBe('lost');
    socket.tell('tick', tick(7));
    socket.tell('change', change(8, 'b'));
    expect(stream.link.value).toBe('lost');
    expect(shown()).toBe('a');
    socket.tell('snapshot', snapshot(8, 'b'));
    expect(stream.link.value).toBe('live');
  });

  test('STREAM-5: a screen that never reached the server says so within 5 s', () => {
    vi.advanceTimersByTime(5_250);
    expect(stream.link.value).toBe('lost');
  });

  test('STREAM-5: a resync that is not answered ends as lost, and the line is opened anew', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.tell('change', change(9, 'c'));
    for (let second = 0; second < 6; second += 1) {
      vi.advanceTimersByTime(1_000);
      socket.tell('tick', tick(9));
    }
    expect(stream.link.value).toBe('lost');
    expect(socket.reopened).toBe(1);
    expect(opened).toBe(1);
  });

  test('STREAM-6: a short break does not flash, and no old change is applied after it', () => {
    socket.tell('snapshot', snapshot(7, 'a'));
    socket.isConnected = false;
    socket.tell('disconnect');
    vi.advanceTimersByTime(2_000);
    expect(stream.link.value).toBe('live');
    socket.isConnected = true;
    socket.tell('change', change(8, 'early'));
    expect(shown()).toBe('a');
    expect(socket.count('resync')).toBe(0);
    socket.tell('snapshot', snapshot(9, 'fresh'));
    expect(shown()).toBe('fresh');
  });

  test('STREAM-7: what is said without a connection is dropped, not kept for later', () => {
    stream.emit('shown', { callId: 4 });
    socket.isConnected = false;
    stream.emit('shown', { callId: 5 });
    expect(socket.said).toEqual([{ event: 'shown', message: { callId: 4 } }]);
  });

  test('STREAM-8: the clock is the server’s and runs on between messages at its rate', () => {
    socket.tell('snapshot', { ...snapshot(7, 'a'), clockRate: 10 });
    expect(stream.clock.now()).toBe(Date.parse(at));
    vi.advanceTimersByTime(2_000);
    expect(stream.clock.now()).toBe(Date.parse(at) + 20_000);
    expect(stream.clock.second.value).toBe(Date.parse(at) + 20_000);
  });

  test('STREAM-9: close ends the socket and every timer', () => {
    stream.close();
    expect(socket.isClosed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
