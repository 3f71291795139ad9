import { randomInt } from 'node:crypto';

import {
  alignCentre,
  alignLeft,
  characterSize,
  feedDots,
  initialise,
  nativeQr,
  partialCut,
  selectCodePage,
  singleByteCharacters,
} from './escpos/commands.ts';
import { drawQr } from './escpos/raster-qr.ts';
import { rasterBands } from './escpos/raster.ts';
import { knownProfiles } from './profiles/known-profiles.ts';
import type { PrinterProfile } from './profiles/profile.ts';

/** Letters that nobody takes for another one, and that make no word. */
const codeLetters = 'BCDFGHJKLMNPRTVWXZ';
const codeLength = 4;
/** Both codes fit the narrowest paper. */
const moduleDots = 5;
/** Boards with the least memory hold so much of a picture. */
const bandLines = 24;
/** Past the blade, as at the end of a ticket. */
const feedPastCutter = Buffer.from([0x1b, 0x64, 0x04]);

export const rulerColumns = [32, 42, 48] as const;
export type RulerColumns = (typeof rulerColumns)[number];

/** Four letters by which a technician shows that this very page came out of this printer. */
export function newTestCode(): string {
  const letters = Array.from(
    { length: codeLength },
    () => codeLetters[randomInt(codeLetters.length)],
  );
  return letters.join('');
}

export const nativePayload = (code: string): string => `ANTREAN-UJI-${code}-1`;
export const rasterPayload = (code: string): string => `ANTREAN-UJI-${code}-2`;

const line = (text: string): Buffer => Buffer.from(`${text}\n`, 'ascii');

/** A ruler that takes exactly that many columns, the last one a bracket: "32 ....:....3]". */
export function ruler(columns: number): string {
  const marks = Array.from({ length: columns }, (_mark, at) =>
    (at + 1) % 10 === 0 ? String((at + 1) / 10) : (at + 1) % 5 === 0 ? ':' : '.',
  );
  const head = `${columns} `;
  return `${head}${marks.join('').slice(head.length, -1)}]`;
}

/**
 * A page that shows what a printer can do, whatever it is: it uses nothing that depends on a
 * profile. What the technician sees on it is read by `suggestProfile`.
 */
export async function testPage(code: string): Promise<Buffer> {
  const sizes = [1, 2, 3, 4].map(size =>
    Buffer.concat([characterSize(size, size), line(`${size}x`)]),
  );
  const picture = await drawQr(rasterPayload(code), moduleDots);
  return Buffer.concat([
    initialise,
    singleByteCharacters,
    selectCodePage(0),
    line('HALAMAN UJI / TEST PAGE'),
    characterSize(4, 4),
    line(code),
    characterSize(1, 1),
    line('Penggaris yang utuh satu baris:'),
    line('(ruler that stands on one line)'),
    ...rulerColumns.map(columns => line(ruler(columns))),
    ...sizes,
    characterSize(1, 1),
    // Readers want white around a code, also at its sides.
    alignCentre,
    line('QR 1'),
    feedDots(24),
    nativeQr(nativePayload(code), moduleDots),
    feedDots(48),
    line('QR 2'),
    feedDots(24),
    rasterBands(picture, bandLines),
    feedDots(48),
    alignLeft,
    line('Kertas dipotong di sini?'),
    line('(is the paper cut here?)'),
    feedPastCutter,
    partialCut,
  ]);
}

/** What the technician sees on the page. */
export interface TestPageSeen {
  readonly code: string;
  /** The longest ruler that stands on one line. */
  readonly columns: RulerColumns;
  readonly readsNativeQr: boolean;
  readonly readsRasterQr: boolean;
  readonly cut: PrinterProfile['cutter'];
}

export type ProfileSuggestion =
  | { readonly profileId: string }
  | { readonly refusal: 'wrong-code' | 'no-code-readable' | 'no-profile' };

const proofRank = { mute: 0, 'status-only': 1, confirming: 2 } as const;

/**
 * The profile that promises nothing which was not seen, and wastes least of what was. `proof` and
 * `model` are from the probe; the model only decides between profiles that are alike.
 */
export function suggestProfile(
  code: string,
  seen: TestPageSeen,
  proof: PrinterProfile['proof'],
  model: string | null = null,
): ProfileSuggestion {
  if (seen.code.trim().toUpperCase() !== code) return { refusal: 'wrong-code' };
  if (!seen.readsNativeQr && !seen.readsRasterQr) return { refusal: 'no-code-readable' };
  const [best] = knownProfiles
    .filter(profile => isSafe(profile, seen, proof))
    .toSorted((one, other) => merit(other, seen, model) - merit(one, seen, model));
  return best === undefined ? { refusal: 'no-profile' } : { profileId: best.id };
}

function isSafe(
  profile: PrinterProfile,
  seen: TestPageSeen,
  proof: PrinterProfile['proof'],
): boolean {
  const showsCodes = profile.qr === 'native' ? seen.readsNativeQr : seen.readsRasterQr;
  return (
    showsCodes && profile.columns <= seen.columns && proofRank[profile.proof] <= proofRank[proof]
  );
}

function merit(profile: PrinterProfile, seen: TestPageSeen, model: string | null): number {
  const isAlike = model !== null && profile.name.toLowerCase().includes(model.toLowerCase());
  const isGeneric = profile.id.startsWith('generic');
  return (
    (profile.columns === seen.columns ? 64 : 0) +
    proofRank[profile.proof] * 16 +
    (isAlike ? 8 : 0) +
    ((profile.qr === 'native') === seen.readsNativeQr ? 4 : 0) +
    (profile.cutter === seen.cut ? 2 : 0) +
    (isGeneric ? 1 : 0)
  );
}
