import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openVoice } from '../../server/voice/voice.ts';
import { explain, type ExpectedCall } from './heard-calls.ts';
import type { Recording } from '../e2e/sound-tap.ts';

/** The judge of recordings is judged itself, on recordings whose faults are known. */

const pack = fileURLToPath(new URL('../../server/voice/packs/default-id', import.meta.url));
const voice = openVoice({ packFolders: [pack] });

function call(label: string, counterNumber: number): ExpectedCall {
  const said = { label, counterNumber, language: 'id', numberStyle: 'nol', repeat: 1 } as const;
  const { wav } = voice.sound(said, 130);
  const samples = new Int16Array(new Uint8Array(wav.subarray(44)).buffer);
  return { name: label, samples, rateHz: 22_050 };
}

const calls = [call('A012', 3), call('A013', 4), call('B107', 38)];
const [first, second, third] = calls as [ExpectedCall, ExpectedCall, ExpectedCall];

/** Each twice as fine, as loud as a display plays it, put where it is said to begin. */
function recorded(parts: readonly { at: number; samples: Int16Array }[]): Recording {
  const samples = new Int16Array(44_100 * 30);
  for (const part of parts) {
    part.samples.forEach((value, index) => {
      const next = part.samples[index + 1] ?? 0;
      const at = part.at + index * 2;
      samples[at] = (samples[at] ?? 0) + value * 0.8;
      samples[at + 1] = (samples[at + 1] ?? 0) + ((value + next) / 2) * 0.8;
    });
  }
  return { samples, rateHz: 44_100 };
}

const lengthOf = ({ samples }: ExpectedCall): number => samples.length * 2;
const starts = [1_003, 1_003 + lengthOf(first) + 900] as const;
const third0 = starts[1] + lengthOf(second) + 40_001;
const good = [
  { at: starts[0], samples: first.samples },
  { at: starts[1], samples: second.samples },
  { at: third0, samples: third.samples },
];

test('HEARD-1: calls one after the other are found complete and in order', () => {
  const { faults, found } = explain(recorded(good), calls);
  expect(faults).toEqual([]);
  expect(found.map(({ name }) => name)).toEqual(['A012', 'A013', 'B107']);
  expect(found[1]!.fromMs).toBeGreaterThanOrEqual(found[0]!.toMs);
});

const spoilt: readonly (readonly [string, () => Recording])[] = [
  ['one missing', () => recorded([good[0]!, good[2]!])],
  ['the last missing', () => recorded(good.slice(0, 2))],
  [
    'another order',
    () =>
      recorded([
        { at: starts[0], samples: second.samples },
        { at: starts[1] + 9_000, samples: first.samples },
        good[2]!,
      ]),
  ],
  [
    'one into the other',
    () => recorded([good[0]!, { ...good[1]!, at: starts[1] - 5_000 }, good[2]!]),
  ],
  [
    'a tenth of a second cut off',
    () =>
      recorded([
        { at: starts[0], samples: first.samples.slice(0, first.samples.length - 4_000) },
        good[1]!,
        good[2]!,
      ]),
  ],
  [
    'the beginning cut off',
    () => recorded([{ at: starts[0], samples: first.samples.slice(2_000) }, good[1]!, good[2]!]),
  ],
  [
    'a hole within',
    () =>
      recorded([
        {
          at: starts[0],
          samples: first.samples.map((value, at) => (at > 50_000 && at < 52_000 ? 0 : value)),
        },
        good[1]!,
        good[2]!,
      ]),
  ],
  [
    'one said twice',
    () => recorded([...good, { at: third0 + lengthOf(third) + 999, samples: third.samples }]),
  ],
];

test.each(spoilt)('HEARD-1: %s is told', (_name, recording) => {
  expect(explain(recording(), calls).faults).not.toEqual([]);
});
