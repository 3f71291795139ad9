import statuses from 'escpos/statuses.js';

import type { PrinterFault, PrinterStatus } from '../printer.ts';

/** The four answers to DLE EOT 1 to 4, in that order. */
export type StatusBytes = readonly [number, number, number, number];

type Decoder = (typeof statuses)['PrinterStatus'];

/** Whether escpos' decoder marks that bit (or pair of bits) with the given grade. */
function hasMark(Decoder: Decoder, byte: number, bit: number | string, grade: 'error' | 'warning') {
  return new Decoder(byte)
    .toJSON()
    .statuses.some(decoded => decoded.bit === bit && decoded.status === grade);
}

export function isOffline(printerByte: number): boolean {
  return hasMark(statuses.PrinterStatus, printerByte, 3, 'error');
}

/** Why a printer is offline (DLE EOT 2); 'error' means that DLE EOT 3 knows which. */
export function offlineCause(byte: number): PrinterFault | 'error' | null {
  const isMarked = (bit: number) => hasMark(statuses.OfflineCauseStatus, byte, bit, 'error');
  // An open cover also lifts the paper off its sensor, so it is named first.
  if (isMarked(2)) return 'cover-open';
  if (isMarked(5)) return 'paper-end';
  if (isMarked(6)) return 'error';
  return isMarked(3) ? 'offline' : null;
}

/** Which error stopped it (DLE EOT 3). */
export function errorCause(byte: number): PrinterFault | null {
  const isMarked = (bit: number) => hasMark(statuses.ErrorCauseStatus, byte, bit, 'error');
  if (isMarked(5)) return 'unrecoverable';
  if (isMarked(3)) return 'cutter';
  if (isMarked(6)) return 'head-hot';
  return isMarked(2) ? 'offline' : null;
}

export function paperLevel(byte: number): 'adequate' | 'near-end' | 'end' {
  if (hasMark(statuses.RollPaperSensorStatus, byte, '5,6', 'error')) return 'end';
  return hasMark(statuses.RollPaperSensorStatus, byte, '2,3', 'warning') ? 'near-end' : 'adequate';
}

/** One status from all four answers, the cause that staff must remove first. */
export function statusFrom([printer, offline, error, paper]: StatusBytes): PrinterStatus {
  const cause = offlineCause(offline);
  const broken = errorCause(error);
  const level = paperLevel(paper);
  if (broken !== null) return { state: 'fault', fault: broken };
  if (cause !== null) return { state: 'fault', fault: cause === 'error' ? 'offline' : cause };
  if (level === 'end') return { state: 'fault', fault: 'paper-end' };
  if (isOffline(printer)) return { state: 'fault', fault: 'offline' };
  return { state: 'ready', paper: level };
}

/** Fault in the four bytes of an automatic status, which escpos has no decoder for. */
export function automaticFault(bytes: readonly number[]): PrinterFault | null {
  const [printer = 0, error = 0, paper = 0] = bytes;
  if ((error & 0x20) !== 0) return 'unrecoverable';
  if ((error & 0x08) !== 0) return 'cutter';
  if ((error & 0x40) !== 0) return 'head-hot';
  if ((printer & 0x20) !== 0) return 'cover-open';
  if ((paper & 0x0c) === 0x0c) return 'paper-end';
  return (printer & 0x08) !== 0 ? 'offline' : null;
}
