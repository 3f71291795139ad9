import { durationMsOf, makeWav, samplesOf, wavBytesOf } from './wav.ts';

export type SoundPiece =
  | { readonly kind: 'sound'; readonly samples: Int16Array }
  | { readonly kind: 'pause'; readonly durationMs: number };

export interface ComposedSound {
  /** Composed when first asked for: most calls are shown to many and heard through one screen. */
  readonly wav: Buffer;
  readonly wavBytes: number;
  readonly durationMs: number;
}

/** Long enough that a join never clicks, short enough that no consonant is lost. */
export const fadeMs = 5;
export const chimeGapMs = 300;
/** About 2.6 MB. A sentence three times is under 20 s; anything longer is a bug in the caller. */
export const soundMsMax = 60_000;

const lengthOf = (piece: SoundPiece): number =>
  piece.kind === 'sound' ? piece.samples.length : samplesOf(piece.durationMs);

/** Straight-line fades at both ends, shared fairly by a piece shorter than two of them. */
function fadeEdges(piece: Int16Array): void {
  const length = Math.min(samplesOf(fadeMs), Math.floor(piece.length / 2));
  for (let at = 0; at < length; at += 1) {
    const end = piece.length - 1 - at;
    piece[at] = Math.round(((piece[at] ?? 0) * at) / length);
    piece[end] = Math.round(((piece[end] ?? 0) * at) / length);
  }
}

/** Chime, gap, then the pieces end to end: the length is exactly the sum of the parts. */
export function compose(chimeSamples: Int16Array, pieces: readonly SoundPiece[]): ComposedSound {
  const all: readonly SoundPiece[] =
    pieces.length === 0
      ? [{ kind: 'sound', samples: chimeSamples }]
      : [
          { kind: 'sound', samples: chimeSamples },
          { kind: 'pause', durationMs: chimeGapMs },
          ...pieces,
        ];
  return joined(all);
}

/** The pieces end to end, each fading at its edges. Throws where they are longer than a minute. */
export function joined(all: readonly SoundPiece[]): ComposedSound {
  const length = all.reduce((sum, piece) => sum + lengthOf(piece), 0);
  if (length > samplesOf(soundMsMax)) {
    throw new Error(`a sound of ${durationMsOf(length)} ms is longer than ${soundMsMax} ms`);
  }
  const fill = (samples: Int16Array): void => {
    let at = 0;
    for (const piece of all) {
      if (piece.kind === 'sound') {
        samples.set(piece.samples, at);
        fadeEdges(samples.subarray(at, at + piece.samples.length));
      }
      at += lengthOf(piece);
    }
  };
  let wav: Buffer | null = null;
  return {
    get wav() {
      return (wav ??= makeWav(length, fill));
    },
    wavBytes: wavBytesOf(length),
    durationMs: durationMsOf(length),
  };
}
