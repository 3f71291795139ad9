import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PrinterSetupView, ProbeReport } from '../../contract/printer-setup.ts';
import { ticketLayoutSchema, type TicketLayout } from '../../contract/ticket-layout.ts';
import type { TicketSetupView } from '../../contract/ticket-setup.ts';
import { blockFields, within } from '../../admin-ui/block-fields.ts';
import {
  addBlock,
  hideBlock,
  hideLogo,
  missingKinds,
  moveBlock,
  showLogo,
} from '../../admin-ui/layout-editing.ts';
import { connectionOf, formOf, savedOf, wrongField } from '../../admin-ui/printer-form.ts';
import { PrinterSetup } from '../../admin-ui/printer-setup-model.ts';
import { SlipEditor } from '../../admin-ui/slip-editor.ts';
import type { PictureAnswer } from '../../admin-ui/slip-pictures.ts';
import {
  bilingualLayout,
  shippedLayouts,
  standardLayout,
} from '../../hardware/layout/shipped-layouts.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The administrator's pages for printers and slips, without a screen. */

const state = { state: 'ready', fault: null, since: null, paper: 'adequate' } as const;
const view: PrinterSetupView = {
  setupSeq: 7,
  printers: [
    {
      ...state,
      id: 'printer-1',
      name: 'Printer Kiosk 1',
      connection: { kind: 'network', host: '192.168.10.41', port: 9100 },
      profileId: 'epson-tm-t82x',
      ticketsLeft: null,
      waiting: 0,
    },
  ],
  profiles: [],
  kiosks: [
    { id: 'kiosk-1', name: 'Kiosk 1', printerIds: ['printer-1'] },
    { id: 'kiosk-2', name: 'Kiosk 2', printerIds: ['other', 'printer-1'] },
    { id: 'kiosk-3', name: 'Kiosk 3', printerIds: [] },
  ],
  agents: [{ deviceId: 'agent-1', name: 'Agen 1' }],
};

const report: ProbeReport = {
  finding: 'printer',
  usualOnPort: null,
  isOffline: false,
  faults: [],
  nearEnd: false,
  proof: 'confirming',
  pushes: true,
  maker: 'EPSON',
  model: 'TM-T82X',
  profileIds: ['epson-tm-t82x', 'epson-tm-t82iii'],
  printerId: null,
  tookMs: 12,
};

interface Sent {
  readonly what: string;
  readonly body: unknown;
}

/** Answers by the path that is asked for; remembers what was asked. */
function fakeSend(answers: Record<string, Answer<unknown> | (() => Answer<unknown>)>) {
  const sent: Sent[] = [];
  const ask = (method: string, path: string, body?: unknown) => {
    sent.push({ what: `${method} ${path}`, body });
    const answer = answers[`${method} ${path}`];
    if (answer === undefined) throw new Error(`Nothing answers ${method} ${path}`);
    return Promise.resolve(typeof answer === 'function' ? answer() : answer);
  };
  return { sent, send: ask as unknown as typeof send };
}

const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 200, body });
const refused = (code: string): Answer<unknown> => ({ ok: false, problem: { code, status: 409 } });

