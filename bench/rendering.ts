import { openVoiceEngines, type VoiceEngines } from '../server/voice/voice-engines.ts';
import { nowMs, quantile, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

/** How long an engine takes for a phrase that no pack has, in a process of its own. */

const digits = 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' ');
const phraseOf = (value: number): string => {
  const words = Array.from(String(value).padStart(3, '0'), digit => digits[Number(digit)]);
  return `nomor antrean, a, ${words.join(', ')}.`;
};

/** Milliseconds of each phrase; the first one starts the process. */
async function phrases(engines: VoiceEngines, count: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const begun = nowMs();
    const said = { text: phraseOf(at), language: 'id', pace: 'call' } as const;
    const rendered = await engines.espeak?.render(said);
    if (rendered === undefined || typeof rendered === 'string') return [];
    tookMs.push(nowMs() - begun);
  }
  return tookMs;
}

const enginesOf = (programPath: string | null, espeakPackageName: string | null): VoiceEngines =>
  openVoiceEngines({
    programPath,
    espeakPackageName,
    neuralFolder: null,
    failed: () => undefined,
  });

export async function measureRendering({ quick }: BenchOptions): Promise<Row[]> {
  const count = quick ? 12 : 100;
  const wasm = enginesOf(null, '@echogarden/espeak-ng-emscripten');
  const program = enginesOf('espeak-ng', null);
  try {
    const [first = 0, ...warm] = await phrases(wasm, count);
    // Where the machine has no such program there is nothing to compare with.
    const bare = await phrases(program, count);
    const floorOf = (q: number) => (bare.length > 0 ? { floor: quantile(bare, q) } : {});
    const residentMb = (wasm.states()[0]?.residentBytes ?? 0) / 1e6;
    return [
      rowOf('first phrase of espeak-ng’s package, from nothing', 'ms', { ours: first }),
      rowOf(
        'a phrase of a call by it, p50 (floor: the program)',
        'ms',
        { ours: quantile(warm, 0.5), ...floorOf(0.5) },
        { oursMax: 600 },
      ),
      rowOf('a phrase of a call by it, p99', 'ms', {
        ours: quantile(warm, 0.99),
        ...floorOf(0.99),
      }),
      rowOf('memory of its process', 'MB', { ours: residentMb }, { oursMax: 250 }),
    ];
  } finally {
    await Promise.all([wasm.close(), program.close()]);
  }
}
