import { afterEach, expect, test } from 'vitest';
import type { Overview } from '../../contract/overview.ts';
import { countWords, stateWords, troubleWords, zoneTroubles } from '../../admin-ui/zone-screens.ts';
import { language } from '../../ui-kit/language.ts';
import { deskNow } from './fixtures/desk-views.ts';
import { overview } from './fixtures/overview.ts';

type Row = Overview['screens'][number];

const timeZone = overview.building.timeZone;
const ago = (seconds: number): string => new Date(deskNow - seconds * 1000).toISOString();
const row = (zone: string, state: Row['state'], more: Partial<Row> = {}): Row => ({
  zoneId: `zone-${zone}`,
  state,
  since: ago(60),
  displays: state === 'blind' ? 0 : 2,
  spoken: 0,
  dropped: 0,
  unconfirmed: 0,
  quiet: 0,
  ...more,
});
const hall = (...screens: Row[]): Overview => ({ ...overview, screens });
const said = (view: Overview): string[] =>
  zoneTroubles(view).map(trouble => troubleWords(trouble, deskNow, timeZone));

afterEach(() => {
  language.value = 'id';
});

test('BOARD-12: only zones whose calls are not seen or not heard are an alert', () => {
  expect(said(hall(row('biru', 'well'), row('cokelat', 'quiet')))).toEqual([]);
  const mixed = said(hall(row('biru', 'mute'), row('cokelat', 'blind')));
  expect(mixed).toHaveLength(2);
  expect(mixed[0]).toMatch(/^Zona Cokelat: tidak ada layar sejak \d\d\.\d\d$/);
  expect(mixed[1]).toMatch(/^Zona Biru: suara mati sejak \d\d\.\d\d$/);
});

test('BOARD-12: the same trouble everywhere is one sentence, since the first of them', () => {
  const [all, ...others] = zoneTroubles(
    hall(row('biru', 'stale', { since: ago(600) }), row('cokelat', 'stale')),
  );
  expect(others).toEqual([]);
  expect(all).toMatchObject({ isEverywhere: true, sinceMs: deskNow - 600_000 });
  expect(troubleWords(all!, deskNow, timeZone)).toContain('Semua zona: layar tidak menjawab');
  language.value = 'en';
  expect(troubleWords(all!, deskNow, timeZone)).toContain('All zones: screen does not answer');
});

test('BOARD-11: a zone tells its screens, since when, and what became of its calls', () => {
  expect(stateWords(row('biru', 'well'), deskNow, timeZone)).toMatch(
    /^2 layar, tampil dan terdengar sejak /,
  );
  expect(stateWords(row('biru', 'blind'), deskNow, timeZone)).toMatch(/^tidak ada layar sejak /);
  expect(stateWords(row('biru', 'quiet', { since: ago(3 * 86_400) }), deskNow, timeZone)).toMatch(
    /jam tenang, tanpa suara sejak [A-Z][a-z]+ \d\d\.\d\d$/,
  );
  expect(countWords(row('biru', 'well'))).toBe('');
  expect(countWords(row('biru', 'well', { spoken: 84 }))).toBe('Panggilan: 84 diucapkan');
  const all = { spoken: 84, dropped: 2, unconfirmed: 1, quiet: 3 };
  expect(countWords(row('biru', 'well', all))).toBe(
    'Panggilan: 84 diucapkan, 2 terlewat, 1 tanpa bukti, 3 tanpa suara',
  );
});