describe('the form of a printer', () => {
  test('ADMIN-1: it keeps what was typed for every way of connecting', () => {
    const form = formOf(view, view.printers[0]!);
    expect(connectionOf(form)).toEqual(view.printers[0]!.connection);
    const serial = { ...form, kind: 'serial', baudRate: 19_200 } as const;
    expect(connectionOf(serial)).toEqual({
      kind: 'serial',
      path: '/dev/ttyUSB0',
      baudRate: 19_200,
    });
    expect(connectionOf({ ...serial, kind: 'network' })).toEqual(connectionOf(form));
    expect(form.places).toEqual({ 'kiosk-1': 'first', 'kiosk-2': 'second', 'kiosk-3': 'none' });
  });

  test('ADMIN-2: a place that cannot be is named by its field', () => {
    const form = formOf(view, null);
    const wrong = (fields: object) => wrongField({ ...form, ...fields });
    expect(wrong({ host: '' })).toBe('host');
    expect(wrong({ host: 'a b' })).toBe('host');
    expect(wrong({ host: 'printer', port: '0' })).toBe('port');
    expect(wrong({ host: 'printer', port: '9100x' })).toBe('port');
    expect(wrong({ host: 'printer' })).toBeNull();
    expect(wrong({ kind: 'usb', usbPath: '/etc/passwd' })).toBe('usbPath');
    expect(wrong({ kind: 'cups', queue: 'a b' })).toBe('queue');
    expect(wrong({ kind: 'agent', deviceId: '' })).toBe('deviceId');
  });

  test('ADMIN-1: only kiosks whose place was changed are sent', () => {
    const form = formOf(view, view.printers[0]!);
    const changed = { ...form, places: { ...form.places, 'kiosk-3': 'first' } as const };
    expect(savedOf(changed, view, 7)).toEqual({
      setupSeq: 7,
      id: 'printer-1',
      name: 'Printer Kiosk 1',
      connection: view.printers[0]!.connection,
      profileId: 'epson-tm-t82x',
      kiosks: [{ id: 'kiosk-3', place: 'first' }],
    });
  });
});

describe('setting up a printer', () => {
  const open = (answers: Record<string, Answer<unknown> | (() => Answer<unknown>)>) => {
    const { sent, send: ask } = fakeSend({ 'GET /admin/printers': good(view), ...answers });
    const setup = new PrinterSetup({ send: ask, newKey: () => 'key' });
    return { sent, setup };
  };

  test('ADMIN-3: what was found out about one place is forgotten with it', async () => {
    const { setup } = open({
      'POST /admin/printers/probe': good(report),
      'POST /admin/printers/test-page': good({ code: 'BCDF', outcome: 'printed', fault: null }),
    });
    await setup.load();
    setup.choose(null);
    setup.change({ host: '192.168.10.42' });
    await setup.look();
    await setup.printPage();
    expect(setup.form.value?.profileId).toBe('epson-tm-t82x');
    setup.change({ name: 'Printer baru' });
    expect([setup.probe.value.state, setup.page.value.state]).toEqual(['done', 'done']);
    setup.change({ host: '192.168.10.43' });
    expect([setup.probe.value.state, setup.page.value.state]).toEqual(['idle', 'idle']);
  });

  test('ADMIN-3: a page is printed only after a look, and a printer that answers is asked first', async () => {
    const offline = { ...report, proof: null, isOffline: true, faults: ['cover-open'] };
    const { sent, setup } = open({
      'POST /admin/printers/probe': good(offline),
      'POST /admin/printers/test-page': good({
        code: 'BCDF',
        outcome: 'not-sent',
        fault: 'cover-open',
      }),
    });
    await setup.load();
    setup.choose(view.printers[0]!);
    await setup.printPage();
    expect(sent.map(({ what }) => what)).toEqual([
      'GET /admin/printers',
      'POST /admin/printers/probe',
      'POST /admin/printers/test-page',
    ]);
    expect(sent[2]!.body).toMatchObject({ proof: 'status-only' });
  });

  test('ADMIN-3: an answer about a place that is chosen no more is not shown', async () => {
    let answer: (value: Answer<unknown>) => void = () => undefined;
    const late = new Promise<Answer<unknown>>(resolve => (answer = resolve));
    const ask = ((method: string) =>
      method === 'GET' ? Promise.resolve(good(view)) : late) as unknown as typeof send;
    const setup = new PrinterSetup({ send: ask, newKey: () => 'key' });
    await setup.load();
    setup.choose(null);
    setup.change({ host: 'one' });
    const looking = setup.look();
    setup.change({ host: 'other' });
    answer(good(report));
    await looking;
    expect(setup.probe.value.state).toBe('idle');
  });

  test('ADMIN-4: nothing is asked of a place that cannot be, nor saved without name and profile', async () => {
    const { sent, setup } = open({});
    await setup.load();
    setup.choose(null);
    await setup.look();
    await setup.printPage();
    setup.change({ host: '192.168.10.42', name: ' ' });
    await setup.save();
    expect(sent.map(({ what }) => what)).toEqual(['GET /admin/printers']);
  });

  test('ADMIN-5: where somebody else was faster the newest is loaded, and the next save is over it', async () => {
    let seq = 7;
    const { sent, setup } = open({
      'GET /admin/printers': () => good({ ...view, setupSeq: seq }),
      'POST /admin/printers': () =>
        seq === 9
          ? refused('setup-changed')
          : good({ printer: { id: 'printer-1' }, setupSeq: seq }),
    });
    await setup.load();
    setup.choose(view.printers[0]!);
    setup.change({ name: 'Nama baru' });
    seq = 9;
    // The list is asked for again and again; the form stays what it was made from.
    await setup.load();
    await setup.save();
    expect(setup.saving.value).toEqual({ state: 'refused', code: 'setup-changed' });
    expect(setup.form.value?.name).toBe('Nama baru');
    seq = 10;
    await setup.save();
    expect(setup.saving.value).toEqual({ state: 'done', result: 'saved' });
    const seqs = sent
      .filter(({ what }) => what === 'POST /admin/printers')
      .map(({ body }) => (body as { setupSeq: number }).setupSeq);
    expect(seqs).toEqual([7, 9]);
  });
});

