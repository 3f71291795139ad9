import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PrintOutcome } from '../printer.ts';

/** A job by the epoch of the server's database and its number there. */
export interface JobName {
  readonly epoch: string;
  readonly jobId: number;
}

/** What the record knows of a job; null while it has begun and not ended. */
export type KnownJob = { readonly outcome: PrintOutcome | null };

const fileName = 'jobs.log';
/** Far more than the server ever asks about, which is the one that is in flight. */
const jobsKept = 1_000;
/** When the file is written anew with the jobs that are kept. */
const linesMax = 4 * jobsKept;

type Line =
  { readonly record: string } | (JobName & { readonly begun: true }) | (JobName & PrintOutcome);

const keyOf = ({ epoch, jobId }: JobName): string => `${epoch} ${jobId}`;

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * What the agent knows of its jobs, also after its power was cut: that a job has begun is on the disk
 * before its first byte leaves. A record that was lost or cannot be read gets a new id, which tells
 * the server that nobody knows any more what was begun.
 */
export class JobRecord {
  readonly #folder: string;
  readonly #jobs = new Map<string, JobName & { outcome: PrintOutcome | null }>();
  #file = -1;
  #lengthBytes = 0;
  #lines = 0;
  #id = '';

  constructor(folder: string) {
    this.#folder = folder;
    if (!this.#read()) this.#beginAnew();
    this.#file = openSync(this.#path, 'a');
    const interrupted = [...this.#jobs.values()].filter(job => job.outcome === null);
    // It may or may not be on the paper: whoever asks is told that, now and later.
    for (const job of interrupted) this.end(job, { outcome: 'unknown', fault: 'connection-lost' });
  }

  get id(): string {
    return this.#id;
  }

  /**
   * Whether the printer may still hold part of the last job that left for it: of one that was under
   * way when an agent ended, or whose proof never came (PRINT-34).
   */
  get mayHoldPartOfJob(): boolean {
    const sent = [...this.#jobs.values()].filter(job => job.outcome?.outcome !== 'not-sent');
    const outcome = sent.at(-1)?.outcome;
    if (outcome === undefined) return false;
    // A mute printer never says more, which is no sign that a job was cut short.
    return outcome === null || (outcome.outcome === 'unknown' && outcome.fault !== 'mute');
  }

  find(name: JobName): KnownJob | undefined {
    return this.#jobs.get(keyOf(name));
  }

  /** Durable when it returns. Throws where the disk does not take it: then nothing has begun. */
  begin({ epoch, jobId }: JobName): void {
    this.#append({ epoch, jobId, begun: true });
    this.#jobs.set(keyOf({ epoch, jobId }), { epoch, jobId, outcome: null });
    if (this.#jobs.size > jobsKept) this.#jobs.delete(this.#jobs.keys().next().value!);
  }

  /** Known from now on even where the disk does not take it, which throws. */
  end({ epoch, jobId }: JobName, outcome: PrintOutcome): void {
    this.#jobs.set(keyOf({ epoch, jobId }), { epoch, jobId, outcome });
    this.#append({ epoch, jobId, ...outcome });
    if (this.#lines > linesMax) this.#shorten();
  }

  close(): void {
    closeSync(this.#file);
  }

  get #path(): string {
    return join(this.#folder, fileName);
  }

  #append(line: Line): void {
    const text = `${JSON.stringify(line)}\n`;
    try {
      writeAll(this.#file, text);
      fsyncSync(this.#file);
    } catch (error) {
      // Half a line would spoil the next one.
      ftruncateSync(this.#file, this.#lengthBytes);
      throw error;
    }
    this.#lengthBytes += Buffer.byteLength(text);
    this.#lines += 1;
  }

  /** False where there is no record that can be read. */
  #read(): boolean {
    const text = readOrNull(this.#path);
    if (text === null) return false;
    // A line without its end was being written when the power went: what it says never was.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines = whole.split('\n').slice(0, -1).map(parsedLine);
    const [first, ...rest] = lines;
    if (!first || !('record' in first) || !rest.every(isOfJob)) {
      renameSync(this.#path, join(this.#folder, 'jobs-unreadable.log'));
      return false;
    }
    this.#id = first.record;
    for (const { epoch, jobId, ...line } of rest) {
      const outcome = 'begun' in line ? null : line;
      this.#jobs.set(keyOf({ epoch, jobId }), { epoch, jobId, outcome });
    }
    this.#lines = lines.length;
    this.#lengthBytes = Buffer.byteLength(whole);
    if (whole.length < text.length) this.#cutTo(this.#lengthBytes);
    return true;
  }

  #cutTo(lengthBytes: number): void {
    const file = openSync(this.#path, 'r+');
    try {
      ftruncateSync(file, lengthBytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  #beginAnew(): void {
    this.#id = `r${randomBytes(9).toString('hex')}`;
    this.#jobs.clear();
    this.#write();
  }

  #shorten(): void {
    closeSync(this.#file);
    this.#write();
    this.#file = openSync(this.#path, 'a');
  }

  /** A whole new file in the place of the old one, or the old one. */
  #write(): void {
    const lines: Line[] = [{ record: this.#id }];
    for (const { epoch, jobId, outcome } of this.#jobs.values()) {
      lines.push(outcome ? { epoch, jobId, ...outcome } : { epoch, jobId, begun: true });
    }
    const text = lines.map(line => `${JSON.stringify(line)}\n`).join('');
    const draft = `${this.#path}.new`;
    const file = openSync(draft, 'w', 0o600);
    try {
      writeAll(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, this.#path);
    syncFolder(this.#folder);
    this.#lines = lines.length;
    this.#lengthBytes = Buffer.byteLength(text);
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Null for what this program has not written. */
function parsedLine(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { record, epoch, jobId, begun, outcome } = value as Record<string, unknown>;
    const isOfRecord = typeof record === 'string';
    const isOfOneJob = typeof epoch === 'string' && Number.isInteger(jobId);
    const says = begun === true || outcome === 'printed' || 'fault' in value;
    return isOfRecord || (isOfOneJob && says) ? (value as Line) : null;
  } catch {
    return null;
  }
}

const isOfJob = (line: Line | null): line is Exclude<Line, { record: string }> =>
  line !== null && 'jobId' in line;
