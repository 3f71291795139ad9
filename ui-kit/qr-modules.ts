/**
 * QR codes of ISO/IEC 18004 for addresses: bytes, level M, versions 1–10. A library that knows every
 * mode, level and version would be a tenth of the kiosk's script.
 */

/** Of level M by version: codewords in all, error correction codewords of a block, blocks. */
const versions = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
  [346, 26, 5],
] as const;

/** The eight ways of turning modules over, so that no code looks like a pattern of its own. */
const masks: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  x => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** Dark modules by row; null where the text is longer than the 213 bytes that version 10 holds. */
export function qrModules(text: string, mask?: number): boolean[][] | null {
  const bytes = [...new TextEncoder().encode(text)];
  const at = versions.findIndex(
    ([all, correction, blocks], index) =>
      bytes.length + (index < 9 ? 2 : 3) <= all - correction * blocks,
  );
  if (at === -1) return null;
  const codewords = withCorrection(bytes, at);
  if (mask !== undefined) return drawn(codewords, at + 1, mask);
  const tries = masks.map((_, one) => drawn(codewords, at + 1, one));
  return tries.reduce((best, one) => (penaltyOf(one) < penaltyOf(best) ? one : best));
}

/** The bytes with mode, length and padding, cut into blocks, each with its correction, interleaved. */
function withCorrection(bytes: readonly number[], at: number): number[] {
  const [all, correction, blocks] = versions[at]!;
  const room = all - correction * blocks;
  const length = bytes.length.toString(16).padStart(at < 9 ? 2 : 4, '0');
  const hex = `4${length}${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}0`;
  const data = (hex.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16));
  for (let pad = 0xec; data.length < room; pad ^= 0xfd) data.push(pad);
  const short = Math.floor(room / blocks);
  const shorts = blocks - (room % blocks);
  const parts = Array.from({ length: blocks }, (_, block) => {
    const from = block * short + Math.max(0, block - shorts);
    return data.slice(from, from + short + (block < shorts ? 0 : 1));
  });
  const corrections = parts.map(part => correctionOf(part, correction));
  return [...interleaved(parts), ...interleaved(corrections)];
}

function interleaved(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(part => part.length));
  return Array.from({ length: longest }, (_, at) => parts.flatMap(part => part[at] ?? [])).flat();
}

/** Multiplication in the field of 256 elements by x⁸ + x⁴ + x³ + x² + 1. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 128; bit > 0; bit >>= 1) {
    product = (product << 1) ^ (product > 127 ? 0x11d : 0);
    if (other & bit) product ^= one;
  }
  return product;
}

/** What is left when the block is divided by (x − 1)(x − 2)(x − 4)… of that many factors. */
function correctionOf(part: readonly number[], count: number): number[] {
  let divisor = [1];
  for (let root = 1; divisor.length <= count; root = times(root, 2)) {
    divisor = [...divisor, 0].map((value, at) => value ^ times(divisor[at - 1] ?? 0, root));
  }
  const rest = [...part, ...divisor.slice(1).fill(0)];
  part.forEach((_, at) => {
    const factor = rest[at]!;
    divisor.forEach((value, step) => (rest[at + step]! ^= times(value, factor)));
  });
  return rest.slice(part.length);
}

/** The bits followed by what is left when they are divided by the generator of `size` bits. */
function protectedBits(bits: number, generator: number, size: number): number {
  let rest = bits << size;
  for (let bit = 31; bit >= size; bit -= 1) {
    if ((rest >>> bit) & 1) rest ^= generator << (bit - size);
  }
  return (bits << size) | rest;
}

type Draft = (boolean | undefined)[][];

function drawn(codewords: readonly number[], version: number, mask: number): boolean[][] {
  const size = version * 4 + 17;
  const draft: Draft = Array.from({ length: size }, () =>
    Array.from<undefined>({ length: size }).fill(undefined),
  );
  drawFixed(draft, version, mask);
  let bit = 0;
  const isTurned = masks[mask]!;
  // Two columns at a time from the right, upwards and downwards in turn, beside the timing column.
  for (let pair = 0, right = size - 1; right > 0; right -= 2, pair += 1) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = pair % 2 === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (draft[y]![x] !== undefined) continue;
        const value = ((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
        draft[y]![x] = (value === 1) !== (isTurned(x, y) === 0);
        bit += 1;
      }
    }
  }
  return draft as boolean[][];
}

/** Finders, alignment, timing, and what tells the version, the level and the mask. */
function drawFixed(draft: Draft, version: number, mask: number): void {
  const size = draft.length;
  const set = (x: number, y: number, isDark: boolean) => {
    if (y >= 0 && y < size && x >= 0 && x < size) draft[y]![x] = isDark;
  };
  const square = (cx: number, cy: number, radius: number, light: readonly number[]) => {
    for (let y = -radius; y <= radius; y += 1) {
      for (let x = -radius; x <= radius; x += 1) {
        set(cx + x, cy + y, !light.includes(Math.max(Math.abs(x), Math.abs(y))));
      }
    }
  };
  for (let at = 0; at < size; at += 1) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const far = size - 7;
  const centres = version === 1 ? [] : version < 7 ? [6, far] : [6, (far + 6) / 2, far];
  for (const x of centres) {
    for (const y of centres) {
      // The other three corners are the finders'.
      if (x + y > far + 6 || (x > 6 && x < far) || (y > 6 && y < far)) square(x, y, 2, [1]);
    }
  }
  for (const [x, y] of [[3, 3] as const, [size - 4, 3] as const, [3, size - 4] as const]) {
    square(x, y, 4, [2, 4]);
  }
  const format = protectedBits(mask, 0x537, 10) ^ 0x5412;
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = ((format >> bit) & 1) === 1;
    set(8, bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit, isDark);
    set(bit < 8 ? size - 1 - bit : bit < 9 ? 7 : 14 - bit, 8, isDark);
  }
  set(8, size - 8, true);
  if (version < 7) return;
  const number = protectedBits(version, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit += 1) {
    const isDark = ((number >> bit) & 1) === 1;
    const [long, short] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
    set(long, short, isDark);
    set(short, long, isDark);
  }
}

/** How hard the code would be to read: runs, blocks, false finders, too dark or too light. */
function penaltyOf(modules: readonly (readonly boolean[])[]): number {
  const turned = modules.map((_, x) => modules.map(row => row[x]!));
  let penalty = 0;
  for (const line of [...modules, ...turned]) {
    const text = line.map(Number).join('');
    for (const [run] of text.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...text.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  modules.forEach((row, y) =>
    row.forEach((isDark, x) => {
      const block = [row[x + 1], modules[y + 1]?.[x], modules[y + 1]?.[x + 1]];
      if (block.every(other => other === isDark)) penalty += 3;
    }),
  );
  const dark = modules.flat().filter(Boolean).length / modules.length ** 2;
  return penalty + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}
