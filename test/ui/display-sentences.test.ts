import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentenceAt, sentenceMs, splitSentence } from '../../display-ui/lobby/sentences.ts';

test('DISPLAY-14: a short sentence stays whole, a longer one is cut evenly at spaces', () => {
  expect(splitSentence('Siapkan KTP-el dan KK asli', 28)).toEqual(['Siapkan KTP-el dan KK asli']);
  expect(splitSentence('Siapkan KTP-el dan berkas asli sebelum dipanggil', 28)).toEqual([
    'Siapkan KTP-el dan berkas',
    'asli sebelum dipanggil',
  ]);
});

test('DISPLAY-14: no word is lost and no piece is longer than the line', () => {
  const word = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', '-') });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), words => {
      const pieces = splitSentence(words.join(' '), 28);
      expect(pieces.join(' ')).toBe(words.join(' '));
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(28);
    }),
  );
});

test('DISPLAY-15: the bottom line steps every 8 seconds and begins again', () => {
  const pieces = ['satu', 'dua', 'tiga'];
  const at = (steps: number) => sentenceAt(pieces, steps * sentenceMs);
  expect([0, 1, 2, 3].map(at)).toEqual(['satu', 'dua', 'tiga', 'satu']);
  expect(sentenceAt([], 5)).toBe('');
});
