import statuses from 'escpos/statuses.js';

import type { PrinterFault } from '../../contract/printers.ts';
import type { PrinterHealth, PrinterStatus } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';

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

/** The level as far as this model can tell: without a sensor for it, "adequate" is not known. */
function knownLevel(level: PrinterHealth['paper'], profile: PrinterProfile) {
  return level === 'adequate' && !profile.hasNearEndSensor ? 'unknown' : level;
}

/** What the four answers say of each part. */
export function healthFromAnswers(bytes: StatusBytes, profile: PrinterProfile): PrinterHealth {
  const [printer, offline, error, paper] = bytes;
  const status = statusFrom(bytes);
  const broken = errorCause(error);
  const level = knownLevel(paperLevel(paper), profile);
  return {
    status: status.state === 'ready' && level !== 'end' ? { ...status, paper: level } : status,
    paper: level,
    cover: offlineCause(offline) === 'cover-open' ? 'open' : 'closed',
    cutter: broken === 'cutter' ? 'jammed' : 'working',
    head: broken === 'head-hot' ? 'hot' : 'working',
    isOffline: isOffline(printer),
    isMute: false,
  };
}

/** What the four bytes of an automatic status say of each part. */
export function healthFromAutomatic(
  bytes: readonly number[],
  profile: PrinterProfile,
): PrinterHealth {
  const [printer = 0, error = 0, paper = 0] = bytes;
  const fault = automaticFault(bytes);
  const hasEnded = (paper & 0x0c) === 0x0c;
  const level = (paper & 0x03) === 0 ? knownLevel('adequate', profile) : 'near-end';
  const ready = { state: 'ready', paper: level === 'end' ? 'unknown' : level } as const;
  return {
    status: fault === null ? ready : { state: 'fault', fault },
    paper: hasEnded ? 'end' : level,
    cover: (printer & 0x20) === 0 ? 'closed' : 'open',
    cutter: (error & 0x08) === 0 ? 'working' : 'jammed',
    head: (error & 0x40) === 0 ? 'working' : 'hot',
    isOffline: (printer & 0x08) !== 0,
    isMute: false,
  };
}

/** Nothing is known of the parts: the printer is mute, out of reach, or says nothing. */
export function healthWithoutAnswers(status: PrinterStatus, isMute: boolean): PrinterHealth {
  return {
    status,
    paper: 'unknown',
    cover: 'unknown',
    cutter: 'unknown',
    head: 'unknown',
    isOffline: status.state === 'fault',
    isMute,
  };
}

/** GS r 1 of a board that answers although its paper has ended: no proof of anything. */
export function saysPaperEnd(inOrderByte: number): boolean {
  return (inOrderByte & 0x0c) === 0x0c;
}
