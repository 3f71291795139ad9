import { describe, expect, test } from 'vitest';
import {
  clockText,
  dateLong,
  dayOf,
  minuteRange,
  minutes,
  rangeParts,
  stopwatch,
  timeOfDay,
  weekdayName,
} from '../../ui-kit/formats.ts';
import { fill, language, pick, texts } from '../../ui-kit/language.ts';

const morning = Date.parse('2026-11-23T01:14:09Z');

const range = (fromMinutes: number, toMinutes: number) =>
  minuteRange({ fromMinutes, toMinutes }, 'id');

describe('formats', () => {
  test('TEXT-1: times of day are those of the building’s zone', () => {
    expect(timeOfDay(morning, 'Asia/Makassar', 'id')).toBe('09.14');
    expect(timeOfDay(morning, 'Asia/Makassar', 'en')).toBe('09:14');
    expect(timeOfDay(morning, 'Asia/Jayapura', 'id')).toBe('10.14');
    expect(timeOfDay(Date.parse('2026-11-23T16:05:00Z'), 'Asia/Makassar', 'id')).toBe('00.05');
    expect(clockText('08:00', 'id')).toBe('08.00');
    expect(clockText('08:00', 'en')).toBe('08:00');
  });

  test('TEXT-1: dates are written out in both languages', () => {
    expect(dateLong(morning, 'Asia/Makassar', 'id')).toBe('Senin, 23 November 2026');
    expect(dateLong(morning, 'Asia/Makassar', 'en')).toBe('Monday, 23 November 2026');
    expect(weekdayName(morning, 'Asia/Makassar', 'id')).toBe('Senin');
    expect(dayOf(Date.parse('2026-11-23T17:00:00Z'), 'Asia/Makassar')).toBe('2026-11-24');
  });

  test('TEXT-2: a wait is a range, never a lone minute, never 0', () => {
    expect(range(20, 35)).toBe('20–35 menit');
    expect(range(20, 20)).toBe('15–20 menit');
    expect(range(0, 10)).toBe('sampai 10 menit');
    expect(range(5, 5)).toBe('sampai 5 menit');
    expect(range(0, 0)).toBe('Langsung dilayani');
    expect(range(0, 5)).toBe('Langsung dilayani');
    expect(minuteRange({ fromMinutes: 20, toMinutes: 35 }, 'en')).toBe('20–35 min');
    expect(rangeParts({ fromMinutes: 0, toMinutes: 0 }, 'en')).toEqual({
      figures: 'Served right away',
      unit: '',
    });
  });

  test('TEXT-3: stopwatch and minutes', () => {
    expect(stopwatch(408)).toBe('06:48');
    expect(stopwatch(4008)).toBe('1:06:48');
    expect(stopwatch(-3)).toBe('00:00');
    expect(minutes(59)).toBe(0);
    expect(minutes(61)).toBe(1);
  });

  test('TEXT-4: sentences follow the language at once', () => {
    const t = texts({
      id: { wait: '{count} menunggu' },
      en: { wait: '{count} waiting' },
    });
    expect(t('wait', { count: 3 })).toBe('3 menunggu');
    language.value = 'en';
    expect(t('wait', { count: 3 })).toBe('3 waiting');
    expect(pick({ id: 'Satu', en: 'One' })).toBe('One');
    language.value = 'id';
    expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}');
  });
});
