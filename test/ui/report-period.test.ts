import { afterEach, describe, expect, test } from 'vitest';
import { comparisonOf, searchOf, wishOf } from '../../admin-ui/report-address.ts';
import { figure, isBetter, moved, percent, rounding } from '../../admin-ui/report-numbers.ts';
import {
  comparedWith,
  daysIn,
  kindOf,
  periodAround,
  stepped,
  type Days,
} from '../../admin-ui/report-period.ts';
import { comparedWords, periodShort, periodWords } from '../../admin-ui/report-words.ts';
import { language } from '../../ui-kit/language.ts';

/** Which days a report is of, how it is written in an address, and its figures in words. */

afterEach(() => (language.value = 'id'));

const days = (text: string): Days => {
  const [from = '', to = from] = text.split(' ');
  return { from, to };
};

describe('the period of a report', () => {
  test.each([
    ['day', '2026-11-22', '2026-11-22 2026-11-22'],
    // The 22nd is a Sunday: the last day of its week.
    ['week', '2026-11-22', '2026-11-16 2026-11-22'],
    ['month', '2028-02-05', '2028-02-01 2028-02-29'],
    ['year', '2026-11-22', '2026-01-01 2026-12-31'],
  ] as const)('REPORT-20: a %s is told by its two ends', (kind, date, expected) => {
    const found = periodAround(kind, date);
    expect(found).toEqual(days(expected));
    expect(kindOf(found)).toBe(kind);
  });

  test.each([
    ['2026-11-01', -1, '2026-10-31 2026-10-31'],
    ['2026-01-01 2026-01-31', -1, '2025-12-01 2025-12-31'],
    ['2026-01-31 2026-02-02', 1, '2026-02-03 2026-02-05'],
    ['2026-12-28 2027-01-03', 1, '2027-01-04 2027-01-10'],
    ['2027-01-01 2027-12-31', -1, '2026-01-01 2026-12-31'],
  ] as const)('REPORT-20: the one beside %s (%i)', (from, by, expected) => {
    expect(stepped(days(from), by)).toEqual(days(expected));
  });

  test('REPORT-20: going on and back again leads to the same period', () => {
    let at = '2024-01-01';
    for (let count = 0; count < 400; count += 1) {
      at = stepped(days(at), 1).from;
      for (const kind of ['day', 'week', 'month', 'year'] as const) {
        const period = periodAround(kind, at);
        expect(stepped(stepped(period, 1), -1)).toEqual(period);
        expect(stepped(period, 1).from > period.to).toBe(true);
        expect(daysIn({ from: period.to, to: stepped(period, 1).from })).toBe(2);
      }
    }
  });

  test.each([
    ['2026-10-01 2026-10-31', 'before', '2026-09-01 2026-09-30'],
    // Still running: as many days of the month before.
    ['2026-11-01 2026-11-30', 'before', '2026-10-01 2026-10-22'],
    ['2026-11-16 2026-11-22', 'before', '2026-11-09 2026-11-15'],
    ['2026-10-01 2026-10-31', 'last-year', '2025-10-01 2025-10-31'],
    // The same weekdays, not the same dates.
    ['2026-11-09 2026-11-15', 'last-year', '2025-11-10 2025-11-16'],
    ['2024-02-29 2024-03-02', 'last-year', '2023-02-28 2023-03-02'],
    ['2026-01-01 2026-12-31', 'before', '2025-01-01 2025-11-22'],
  ] as const)('REPORT-21: %s is compared (%s) with %s', (from, compared, expected) => {
    expect(comparedWith(days(from), compared, '2026-11-22')).toEqual(days(expected));
  });
});

