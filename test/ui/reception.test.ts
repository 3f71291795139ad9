import { afterEach, describe, expect, test, vi } from 'vitest';
import { findServices } from '../../counter-ui/reception/find-service.ts';
import { errandsMax, ReceptionPage } from '../../counter-ui/reception/model.ts';
import { refusedWords } from '../../counter-ui/reception/refused-texts.ts';
import type { Catalogue } from '../../contract/views.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import { kioskView } from './fixtures/kiosk-view.ts';

const catalogue: Catalogue = { agencies: kioskView().agencies };
const services = catalogue.agencies.flatMap(agency => agency.services);
const open = services.filter(({ availability }) => availability.open).map(({ id }) => id);
const asking = open[0]!;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: string | undefined;
}

const user = { id: 's1', username: 'petugas-1', name: 'Sri', role: 'officer', counterIds: [] };
const ticket = { id: 'v1', label: 'A001', legs: [], trackUrl: 'http://h/t/x', token: 'x' };
const issued = (jobId: number | null): Answer<unknown> => ({
  ok: true,
  status: 201,
  body: { ticket, print: jobId === null ? null : { jobId, state: 'queued' } },
});
const refused = (code: string, status = 409): Answer<unknown> => ({
  ok: false,
  problem: { code, status },
});

/** The front desk before a server made of answers; what it asks by itself is answered always. */
async function bench(own: string | null = null) {
  const sent: Sent[] = [];
  const answers: Answer<unknown>[] = [];
  const memory = new Map(own === null ? [] : [['reception-printer', own]]);
  const always: Record<string, unknown> = {
    'GET /session': { user },
    'GET /building': { line1: 'MPP', line2: 'Kecil', timeZone: 'Asia/Makassar', demo: false },
    'GET /catalogue': catalogue,
    'GET /reception': {
      asks: [{ serviceId: asking, fields: ['phone', 'nik'] }],
      printers: [
        { id: 'p1', name: 'Printer 1' },
        { id: 'p2', name: 'Printer 2' },
      ],
    },
  };
  const page = new ReceptionPage({
    send: (async (method, path, body, options) => {
      const known = always[`${method} ${path}`];
      if (known) return { ok: true, status: 200, body: known };
      sent.push({ method, path, body, key: options?.key });
      return answers.shift() ?? refused('not-found', 404);
    }) as typeof send,
    memory: {
      read: name => memory.get(name) ?? null,
      write: (name, value) => memory.set(name, value) !== undefined,
    },
  });
  page.start();
  await vi.waitFor(() => expect(page.reception.value).not.toBeNull());
  await vi.waitFor(() => expect(page.catalogue.value).not.toBeNull());
  pages.push(page);
  return { page, sent, answers, memory };
}
const pages: ReceptionPage[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

describe('finding a service', () => {
  test('FRONT-6: parts of words and slips find it, and without words all stand there', () => {
    expect(findServices(catalogue, ' ')).toHaveLength(services.length);
    const name = services[0]!.name.id;
    expect(findServices(catalogue, name.slice(0, 5))[0]?.service.id).toBe(services[0]!.id);
    expect(findServices(catalogue, 'qqqq')).toEqual([]);
  });

  test('FRONT-6: Enter takes the chosen one, and the next can be typed at once', async () => {
    const { page } = await bench();
    page.search(services.find(({ id }) => id === asking)!.name.id);
    page.addChosen();
    expect([page.errands.value, page.query.value]).toEqual([[asking], '']);
    page.add(asking);
    for (const id of open.slice(1, errandsMax + 2)) page.add(id);
    expect(page.errands.value).toHaveLength(errandsMax);
    const closed = services.find(({ availability }) => !availability.open);
    page.next();
    if (closed) page.add(closed.id);
    expect(page.errands.value).toEqual([]);
  });
});

describe('issuing', () => {
  test('FRONT-7: only what the chosen services ask is asked and sent', async () => {
    const { page, sent, answers } = await bench();
    page.add(open[1]!);
    expect(page.asks.value).toEqual([]);
    page.add(asking);
    expect(page.asks.value).toEqual(['nik', 'phone']);
    page.person.value = { name: 'Tak diminta', nik: ' 5107012345678901 ', phone: ' ' };
    page.need.value = 'elderly';
    page.note.value = '  Mohon dibantu ';
    answers.push(issued(null));
    await page.issue();
    expect(sent[0]).toMatchObject({
      path: '/reception/tickets',
      body: {
        serviceIds: [open[1], asking],
        language: 'id',
        need: 'elderly',
        note: 'Mohon dibantu',
        person: { nik: '5107012345678901' },
        printerId: 'p1',
      },
    });
    // Once it is issued nothing of the visitor stays on the screen.
    expect([page.person.value.nik, page.note.value]).toEqual(['', '']);
  });

  test('FRONT-7: an answer that was lost is asked for again under the same key', async () => {
    const { page, sent, answers } = await bench();
    page.add(open[1]!);
    answers.push(refused('unreachable', 0), issued(null));
    await page.issue();
    expect(page.result.value).toMatchObject({ is: 'refused' });
    await page.issue();
    expect(sent[1]!.key).toBe(sent[0]!.key);
    expect(page.result.value).toMatchObject({ is: 'issued' });
    page.add(open[2]!);
    expect([page.errands.value, page.result.value.is]).toEqual([[open[2]], 'none']);
    answers.push(issued(null));
    await page.issue();
    expect(sent[2]!.key).not.toBe(sent[0]!.key);
  });

  test('FRONT-7: a refusal keeps what was chosen; another errand goes along', async () => {
    const { page, answers } = await bench();
    page.add(open[1]!);
    answers.push(refused('service-closed'));
    await page.issue();
    page.add(open[2]!);
    expect(page.errands.value).toEqual([open[1], open[2]]);
    page.dismiss();
    expect(page.result.value.is).toBe('none');
  });

  test('FRONT-8: the printer is this computer’s choice, and no paper is one too', async () => {
    const { page, memory } = await bench('p2');
    expect(page.printerId.value).toBe('p2');
    page.choosePrinter(null);
    expect(memory.get('reception-printer')).toBe('');
    expect((await bench('')).page.printerId.value).toBeNull();
    expect((await bench('gone')).page.printerId.value).toBe('p1');
  });

  test('FRONT-8: paper is followed to its end; where it fails the desk holds the number', async () => {
    const { page, sent, answers } = await bench();
    page.add(open[1]!);
    const failed = { ok: true, status: 200, body: { state: 'not-sent', fault: 'paper-end' } };
    answers.push(issued(7), failed as Answer<unknown>, refused('unreachable', 0));
    await page.issue();
    await vi.waitFor(() => expect(page.printing.state.value.is).toBe('failed'));
    expect(sent.map(({ path }) => path).slice(1)).toEqual([
      '/reception/prints/7',
      '/reception/tickets/v1/claim',
    ]);
  });
});

describe('codes', () => {
  test('FRONT-9: a number and a paper are looked up, all else is a booking', async () => {
    const { page, sent, answers } = await bench();
    await page.enterCode(' a-012 ');
    await page.enterCode('http://h/t/abc');
    expect(sent.map(({ path }) => path)).toEqual([
      '/reception/labels/a012',
      '/tickets/by-token/abc',
    ]);
    answers.push(refused('booking-too-late'));
    await page.enterCode('ABCD-2345');
    expect(page.result.value).toMatchObject({ is: 'refused', code: 'ABCD-2345' });
    answers.push(issued(null));
    await page.enterCode('ABCD-2345', true);
    expect(sent.at(-1)).toMatchObject({
      path: '/reception/check-ins',
      body: { code: 'ABCD-2345', asWalkIn: true, printerId: 'p1' },
    });
  });

  test('FRONT-9: every refusal of a booking is a sentence of its own', () => {
    const codes = [
      'unknown-booking',
      'other-building',
      'booking-cancelled',
      'booking-used',
      'booking-other-day',
      'booking-too-early',
      'booking-too-late',
      'something-new',
    ];
    const opensAt = '2026-11-23T09:45:00+08:00';
    const said = codes.map(code =>
      refusedWords({ code, status: 409, facts: { opensAt } }, undefined, 0, 'Asia/Makassar'),
    );
    expect(new Set(said).size).toBe(codes.length);
    expect(said[5]).toMatch(/09\.45/);
    const wrong = {
      code: 'invalid-input',
      status: 422,
      errors: [{ path: 'person.nik', message: '' }],
    };
    expect(refusedWords(wrong, undefined, 0, 'Asia/Makassar')).toMatch(/16 angka/);
  });
});
