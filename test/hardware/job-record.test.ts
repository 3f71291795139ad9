import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JobRecord } from '../../hardware/agent/job-record.ts';

/** What an agent knows of its jobs after anything that can happen to a file. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpp-record-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, 'jobs.log');
const job = (jobId: number) => ({ epoch: 'e-1', jobId });
/** The record as an agent finds it that starts again. */
const again = (before?: JobRecord): JobRecord => {
  before?.close();
  return new JobRecord(folder);
};
const printed = { outcome: 'printed' } as const;
const interrupted = { outcome: { outcome: 'unknown', fault: 'connection-lost' } };

describe('the record of jobs', () => {
  test('AGENT-16: what has begun and what has ended is known after every restart', () => {
    const first = again();
    expect([first.find(job(1)), first.mayHoldPartOfJob]).toEqual([undefined, false]);
    first.begin(job(1));
    first.end(job(1), printed);
    first.begin(job(2));
    first.end(job(2), { outcome: 'not-sent', fault: 'paper-end' });
    first.begin(job(3));
    expect(first.find(job(3))).toMatchObject({ outcome: null });

    const second = again(first);
    expect([second.id, second.mayHoldPartOfJob]).toEqual([first.id, true]);
    expect(second.find(job(1))).toMatchObject({ outcome: printed });
    expect(second.find(job(2))).toMatchObject({
      outcome: { outcome: 'not-sent', fault: 'paper-end' },
    });
    expect(second.find(job(3))).toMatchObject(interrupted);
    expect(second.find({ epoch: 'e-2', jobId: 1 })).toBeUndefined();

    const third = again(second);
    expect(third.find(job(3))).toMatchObject(interrupted);
    third.close();
  });

  test('PRINT-34: it knows whether the printer may hold part of the last job that left', () => {
    const record = again();
    const ends = [
      [{ outcome: 'not-sent', fault: 'paper-end' }, false],
      [{ outcome: 'unknown', fault: 'no-answer' }, true],
      // Nothing of it left: what was there is there still.
      [{ outcome: 'not-sent', fault: 'cover-open' }, true],
      [printed, false],
      [{ outcome: 'unknown', fault: 'mute' }, false],
    ] as const;
    for (const [at, [outcome, may]] of ends.entries()) {
      record.begin(job(at));
      record.end(job(at), outcome);
      expect(record.mayHoldPartOfJob, `after job ${at}`).toBe(may);
    }
    record.begin(job(7));
    expect(again(record).mayHoldPartOfJob).toBe(true);
  });

  test('AGENT-16: cut at any byte, a record tells nothing that is not so', () => {
    const whole = again();
    whole.begin(job(1));
    whole.end(job(1), printed);
    whole.begin(job(2));
    whole.close();
    const bytes = readFileSync(path());
    for (let length = 0; length <= bytes.length; length += 1) {
      writeFileSync(path(), bytes.subarray(0, length));
      const record = again();
      const lines = bytes.subarray(0, length).toString().split('\n').length - 1;
      expect(record.id === whole.id, `cut at ${length}`).toBe(lines >= 1);
      expect(record.find(job(1))?.outcome ?? null, `cut at ${length}`).toEqual(
        lines === 2 ? interrupted.outcome : lines > 2 ? printed : null,
      );
      expect(record.find(job(2)) !== undefined, `cut at ${length}`).toBe(lines >= 4);
      // What is written now is whole, whatever stood there half.
      record.begin(job(9));
      record.end(job(9), printed);
      expect(again(record).find(job(9))).toMatchObject({ outcome: printed });
    }
  });

  test('AGENT-16: a record that is not readable is put aside, and the new one has another id', () => {
    const first = again();
    first.begin(job(1));
    first.close();
    for (const rubbish of ['rubbish\n', '{"epoch":"e-1"}\n', 'null\n', '\n', '{"record":"x"}\n']) {
      appendFileSync(path(), rubbish);
      const record = again();
      expect(record.id).not.toBe(first.id);
      expect(record.find(job(1))).toBeUndefined();
      expect(existsSync(join(folder, 'jobs-unreadable.log'))).toBe(true);
      record.close();
    }
  });

  test('AGENT-16: it stays short, and the newest jobs stay known', () => {
    const record = again();
    for (let jobId = 1; jobId <= 4_500; jobId += 1) {
      record.begin(job(jobId));
      record.end(job(jobId), printed);
    }
    expect(readFileSync(path(), 'utf8').split('\n').length).toBeLessThan(5_000);
    const next = again(record);
    expect(next.id).toBe(record.id);
    expect(next.find(job(4_500))).toMatchObject({ outcome: printed });
    expect(next.find(job(3_600))).toMatchObject({ outcome: printed });
    next.close();
  });

  test('AGENT-16: where the disk takes nothing, nothing has begun', () => {
    const record = again();
    record.close();
    expect(() => record.begin(job(1))).toThrow();
    expect(record.find(job(1))).toBeUndefined();
    expect(again().find(job(1))).toBeUndefined();
  });
});