describe('the address of a report', () => {
  const today = '2026-11-22';

  test('REPORT-22: everything asked of a report stands in its address', () => {
    const search =
      '?from=2026-10-01&to=2026-10-31&compareFrom=2025-10-01&compareTo=2025-10-31' +
      '&by=service&agencyId=dukcapil&class=booked';
    expect(searchOf(wishOf(search, today))).toBe(search);
    expect(searchOf(wishOf('?from=2026-10-01&to=2026-10-31&by=hour&compare=none', today))).toBe(
      '?from=2026-10-01&to=2026-10-31&compare=none&by=hour',
    );
  });

  test('REPORT-22: what cannot be read of an address counts as not said', () => {
    const wish = wishOf('?from=2026-13-45&to=yesterday&by=mood&agencyId=../x&class=vip', today);
    expect(searchOf(wish)).toBe('?from=2026-11-01&to=2026-11-30&by=agency');
    expect(comparisonOf(wish, today)).toEqual(days('2026-10-01 2026-10-22'));
  });

  test('REPORT-22: one day alone is that day; days the wrong way round stay to be told', () => {
    expect(wishOf('?from=2026-11-20', today).days).toEqual(days('2026-11-20'));
    expect(wishOf('?from=2026-11-20&to=2026-11-02', today).days).toEqual(
      days('2026-11-20 2026-11-02'),
    );
  });
});

describe('words and figures of a report', () => {
  test.each([
    ['2026-11-23', 'Senin, 23 November 2026'],
    ['2026-11-16 2026-11-22', '16–22 November 2026'],
    ['2026-09-28 2026-10-04', '28 September–4 Oktober 2026'],
    ['2026-12-28 2027-01-03', '28 Desember 2026–3 Januari 2027'],
    ['2026-10-01 2026-10-31', 'Oktober 2026'],
    ['2026-01-01 2026-12-31', '2026'],
  ])('REPORT-23: %s is "%s"', (from, words) => {
    expect(periodWords(days(from))).toBe(words);
  });

  test('REPORT-23: what is compared with is said as shortly as it can be', () => {
    const october = days('2026-10-01 2026-10-31');
    expect(comparedWords(days('2026-09-01 2026-09-30'), october)).toBe('Sep');
    expect(comparedWords(days('2025-10-01 2025-10-31'), october)).toBe('Okt 2025');
    expect(comparedWords(days('2026-11-09 2026-11-15'), october)).toBe('9–15 Nov');
    expect(comparedWords(days('2025-01-01 2025-12-31'), october)).toBe('2025');
  });

  test('REPORT-23: a key says a period shortly, and never less than its days', () => {
    expect(periodShort(days('2026-11-23'))).toBe('23 Nov 2026');
    expect(periodShort(days('2026-09-28 2026-10-04'))).toBe('28 Sep–4 Okt 2026');
    expect(periodShort(days('2026-12-28 2027-01-03'))).toBe('28 Des 2026–3 Jan 2027');
    expect(periodShort(days('2026-10-01 2026-10-31'))).toBe('Oktober 2026');
  });

  test('REPORT-23: figures are written as the language writes them', () => {
    expect([figure(4812), figure(13.86, 1), percent(0.682), figure(-0.04, 1)]).toEqual([
      '4.812',
      '13,9',
      '68,2\u00a0%',
      '0,0',
    ]);
    language.value = 'en';
    expect([figure(4812), figure(13.86, 1), percent(0.682)]).toEqual(['4,812', '13.9', '68.2%']);
  });

  test('REPORT-23: halves are rounded as by hand', () => {
    expect([1.005, 2.675, -1.005, 0.125].map(value => rounding(value, 2))).toEqual([
      1.01, 2.68, -1.01, 0.13,
    ]);
  });

  test('REPORT-23: a change is the difference of what is shown', () => {
    expect(moved(29.4, 25.6, 0)).toEqual({ way: 'up', by: '3' });
    expect(moved(1.9, 2.1, 1)).toEqual({ way: 'down', by: '0,2' });
    expect(moved(20.2, 19.8, 0)).toEqual({ way: 'same', by: '0' });
    expect(isBetter(moved(3, 2, 0), 'less')).toBe(false);
    expect(isBetter(moved(3, 2, 0), 'more')).toBe(true);
    expect(isBetter(moved(2, 2, 0), 'less')).toBeNull();
    expect(isBetter(moved(3, 2, 0), null)).toBeNull();
  });
});
