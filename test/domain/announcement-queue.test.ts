import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  announcementAgeMsMax,
  announcementAlarmMs,
  announcementsWaitingMax,
  confirmationGraceMs,
  confirmSpoken,
  emptyAnnouncementQueue,
  enqueueAnnouncement,
  expireAnnouncements,
  giveBackAnnouncement,
  nextAnnouncement,
  repeatsNow,
  withdrawAnnouncement,
} from '../../server/domain/announcement-queue.ts';
import type { AnnouncementQueue } from '../../server/domain/announcement-queue.ts';

const durationMs = 9_000;
const call = (id: string, calledAtMs: number) => ({ id, calledAtMs, durationMs });
const queueOf = (...calls: { id: string; calledAtMs: number; durationMs: number }[]) =>
  calls.reduce<AnnouncementQueue>(enqueueAnnouncement, emptyAnnouncementQueue());
const idOf = (step: { call: { id: string } | null }): string | null => step.call?.id ?? null;

describe('one call at a time', () => {
  test('VOICE-9: calls are spoken in the order in which they came, never two at once', () => {
    const queue = queueOf(call('one', 0), call('two', 10));
    const first = nextAnnouncement(queue, 20);
    expect(idOf(first)).toBe('one');
    expect(idOf(nextAnnouncement(first.queue, 30))).toBe(null);
    expect(idOf(nextAnnouncement(confirmSpoken(first.queue, 'one'), 9_000))).toBe('two');
  });

  test('VOICE-9: the same call enqueued again is spoken once', () => {
    const first = nextAnnouncement(queueOf(call('one', 0), call('one', 0)), 0);
    const queue = enqueueAnnouncement(first.queue, call('one', 0));
    expect(queue.waiting).toEqual([]);
  });

  test('VOICE-9: a confirmation of another call lets nobody speak', () => {
    const { queue } = nextAnnouncement(queueOf(call('one', 0), call('two', 0)), 0);
    expect(confirmSpoken(queue, 'two')).toBe(queue);
  });

  test('VOICE-9: a call undone before it was heard is neither spoken nor counted', () => {
    const queue = withdrawAnnouncement(queueOf(call('one', 0), call('two', 0)), 'one');
    const step = nextAnnouncement(queue, 0);
    expect(idOf(step)).toBe('two');
    expect(step.queue.counts.dropped).toBe(0);
  });
});

describe('old calls', () => {
  test('VOICE-10: a call is still spoken at 20 s, and dropped and counted after', () => {
    const queue = queueOf(call('one', 1_000));
    expect(idOf(nextAnnouncement(queue, 1_000 + announcementAgeMsMax))).toBe('one');
    const late = nextAnnouncement(queue, 1_001 + announcementAgeMsMax);
    expect(idOf(late)).toBe(null);
    expect(late.queue.counts.dropped).toBe(1);
  });

  test('VOICE-10: a fresh call behind an old one is spoken', () => {
    const step = nextAnnouncement(queueOf(call('old', 0), call('fresh', 15_000)), 25_000);
    expect(idOf(step)).toBe('fresh');
    expect(step.queue.counts.dropped).toBe(1);
  });

  test('VOICE-10: a call that is being spoken is not expired by its age', () => {
    const { queue } = nextAnnouncement(queueOf(call('one', 0)), 19_000);
    expect(expireAnnouncements(queue, 21_000)).toBe(queue);
  });

  test('VOICE-10: a full queue loses its oldest, counted', () => {
    const calls = Array.from({ length: announcementsWaitingMax + 2 }, (_, i) => call(`${i}`, i));
    const queue = queueOf(...calls);
    expect(queue.waiting).toHaveLength(announcementsWaitingMax);
    expect(queue.waiting[0]?.id).toBe('2');
    expect(queue.counts.dropped).toBe(2);
  });
});

test('VOICE-15: a call is said as often as set, but once while others wait behind it', () => {
  const first = nextAnnouncement(queueOf(call('one', 0), call('two', 0)), 0);
  expect(repeatsNow(first.queue, 2)).toBe(1);
  const last = nextAnnouncement(confirmSpoken(first.queue, 'one'), 1);
  expect(repeatsNow(last.queue, 2)).toBe(2);
});

describe('a silent speaker', () => {
  const started = nextAnnouncement(queueOf(call('one', 0), call('two', 5_000)), 0).queue;
  const deadlineMs = durationMs + confirmationGraceMs;

  test('VOICE-11: one that never confirms holds the zone no longer than its sound and 3 s', () => {
    expect(idOf(nextAnnouncement(started, deadlineMs))).toBe(null);
    const after = nextAnnouncement(started, deadlineMs + 1);
    expect(idOf(after)).toBe('two');
    expect(after.queue.counts.unconfirmed).toBe(1);
  });

  test('VOICE-11: what a lost speaker was saying is first again for the next one', () => {
    expect(idOf(nextAnnouncement(giveBackAnnouncement(started), 4_000))).toBe('one');
  });

  test('VOICE-11: the alarm is the first moment at which anything expires', () => {
    expect(announcementAlarmMs(emptyAnnouncementQueue())).toBe(null);
    expect(announcementAlarmMs(started)).toBe(deadlineMs + 1);
    expect(announcementAlarmMs(queueOf(call('one', 7)))).toBe(8 + announcementAgeMsMax);
  });
});

type Step = { readonly kind: 'call' | 'next' | 'confirm' | 'giveBack'; readonly afterMs: number };

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('call', 'call', 'next', 'next', 'confirm', 'giveBack'),
    afterMs: fc.integer({ min: 0, max: 8_000 }),
  }),
  { maxLength: 120 },
);

test('VOICE-10: in any run every call ends in one count, in order, and none is spoken late', () => {
  fc.assert(
    fc.property(steps, run => {
      let queue: AnnouncementQueue = emptyAnnouncementQueue();
      let nowMs = 0;
      let calls = 0;
      const begun: number[] = [];
      for (const { kind, afterMs } of run) {
        nowMs += afterMs;
        if (kind === 'call') queue = enqueueAnnouncement(queue, call(`${calls++}`, nowMs));
        if (kind === 'confirm') queue = confirmSpoken(queue, queue.speaking?.call.id ?? '');
        if (kind === 'giveBack') queue = giveBackAnnouncement(queue);
        if (kind === 'next') {
          const step = nextAnnouncement(queue, nowMs);
          queue = step.queue;
          if (step.call !== null) {
            expect(nowMs - step.call.calledAtMs).toBeLessThanOrEqual(announcementAgeMsMax);
            begun.push(Number(step.call.id));
          }
        }
        const { spoken, dropped, unconfirmed } = queue.counts;
        const held = queue.waiting.length + (queue.speaking === null ? 0 : 1);
        expect(spoken + dropped + unconfirmed + held).toBe(calls);
      }
      // A call given back may begin twice; none begins after a later one.
      expect(begun).toEqual([...begun].sort((one, two) => one - two));
    }),
  );
});
