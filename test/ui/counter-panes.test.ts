import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskView, TransferPreview } from '../../contract/desk-views.ts';
import type { Catalogue } from '../../contract/views.ts';
import { refreshMs } from '../../counter-ui/panes/pane-lists.ts';
import { previewEveryMs, previewPauseMs } from '../../counter-ui/panes/preview.ts';
import { ServicePane } from '../../counter-ui/panes/service-pane.ts';
import { TransferPane } from '../../counter-ui/panes/transfer.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import {
  catalogue,
  counterRows,
  idlePaneView,
  largeCatalogue,
  paneNow,
  paneView,
  preview,
} from './fixtures/pane-views.ts';

const granted = <Body>(body: Body): Answer<Body> => ({ ok: true, status: 200, body });

/** A pane with its server made by hand: previews are answered when the test says so. */
class Bench {
  readonly view = signal<DeskView | null>(paneView);
  readonly kept = new Map<string, string>();
  readonly paths: string[] = [];
  readonly previews: { path: string; answer: (answer: Answer<TransferPreview>) => void }[] = [];
  catalogue: Catalogue = catalogue;
  isReachable = true;

  readonly edges = {
    view: this.view,
    now: () => paneNow,
    memory: {
      read: (name: string) => this.kept.get(name) ?? null,
      write: (name: string, value: string) => {
        this.kept.set(name, value);
        return true;
      },
    },
    send: ((_method: string, path: string) => this.#answer(path)) as typeof send,
  };

  #answer(path: string): Promise<Answer<unknown>> {
    this.paths.push(path);
    if (path.includes('transfer-preview')) {
      return new Promise(answer => this.previews.push({ path, answer }));
    }
    if (!this.isReachable) {
      return Promise.resolve({ ok: false, problem: { code: 'unreachable', status: 0 } });
    }
    return Promise.resolve(
      granted<unknown>(path === '/catalogue' ? this.catalogue : { counters: counterRows }),
    );
  }

  /** Answers the newest question and waits until the pane has read it. */
  async answer(answer: Answer<TransferPreview>): Promise<void> {
    this.previews.at(-1)!.answer(answer);
    await vi.advanceTimersByTimeAsync(0);
  }

  async asked(): Promise<string> {
    await vi.advanceTimersByTimeAsync(previewPauseMs);
    return this.previews.at(-1)?.path ?? '';
  }
}

let bench: Bench;
const opened: { close(): void }[] = [];

async function transferPane(): Promise<TransferPane> {
  const pane = new TransferPane(bench.edges);
  opened.push(pane);
  await vi.advanceTimersByTimeAsync(0);
  return pane;
}

async function servicePane(kind: ServicePane['kind']): Promise<ServicePane> {
  const pane = new ServicePane(bench.edges, kind);
  opened.push(pane);
  await vi.advanceTimersByTimeAsync(0);
  return pane;
}

beforeEach(() => {
  vi.useFakeTimers();
  language.value = 'id';
  bench = new Bench();
});
afterEach(() => {
  for (const pane of opened.splice(0)) pane.close();
  vi.useRealTimers();
});

