/** What a receipt printer understands, as far as this project's printer of software plays one. */
export type VirtualCommand =
  | { readonly kind: 'text'; readonly byte: number }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed-dots'; readonly dots: number }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'align'; readonly align: number }
  | { readonly kind: 'bold'; readonly isOn: boolean }
  | { readonly kind: 'size'; readonly wide: number; readonly high: number }
  | { readonly kind: 'smoothing'; readonly isOn: boolean }
  | { readonly kind: 'line-spacing'; readonly dots: number }
  | {
      readonly kind: 'raster';
      readonly rowBytes: number;
      readonly lines: number;
      readonly dots: Buffer;
    }
  | { readonly kind: 'qr-module'; readonly dots: number }
  | { readonly kind: 'qr-level'; readonly level: number }
  | { readonly kind: 'qr-store'; readonly payload: string }
  | { readonly kind: 'qr-print' }
  /** Where it stands, or first fed to the blade and so much further. */
  | { readonly kind: 'cut'; readonly feedDots: number | null }
  | { readonly kind: 'ask-in-order'; readonly about: number }
  | { readonly kind: 'automatic-status'; readonly isOn: boolean }
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'ask-name'; readonly about: number }
  /** Understood and without effect here: code pages, fonts, real-time requests already answered. */
  | { readonly kind: 'ignored'; readonly bytes: Buffer }
  | { readonly kind: 'not-understood'; readonly bytes: Buffer };

export type ReadCommand =
  | { readonly state: 'whole'; readonly command: VirtualCommand; readonly length: number }
  /** More bytes must arrive before this command can be carried out. */
  | { readonly state: 'incomplete' };

type Reader = (bytes: Buffer) => VirtualCommand;

/** Fixed-length commands by their first two bytes. */
const fixed: Readonly<Record<string, readonly [length: number, read: Reader]>> = {
  '1b40': [2, () => ({ kind: 'initialise' })],
  '1b61': [3, bytes => ({ kind: 'align', align: at(bytes, 2) & 0x0f })],
  '1b45': [3, bytes => ({ kind: 'bold', isOn: (at(bytes, 2) & 1) === 1 })],
  '1b4a': [3, bytes => ({ kind: 'feed-dots', dots: at(bytes, 2) })],
  '1b64': [3, bytes => ({ kind: 'feed-lines', lines: at(bytes, 2) })],
  '1b33': [3, bytes => ({ kind: 'line-spacing', dots: at(bytes, 2) })],
  '1b32': [2, () => ({ kind: 'line-spacing', dots: 30 })],
  '1d21': [
    3,
    bytes => ({ kind: 'size', wide: (at(bytes, 2) >> 4) + 1, high: (at(bytes, 2) & 0x0f) + 1 }),
  ],
  '1d62': [3, bytes => ({ kind: 'smoothing', isOn: (at(bytes, 2) & 1) === 1 })],
  '1d72': [3, bytes => ({ kind: 'ask-in-order', about: at(bytes, 2) & 0x0f })],
  '1d61': [3, bytes => ({ kind: 'automatic-status', isOn: at(bytes, 2) !== 0 })],
  '1d49': [3, bytes => ({ kind: 'ask-name', about: at(bytes, 2) })],
  '1b74': [3, ignore],
  '1b06': [3, ignore],
  '1b20': [3, ignore],
  '1b24': [4, ignore],
  '1b5c': [4, ignore],
  '1b7b': [3, ignore],
  '1c2d': [3, ignore],
  '1c53': [4, ignore],
  '1d42': [3, ignore],
  '1d4c': [4, ignore],
  '1d57': [4, ignore],
  '1b4d': [3, ignore],
  '1b52': [3, ignore],
  '1b2d': [3, ignore],
  '1c2e': [2, ignore],
  '1004': [3, ignore],
  '1005': [3, ignore],
};

function ignore(bytes: Buffer): VirtualCommand {
  return { kind: 'ignored', bytes };
}

function at(bytes: Buffer, index: number): number {
  return bytes[index] ?? 0;
}

