import { describe, expect, test } from 'vitest';
import type { Alert } from '../../contract/alerts.ts';
import type { Overview } from '../../contract/overview.ts';
import type { CounterAsk, CounterMessage } from '../../contract/steering.ts';
import { counterTiles, countLooks, possibleActs } from '../../admin-ui/counter-tiles.ts';
import { CounterTelling } from '../../admin-ui/counter-telling.ts';
import { messageLine } from '../../admin-ui/message-lines.ts';
import { Steering } from '../../admin-ui/steering.ts';
import { searchPath } from '../../admin-ui/tower-sections.ts';
import type { send } from '../../ui-kit/api.ts';
import { at, deskNow } from './fixtures/desk-views.ts';
import { counterRow, overview } from './fixtures/overview.ts';

const tile = (series: string, of: Overview = overview) =>
  counterTiles(of, deskNow).find(({ counter }) => counter.id === `counter-${series}`)!;

const alertOf = (counterId: string, endedAt: string | null): Alert => ({
  id: 'alert',
  kind: 'long-service',
  severity: 'threshold',
  subject: { kind: 'counter', id: counterId, name: { id: '1', en: '1' } },
  since: at(60),
  raisedAt: at(60),
  newestAt: at(1),
  facts: {},
  acknowledged: null,
  endedAt,
});

describe('the tiles of the counters', () => {
  test('TOWER-8: a tile tells its minutes against the usual ones of the service', () => {
    const counters = [
      counterRow('A', { legState: 'serving', legSince: at(16 * 60), usualMinutes: 8, label: 'A1' }),
      counterRow('C', { freeSince: at(5 * 60) }),
      counterRow('B', { state: 'paused', stateSince: at(15 * 60), freeSince: null }),
    ];
    const of = { ...overview, counters };
    expect(tile('A', of)).toMatchObject({ minutes: 16, usualMinutes: 8, look: 'serving' });
    expect(tile('A', of).share).toBeCloseTo(16 / 24, 5);
    expect(tile('C', of)).toMatchObject({ minutes: 5, usualMinutes: null, share: null });
    expect(tile('B', of)).toMatchObject({ minutes: 15, look: 'paused' });
    expect(counterTiles(of, deskNow).map(({ counter }) => counter.number)).toEqual([1, 2, 3]);
    expect(countLooks(counterTiles(overview, deskNow))).toEqual({
      serving: 1,
      ready: 1,
      paused: 1,
      closed: 1,
    });
  });

  test('TOWER-8: only a tile whose alert stands has colour, acknowledged or not', () => {
    const standing = { ...overview, alerts: [alertOf('counter-A', null)] };
    expect(tile('A', standing).isBroken).toBe(true);
    expect(tile('B', standing).isBroken).toBe(false);
    const over = { ...overview, alerts: [alertOf('counter-A', at(1))] };
    expect(tile('A', over).isBroken).toBe(false);
  });

  test('TOWER-8: a request that waits for its answer is marked, and no longer once it is over', () => {
    const ask: CounterAsk = {
      id: 'ask',
      counterId: 'counter-C',
      queueId: null,
      reason: 'crowding',
      at: at(60),
      byName: 'Made',
      until: new Date(deskNow + 60_000).toISOString(),
      state: 'open',
      answeredAt: null,
      answeredBy: null,
      why: null,
    };
    expect(tile('C', { ...overview, asks: [ask] }).isAsked).toBe(true);
    expect(tile('C', { ...overview, asks: [{ ...ask, until: at(1) }] }).isAsked).toBe(false);
    expect(tile('C', { ...overview, asks: [{ ...ask, state: 'accepted' }] }).isAsked).toBe(false);
  });

  test('TOWER-9: what is offered fits what the counter does', () => {
    const acts = (more: Parameters<typeof counterRow>[1]) => [
      ...possibleActs(counterRow('A', more)),
    ];
    expect(acts({ state: 'closed' })).toEqual(['open']);
    expect(acts({ state: 'paused' })).toEqual(['open', 'close']);
    expect(acts({})).toEqual(['call-next', 'pause', 'close']);
    expect(acts({ ticketId: 'v', legState: 'called' })).toEqual(['end']);
    expect(acts({ ticketId: 'v', legState: 'serving' })).toEqual(['finish', 'end']);
  });
});

