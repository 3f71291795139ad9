import { describe, expect, test } from 'vitest';
import { array, assert, integer, nat, property, record } from 'fast-check';
import { opensDay, opensLong, opensShort, closedReason } from '../../kiosk-ui/opening.ts';
import { equalPages, fittingPages, linesOf, pageOf } from '../../kiosk-ui/pages.ts';
import {
  closedHeight,
  largeSizes,
  openedHeight,
  usualSizes,
} from '../../kiosk-ui/service-heights.ts';
import { kioskNow, kioskView } from './fixtures/kiosk-view.ts';

const view = kioskView();
const place = { building: view.building, now: Date.parse(kioskNow), language: 'id' } as const;
const closed = (opensAt?: string) =>
  ({
    open: false,
    reason: 'quota-reached',
    ...(opensAt === undefined ? {} : { opensAt }),
  }) as const;

describe('pages of a kiosk', () => {
  test('KIOSK-20: no page is higher than its list, whichever row is opened', () => {
    const row = record({ closed: integer({ min: 82, max: 130 }), more: nat(400) });
    assert(
      property(array(row, { maxLength: 40 }), rows => {
        const list = { list: 866, gap: 13 };
        const pages = fittingPages(
          rows,
          list,
          one => one.closed,
          one => one.closed + one.more,
        );
        expect(pages.flat()).toEqual(rows);
        for (const page of pages) {
          const high = page.reduce((sum, one) => sum + one.closed + list.gap, -list.gap);
          const opened = high + Math.max(...page.map(one => one.more));
          expect(page.length === 1 || opened <= list.list).toBe(true);
        }
      }),
    );
  });

  test('KIOSK-20: every service of the demo building fits a page opened, in reach mode too', () => {
    for (const agency of view.agencies) {
      for (const service of agency.services) {
        expect(openedHeight(service, usualSizes)).toBeLessThanOrEqual(585);
        expect(openedHeight(service, largeSizes)).toBeLessThanOrEqual(604);
        expect(openedHeight(service, usualSizes)).toBeGreaterThan(
          closedHeight(service, usualSizes),
        );
      }
    }
  });

  test('KIOSK-21: a page that is no longer there becomes the last one', () => {
    const pages = equalPages([1, 2, 3, 4, 5], 2);
    expect(pageOf(pages, 9)).toEqual({ rows: [5], from: 5, to: 5, page: 2, pages: 3 });
    expect(pageOf(pages, -1)).toMatchObject({ rows: [1, 2], from: 1, to: 2 });
    expect(pageOf([], 0)).toMatchObject({ rows: [], pages: 0 });
  });

  test('KIOSK-20: long words count as lines', () => {
    expect(linesOf('Akta Kelahiran', 640, 34)).toBe(1);
    expect(
      linesOf('Konsultasi Kependudukan (Disabilitas, Lansia, dan Ibu Menyusui)', 640, 34),
    ).toBe(2);
  });
});

describe('closed in words', () => {
  test('KIOSK-22: the next opening is said as near as it is', () => {
    expect(closedReason(closed())).toBe('Nomor hari ini habis.');
    expect(opensShort(closed('2026-11-23T13:00:00+08:00'), place)).toBe('buka pukul 13.00');
    expect(opensShort(closed('2026-11-24T08:00:00+08:00'), place)).toBe('buka lagi besok 08.00');
    expect(opensShort(closed('2026-11-25T08:00:00+08:00'), place)).toBe('buka lagi Rabu 08.00');
    expect(opensShort(closed(), place)).toBe('');
    expect(opensDay(closed('2026-11-25T08:00:00+08:00'), place)).toBe('buka lagi Rabu');
    expect(opensDay(closed('2026-12-25T08:00:00+08:00'), place)).toBe(null);
    expect(opensLong(closed('2026-11-25T00:30:00Z'), place)).toBe(
      'Buka lagi Rabu, 25 November 2026 pukul 08.30 WITA.',
    );
  });
});
