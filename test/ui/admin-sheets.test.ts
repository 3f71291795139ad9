import { signal } from '@preact/signals';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Catalogue } from '../../contract/views.ts';
import {
  ManualEntry,
  entryServices,
  instantToday,
  minuteOfDay,
} from '../../admin-ui/manual-entry.ts';
import { numbersOf, sheetLabel, sheetPages, sheetQueues } from '../../admin-ui/sheet-plan.ts';
import { SheetsPage } from '../../admin-ui/sheets-model.ts';
import { refusalWords } from '../../admin-ui/sheets-texts.ts';
import type { Answer, SendOptions } from '../../ui-kit/api.ts';
import type { send } from '../../ui-kit/api.ts';
import { building, deskNow } from './fixtures/desk-views.ts';
import { kioskView } from './fixtures/kiosk-view.ts';
import { overview } from './fixtures/overview.ts';

const catalogue: Catalogue = { agencies: kioskView().agencies };
const zone = building.timeZone;

describe('sheets of numbers', () => {
  test('SHEET-1: numbers stay between 901 and 999, however many are asked for', () => {
    expect(numbersOf({ from: 901, count: 3 })).toEqual([901, 902, 903]);
    expect(numbersOf({ from: 995, count: 40 })).toEqual([995, 996, 997, 998, 999]);
    expect(numbersOf({ from: 1, count: 2 })).toEqual([901, 902]);
    expect(numbersOf({ from: 2_000, count: 2 })).toEqual([999]);
    expect(numbersOf({ from: 901, count: -1 })).toEqual([]);
  });

  test('SHEET-2: each queue has its list and its slips, ten on a sheet, in order of series', () => {
    const queues = sheetQueues(overview, catalogue);
    expect(queues.map(queue => queue.series)).toEqual(['A', 'B', 'C', 'H']);
    const choice = { queueIds: new Set(['queue-H', 'queue-A']), from: 901, count: 34 };
    const pages = sheetPages(queues, { ...choice, withRegister: true });
    const told = pages.map(({ kind, queue, numbers }) => [kind, queue.series, numbers.length]);
    const of = (series: string) => [
      ['register', series, 33],
      ['register', series, 1],
      ...[10, 10, 10, 4].map(count => ['slips', series, count]),
    ];
    expect(told).toEqual([...of('A'), ...of('H')]);
    const slips = sheetPages(queues, { ...choice, withRegister: false });
    expect(slips.every(({ kind }) => kind === 'slips')).toBe(true);
    expect(sheetLabel(queues[0]!, 907)).toBe('A907');
  });

  test('SHEET-3: a sheet knows its zone and the errands of its queue', () => {
    const [first] = catalogue.agencies;
    const services = first!.services.map(service => ({ ...service, queueId: 'queue-A' }));
    const queue = sheetQueues(overview, { agencies: [{ ...first!, services }] })[0]!;
    expect(queue.zone).toBe('Zona Biru, Lantai 1');
    expect(queue.services).toEqual(services.map(service => service.name));
  });
});

describe('times as they are written', () => {
  test('SHEET-7: with a full stop, a colon or nothing between', () => {
    for (const text of ['9.12', '09.12', '9:12', '912', '0912', ' 09 12 ']) {
      expect(minuteOfDay(text), text).toBe(552);
    }
    for (const text of ['', '24.00', '9.60', '9', '9.1', '12345', 'pagi']) {
      expect(minuteOfDay(text), text).toBeNull();
    }
  });

  test('SHEET-7: they are of today in the building, also just after its midnight', () => {
    const now = Date.parse('2026-11-23T00:20:31+08:00');
    expect(instantToday(5, now, zone)).toBe(Date.parse('2026-11-23T00:05:00+08:00'));
    expect(instantToday(0, now, zone)).toBe(Date.parse('2026-11-23T00:00:00+08:00'));
  });
});

interface Sent {
  readonly body: Readonly<Record<string, unknown>>;
  readonly key: string | undefined;
}

/** Entries before a server that gives these answers, one after the other; then nothing comes. */
function openEntry(...answers: Answer<unknown>[]) {
  const sent: Sent[] = [];
  let keys = 0;
  const signedOut = vi.fn<() => void>();
  const entry = new ManualEntry({
    send: ((_method: string, _path: string, body: Sent['body'], options?: SendOptions) => {
      sent.push({ body, key: options?.key });
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise(() => undefined);
    }) as typeof send,
    newKey: () => `key-${(keys += 1)}`,
    now: () => deskNow,
    timeZone: () => zone,
    signedOut,
  });
  entry.offer(entryServices(catalogue));
  const type = (service: string, number: string, time = '') => {
    entry.type(service);
    const [first] = entry.matches.value;
    if (first) entry.choose(first);
    entry.number.value = number;
    entry.time.value = time;
    return entry.submit();
  };
  return { entry, sent, type, signedOut };
}

const enteredAs = (label: string) =>
  ({ ok: true, status: 201, body: { ticket: { label } } }) as const;
const refusedAs = (code: string, status = 409) =>
  ({ ok: false, problem: { code, status, facts: { label: 'A907' } } }) as const;
const stateOf = (entry: ManualEntry) => entry.rows.value[0]?.state.is;

