/**
 * The bytes that this project writes itself, because node-thermal-printer has no word for them.
 * Source of all: Epson's ESC/POS command reference. n is always one byte.
 */

/** FS . — characters of one byte each, also on boards that start in a Chinese mode. */
export const singleByteCharacters = Buffer.from([0x1c, 0x2e]);

/** GS ! — size as multiples, 1 to 8. */
export function characterSize(wide: number, high: number): Buffer {
  return Buffer.from([0x1d, 0x21, ((wide - 1) << 4) | (high - 1)]);
}

/** ESC J — print what is in the line and feed that many dots, 0 to 255. */
export function feedDots(dots: number): Buffer {
  return Buffer.from([0x1b, 0x4a, dots]);
}

/** GS b 1 — round the steps of large characters. */
export const smoothingOn = Buffer.from([0x1d, 0x62, 0x01]);

/** GS V 0 — cut through. */
export const fullCut = Buffer.from([0x1d, 0x56, 0x00]);

/** ESC @ — back to the settings after power on. */
export const initialise = Buffer.from([0x1b, 0x40]);

/** ESC a — where lines, codes and pictures stand. */
export const alignLeft = Buffer.from([0x1b, 0x61, 0x00]);
export const alignCentre = Buffer.from([0x1b, 0x61, 0x01]);

/** ESC t — table of the characters above ASCII. */
export function selectCodePage(table: number): Buffer {
  return Buffer.from([0x1b, 0x74, table]);
}

/** GS ( k — a QR code of level M that the printer draws itself; payload of ASCII. */
export function nativeQr(payload: string, moduleDots: number): Buffer {
  const data = Buffer.from(payload, 'ascii');
  const part = (fn: number, rest: readonly number[] | Buffer): Buffer => {
    const head = Buffer.from([0x1d, 0x28, 0x6b, 0, 0, 0x31, fn]);
    head.writeUInt16LE(2 + rest.length, 3);
    return Buffer.concat([head, Buffer.from(rest)]);
  };
  return Buffer.concat([
    part(0x41, [0x32, 0x00]),
    part(0x43, [moduleDots]),
    part(0x45, [0x31]),
    part(0x50, [0x30, ...data]),
    part(0x51, [0x30]),
  ]);
}

/** GS V 1 — partial cut. */
export const partialCut = Buffer.from([0x1d, 0x56, 0x01]);

export type StatusQuestion = 1 | 2 | 3 | 4;

/** DLE EOT — 1 printer, 2 why offline, 3 which error, 4 paper. Answered on arrival. */
export function askStatus(question: StatusQuestion): Buffer {
  return Buffer.from([0x10, 0x04, question]);
}

/** GS r 1 — paper status, answered in order after everything before it was processed. */
export const askPaperInOrder = Buffer.from([0x1d, 0x72, 0x01]);

/** GS a — tells of every change by itself, and of how it is now; until the next ESC @. */
export const pushStatusOn = Buffer.from([0x1d, 0x61, 0xff]);
export const pushStatusOff = Buffer.from([0x1d, 0x61, 0x00]);

/** GS I — 65 firmware, 66 maker, 67 model, in words; answered in order. */
export function askName(about: 65 | 66 | 67): Buffer {
  return Buffer.from([0x1d, 0x49, about]);
}

/** GS ( H fn 48 — echoes the four characters once everything before it was printed. */
export function askProcessId(processId: string): Buffer {
  const head = Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30]);
  return Buffer.concat([head, Buffer.from(processId, 'ascii')]);
}

/** Four digits: printable, as the command asks, and told apart for ten thousand jobs. */
export function processIdOf(jobId: number): string {
  return String(jobId % 10_000).padStart(4, '0');
}