describe('editing a layout', () => {
  const kinds = (layout: TicketLayout) => layout.blocks.map(({ kind }) => kind);
  const isFit = (layout: TicketLayout) => ticketLayoutSchema.safeParse(layout).success;

  test('ADMIN-6: parts move, go and come, number and code stay, and every layout is one that is taken', () => {
    for (const layout of shippedLayouts) {
      layout.blocks.forEach(({ kind }, at) => {
        const hidden = hideBlock(layout, at);
        expect(isFit(hidden)).toBe(true);
        expect(hidden === layout).toBe(kind === 'number' || kind === 'code');
        expect(isFit(moveBlock(layout, at, 1))).toBe(true);
        expect(isFit(moveBlock(layout, at, -1))).toBe(true);
      });
      for (const kind of missingKinds(layout.blocks)) {
        const added = addBlock(layout, kind, 0);
        expect(kinds(added)[1], kind).toBe(kind);
        expect(isFit(added), kind).toBe(true);
      }
    }
    expect(moveBlock(standardLayout, 0, -1)).toBe(standardLayout);
    const full = {
      ...standardLayout,
      blocks: Array.from({ length: 32 }, () => standardLayout.blocks[0]!),
    };
    expect(missingKinds(full.blocks)).toEqual([]);
  });

  test('ADMIN-6: what can be set of a part is what the contract takes, to its limits', () => {
    for (const layout of shippedLayouts) {
      layout.blocks.forEach((block, at) => {
        for (const field of blockFields[block.kind]) {
          const values =
            field.kind === 'number'
              ? [field.min, field.max, ...(field.none === null ? [null] : [])]
              : field.kind === 'choice'
                ? field.values
                : field.kind === 'flag'
                  ? [true, false]
                  : [];
          for (const value of values) {
            const blocks = layout.blocks.with(at, { ...block, [field.name]: value });
            const what = `${block.kind}.${field.name} = ${String(value)}`;
            expect(isFit({ ...layout, blocks }), what).toBe(true);
          }
          if (field.kind !== 'number') continue;
          const beyond = layout.blocks.with(at, { ...block, [field.name]: field.max + 1 });
          expect(isFit({ ...layout, blocks: beyond }), field.name).toBe(false);
        }
      });
    }
    expect([within('', { min: 1, max: 3 }), within('9', { min: 1, max: 3 })]).toEqual([null, 3]);
  });

  test('ADMIN-7: an own logo takes the place of the mark and gives it back', () => {
    const own = showLogo(standardLayout);
    expect(own.blocks[0]).toMatchObject({ kind: 'logo', picture: 'own', dots: 'dithered' });
    expect(kinds(own)).toEqual(kinds(standardLayout));
    expect(hideLogo(own).blocks[0]).toEqual(standardLayout.blocks[0]);
    const without = hideBlock(standardLayout, 0);
    expect(kinds(showLogo(without))[0]).toBe('logo');
    expect(showLogo(bilingualLayout)).toBe(bilingualLayout);
    expect(hideLogo(without)).toBe(without);
  });
});