describe('sending on', () => {
  test('DESK-23: exactly the place, note and way back that are shown are sent', async () => {
    const pane = await transferPane();
    expect(pane.offer.value.action).toBeNull();
    pane.picker.value.type('kehilangan');
    pane.place.value = 'first';
    pane.note.value = '  Belum ada surat kehilangan.  ';
    pane.returns.value = true;
    expect(pane.offer.value.words).toBe('Alihkan ke Polres, lalu kembali');
    expect(pane.offer.value.action).toEqual({
      do: 'transfer',
      to: { serviceId: 'loss' },
      place: 'first',
      returns: true,
      note: 'Belum ada surat kehilangan.',
    });
    pane.note.value = ' ';
    expect(pane.offer.value.action).not.toHaveProperty('note');
  });

  test('DESK-23: to a counter and to an officer it is that one', async () => {
    const pane = await transferPane();
    pane.tab.value = 'counter';
    pane.picker.value.type('21');
    expect(pane.offer.value).toMatchObject({
      words: 'Alihkan ke Loket 21',
      action: { to: { counterId: 'counter-21' } },
    });
    pane.tab.value = 'officer';
    pane.picker.value.type('budi');
    expect(pane.offer.value).toMatchObject({
      words: 'Alihkan ke Budi Santoso',
      action: { to: { staffId: 'budi' } },
    });
  });

  test('DESK-23: the preview is asked once typing rests, for what is shown', async () => {
    const pane = await transferPane();
    pane.picker.value.type('kep');
    pane.picker.value.type('kehil');
    pane.place.value = 'last';
    await vi.advanceTimersByTimeAsync(previewPauseMs - 1);
    expect(bench.previews).toHaveLength(0);
    const asked = await bench.asked();
    expect(asked).toBe('/tickets/visit-A012/transfer-preview?serviceId=loss&place=last');
    expect(bench.previews).toHaveLength(1);
    await bench.answer(granted(preview(3, { fromMinutes: 10, toMinutes: 20 })));
    expect(pane.offer.value.says).toContain('A012 menjadi nomor 3 dari 8 di antrean G');
    expect(pane.offer.value.says).toContain('10–20 menit lagi');
  });

  test('DESK-23: an older preview is never shown, however late it comes', async () => {
    const pane = await transferPane();
    pane.picker.value.type('kehilangan');
    await bench.asked();
    const [old] = bench.previews;
    pane.place.value = 'last';
    await bench.asked();
    await bench.answer(granted(preview(8)));
    old!.answer(granted(preview(1)));
    await vi.advanceTimersByTimeAsync(0);
    expect(pane.offer.value.says).toContain('nomor 8 dari 8');
    pane.place.value = 'first';
    expect(pane.offer.value.says).not.toContain('nomor');
  });

  test('DESK-23: while it stands the preview is asked again, for the line goes on', async () => {
    const pane = await transferPane();
    pane.picker.value.type('kehilangan');
    await bench.asked();
    await bench.answer(granted(preview(3)));
    await vi.advanceTimersByTimeAsync(previewEveryMs);
    await bench.answer(granted(preview(2)));
    expect(pane.offer.value.says).toContain('nomor 2 dari 8');
    const count = bench.previews.length;
    pane.close();
    await vi.advanceTimersByTimeAsync(3 * previewEveryMs);
    expect(bench.previews).toHaveLength(count);
  });

  test('DESK-24: a refused destination says why and can not be sent to', async () => {
    const pane = await transferPane();
    pane.picker.value.type('kehilangan');
    await bench.asked();
    const facts = { reason: 'quota-reached', opensAt: '2026-11-25T08:00:00+08:00' };
    await bench.answer({
      ok: false,
      problem: { code: 'destination-closed', status: 409, facts },
    });
    expect(pane.offer.value.says).toContain('Kuota hari ini habis, buka lagi Rabu');
    expect(pane.offer.value.action).toBeNull();
    pane.picker.value.type('catatan');
    expect(pane.offer.value.action).toMatchObject({ to: { serviceId: 'record' } });
  });

  test('DESK-24: what closes while it is chosen is no longer chosen, and nothing else is', async () => {
    const pane = await transferPane();
    pane.picker.value.type('surat keterangan');
    expect(pane.chosen?.key).toBe('service loss');
    const [, police] = catalogue.agencies;
    const shut = police!.services.map(row =>
      row.id === 'loss'
        ? { ...row, availability: { open: false, reason: 'paused' as const } }
        : row,
    );
    bench.catalogue = { agencies: [{ ...police!, services: shut }] };
    await vi.advanceTimersByTimeAsync(refreshMs);
    expect(pane.picker.value.shown.value.map(row => row.key)).toContain('service loss');
    expect(pane.chosen).toBeNull();
    expect(pane.offer.value.action).toBeNull();
  });

  test('DESK-23: a lost server does not pretend: the sentence says that it is not known', async () => {
    const pane = await transferPane();
    pane.picker.value.type('kehilangan');
    await bench.asked();
    await bench.answer({ ok: false, problem: { code: 'unreachable', status: 0 } });
    expect(pane.offer.value.says).toBe('Tempat di antrean tujuan belum bisa dihitung.');
  });
});

