import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Audit, AuditEntry } from '../../contract/audit.ts';
import { csvCell } from '../../admin-ui/audit-csv.ts';
import { AuditLog } from '../../admin-ui/audit-log.ts';
import { PersonFile } from '../../admin-ui/person-file.ts';
import { demoSetup } from '../../server/demo/demo-setup.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The audit and one person's data, as their pages hold them. */

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A server that answers as it was told, and remembers what was asked. */
class TalkingServer {
  readonly asked: Asked[] = [];
  readonly files: { readonly name: string; readonly text: string }[] = [];
  answers: Record<string, unknown> = {};
  refuses: string | null = null;

  readonly send = (async (method: string, path: string, body?: unknown) => {
    await Promise.resolve();
    this.asked.push({ method, path, body });
    if (method === 'POST' && this.refuses !== null) {
      return { ok: false, problem: { code: this.refuses, status: 409 } };
    }
    const key = Object.keys(this.answers).find(one => path.startsWith(one)) ?? '';
    return { ok: true, status: 200, body: this.answers[key] } as Answer<unknown>;
  }) as typeof send;

  readonly saveFile = (name: string, _type: string, text: string): void => {
    this.files.push({ name, text });
  };
}

const entry = (seq: number, name = 'Ratna'): AuditEntry => ({
  seq,
  at: '2026-11-24T09:12:00.000+08:00',
  by: { id: 'staff-admin', name },
  about: { type: 'staff-account', what: 'signed-in', member: { id: 'staff-admin', name } },
});
const seen = { setupSeq: 1, today: '2026-11-24', setup: demoSetup(), faults: [] };

let server: TalkingServer;
beforeEach(() => {
  vi.useFakeTimers();
  server = new TalkingServer();
});
afterEach(() => vi.useRealTimers());

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('the audit', () => {
  const page = (entries: AuditEntry[], nextBefore: number | null): Audit => ({
    entries,
    nextBefore,
    members: [{ id: 'staff-admin', name: 'Ratna' }],
  });

  async function opened(): Promise<AuditLog> {
    server.answers = {
      '/admin/audit?before=8': page([entry(7)], null),
      '/admin/audit': page([entry(9), entry(8)], 8),
      '/admin/setup': seen,
    };
    const log = new AuditLog(server);
    log.start();
    await settled();
    return log;
  }

  test('AUDIT-8: further pages are put below, and new entries above what is read', async () => {
    const log = await opened();
    expect(log.entries.value!.map(({ seq }) => seq)).toEqual([9, 8]);
    await log.more();
    expect(log.entries.value!.map(({ seq }) => seq)).toEqual([9, 8, 7]);
    expect(log.hasMore.value).toBe(false);
    server.answers['/admin/audit'] = page([entry(10), entry(9)], 9);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(log.entries.value!.map(({ seq }) => seq)).toEqual([10, 9, 8, 7]);
    log.close();
    const { length } = server.asked;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toHaveLength(length);
  });

  test('AUDIT-8: a filter asks anew, and what is refused is said', async () => {
    const log = await opened();
    log.show({ kind: 'people', staffId: 'staff-admin' });
    await settled();
    expect(server.asked.at(-1)!.path).toBe('/admin/audit?kind=people&staffId=staff-admin');
    server.refuses = 'setup-changed';
    await log.undo(9);
    expect(server.asked.some(({ path }) => path === '/admin/setup/changes/9/undo')).toBe(true);
    expect(log.problem.value?.code).toBe('setup-changed');
    log.close();
  });

  test('AUDIT-9: the file has all pages, and no cell of it runs as a formula', async () => {
    const log = await opened();
    server.answers['/admin/audit?before=8'] = page([entry(7, '=HYPERLINK("x");1')], null);
    await log.save('Asia/Makassar');
    const [file] = server.files;
    expect(file!.name).toBe('audit-2026-11-24.csv');
    const lines = file!.text.trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('2026-11-24;09:12;Ratna;Ratna masuk;');
    expect(lines[3]).toContain(`;"'=HYPERLINK(""x"");1";`);
    for (const text of ['=1', '+1', '-1', '@x', '\t1']) expect(csvCell(text)[0]).toBe("'");
    log.close();
  });
});

describe('one person', () => {
  const found = { names: ['W••••'], nikLast4: '0001', phoneLast4: null, held: [], isKnown: true };

  async function looked(): Promise<PersonFile> {
    server.answers = {
      '/admin/people/find': found,
      '/admin/people/export': { madeAt: '2026-11-24T09:12:00.000+08:00', details: [] },
      '/admin/people/erase': { erased: 2 },
    };
    const file = new PersonFile(server);
    file.write('5103 0101 0180 0001');
    await file.find();
    return file;
  }

  test('PRIVACY-8: only what looks like a NIK, a phone number or a code is asked for, one at a time', () => {
    const file = new PersonFile(server);
    const given = (way: 'nik' | 'phone' | 'code', text: string) => {
      file.choose(way);
      file.write(text);
      return file.given.value;
    };
    expect(given('nik', '510301')).toBe(null);
    expect(given('nik', ' 5103.0101.0180.0001 ')).toEqual({ nik: '5103010101800001' });
    expect(given('phone', '(0812) 3456-7890')).toEqual({ phone: '081234567890' });
    expect(given('phone', 'rumah')).toBe(null);
    expect(given('code', '7kqm-4txr')).toEqual({ code: '7kqm4txr' });
    expect(server.asked).toEqual([]);
  });

  test('PRIVACY-8: nobody is erased without a question, and nothing of them stays after it', async () => {
    const file = await looked();
    expect(file.state.value).toMatchObject({ is: 'found', person: found });
    await file.erase();
    expect(file.state.value.is).toBe('found');
    file.askErase();
    file.keep();
    expect(file.state.value.is).toBe('found');
    file.askErase();
    await file.erase();
    expect(file.state.value).toEqual({ is: 'erased', count: 2 });
    expect(file.text.value).toBe('');
    const steps = server.asked.map(({ path }) => path.split('/').at(-1));
    expect(steps).toEqual(['find', 'erase']);
  });

  test('PRIVACY-8: a copy goes to the browser alone; what was found is forgotten after five minutes', async () => {
    const file = await looked();
    await file.save();
    expect(server.files[0]!.name).toBe('data-pribadi-2026-11-24.json');
    expect(file.state.value).toMatchObject({ is: 'found', isSaved: true });
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(file.state.value.is).toBe('typing');
    expect(file.text.value).toBe('');
  });

  test('PRIVACY-8: an answer about somebody else than is typed now is not shown', async () => {
    const file = await looked();
    file.write('5103010101800002');
    const asking = file.find();
    file.write('5103010101800003');
    await asking;
    expect(file.state.value.is).toBe('typing');
    server.refuses = 'several-people';
    await file.find();
    expect(file.state.value).toMatchObject({ is: 'refused', problem: { code: 'several-people' } });
  });
});
