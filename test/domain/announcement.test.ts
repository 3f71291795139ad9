import { describe, expect, test } from 'vitest';
import { announcementClips, pauseMs, repeatCountMax } from '../../server/domain/announcement.ts';
import type { Announcement } from '../../server/domain/announcement.ts';

const call: Announcement = {
  label: 'A012',
  counterNumber: 3,
  language: 'id',
  numberStyle: 'nol',
  repeat: 1,
};

/** The clips as one line; a sentence break is written as a slash. */
function said(change: Partial<Announcement>): string {
  return announcementClips({ ...call, ...change })
    .map(part => {
      if (part.kind === 'clip') return part.key;
      return part.durationMs >= pauseMs.sentence ? '/' : '';
    })
    .filter(text => text !== '')
    .join(' ');
}

const sayLabel = (change: Partial<Announcement>): string =>
  (said(change).split(' / ')[0] ?? '').split(' ').slice(1).join(' ');

const sayCounter = (counterNumber: number, language: 'id' | 'en'): string =>
  (said({ counterNumber, language }).split(' / ')[1] ?? '').replace(
    /^(silakan-menuju loket|please-go-to-counter) /,
    '',
  );

describe('the sentence', () => {
  test('VOICE-1: a call is "nomor antrean, …" and "silakan menuju loket …", twice', () => {
    const once = 'nomor-antrean letter-a nol satu dua / silakan-menuju loket tiga';
    expect(said({ repeat: 2 })).toBe(`${once} / ${once}`);
  });

  test('VOICE-1: in English it is "number, …" and "please go to counter …"', () => {
    expect(said({ language: 'en' })).toBe(
      'number letter-a zero one two / please-go-to-counter three',
    );
  });

  test('VOICE-1: the pauses stand where the written sentence has commas and a full stop', () => {
    expect(announcementClips(call)).toEqual([
      { kind: 'clip', key: 'nomor-antrean' },
      { kind: 'pause', durationMs: pauseMs.comma },
      { kind: 'clip', key: 'letter-a' },
      { kind: 'pause', durationMs: pauseMs.betweenItems },
      { kind: 'clip', key: 'nol' },
      { kind: 'pause', durationMs: pauseMs.betweenItems },
      { kind: 'clip', key: 'satu' },
      { kind: 'pause', durationMs: pauseMs.betweenItems },
      { kind: 'clip', key: 'dua' },
      { kind: 'pause', durationMs: pauseMs.sentence },
      { kind: 'clip', key: 'silakan-menuju' },
      { kind: 'pause', durationMs: pauseMs.withinNumber },
      { kind: 'clip', key: 'loket' },
      { kind: 'pause', durationMs: pauseMs.betweenItems },
      { kind: 'clip', key: 'tiga' },
    ]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [99, repeatCountMax],
  ])('VOICE-1: a repeat of %i is spoken %i times', (repeat, times) => {
    expect(said({ repeat }).match(/nomor-antrean/g)).toHaveLength(times);
  });

  test("VOICE-1: the agency's name comes last, and only where it is asked for", () => {
    const parts = announcementClips({ ...call, agencyClip: 'agency-dukcapil' });
    expect(parts.at(-1)).toEqual({ kind: 'clip', key: 'agency-dukcapil', optional: true });
    expect(said({})).not.toContain('agency');
  });
});

describe('the label', () => {
  test.each([
    ['A012', 'nol', 'letter-a nol satu dua'],
    ['A012', 'kosong', 'letter-a kosong satu dua'],
    ['A012', 'natural', 'letter-a dua belas'],
    ['B000', 'natural', 'letter-b nol'],
    ['B100', 'nol', 'letter-b satu nol nol'],
    ['B100', 'natural', 'letter-b seratus'],
    ['C015', 'natural', 'letter-c lima belas'],
    ['C010', 'natural', 'letter-c sepuluh'],
    ['C011', 'natural', 'letter-c sebelas'],
    ['D111', 'natural', 'letter-d seratus sebelas'],
    ['D345', 'natural', 'letter-d tiga ratus empat puluh lima'],
    ['D1999', 'natural', 'letter-d seribu sembilan ratus sembilan puluh sembilan'],
    ['D2010', 'natural', 'letter-d dua ribu sepuluh'],
    ['D10000', 'natural', 'letter-d satu nol nol nol nol'],
    ['007', 'kosong', 'kosong kosong tujuh'],
  ] as const)('VOICE-2: %s in style %s is "%s"', (label, numberStyle, words) => {
    expect(sayLabel({ label, numberStyle })).toBe(words);
  });

  test.each([
    ['A012', 'nol', 'letter-a zero one two'],
    ['A012', 'kosong', 'letter-a oh one two'],
    ['A012', 'natural', 'letter-a twelve'],
    ['A130', 'natural', 'letter-a one hundred thirty'],
    ['A999', 'natural', 'letter-a nine hundred ninety nine'],
    ['A2001', 'natural', 'letter-a two thousand one'],
  ] as const)('VOICE-2: in English %s in style %s is "%s"', (label, numberStyle, words) => {
    expect(sayLabel({ label, numberStyle, language: 'en' })).toBe(words);
  });

  test.each([
    ['AK012', 'letter-a letter-k nol satu dua'],
    ['ak-012', 'letter-a letter-k nol satu dua'],
    ['A1B2', 'letter-a satu letter-b dua'],
  ])('VOICE-4: the letters of %s are spoken one by one', (label, words) => {
    expect(sayLabel({ label })).toBe(words);
  });

  test('VOICE-4: a label beyond the limit is cut, not refused', () => {
    expect(sayLabel({ label: 'A'.repeat(500) }).split(' ')).toHaveLength(12);
  });
});

describe('the counter', () => {
  test.each([
    [1, 'satu', 'one'],
    [10, 'sepuluh', 'ten'],
    [11, 'sebelas', 'eleven'],
    [12, 'dua belas', 'twelve'],
    [20, 'dua puluh', 'twenty'],
    [38, 'tiga puluh delapan', 'thirty eight'],
    [100, 'seratus', 'one hundred'],
    [101, 'seratus satu', 'one hundred one'],
    [119, 'seratus sembilan belas', 'one hundred nineteen'],
    [199, 'seratus sembilan puluh sembilan', 'one hundred ninety nine'],
  ])('VOICE-3: counter %i is "%s", in English "%s"', (counterNumber, indonesian, english) => {
    expect(sayCounter(counterNumber, 'id')).toBe(indonesian);
    expect(sayCounter(counterNumber, 'en')).toBe(english);
  });
});