/** A server that takes everything, and what it was asked. */
function asking() {
  const asked: { method: string; path: string; body: unknown }[] = [];
  const answer = { isWell: true };
  const ask = ((method: string, path: string, body: unknown) => {
    asked.push({ method, path, body });
    const problem = { code: 'counter-occupied', status: 409 };
    return Promise.resolve(
      answer.isWell ? { ok: true, status: 200, body: {} } : { ok: false, problem },
    );
  }) as typeof send;
  return { asked, answer, ask };
}

describe('a supervisor’s hand', () => {
  test('TOWER-9: every act goes out with its reason, and a refusal comes back', async () => {
    const { asked, answer, ask } = asking();
    const steering = new Steering(ask);
    const why = { reason: 'crowding' } as const;
    expect(await steering.stopIssuing('queue-A', why)).toBeNull();
    await steering.limitIssuing('queue-A', 5, { ...why, note: 'hujan' });
    await steering.askCounter('counter-C', 'queue-A', why);
    await steering.moveCounter('counter-C', null, why);
    await steering.actAt('counter-C', 'call-next', why);
    await steering.endTicket('visit-1', why);
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ['/steer/queues/queue-A/pause', why],
      ['/steer/queues/queue-A/limit', { left: 5, reason: 'crowding', note: 'hujan' }],
      ['/steer/counters/counter-C/ask', { queueId: 'queue-A', reason: 'crowding' }],
      ['/steer/counters/counter-C/queues', { queueIds: null, reason: 'crowding' }],
      ['/steer/counters/counter-C/call-next', why],
      ['/steer/tickets/visit-1/end', why],
    ]);
    answer.isWell = false;
    expect(await steering.actAt('counter-C', 'pause', why)).toMatchObject({ status: 409 });
  });

  test('TOWER-10: a message goes to all counters, one agency’s or those chosen, once', async () => {
    const { asked, answer, ask } = asking();
    const telling = new CounterTelling(ask);
    telling.begin(null);
    expect(telling.isReady).toBe(false);
    telling.write({ text: '  Rapat 10.30 ' });
    await telling.tell();
    telling.write({ text: 'Satu', to: 'agency' });
    expect(telling.isReady).toBe(false);
    telling.write({ agencyId: 'agency-a' });
    await telling.tell();
    telling.begin(['counter-A']);
    telling.toggleCounter('counter-B');
    telling.write({ text: 'Dua' });
    answer.isWell = false;
    expect(await telling.tell()).toBe(false);
    expect(telling.draft.value.text).toBe('Dua');
    expect(asked.map(({ body }) => body)).toEqual([
      { text: 'Rapat 10.30' },
      { text: 'Satu', agencyId: 'agency-a' },
      { text: 'Dua', counterIds: ['counter-A', 'counter-B'] },
    ]);
  });

  test('TOWER-10: who has read a message is seen, and who has not', () => {
    const message: CounterMessage = {
      id: 'm',
      text: 'Rapat 10.30',
      at: at(120),
      byName: 'Made Suryawan',
      counterIds: ['counter-A', 'counter-B', 'counter-C'],
      isToAll: false,
      agencyId: null,
      read: [{ counterId: 'counter-B', at: at(60), byName: 'Asep' }],
      isEnded: false,
    };
    expect(messageLine(message, overview)).toEqual({
      head: '08.50, Made Suryawan',
      whom: 'Loket 1, 2, 3',
      text: 'Rapat 10.30',
      read: 'Dibaca 1 dari 3 loket',
      unread: 'Belum dibaca: Loket 1, 3',
      isWaiting: true,
    });
    const ended = messageLine({ ...message, isEnded: true, text: null }, overview);
    expect(ended).toMatchObject({
      unread: null,
      isWaiting: false,
      text: 'Isi pesan sudah dihapus.',
    });
  });

  test('TOWER-11: a number that is searched for leads to its story, as it is printed', () => {
    expect(searchPath(' a012 ')).toBe('/supervisor/tickets?label=A012');
    expect(searchPath('b 7/?')).toBe('/supervisor/tickets?label=B%207%2F%3F');
  });
});
