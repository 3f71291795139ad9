import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  agencyRows,
  counterRows,
  emptyAgency,
  freeLetter,
  wrongAgency,
} from '../../admin-ui/first-agencies.ts';
import { FirstRunForm, wrongAdministrator, wrongBuilding } from '../../admin-ui/first-run.ts';
import { isDone, nextStep, type StepFacts } from '../../admin-ui/wizard-steps.ts';
import { runsOf } from '../../admin-ui/wizard-words.ts';
import type { Setup } from '../../contract/setup.ts';
import { faultsOf } from '../../server/domain/setup-rules.ts';
import { newBuilding } from '../../server/http/new-building.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The wizard without a browser: what it makes, and where it goes on. */

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const empty = (): Setup =>
  newBuilding({
    name: { line1: 'Mal Pelayanan Publik', line2: '' },
    short: 'MPP',
    timeZone: 'Asia/Jakarta',
    languages: ['id'],
    hours: { periods: [{ days: [1], opens: '08:00', closes: '15:00' }], lastTicketMinutes: 0 },
  });

let ids = 0;
const newId = (): string => `id${(ids += 1)}`;

/** As the server would have it once the rows are saved. */
function withRows(setup: Setup, rows: ReturnType<typeof agencyRows>): Setup {
  const next = structuredClone(setup) as unknown as Record<string, unknown[]>;
  for (const { path, row } of rows) next[path.split('/')[0]!]!.push(row);
  return next as unknown as Setup;
}

const entered = (setup: Setup, name: string) => ({
  ...emptyAgency(setup),
  name,
  short: name.slice(0, 14),
  services: [
    { name: 'Layanan satu', minutes: '7,5' },
    { name: '', minutes: '10' },
  ],
});

describe('agencies that are entered', () => {
  test('FIRST-8: make a set-up without a fault, with letters that no line has', () => {
    let setup = empty();
    for (const name of ['Dukcapil', 'Pertanahan', 'Kepolisian']) {
      const form = entered(setup, name);
      expect(wrongAgency(form, setup)).toBeNull();
      setup = withRows(setup, agencyRows(form, setup, newId));
    }
    setup = withRows(setup, counterRows(setup, new Map([[setup.agencies[0]!.id, 3]]), newId));
    expect(faultsOf(setup)).toEqual([]);
    expect(setup.queues.map(({ series }) => series)).toEqual(['A', 'B', 'C']);
    expect(setup.zones).toHaveLength(1);
    expect(setup.services.map(({ minutes }) => minutes)).toEqual([7.5, 7.5, 7.5]);
    expect(setup.counters.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(setup.counters.map(row => row.showsPrinters)).toEqual([true, ...Array(4).fill(false)]);
    expect(counterRows(setup, new Map(), newId)).toEqual([]);
    const more = counterRows(setup, new Map([[setup.agencies[1]!.id, 99]]), newId);
    expect(more).toHaveLength(19);
    expect(freeLetter(setup)).toBe('D');
  });

  test('FIRST-8: what is not whole is named before it is sent', () => {
    const setup = withRows(empty(), agencyRows(entered(empty(), 'Dukcapil'), empty(), newId));
    const good = entered(setup, 'Pertanahan');
    const line = (minutes: string) => ({ ...good, services: [{ name: 'Satu', minutes }] });
    expect(wrongAgency({ ...good, name: ' ' }, setup)).toBe('name');
    expect(wrongAgency({ ...good, short: 'lima belas huruf' }, setup)).toBe('short');
    expect(wrongAgency({ ...good, letter: 'I' }, setup)).toBe('letter');
    expect(wrongAgency({ ...good, letter: 'A' }, setup)).toBe('letterTaken');
    expect(wrongAgency({ ...good, services: [] }, setup)).toBe('services');
    for (const minutes of ['', '0', '241', 'x']) {
      expect(wrongAgency(line(minutes), setup), minutes).toBe('minutes');
    }
  });
});

describe('steps', () => {
  test('FIRST-8: what is done is read from what is there; what is put off comes last', () => {
    const facts: StepFacts = { setup: empty(), devices: [], name: 'Putu', isTried: false };
    expect(nextStep(facts, new Set())).toBe('agencies');
    expect(nextStep(facts, new Set(['agencies', 'counters', 'printer']))).toBe('screens');
    expect(nextStep({ ...facts, name: null }, new Set())).toBe('administrator');
    const kiosk = { id: 'd1', name: 'Kiosk 1', printerIds: [] } as unknown as Setup['kiosks'][0];
    const setUp = { ...empty(), kiosks: [kiosk] };
    expect(isDone('screens', { ...facts, setup: setUp })).toBe(false);
    expect(isDone('building', { ...facts, setup: null })).toBe(false);
    const all = ['agencies', 'counters', 'printer', 'screens', 'trial'] as const;
    expect(nextStep(facts, new Set(all))).toBeNull();
  });

  test('FIRST-8: numbers of counters are read as runs', () => {
    expect(runsOf([7, 1, 3, 2, 9, 10])).toBe('1–3, 7, 9–10');
    expect(runsOf([])).toBe('');
  });
});

describe('the form of a first run', () => {
  test('FIRST-4: it asks on until the building’s own server answers', async () => {
    const answers: Answer<unknown>[] = [
      { ok: true, status: 200, body: { state: 'making', hasCode: false } },
      { ok: false, problem: { code: 'unreachable', status: 0 } },
      { ok: true, status: 200, body: { state: 'made', hasCode: false } },
    ];
    const ask = (() => Promise.resolve(answers.shift()!)) as unknown as typeof send;
    const form = new FirstRunForm(ask, (work, ms) => void setTimeout(work, ms));
    const made = vi.fn<() => void>();
    void form.follow(made);
    await vi.advanceTimersByTimeAsync(500);
    expect(made).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(made).toHaveBeenCalledTimes(1);
    expect(answers).toEqual([]);
  });

  test('FIRST-2: what is not whole is named before it is sent', async () => {
    const ask = vi.fn<() => Promise<Answer<unknown>>>();
    const form = new FirstRunForm(ask as unknown as typeof send, () => undefined);
    expect(wrongBuilding(form.building.value)).toBe('short');
    form.changeBuilding({ short: 'MPP', days: [] });
    expect(wrongBuilding(form.building.value)).toBe('days');
    form.changeBuilding({ days: [1], opens: '15:00', closes: '08:00' });
    expect(wrongBuilding(form.building.value)).toBe('closes');
    form.changeAdministrator({ name: 'Putu', username: 'putu w', password: 'selendang-49' });
    expect(wrongAdministrator(form.administrator.value)).toBe('username');
    expect(await form.make()).toBe(false);
    expect(ask).not.toHaveBeenCalled();
  });
});
