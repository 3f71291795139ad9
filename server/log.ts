import pino, { type Logger } from 'pino';

export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** For a diagnosis; older lines are in the system's own log. */
const recentLinesMax = 500;
const lineLengthMax = 4_000;

/** The last lines of a log, in memory. */
export class RecentLines {
  #lines: string[] = [];

  write(line: string): void {
    this.#lines.push(line.trimEnd().slice(0, lineLengthMax));
    if (this.#lines.length >= 2 * recentLinesMax) this.#lines = this.#lines.slice(-recentLinesMax);
  }

  readonly lines = (): readonly string[] => this.#lines.slice(-recentLinesMax);
}

/** Lines of JSON on standard error, so that standard output stays for the people who start it. */
export function openLog(level: LogLevel, recent?: RecentLines): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const standardError = pino.destination(2);
  if (!recent || level === 'silent') return pino(options, standardError);
  return pino(
    options,
    pino.multistream([
      { level: 'trace', stream: standardError },
      { level: 'trace', stream: recent },
    ]),
  );
}