/** The first command of these bytes, which must not be empty. */
export function readCommand(bytes: Buffer): ReadCommand {
  const first = at(bytes, 0);
  if (first === 0x0a) return whole({ kind: 'line-feed' }, 1);
  if (first === 0x00 || first === 0x0d) return whole(ignore(bytes.subarray(0, 1)), 1);
  if (first >= 0x20) return whole({ kind: 'text', byte: first }, 1);
  if (![0x10, 0x1b, 0x1c, 0x1d].includes(first)) return notUnderstood(bytes, 1);
  if (bytes.length < 2) return { state: 'incomplete' };
  const name = bytes.toString('hex', 0, 2);
  if (name === '1d76') return readRaster(bytes);
  if (name === '1d28' || name === '1c28') return readFunction(bytes);
  if (name === '1d38') return readGraphics(bytes);
  if (name === '1d56') return readCut(bytes);
  const known = fixed[name];
  if (known === undefined) return notUnderstood(bytes, 2);
  const [length, read] = known;
  if (bytes.length < length) return { state: 'incomplete' };
  return whole(read(bytes.subarray(0, length)), length);
}

function whole(command: VirtualCommand, length: number): ReadCommand {
  return { state: 'whole', command, length };
}

function notUnderstood(bytes: Buffer, length: number): ReadCommand {
  return whole({ kind: 'not-understood', bytes: bytes.subarray(0, length) }, length);
}

/** GS v 0 m xL xH yL yH d1…dk: nothing of it is carried out before its last byte is there. */
function readRaster(bytes: Buffer): ReadCommand {
  if (bytes.length < 8) return { state: 'incomplete' };
  const rowBytes = bytes.readUInt16LE(4);
  const lines = bytes.readUInt16LE(6);
  const length = 8 + rowBytes * lines;
  if (bytes.length < length) return { state: 'incomplete' };
  return whole({ kind: 'raster', rowBytes, lines, dots: bytes.subarray(8, length) }, length);
}

/** GS V m, or GS V m n with m of 65 or 66. */
function readCut(bytes: Buffer): ReadCommand {
  if (bytes.length < 3) return { state: 'incomplete' };
  const hasFeed = [65, 66].includes(at(bytes, 2));
  if (!hasFeed) return whole({ kind: 'cut', feedDots: null }, 3);
  if (bytes.length < 4) return { state: 'incomplete' };
  return whole({ kind: 'cut', feedDots: at(bytes, 3) }, 4);
}

/** GS ( letter pL pH, then as many bytes as p says. */
function readFunction(bytes: Buffer): ReadCommand {
  if (bytes.length < 5) return { state: 'incomplete' };
  const length = 5 + bytes.readUInt16LE(3);
  if (bytes.length < length) return { state: 'incomplete' };
  const letter = String.fromCharCode(at(bytes, 2));
  const body = bytes.subarray(5, length);
  // Settings of Chinese characters, and the printing of graphics that were drawn when they came.
  if (at(bytes, 0) === 0x1c || letter === 'L') return whole(ignore(body), length);
  if (letter === 'H' && at(body, 0) === 0x30) {
    return whole({ kind: 'process-id', id: body.toString('latin1', 2) }, length);
  }
  if (letter === 'k' && at(body, 0) === 0x31) return whole(qrCommand(body), length);
  return notUnderstood(bytes, length);
}

/** GS 8 L p1…p4 30 70 a bx by c xL xH yL yH d1…dk: graphics of the newer kind, one dot a bit. */
function readGraphics(bytes: Buffer): ReadCommand {
  const headBytes = 17;
  if (bytes.length < headBytes) return { state: 'incomplete' };
  const length = 7 + bytes.readUInt32LE(3);
  if (bytes.length < length) return { state: 'incomplete' };
  const rowBytes = Math.ceil(bytes.readUInt16LE(13) / 8);
  const dots = bytes.subarray(headBytes, length);
  return whole({ kind: 'raster', rowBytes, lines: bytes.readUInt16LE(15), dots }, length);
}

function qrCommand(body: Buffer): VirtualCommand {
  switch (at(body, 1)) {
    case 0x41:
      return ignore(body);
    case 0x43:
      return { kind: 'qr-module', dots: at(body, 2) };
    case 0x45:
      return { kind: 'qr-level', level: at(body, 2) };
    case 0x50:
      return { kind: 'qr-store', payload: body.toString('latin1', 3) };
    case 0x51:
      return { kind: 'qr-print' };
    default:
      return { kind: 'not-understood', bytes: body };
  }
}
