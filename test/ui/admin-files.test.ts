import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SetupFileCheck } from '../../contract/setup-files.ts';
import { groupsOfEdits } from '../../admin-ui/files-diff.ts';
import { FilesPage } from '../../admin-ui/files-page.ts';
import { fileFaultWords, fileRefused } from '../../admin-ui/files-texts.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';

/** The office’s page of files, without a screen. */

const empty: SetupFileCheck = {
  from: 'MPP Lain',
  date: '2026-11-23',
  groups: [
    { group: 'identity', edits: 1 },
    { group: 'rules', edits: 1 },
  ],
  taken: ['rules'],
  faults: [],
  letGo: [],
  edits: [{ path: 'rules/undoSeconds', before: 30, after: 45 }],
  effects: [],
  preview: 'a'.repeat(32),
};
const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 200, body });
const refused = (code: string): Answer<unknown> => ({ ok: false, problem: { code, status: 409 } });
const admin = { id: 's', username: 'admin', name: 'Ratna', role: 'administrator', counterIds: [] };

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  language.value = 'id';
});

async function bench(answers: (Answer<unknown> | Promise<Answer<unknown>>)[], role = admin.role) {
  const asked: string[] = [];
  const sent: string[] = [];
  const ask = (async (method, path) => {
    sent.push(`${method} ${path}`);
    if (path === '/session') return good({ user: { ...admin, role } });
    const seen = { setupSeq: 5, today: '2026-11-23', setup: demoSetup(), faults: [] };
    if (path === '/admin/setup') return good(seen);
    return good({ setupSeq: 7, changed: 1, planId: null });
  }) as typeof send;
  const page = new FilesPage({
    send: ask,
    upload: (async (path: string, type: string) => {
      asked.push(`${path} ${type}`);
      return answers.shift() ?? refused('fault');
    }) as never,
    download: (async () => good(new Blob(['setupFile: 1\n']))) as never,
  });
  page.start();
  await vi.advanceTimersByTimeAsync(0);
  return { page, asked, sent };
}
const bring = (page: FilesPage, text: string, name = 'a.yaml') =>
  page.bring(new Blob([text]), name);
const check = '/admin/setup/file/check';

