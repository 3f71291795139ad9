import { describe, expect, test } from 'vitest';
import { codeFiles, textOf } from './source-files.ts';

/** The product's rules and the tests that hold them name each other. */

const id = '(?:[A-Z]+-)+\\d+';
const rules = [
  ...textOf('docs/SPEC.md').matchAll(new RegExp(`^- \\*\\*(${id})\\*\\* (.*)$`, 'gm')),
];
const written = rules.map(([, name]) => name!);

/** IDs that begin the name of a test: `'CALL-3: …'` or `'NUM-1, NUM-2: …'`. */
const tested = new Map<string, string>();
for (const { path, text } of codeFiles) {
  if (!/\.test\.tsx?$/.test(path)) continue;
  for (const [, names] of text.matchAll(new RegExp(`['"\`]((?:${id})(?:, ${id})*): `, 'g'))) {
    for (const name of names!.split(', ')) tested.set(name, path);
  }
}

describe('rules', () => {
  test('each stands once, as one sentence', () => {
    expect(written.length).toBeGreaterThan(100);
    expect(written).toEqual([...new Set(written)]);
    for (const [, name, sentence] of rules) expect(sentence, name).toMatch(/^\S.*[.)]$/);
  });

  test('every rule that a test names is written', () => {
    const unknown = [...tested].filter(([name]) => !written.includes(name));
    expect(unknown).toEqual([]);
  });

  test('every rule that is written is tested', () => {
    expect(written.filter(name => !tested.has(name))).toEqual([]);
  });
});
