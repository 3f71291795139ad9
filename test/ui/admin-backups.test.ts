import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackupDesk } from '../../admin-ui/backup-desk.ts';
import { byteWords } from '../../admin-ui/byte-words.ts';
import { HealthPage } from '../../admin-ui/health-page.ts';
import { nameWords, stateWords, timeWords } from '../../admin-ui/health-words.ts';
import type { BackupLoss, BackupRow, Backups } from '../../contract/backups.ts';
import { healthKindSchema } from '../../contract/health.ts';
import type { Answer, send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';

/** The pages of backups and of health, without a screen. */

const at = '2026-11-23T09:00:00.000+08:00';
const row: BackupRow = {
  id: 'backup-1',
  kind: 'made',
  at,
  bytes: 1_500_000,
  journalSeq: 12,
  isChecked: true,
};
const view: Backups = {
  now: at,
  backups: [row],
  isRunning: false,
  nextAt: null,
  last: { at, fault: null },
  secondPlace: null,
  folder: 'data/backups',
  freeBytes: 1,
  databaseBytes: 1,
  journalSeq: 14,
  canRestore: true,
};
const loss: BackupLoss = {
  id: row.id,
  at,
  isOtherBuilding: false,
  tickets: 2,
  bookings: 0,
  setupChanges: 0,
};

function bench(answers: Record<string, Answer<unknown>>) {
  const sent: [string, unknown][] = [];
  let signedOut = 0;
  const ask = (async (method: string, path: string, body: unknown) => {
    sent.push([`${method} ${path}`, body]);
    return (
      answers[`${method} ${path}`] ?? { ok: false, problem: { code: 'unreachable', status: 0 } }
    );
  }) as typeof send;
  const desk = new BackupDesk({ send: ask, signedOut: () => (signedOut += 1) });
  return { desk, sent, answers, signedOut: () => signedOut };
}
const good = (body: unknown): Answer<unknown> => ({ ok: true, status: 200, body });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('restoring', () => {
  test('KEEPPAGE-1: nothing is restored before the loss is told and the name is typed', async () => {
    const { desk, sent, answers, signedOut } = bench({
      'GET /admin/backups': good(view),
      'GET /admin/backups/backup-1': good(loss),
      'POST /admin/backups/backup-1/restore': good({ isRestoring: true, restoredAt: at }),
    });
    desk.start();
    await vi.advanceTimersByTimeAsync(0);
    const asking = desk.ask(row);
    desk.answer({ typed: 'MPP Karang Asri' });
    expect(desk.isAnswered('MPP Karang Asri')).toBe(false);
    await asking;
    expect(desk.isAnswered('MPP Karang Asri')).toBe(true);
    expect(desk.isAnswered('MPP Lain')).toBe(false);
    await desk.restore();
    expect(sent.at(-1)).toEqual([
      'POST /admin/backups/backup-1/restore',
      { confirm: 'MPP Karang Asri' },
    ]);
    expect([desk.isRestoring.value, desk.question.value]).toEqual([true, null]);
    // Silence is the server that begins again; then nobody is signed in any more.
    answers['GET /admin/backups'] = { ok: false, problem: { code: 'unreachable', status: 0 } };
    await vi.advanceTimersByTimeAsync(3_000);
    expect([desk.isRestoring.value, signedOut()]).toEqual([true, 0]);
    answers['GET /admin/backups'] = { ok: false, problem: { code: 'not-signed-in', status: 401 } };
    await vi.advanceTimersByTimeAsync(1_000);
    expect([desk.isRestoring.value, signedOut()]).toEqual([false, 1]);
    desk.close();
  });

  test('KEEPPAGE-1: another building takes one word more', async () => {
    const { desk } = bench({
      'GET /admin/backups/backup-1': good({ ...loss, isOtherBuilding: true }),
    });
    await desk.ask(row);
    desk.answer({ typed: 'MPP' });
    expect(desk.isAnswered('MPP')).toBe(false);
    desk.answer({ isOtherAllowed: true });
    expect(desk.isAnswered('MPP')).toBe(true);
  });
});

describe('health', () => {
  test('HEALTHPAGE-1: every kind and state has its words in both languages', () => {
    for (const tongue of ['id', 'en'] as const) {
      language.value = tongue;
      for (const kind of healthKindSchema.options) {
        for (const state of ['good', 'off', 'wrong'] as const) {
          const item = { kind, name: null, state, facts: { screens: 'mute', condition: 'ready' } };
          expect(nameWords(item), kind).not.toBe('');
          expect(stateWords(item), `${kind} ${state}`).toMatch(/\S/);
          expect(stateWords(item), `${kind} ${state}`).not.toMatch(/\{|undefined|NaN/);
        }
      }
    }
    language.value = 'id';
    expect([timeWords(30), timeWords(7200), timeWords(-400_000)]).toEqual([
      '30 detik',
      '2 jam',
      '4 hari',
    ]);
    expect([byteWords(512), byteWords(1_500_000), byteWords(7e10)]).toEqual([
      '512 B',
      '1,4 MB',
      '65 GB',
    ]);
  });

  test('HEALTHPAGE-2: this computer’s clock is held against the server’s', async () => {
    const health = { now: at, version: '1', startedAt: at, items: [] };
    const user = { id: 's', name: 'Ratna', role: 'administrator', counterIds: [] };
    let now = Date.parse(at) + 90_000;
    const ask = (async (_: string, path: string) => {
      now += 200;
      return good(path === '/admin/health' ? health : path === '/session' ? { user } : {});
    }) as typeof send;
    const page = new HealthPage({ send: ask, now: () => now });
    page.start();
    await vi.advanceTimersByTimeAsync(10);
    await page.load();
    expect(page.clockSeconds.value).toBe(Math.round((now - 100 - Date.parse(at)) / 1000));
    page.close();
  });
});
