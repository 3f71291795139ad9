import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Backups } from '../../server/jobs/backups.ts';
import type { BackupThread } from '../../server/jobs/backup-thread.ts';
import { answerOrder } from '../../server/store/backup-orders.ts';
import type { BackupAnswer } from '../../server/store/backup-orders.ts';
import { issue, openTestBuilding, requestOf, silent } from '../building/test-building.ts';
import { hourMs, minuteMs } from '../domain/memory-building.ts';
import { until } from '../http/open-test-app.ts';
import { newFolder } from '../store/folder.ts';

/** When backups are made by themselves. */

/** Works at once, or fails as it is told. */
class StillThread implements BackupThread {
  fault: BackupAnswer | null = null;
  made = 0;

  async work(order: Parameters<BackupThread['work']>[0]): Promise<BackupAnswer> {
    if (this.fault) return this.fault;
    this.made += 1;
    return answerOrder(order);
  }

  async close(): Promise<void> {}
}

async function bench() {
  const folder = newFolder();
  const open = await openTestBuilding(folder);
  const thread = new StillThread();
  const { building, store, clock } = open;
  const begin = () =>
    new Backups({ building, store, dataDir: folder, log: silent, isByItself: true, thread });
  let backups = begin();
  return {
    ...open,
    folder,
    thread,
    get backups() {
      return backups;
    },
    async begunAgain() {
      await backups.close();
      backups = begin();
    },
    async ticket() {
      await building.execute(requestOf(issue()));
    },
    /** Time goes by, and somebody looks at the clock. */
    async pass(ms: number) {
      clock.pass(ms);
      backups.look();
      await until(() => !backups.isRunning, 'the backup to end');
    },
    async end() {
      await backups.close();
      await open.close();
    },
  };
}

describe('by itself', () => {
  test('KEEP-2: every hour in which something happened, and not in one in which nothing did', async () => {
    const desk = await bench();
    await desk.ticket();
    await desk.pass(minuteMs);
    expect(desk.thread.made).toBe(0);
    await desk.pass(hourMs);
    expect(desk.thread.made).toBe(1);
    // Its own entry in the journal is nothing that happened.
    for (let hour = 0; hour < 5; hour += 1) await desk.pass(hourMs);
    expect(desk.thread.made).toBe(1);
    await desk.ticket();
    await desk.pass(hourMs);
    expect(desk.thread.made).toBe(2);
    await desk.end();
  });

  test('KEEP-2: after a restart the hour goes on, five minutes after the start at the earliest', async () => {
    const desk = await bench();
    await desk.ticket();
    await desk.pass(hourMs + minuteMs);
    await desk.begunAgain();
    await desk.pass(2 * hourMs);
    expect(desk.thread.made).toBe(1);
    await desk.ticket();
    desk.clock.pass(3 * hourMs);
    await desk.begunAgain();
    await desk.pass(minuteMs);
    expect(desk.thread.made).toBe(1);
    await desk.pass(5 * minuteMs);
    expect(desk.thread.made).toBe(2);
    await desk.end();
  });

  test('KEEP-2: when a business day ends, whatever the hour', async () => {
    const desk = await bench();
    await desk.pass(hourMs);
    await desk.ticket();
    desk.clock.pass(14 * hourMs - minuteMs);
    const actor = { role: 'system' } as const;
    await desk.building.execute(requestOf({ type: 'roll-day', actor }));
    const before = desk.thread.made;
    desk.clock.at += minuteMs;
    await desk.building.execute(requestOf({ type: 'roll-day', actor }));
    expect(desk.building.state.businessDate).toBe('2026-03-05');
    await desk.pass(1_000);
    expect(desk.thread.made).toBe(before + 1);
    await desk.end();
  });

  test('KEEP-2: a clock that is set back keeps none away for longer than an hour', async () => {
    const desk = await bench();
    await desk.ticket();
    await desk.pass(hourMs);
    await desk.ticket();
    desk.clock.pass(-12 * hourMs);
    await desk.pass(0);
    await desk.pass(14 * hourMs);
    expect(desk.thread.made).toBe(2);
    await desk.end();
  });

  test('KEEP-5: one that failed is tried again after ten minutes, and said once', async () => {
    const desk = await bench();
    await desk.ticket();
    desk.thread.fault = { fault: 'disk-full', why: 'no room' };
    const seq = desk.building.state.seq;
    await desk.pass(hourMs);
    expect(desk.backups.last).toEqual({ at: desk.clock.at, fault: 'disk-full' });
    await desk.pass(11 * minuteMs);
    await desk.pass(11 * minuteMs);
    expect(desk.store.journal.after(seq, 10).map(({ type }) => type)).toEqual(['backup-noted']);
    desk.thread.fault = null;
    await desk.pass(minuteMs);
    expect(desk.thread.made).toBe(0);
    await desk.pass(10 * minuteMs);
    expect(desk.thread.made).toBe(1);
    expect(desk.backups.last?.fault).toBeNull();
    const [backup] = desk.backups.shelf.all();
    expect(desk.backups.shelf.pathOf(backup!.id)).toBe(
      join(desk.folder, 'backups', `${backup!.id}.sqlite`),
    );
    for (const id of ['../building', 'building', `${backup!.id}.sqlite`, '']) {
      expect(desk.backups.shelf.pathOf(id)).toBeNull();
    }
    await desk.end();
  });
});
