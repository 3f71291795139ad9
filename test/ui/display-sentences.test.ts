import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf, sentenceAt, sentenceMs, splitSentence } from '../../ui-kit/sentences.ts';

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

test('DISPLAY-22: a text of 300 characters, an endless word, emoji and Arabic all have room', () => {
  const long = 'Mohon siapkan berkas asli dan fotokopi sebelum nomor Anda dipanggil. '.repeat(4);
  for (const piece of splitSentence(long.slice(0, 300), 28)) {
    expect(lengthOf(piece)).toBeLessThanOrEqual(28);
  }
  const endless = splitSentence('x'.repeat(300), 28);
  expect(endless.join('')).toBe('x'.repeat(300));
  expect(Math.max(...endless.map(lengthOf))).toBe(28);
  const family = '👨‍👩‍👧‍👦';
  expect(lengthOf(`${family}a`)).toBe(4);
  const emoji = splitSentence(family.repeat(60), 28);
  expect(emoji.join('')).toBe(family.repeat(60));
  expect(emoji.every(piece => piece.startsWith(family) && piece.endsWith(family))).toBe(true);
  expect(splitSentence('مرحبا بكم في مركز الخدمات العامة اليوم', 28).join(' ')).toBe(
    'مرحبا بكم في مركز الخدمات العامة اليوم',
  );
});
