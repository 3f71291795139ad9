/**
 * A voice's process that does what its argument says, in the place of one that works. Run as a
 * program by the tests of its keeper, never imported.
 */
import { existsSync, writeFileSync, writeSync } from 'node:fs';
import { frameChannel } from '../../server/voice/engine-frames.ts';
import { serveVoice, type Say } from '../../server/voice/engine-child.ts';

const [behaviour = '', flag = ''] = process.argv.slice(2);
const tone = Int16Array.from({ length: 4_410 }, (_, at) => 9_000 * Math.sin(at / 8));
/** True once: the process that comes after this one finds that it was here. */
const isFirst = (): boolean => {
  if (existsSync(flag)) return false;
  writeFileSync(flag, 'here');
  return true;
};
const wait = (): never => {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
};

const says: Readonly<Record<string, Say>> = {
  speaks: () => tone,
  'is-mute': () => new Int16Array(0),
  'hangs-once': () => (isFirst() ? wait() : tone),
  'ends-once': () => (isFirst() ? process.exit(9) : tone),
  hangs: wait,
  throws: () => {
    throw new Error('the voice is broken');
  },
};

if (behaviour === 'never-starts') wait();
if (behaviour === 'babbles') {
  writeSync(frameChannel, Buffer.alloc(64, 0xff));
  wait();
}
console.error('a library that complains');
await serveVoice(() => Promise.resolve(says[behaviour] ?? says['speaks']!), {
  input: process.stdin,
  residentBytes: () => (behaviour === 'grows' ? 900_000_000 : 50_000_000),
  exit: code => process.exit(code),
  niceness: 0,
});
