import { signal } from '@preact/signals';
import { afterEach, describe, expect, test } from 'vitest';
import { alertKindSchema, type Alert } from '../../contract/alerts.ts';
import { BoardAlerts } from '../../admin-ui/board-alerts.ts';
import { alertWords, handledWords } from '../../admin-ui/board-alert-words.ts';
import type { send } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';
import { at, deskNow } from './fixtures/desk-views.ts';
import { overview } from './fixtures/overview.ts';

function alertOf(kind: Alert['kind'], more: Partial<Alert> = {}): Alert {
  return {
    id: `alert-${kind}`,
    kind,
    severity: 'threshold',
    subject: { kind: 'queue', id: 'queue-H', name: { id: 'Samsat', en: 'Samsat' } },
    since: at(600),
    raisedAt: at(300),
    newestAt: at(1),
    facts: {},
    acknowledged: null,
    endedAt: null,
    ...more,
  };
}

const said = (alert: Alert) => alertWords(alert, overview, deskNow);

afterEach(() => (language.value = 'id'));

describe('what an alert says', () => {
  test('TOWER-5: every kind has a fact, a consequence and a way on, in both languages', () => {
    for (const code of ['id', 'en'] as const) {
      language.value = code;
      for (const kind of alertKindSchema.options) {
        const { fact, consequence, ways } = said(alertOf(kind, { facts: { closesAt: at(0) } }));
        expect(fact, kind).not.toMatch(/^$|[{}]/);
        expect(consequence, kind).not.toMatch(/^$|[{}]/);
        expect(ways.length, kind).toBeGreaterThan(0);
        expect(ways.length, kind).toBeLessThanOrEqual(2);
      }
    }
  });

  test('TOWER-5: a line without a counter is told with who closed last, and can be stopped', () => {
    const facts = { waiting: 6, minutes: 38, closedBy: 'Yohana Lende', closedCounter: 'counter-H' };
    const { fact, consequence, ways } = said(alertOf('no-counter', { facts }));
    expect(fact).toBe('Dukcapil tanpa loket sejak 08.42');
    expect(consequence).toBe(
      '6 orang menunggu, paling lama 38 menit. Terakhir ditutup: Loket 8, Yohana Lende.',
    );
    expect(ways.map(way => ('sheet' in way ? way.sheet : way.href))).toEqual([
      { what: 'ask', queueId: 'queue-H' },
      { what: 'stop', queueId: 'queue-H' },
    ]);
  });

  test('TOWER-5: of an agency with several queues the series is told', () => {
    const alert = alertOf('many-waiting', {
      subject: { kind: 'queue', id: 'queue-A', name: { id: 'A', en: 'A' } },
      facts: { waiting: 42, limit: 40, countersOpen: 3 },
    });
    expect(said(alert).fact).toBe('Dukcapil, seri A: 42 orang menunggu');
  });

  test('TOWER-5: a printer in fault and one near its end are told apart', () => {
    const subject = { kind: 'printer', id: 'p', name: { id: 'Kiosk 2', en: 'Kiosk 2' } } as const;
    const fault = alertOf('printer', { subject, facts: { fault: 'paper-end' } });
    expect(said(fault).fact).toBe('Kiosk 2: kertas habis sejak 08.42');
    const near = alertOf('printer', { subject, facts: { ticketsLeft: 40 } });
    expect(said(near).consequence).toBe('Cukup untuk sekitar 40 tiket lagi.');
  });

  test('TOWER-6: what was handled tells by whom; what ended by itself, after how long', () => {
    const byName = 'Made Suryawan';
    const done = alertOf('long-wait', { acknowledged: { at: at(120), byName } });
    expect(handledWords(done, overview)).toBe('08.50, Made Suryawan');
    const over = alertOf('long-wait', { endedAt: at(60) });
    expect(handledWords(over, overview)).toBe('08.51, setelah 9 menit');
  });
});

function listening(isOn = true) {
  const alerts = signal<readonly Alert[] | null>(null);
  const heard: string[] = [];
  const asked: string[] = [];
  const answer = { isWell: true };
  const board = new BoardAlerts(
    {
      send: ((_method: string, path: string) => {
        asked.push(path);
        const problem = { code: 'unreachable', status: 0 };
        return Promise.resolve(answer.isWell ? { ok: true, status: 200 } : { ok: false, problem });
      }) as typeof send,
      playSoft: () => heard.push('soft'),
      sound: { read: () => isOn, keep: is => heard.push(is ? 'kept on' : 'kept off') },
    },
    () => alerts.value,
  );
  board.start();
  return { alerts, heard, asked, answer, board };
}

describe('the list of alerts', () => {
  test('TOWER-6: newest cause first; acknowledged and ended ones leave for what was handled', () => {
    const { alerts, board } = listening();
    const older = alertOf('long-wait', { raisedAt: at(900) });
    const newer = alertOf('no-counter');
    const done = alertOf('printer', { acknowledged: { at: at(10), byName: 'Made' } });
    alerts.value = [older, done, newer, alertOf('disk-low', { endedAt: at(5) })];
    expect(board.open.value.map(({ kind }) => kind)).toEqual(['no-counter', 'long-wait']);
    expect(board.handled.value.map(({ kind }) => kind)).toEqual(['disk-low', 'printer']);
    board.close();
  });

  test('TOWER-7: one soft sound for what is new, none for what was there, none when switched off', () => {
    const { alerts, heard, board } = listening();
    alerts.value = [alertOf('long-wait')];
    expect(heard).toEqual([]);
    alerts.value = [alertOf('long-wait'), alertOf('no-counter'), alertOf('printer')];
    expect(heard).toEqual(['soft']);
    alerts.value = [alertOf('long-wait', { endedAt: at(0) }), alertOf('no-counter')];
    expect(heard).toEqual(['soft']);
    board.toggleSound();
    expect(heard).toEqual(['soft', 'kept off']);
    alerts.value = [alertOf('disk-low')];
    expect(heard).toEqual(['soft', 'kept off']);
    board.close();
    const silent = listening(false);
    silent.alerts.value = [];
    silent.alerts.value = [alertOf('long-wait')];
    expect(silent.heard).toEqual([]);
    silent.board.close();
  });

  test('TOWER-6: it is acknowledged once, and an answer that did not come is said', async () => {
    const { asked, answer, board } = listening();
    const first = board.acknowledge('a/1');
    void board.acknowledge('a/1');
    await first;
    expect(asked).toEqual(['/alerts/a%2F1/acknowledge']);
    expect(board.trouble.value).toBeNull();
    answer.isWell = false;
    await board.acknowledge('a/1');
    expect(board.trouble.value?.code).toBe('unreachable');
    board.close();
  });
});
