import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav, samplesOf } from '../../server/voice/wav.ts';

/** How a program in the engine's place behaves. */
export type Behaviour = 'speaks' | 'hangs' | 'floods' | 'fails' | 'babbles';

/** A program in the place of espeak-ng, on a machine that has none, or a broken one. */
export interface StandInEngine {
  readonly path: string;
  /** Sentences that it was given, one a line. */
  heard(): string[];
  /** Most of them that ran at the same time. */
  mostAtOnce(): number;
  remove(): void;
}

const scripts: Readonly<Record<Behaviour, string>> = {
  speaks: 'cat "$here/sound.wav"',
  hangs: 'exec sleep 60',
  floods: 'exec cat /dev/zero',
  fails: 'exit 3',
  babbles: 'echo this is no sound',
};

export function standInEngine(behaviour: Behaviour, holdSeconds = 0): StandInEngine {
  const folder = mkdtempSync(join(tmpdir(), 'mpp-engine-'));
  const tone = Int16Array.from({ length: samplesOf(300) }, (_, at) => 9_000 * Math.sin(at / 8));
  writeFileSync(join(folder, 'sound.wav'), encodeWav(tone));
  writeFileSync(join(folder, 'heard'), '');
  writeFileSync(join(folder, 'together'), '');
  const path = join(folder, 'engine.sh');
  const lines = [
    '#!/bin/sh',
    `here=${folder}`,
    'mkdir "$here/run.$$"',
    'ls "$here" | grep -c "^run.[0-9]*$" >> "$here/together"',
    '(cat; echo) > "$here/run.$$.heard"; cat "$here/run.$$.heard" >> "$here/heard"',
    holdSeconds > 0 ? `sleep ${holdSeconds}` : ':',
    'rmdir "$here/run.$$"',
    scripts[behaviour],
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  const read = (name: string): string[] =>
    readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  return {
    path,
    heard: () => read('heard'),
    mostAtOnce: () => Math.max(0, ...read('together').map(Number)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