describe('a file that is brought', () => {
  test('FILES-14: it is looked at first; what is usual is taken, and the choice is asked anew', async () => {
    const chosen = { ...empty, taken: ['rules', 'identity'] as const };
    const { page, asked } = await bench([good(empty), good(chosen)]);
    await bring(page, 'setupFile: 1\n');
    expect(asked).toEqual([`${check} application/yaml`]);
    expect([[...page.take.value], page.mayApply.value]).toEqual([['rules'], true]);
    await page.choose('identity', true);
    expect(asked[1]).toBe(`${check}?take=rules,identity application/yaml`);
  });

  test('FILES-14: with an error nothing can be applied', async () => {
    const fault = { path: 'rules/x', line: 2, code: 'unknown-key', facts: { key: 'x' } } as const;
    const { page, asked } = await bench([good({ ...empty, edits: [], faults: [fault] })]);
    await bring(page, 'setupFile: 1\nrules: {x: 1}\n');
    expect([page.isWrong.value, page.mayApply.value, await page.apply()]).toEqual([
      true,
      false,
      false,
    ]);
    expect(asked).toHaveLength(1);
    expect(page.file.value?.lines[fault.line - 1]).toBe('rules: {x: 1}');
    expect(fileFaultWords(fault, page)).toBe('“x” tidak dikenal.');
    language.value = 'en';
    expect(fileFaultWords(fault, page)).toBe('“x” is not known.');
  });

  test('FILES-14: a sheet is told by its name or by its first line, and a wrong row keeps all out', async () => {
    const row = { line: 2, code: 'A1', name: 'x', is: 'wrong', faults: [] };
    const body = { rows: [row], faults: [], edits: [], effects: [], preview: 'b'.repeat(32) };
    const { page, asked } = await bench([good(body), good(body), good(body)]);
    await bring(page, 'x', 'Layanan.CSV');
    await bring(page, '\uFEFF"code";"agency"\n', 'layanan.txt');
    expect(asked).toEqual(Array(2).fill('/admin/setup/services/check text/csv'));
    expect([page.isWrong.value, page.mayApply.value]).toEqual([true, false]);
  });

  test('FILES-14: one that is too large is not sent', async () => {
    const { page, asked } = await bench([]);
    await bring(page, 'x'.repeat(2_100_000));
    expect([page.problem.value?.code, asked, page.file.value]).toEqual([
      'body-too-large',
      [],
      null,
    ]);
    expect(fileRefused('body-too-large')).toContain('2 MB');
  });

  test('FILES-15: what was seen is sent, from the day that was chosen, and can be taken back', async () => {
    const saved = { setupSeq: 6, changed: 1, planId: null };
    const { page, asked, sent } = await bench([good(empty), good(saved)]);
    await bring(page, 'setupFile: 1\n');
    expect(await page.apply()).toBe(true);
    expect(asked[1]).toBe(`/admin/setup/file?preview=${empty.preview}&take=rules application/yaml`);
    expect(page.done.value).toEqual({ changed: 1, from: null, seq: 6 });
    await page.undo();
    expect(sent).toContain('POST /admin/setup/changes/6/undo');
    expect(page.done.value).toBeNull();
  });

  test('FILES-15: a planned one says its day and has no way back', async () => {
    const { page, asked } = await bench([
      good(empty),
      good({ setupSeq: 6, changed: 1, planId: 'plan-1' }),
    ]);
    await bring(page, 'setupFile: 1\n');
    page.from.value = '2026-12-01';
    await page.apply();
    expect(asked[1]).toContain('&from=2026-12-01 ');
    expect(page.done.value).toMatchObject({ from: '2026-12-01' });
  });

  test('FILES-15: where somebody else was faster it is looked at anew, and nothing is lost', async () => {
    const now = { ...empty, preview: 'c'.repeat(32) };
    const { page, asked } = await bench([good(empty), refused('setup-changed'), good(now)]);
    await bring(page, 'setupFile: 1\n');
    expect(await page.apply()).toBe(false);
    expect(page.problem.value?.code).toBe('setup-changed');
    expect(asked).toHaveLength(3);
    expect([page.found.value?.check.preview, page.mayApply.value]).toEqual([now.preview, true]);
  });

  test('FILES-15: whoever only reads applies nothing', async () => {
    const { page } = await bench([good(empty)], 'auditor');
    await bring(page, 'setupFile: 1\n');
    expect([page.maySee.value, page.mayApply.value]).toEqual([true, false]);
  });

  test('FILES-16: an answer that comes late never replaces that of a later file', async () => {
    let late: (answer: Answer<unknown>) => void = () => undefined;
    const first = new Promise<Answer<unknown>>(resolve => (late = resolve));
    const { page } = await bench([first, good({ ...empty, from: 'Kedua' })]);
    const one = bring(page, 'setupFile: 1\n', 'satu.yaml');
    await vi.advanceTimersByTimeAsync(0);
    await bring(page, 'setupFile: 1\n', 'dua.yaml');
    late(good({ ...empty, from: 'Pertama' }));
    await one;
    expect(page.file.value?.name).toBe('dua.yaml');
    expect(page.found.value?.check).toMatchObject({ from: 'Kedua' });
  });

  test('FILES-13: the example is looked at like any other file', async () => {
    const { page, asked } = await bench([good(empty)]);
    await page.bringExample();
    expect(page.file.value?.name).toBe('katalog-contoh.yaml');
    expect(asked).toEqual([`${check} application/yaml`]);
  });
});

describe('changes', () => {
  test('FILES-14: they stand by what they belong to', () => {
    const edit = (path: string) => ({ path, before: null, after: null });
    const groups = groupsOfEdits([
      edit('building/short'),
      edit('building/hours'),
      edit('holidays/2026-12-25'),
      edit('order/agencies'),
      edit('services/a'),
    ]);
    expect(groups.map(({ group, edits }) => [group, edits.length])).toEqual([
      ['identity', 1],
      ['hours', 2],
      ['services', 2],
    ]);
  });
});