describe('numbers on their way into their lines', () => {
  test('SHEET-5: a service is found by any words of its name or agency', () => {
    const { entry } = openEntry();
    entry.type('lahir akta');
    expect(entry.matches.value.map(({ name }) => name.id)).toEqual(['Akta Kelahiran']);
    entry.type('dukcapil');
    expect(entry.matches.value).toHaveLength(8);
    entry.type('tidak ada');
    expect(entry.matches.value).toEqual([]);
    entry.type(' ');
    expect(entry.matches.value).toEqual([]);
  });

  test('SHEET-6: a row goes with its own time, and the next one keeps the service', async () => {
    const { entry, sent, type } = openEntry(enteredAs('AC907'));
    expect(type('akta kelahiran', '907', '8.05')).toBe('number');
    expect(stateOf(entry)).toBe('sending');
    expect([entry.number.value, entry.time.value]).toEqual(['', '']);
    expect(entry.service.value?.name.id).toBe('Akta Kelahiran');
    await vi.waitFor(() => expect(stateOf(entry)).toBe('entered'));
    expect(sent[0]?.body).toEqual({
      serviceId: entry.service.value?.id,
      number: 907,
      takenAt: '2026-11-23T00:05:00.000Z',
    });
    entry.need.value = 'elderly';
    entry.number.value = '908';
    entry.submit();
    expect(sent[1]?.body).toMatchObject({ class: 'vulnerable', need: 'elderly' });
    expect(entry.need.value).toBeNull();
  });

  test('SHEET-6: what is missing or wrong keeps the row and names its field', () => {
    const { entry, sent, type } = openEntry();
    expect(entry.submit()).toBe('service');
    for (const number of ['', '900', '1000', '90.5', 'A907']) {
      expect(type('akta kelahiran', number)).toBe('number');
    }
    expect(type('akta kelahiran', '907', 'pagi')).toBe('time');
    // 08.52 in the building: this is still to come.
    expect(type('akta kelahiran', '907', '08.53')).toBe('time');
    expect(entry.wrong.value).toBe('time');
    expect(sent).toEqual([]);
    expect(type('akta kelahiran', '907', '08.52')).toBe('number');
    expect(entry.wrong.value).toBeNull();
  });

  test('SHEET-8: a refused row says why, and can be taken back and typed right', async () => {
    const { entry, sent, type } = openEntry(refusedAs('already-entered'), enteredAs('AC908'));
    type('akta kelahiran', '907', '08.05');
    await vi.waitFor(() => expect(stateOf(entry)).toBe('refused'));
    expect(refusalWords({ code: 'already-entered', status: 409, facts: { label: 'A907' } })).toBe(
      'Nomor A907 sudah pernah dimasukkan hari ini.',
    );
    entry.correct(entry.rows.value[0]!.key);
    expect(entry.rows.value).toEqual([]);
    expect([entry.number.value, entry.time.value]).toEqual(['907', '08.05']);
    entry.number.value = '908';
    entry.submit();
    await vi.waitFor(() => expect(stateOf(entry)).toBe('entered'));
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  test('SHEET-8: a row whose answer was lost goes again as it was, under its key', async () => {
    const { entry, sent, type } = openEntry(refusedAs('unreachable', 0), enteredAs('AC907'));
    type('akta kelahiran', '907');
    await vi.waitFor(() => expect(stateOf(entry)).toBe('refused'));
    entry.again(entry.rows.value[0]!.key);
    await vi.waitFor(() => expect(stateOf(entry)).toBe('entered'));
    expect(sent[1]).toEqual(sent[0]);
    entry.again(entry.rows.value[0]!.key);
    expect(sent).toHaveLength(2);
  });

  test('SHEET-8: a session that ended is noticed, and the list stays', async () => {
    const { entry, type, signedOut } = openEntry(refusedAs('not-signed-in', 401));
    type('akta kelahiran', '907');
    await vi.waitFor(() => expect(signedOut).toHaveBeenCalledTimes(1));
    expect(entry.rows.value).toHaveLength(1);
  });
});

let close = (): void => undefined;
afterEach(() => close());

function openSheets(role: 'officer' | 'supervisor') {
  const opened: string[] = [];
  const stream = (name: string, now: number) => {
    opened.push(name);
    const clock = { now: () => now, second: signal(now) };
    return { clock, view: signal(overview), link: signal('live' as const), close: () => undefined };
  };
  const user = { id: 'u1', name: 'Sari', username: 'sari', role, counterIds: ['counter-3'] };
  const bodies: Readonly<Record<string, unknown>> = {
    '/session': { user },
    '/building': building,
    '/catalogue': catalogue,
  };
  const page = new SheetsPage(
    {
      send: ((_method: string, path: string) =>
        Promise.resolve({ ok: true, status: 200, body: bodies[path] })) as typeof send,
      newKey: () => 'key',
      openOverview: () => stream('overview', 1_000),
      openDesk: counterId => stream(counterId, 2_000),
    },
    'print',
  );
  close = () => page.close();
  page.start();
  return { page, opened };
}

describe('who works with paper numbers', () => {
  test('SHEET-4: a supervisor prints and enters, by the time of the board', async () => {
    const { page, opened } = openSheets('supervisor');
    await vi.waitFor(() => expect(page.queues.value).toHaveLength(4));
    expect([page.tab.value, page.now()]).toEqual(['print', 1_000]);
    page.toggleAll();
    expect(page.pages.value).toHaveLength(4 * 3);
    page.toggleQueue('queue-A');
    expect(page.pages.value).toHaveLength(3 * 3);
    page.show('enter');
    expect(page.tab.value).toBe('enter');
    expect(opened).toEqual(['overview']);
  });

  test('SHEET-4: an officer enters only, by the time of the own desk', async () => {
    const { page, opened } = openSheets('officer');
    await vi.waitFor(() => expect(page.isLoaded).toBe(true));
    page.show('print');
    expect([page.tab.value, page.now()]).toEqual(['enter', 2_000]);
    expect(opened).toEqual(['counter-3']);
  });
});