describe('the lists of a pane', () => {
  test('DESK-26: they are renewed every 10 s while it is open, and not after', async () => {
    const pane = await transferPane();
    const loads = () => bench.paths.filter(path => path === '/catalogue').length;
    expect(loads()).toBe(1);
    await vi.advanceTimersByTimeAsync(refreshMs);
    expect(loads()).toBe(2);
    bench.isReachable = false;
    await vi.advanceTimersByTimeAsync(refreshMs);
    expect(pane.lists.failed.value).toBe(true);
    expect(pane.picker.value.shown.value.length).toBeGreaterThan(0);
    pane.close();
    await vi.advanceTimersByTimeAsync(3 * refreshMs);
    expect(loads()).toBe(3);
  });

  test('DESK-26: of a hundred services the first match is chosen and the arrows go on', async () => {
    bench.catalogue = largeCatalogue(100);
    const pane = await transferPane();
    const picker = pane.picker.value;
    expect(picker.shown.value).toHaveLength(100);
    picker.type('layanan 07');
    expect(picker.chosen.value?.name).toBe('Layanan 070');
    picker.step(1);
    picker.step(1);
    expect(picker.chosen.value?.name).toBe('Layanan 072');
    for (let step = 0; step < 20; step += 1) picker.step(1);
    expect(picker.chosen.value).toBe(picker.shown.value.at(-1));
    picker.step(-1);
    expect(picker.chosen.value).toBe(picker.shown.value.at(-2));
  });

  test('DESK-26: what this counter chose most often comes first, with a digit', async () => {
    const before = await transferPane();
    before.done({ do: 'transfer', to: { serviceId: 'record' }, place: 'order', returns: false });
    before.done({ do: 'transfer', to: { serviceId: 'loss' }, place: 'order', returns: false });
    before.done({ do: 'transfer', to: { serviceId: 'loss' }, place: 'order', returns: false });
    const pane = await transferPane();
    const [often, all] = pane.picker.value.groups.value;
    expect(often?.heading).toBe('often');
    expect(often?.rows.map(row => row.key)).toEqual(['service loss', 'service record']);
    expect(all?.rows.map(row => row.key)).not.toContain('service loss');
    expect(pane.picker.value.chooseOften(2)).toBe(true);
    expect(pane.chosen?.key).toBe('service record');
    expect(pane.picker.value.chooseOften(4)).toBe(false);
  });

  test('SETUP-28: where visitors of the service usually go on to stands first, under the key 1', async () => {
    const goes = (thenServiceId: string | null) => {
      const view = bench.view.value!;
      bench.view.value = { ...view, ticket: { ...view.ticket!, thenServiceId } };
    };
    const before = await transferPane();
    before.done({ do: 'transfer', to: { serviceId: 'record' }, place: 'order', returns: false });
    goes('loss');
    const pane = await transferPane();
    const [usual, often, all] = pane.picker.value.groups.value;
    expect([usual?.heading, often?.heading, all?.heading]).toEqual(['usual', 'often', 'all']);
    expect(usual?.rows.map(row => row.key)).toEqual(['service loss']);
    expect(all?.rows.map(row => row.key)).not.toContain('service loss');
    expect(pane.picker.value.chooseOften(1)).toBe(true);
    expect(pane.chosen?.key).toBe('service loss');
    expect(pane.picker.value.chooseOften(2)).toBe(true);
    expect(pane.chosen?.key).toBe('service record');
    // Nowhere in particular, and the very service that is at the counter: nothing is offered first.
    for (const id of [null, bench.view.value!.ticket!.serviceId]) {
      goes(id);
      expect(pane.picker.value.groups.value[0]?.heading).toBe('often');
    }
  });

  test('DESK-26: what can not be read of the memory counts as nothing', async () => {
    bench.kept.set('often.counter-3', '{"not":"a list"}');
    const pane = await transferPane();
    expect(pane.picker.value.groups.value.map(group => group.heading)).toEqual(['all']);
  });
});

describe('choosing a service', () => {
  test('DESK-27: a visitor without a ticket is served with the need and language shown', async () => {
    bench.view.value = idlePaneView;
    const pane = await servicePane('walk-in');
    expect(pane.picker.shown.value.map(row => row.key)).toEqual([
      'service reprint',
      'service first-card',
      'service family-card',
    ]);
    pane.picker.type('kartu');
    expect(pane.offer.value.action).toEqual({
      do: 'walk-in',
      serviceId: 'family-card',
      language: 'id',
    });
    pane.need.value = 'pregnant';
    pane.language.value = 'en';
    expect(pane.offer.value.action).toEqual({
      do: 'walk-in',
      serviceId: 'family-card',
      need: 'pregnant',
      language: 'en',
    });
  });

  test('DESK-27: another service is one of this counter, and not the one there is', async () => {
    const pane = await servicePane('change-service');
    pane.picker.type('cetak ulang');
    expect(pane.picker.shown.value.map(row => row.blocked?.why)).toEqual(['this-service']);
    expect(pane.offer.value.action).toBeNull();
    pane.picker.type('perekaman');
    expect(pane.offer.value.action).toEqual({ do: 'change-service', serviceId: 'first-card' });
  });

  test('DESK-27: one more service is any that is open and not in the visit yet', async () => {
    const pane = await servicePane('add-service');
    pane.picker.type('pembayaran');
    expect(pane.picker.shown.value.map(row => [row.key, row.blocked?.why ?? null])).toEqual([
      ['service late', null],
      ['service tax', 'in-visit'],
    ]);
    expect(pane.offer.value.action).toEqual({ do: 'add-service', serviceId: 'late' });
  });
});
