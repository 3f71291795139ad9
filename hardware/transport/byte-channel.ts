import type { PrinterFault } from '../../contract/printers.ts';

/** Why a channel could not be opened, as exactly as the system says. */
export type OpenProblem =
  /** The address is there and nothing listens on that port. */
  | 'refused'
  /** Nothing answered in its time. */
  | 'timed-out'
  | 'unknown-host'
  | 'no-route'
  | 'no-device'
  /** The path is a file, a folder or a disk. */
  | 'not-a-device'
  | 'in-use'
  | 'no-permission'
  | 'failed';

const faults: Readonly<Partial<Record<OpenProblem, PrinterFault>>> = {
  'not-a-device': 'not-a-printer',
  'in-use': 'in-use',
  'no-permission': 'no-permission',
};

export function faultOfProblem(problem: OpenProblem): PrinterFault {
  return faults[problem] ?? 'unreachable';
}

const problems: Readonly<Record<string, OpenProblem>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ENOENT: 'no-device',
  ENODEV: 'no-device',
  ENXIO: 'no-device',
  EIO: 'no-device',
  EISDIR: 'not-a-device',
  ENOTTY: 'not-a-device',
  EBUSY: 'in-use',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};

/** By the system's name for an error, such as EBUSY. */
export function problemOfCode(code: unknown): OpenProblem {
  return (typeof code === 'string' ? problems[code] : undefined) ?? 'failed';
}

/** What a transport must be able to do for the conversation with a printer. Used once each. */
export interface ByteChannel {
  /**
   * How fast bytes leave at most, where the line is slow enough to matter (a serial one). A job is
   * given that much more time.
   */
  readonly bytesPerSecond?: number;
  /** Null once it is open, or why it could not be opened in its time. */
  open(listener: ByteChannelListener): Promise<OpenProblem | null>;
  /** False: the bytes are taken, and no more should come before `onDrain`. */
  write(bytes: Buffer): boolean;
  /** Ends after everything written has left, and goes on reading until the other side ends. */
  end(): Promise<void>;
  /** Breaks off at once; what was written may be lost. Resolves when it can be opened again. */
  destroy(): Promise<void>;
}

export interface ByteChannelListener {
  onBytes(bytes: Buffer): void;
  onDrain(): void;
  /** Called once after it was open, whoever ended it. */
  onClosed(): void;
}