describe('the page of slips', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const logo = { id: 'logo-1', width: 100, height: 50, createdAt: '2026-11-23T09:00:00+08:00' };
  const slipView: TicketSetupView = {
    setupSeq: 3,
    layout: standardLayout,
    shipped: [...shippedLayouts],
    logo: null,
  };

  function open(more: Record<string, Answer<unknown> | (() => Answer<unknown>)> = {}) {
    const { sent, send: ask } = fakeSend({ 'GET /admin/ticket': good(slipView), ...more });
    const drawn: { path: string; body: { paper: string; layout?: TicketLayout } }[] = [];
    const slip = new SlipEditor({
      send: ask,
      fetchPicture: (path, body): Promise<PictureAnswer> => {
        drawn.push({ path, body: body as { paper: string } });
        return Promise.resolve({ ok: true, picture: new Blob([String(drawn.length)]) });
      },
      uploadLogo: () => Promise.resolve({ ok: true, body: { logo } }),
    });
    slip.start();
    return { slip, sent, drawn };
  }

  test('ADMIN-8: both papers are drawn, once somebody has stopped changing them', async () => {
    const { slip, drawn } = open();
    await vi.advanceTimersByTimeAsync(1);
    expect(drawn.map(({ body }) => body.paper)).toEqual(['80', '58']);
    slip.move(1, 1);
    await vi.advanceTimersByTimeAsync(150);
    slip.move(2, 1);
    await vi.advanceTimersByTimeAsync(150);
    expect(drawn).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(drawn).toHaveLength(4);
    expect(drawn[3]!.body.layout).toEqual(slip.layout.value);
    slip.close();
  });

  test('ADMIN-8: nothing is saved unchanged, and what was changed can be put back', async () => {
    const { slip, sent } = open({ 'POST /admin/ticket': good({ setupSeq: 4 }) });
    await vi.advanceTimersByTimeAsync(1);
    await slip.save();
    expect(sent).toHaveLength(1);
    slip.hide(0);
    expect(slip.isChanged.value).toBe(true);
    slip.revert();
    expect(slip.isChanged.value).toBe(false);
    await slip.upload(new Blob(['png']));
    expect(slip.logo.value).toEqual(logo);
    await slip.save();
    expect(sent[1]!.body).toEqual({ setupSeq: 3, layout: slip.layout.value, logoId: 'logo-1' });
    expect(slip.isChanged.value).toBe(false);
    slip.removeLogo();
    expect(slip.isChanged.value).toBe(true);
    slip.close();
  });

  test('ADMIN-5: a layout that somebody else changed meanwhile stays as it is being edited', async () => {
    let answer = refused('setup-changed');
    let seq = 3;
    const { slip, sent } = open({
      'GET /admin/ticket': () => good({ ...slipView, setupSeq: seq }),
      'POST /admin/ticket': () => answer,
    });
    await vi.advanceTimersByTimeAsync(1);
    slip.hide(0);
    const edited = slip.layout.value;
    seq = 8;
    await slip.save();
    expect(slip.saving.value).toEqual({ state: 'refused', code: 'setup-changed' });
    expect(slip.layout.value).toBe(edited);
    answer = good({ setupSeq: 9 });
    await slip.save();
    expect(sent.at(-1)!.body).toMatchObject({ setupSeq: 8 });
    expect(slip.saving.value.state).toBe('done');
    slip.close();
  });

  test('ADMIN-7: a file that is too large is not even sent', async () => {
    const { slip } = open();
    await vi.advanceTimersByTimeAsync(1);
    await slip.upload(new Blob([new Uint8Array(1_048_577)]));
    expect(slip.uploading.value).toEqual({ state: 'refused', code: 'too-many-bytes' });
    expect(slip.logo.value).toBeNull();
    slip.close();
  });
});
