import { afterEach, expect, test } from 'vitest';
import type { HallHours } from '../../contract/views.ts';
import { noticesAt } from '../../display-ui/lobby/notices.ts';
import { language } from '../../ui-kit/language.ts';
import { building, displayView } from './fixtures/display-fixtures.ts';

afterEach(() => {
  language.value = 'id';
});

/** Monday, 08.00–15.00, numbers until 14.30. */
const monday = displayView().hours;
const at = (time: string, hours: Partial<HallHours> = {}) =>
  noticesAt(
    { hours: { ...monday, ...hours }, building },
    Date.parse(`2026-11-23T${time}:00+08:00`),
    language.value,
  );

test('DISPLAY-23: the hall is told when it opens, when numbers end and when service ends', () => {
  expect(at('07:30')).toEqual(['Buka pukul 08.00']);
  expect(at('10:00')).toEqual([]);
  expect(at('13:29')).toEqual([]);
  expect(at('13:31')).toEqual(['Ambil nomor sampai 14.30']);
  expect(at('14:10')).toEqual(['Pelayanan berakhir 15.00', 'Ambil nomor sampai 14.30']);
  expect(at('14:40')).toEqual(['Pelayanan berakhir 15.00', 'Pengambilan nomor ditutup']);
  expect(at('15:00')).toEqual(['Pelayanan hari ini berakhir', 'Buka lagi besok 08.00']);
});

test('DISPLAY-23: holidays of today and tomorrow are told by their name', () => {
  const holiday = { id: 'Hari Raya Idulfitri', en: 'Eid al-Fitr' };
  const closed = { opensAt: null, lastTicketAt: null, closesAt: null, reopensAt: null };
  expect(at('10:00', { holidayTomorrow: holiday })).toEqual(['Besok libur: Hari Raya Idulfitri']);
  expect(
    at('10:00', {
      ...closed,
      holidayToday: holiday,
      reopensAt: '2026-11-26T08:00:00+08:00',
    }),
  ).toEqual(['Hari ini libur: Hari Raya Idulfitri', 'Buka lagi Kamis 08.00']);
  language.value = 'en';
  expect(at('10:00', { holidayTomorrow: holiday })).toEqual(['Closed tomorrow: Eid al-Fitr']);
});

test('DISPLAY-23: a building that never closes says nothing of hours', () => {
  const never: HallHours = {
    opensAt: null,
    lastTicketAt: null,
    closesAt: null,
    reopensAt: null,
    holidayToday: null,
    holidayTomorrow: null,
  };
  expect(at('02:00', never)).toEqual([]);
});
