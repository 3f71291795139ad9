import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ChildEngine, type ChildEngineOptions } from '../../server/voice/child-engine.ts';
import { encodeFrame, FrameReader } from '../../server/voice/engine-frames.ts';

/** The keeper of a voice's process, with real processes that fail in every way. */

const script = join(import.meta.dirname, 'stand-in-child.ts');
const folder = mkdtempSync(join(tmpdir(), 'mpp-voice-process-'));
const open: ChildEngine[] = [];
const failures: string[] = [];
let made = 0;

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  failures.splice(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function processThat(behaviour: string, more: Partial<ChildEngineOptions> = {}): ChildEngine {
  made += 1;
  const engine = new ChildEngine({
    script,
    arguments: [behaviour, join(folder, `flag-${made}`)],
    startMsMax: 20_000,
    renderMsMax: 20_000,
    residentBytesMax: 500_000_000,
    idleMsMax: null,
    restMs: () => 0,
    failed: why => failures.push(why),
    ...more,
  });
  open.push(engine);
  return engine;
}

test('ENGINE-1: it is started by the first sentence, says one after the other, and is kept', async () => {
  const engine = processThat('speaks');
  expect(engine.state()).toMatchObject({ condition: 'asleep', residentBytes: null });
  const all = await Promise.all([1, 2, 3].map(at => engine.render({ at })));
  for (const one of all) expect(one).toHaveLength(4_410);
  const state = engine.state();
  expect(state).toMatchObject({ condition: 'ready', why: null });
  expect(state.residentBytes! / 1024 ** 2).toBeCloseTo(47.7, 1);
  expect(state.renderMs).toBeGreaterThanOrEqual(0);
  expect(failures).toEqual([]);
});

test('ENGINE-1: a sentence that it has no sound of is no failure', async () => {
  const engine = processThat('is-mute');
  expect(await engine.render({})).toBe('silent');
  expect(engine.state()).toMatchObject({ condition: 'ready', why: null });
});

test('ENGINE-2: one that hangs or ends is told, whoever waits is answered, the next sentence is said', async () => {
  const engine = processThat('hangs-once', { renderMsMax: 400 });
  const answers = await Promise.all([engine.render(1), engine.render(2)]);
  expect(answers).toEqual(['unavailable', 'unavailable']);
  expect(failures).toEqual(['a sentence took longer than 400 ms']);
  expect(engine.state()).toMatchObject({ condition: 'resting', fault: 'slow', why: failures[0] });
  const patient = processThat('ends-once');
  expect(await patient.render(1)).toBe('unavailable');
  expect(failures[1]).toContain('it ended with 9: a library that complains');
  expect(await patient.render(2)).toHaveLength(4_410);
  expect(patient.state().why).toBe(null);
});

test('ENGINE-2: after each failure it rests longer, and nobody waits for it meanwhile', async () => {
  const asked: number[] = [];
  const engine = processThat('throws', {
    restMs: count => {
      asked.push(count);
      return count < 3 ? 0 : 60_000;
    },
  });
  for (let at = 0; at < 3; at += 1) expect(await engine.render({})).toBe('unavailable');
  expect(asked).toEqual([1, 2, 3]);
  expect(engine.state()).toMatchObject({ condition: 'resting', why: 'the voice is broken' });
  const begun = performance.now();
  expect(await engine.render({})).toBe('unavailable');
  expect(performance.now() - begun).toBeLessThan(50);
  expect(failures).toHaveLength(3);
});

test('ENGINE-2: one that never starts, or sends what is no sound, is ended', async () => {
  const mute = processThat('never-starts', { startMsMax: 300 });
  expect(await mute.render({})).toBe('unavailable');
  const babbling = processThat('babbles');
  expect(await babbling.render({})).toBe('unavailable');
  expect(failures).toEqual(['it was not ready within 300 ms', 'what it sent is no sound']);
});

test('ENGINE-3: sixteen sentences wait, more are refused; closing answers them all', async () => {
  const engine = processThat('hangs');
  const asked = Array.from({ length: 20 }, (_, at) => engine.render(at));
  expect(await Promise.race(asked.slice(16))).toBe('busy');
  await engine.close();
  const answers = await Promise.all(asked);
  expect(answers.filter(one => one === 'busy')).toHaveLength(4);
  expect(answers.filter(one => one === 'unavailable')).toHaveLength(16);
  expect(await engine.render({})).toBe('unavailable');
  expect(failures).toEqual([]);
});

test('ENGINE-3: one that grew too large is replaced; one that is idle ends by itself', async () => {
  const large = processThat('grows');
  expect(await large.render(1)).toHaveLength(4_410);
  expect(large.state().condition).toBe('asleep');
  expect(await large.render(2)).toHaveLength(4_410);
  const idle = processThat('speaks', { idleMsMax: 1 });
  expect(await idle.render(1)).toHaveLength(4_410);
  await expect.poll(() => idle.state().condition).toBe('asleep');
  expect(await idle.render(2)).toHaveLength(4_410);
  expect(failures).toEqual([]);
});

test('ENGINE-1: frames are put together from any pieces, and garbage is told', () => {
  const content = Buffer.from([1, 2, 3, 4]);
  const whole = Buffer.concat([
    encodeFrame({ kind: 'ready', residentKib: 7, content: Buffer.alloc(0) }),
    encodeFrame({ kind: 'sound', residentKib: 8, content }),
  ]);
  for (let size = 1; size <= whole.length; size += 1) {
    const reader = new FrameReader();
    const found = [];
    for (let at = 0; at < whole.length; at += size) {
      found.push(...reader.take(whole.subarray(at, at + size)));
    }
    expect(found.map(({ kind }) => kind)).toEqual(['ready', 'sound']);
    expect(found[1]).toMatchObject({ residentKib: 8, content });
  }
  expect(() => new FrameReader().take(Buffer.alloc(12, 0xff))).toThrow('no frame');
});
