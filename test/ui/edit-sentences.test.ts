import { afterEach, describe, expect, test } from 'vitest';
import type { SetupEdit } from '../../contract/setup-edits.ts';
import { setupPartSchemas, type Setup } from '../../contract/setup.ts';
import { labelOf, sentenceOf, wordsOfEdit } from '../../admin-ui/edit-sentences.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import { language } from '../../ui-kit/language.ts';

/** Changes of the set-up in plain words. */

const setup: Setup = demoSetup();
afterEach(() => {
  language.value = 'id';
});

type Row = Readonly<Record<string, unknown>>;

function edit(path: string, change: (row: Row) => unknown): SetupEdit {
  const [part, key] = path.split('/') as [keyof Setup, string];
  const value = setup[part] as unknown;
  const before = Array.isArray(value)
    ? (value as Row[]).find(row => row['id'] === key)!
    : (value as Row)[key];
  return { path, before, after: change(before as Row) } as SetupEdit;
}

describe('words', () => {
  test('AUDIT-7: every field that can be changed has words of its own in both languages', () => {
    const { rows, fields } = setupPartSchemas;
    const shapes = [...Object.values(rows).map(({ shape }) => shape), ...Object.values(fields)];
    const keys = new Set(shapes.flatMap(shape => Object.keys(shape)));
    keys.delete('id');
    for (const one of ['id', 'en'] as const) {
      language.value = one;
      const wordless = [...keys].filter(key => labelOf(key) === labelOf('nothing of this name'));
      expect(wordless, one).toEqual([]);
    }
  });

  test('AUDIT-7: numbers with their unit, switches, names in place of ids', () => {
    const minutes = edit('services/service-a01', row => ({ ...row, minutes: 12.5 }));
    expect(sentenceOf(minutes, setup)).toMatch(
      /^Layanan A01 .*: Lama layanan: 12 menit menjadi 12,5 menit$/,
    );
    const moved = edit('services/service-a01', row => ({
      ...row,
      queueId: 'queue-ak',
      isOffered: false,
    }));
    const { fields } = wordsOfEdit(moved, setup);
    expect(fields).toEqual([
      { label: 'Antrean', before: 'KTP-el dan identitas digital', after: expect.any(String) },
      { label: 'Buka di kiosk', before: 'ya', after: 'tidak' },
    ]);
    expect(fields[0]!.after).toBe('Kartu Keluarga dan pindah datang');
    language.value = 'en';
    expect(sentenceOf(minutes, setup)).toMatch(/Service time: 12 min becomes 12\.5 min$/);
  });

  test('AUDIT-7: groups field by field, hours as they are read, lists by what came and went', () => {
    const queue = edit('queues/queue-a', row => ({
      ...row,
      quotaPerDay: 120,
      rates: { 'walk-in': 1, booked: 3, vulnerable: 5 },
      policy: { kind: 'ratio', prioritisedPerWalkIn: 2 },
    }));
    expect(wordsOfEdit(queue, setup).fields).toEqual([
      { label: 'Kuota per hari', before: 'tidak ada', after: '120' },
      { label: 'Bobot tunggu, kelompok rentan', before: '4', after: '5' },
      { label: 'Aturan panggilan, jenis', before: 'tunggu berbobot', after: 'berselang' },
      { label: 'Aturan panggilan, prioritas per satu umum', before: 'tidak ada', after: '2' },
    ]);
    const hours = edit('agencies/agency-a', row => ({
      ...row,
      hours: {
        periods: [
          { days: [1, 2, 3, 4], opens: '08:00', closes: '15:00' },
          { days: [5], opens: '08:00', closes: '11:30' },
        ],
        lastTicketMinutes: 30,
      },
    }));
    expect(wordsOfEdit(hours, setup).fields[0]).toEqual({
      label: 'Jam buka',
      before: 'seperti gedung',
      after: 'Senin–Kamis 08.00–15.00; Jumat 08.00–11.30; tiket terakhir 30 menit sebelum tutup',
    });
    const before = Array.from({ length: 8 }, (_, at) => `kata ${at}`);
    const words = edit('services/service-a01', row => ({ ...row, synonyms: before }));
    const shorter = { ...words, before: words.after, after: { ...(words.after as Row) } };
    (shorter.after as Record<string, unknown>)['synonyms'] = [...before.slice(1), 'baru'];
    const [list] = wordsOfEdit(shorter as SetupEdit, setup).fields;
    expect(list!.before).toBe('kata 0, kata 1, kata 2, kata 3, kata 4, kata 5, dan 2 lagi');
    expect(list!.after).toBe('ditambah baru; dihapus kata 0');
  });

  test('AUDIT-7: what came, what went, and what stands in another order', () => {
    const gone = edit('counters/counter-1', () => null);
    expect(sentenceOf(gone, setup)).toBe('Loket 1 dihapus');
    const came = { ...gone, before: null, after: gone.before };
    expect(sentenceOf(came, setup)).toBe('Loket 1 ditambahkan');
    const order = { path: 'order/agencies', before: ['a', 'b'], after: ['b', 'a'] };
    expect(sentenceOf(order, setup)).toBe('Urutan diubah: instansi');
    const days = edit('rules/personDays', () => 14);
    expect(sentenceOf(days, setup)).toBe('Aturan: Data pribadi disimpan: 30 hari menjadi 14 hari');
    const layout = { path: 'ticketLayout', before: null, after: { blocks: [] } };
    expect(sentenceOf(layout, setup)).toBe('Tata letak tiket ditambahkan');
  });
});
