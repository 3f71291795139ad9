import { afterEach, expect, test } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import { openApp, type App } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import { loadState } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { openLog } from '../../server/log.ts';
import { openStore } from '../../server/store/store.ts';
import { seededRandom } from '../demo/seeded-random.ts';
import { plain } from '../domain/plain-state.ts';
import { newFolder } from '../store/folder.ts';
import { persist, type Answered, type Mishap } from './virtual-client.ts';

/** FUZZ_SEEDS=n runs n seeds, FUZZ_SEED=s runs that one again. */
const seeds = process.env['FUZZ_SEED']
  ? [Number(process.env['FUZZ_SEED'])]
  : Array.from({ length: Number(process.env['FUZZ_SEEDS'] ?? 3) }, (_, place) => place + 1);

const kiosks = 24;
const ticketsPerKiosk = 8;
const officerNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14];
const stepsPerOfficer = 30;

let app: App | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

interface Intent {
  readonly key: string;
  readonly answer: Answered;
}

class Crowd {
  readonly url: string;
  readonly tickets: Intent[] = [];
  readonly statuses = new Map<string, number>();
  #keys = 0;
  readonly #random: () => number;

  constructor(url: string, random: () => number) {
    this.url = url;
    this.#random = random;
  }

  pick<Row>(rows: readonly Row[]): Row {
    return rows[Math.floor(this.#random() * rows.length)]!;
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  mishaps(): Mishap[] {
    const kinds = ['gone-at-once', 'gone-before-the-answer', 'twice'] as const;
    const found: Mishap[] = [];
    while (found.length < 3 && this.chance(0.4)) found.push(this.pick(kinds));
    return found;
  }

  async post(path: string, body: unknown, cookie: string | null, who: string): Promise<Intent> {
    this.#keys += 1;
    const key = `${who}-${this.#keys}`;
    const answer = await persist({ url: this.url, path, body, key, cookie }, this.mishaps());
    const kind = path.split('/').at(-1)!;
    this.statuses.set(
      `${kind} ${answer.status}`,
      (this.statuses.get(`${kind} ${answer.status}`) ?? 0) + 1,
    );
    expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(500);
    return { key, answer };
  }
}

const serviceIds = ['a01', 'a03', 'a05', 'b01', 'b08', 'c01', 'd01'].map(code => `service-${code}`);

async function visitors(crowd: Crowd, name: string): Promise<void> {
  for (let count = 0; count < ticketsPerKiosk; count += 1) {
    const wanted = new Set([crowd.pick(serviceIds)]);
    if (crowd.chance(0.3)) wanted.add(crowd.pick(serviceIds));
    const need = crowd.chance(0.2) ? { need: 'elderly' } : {};
    const body = { serviceIds: [...wanted], ...need };
    const intent = await crowd.post('/api/v1/tickets', body, null, name);
    expect(intent.answer.status).toBe(201);
    crowd.tickets.push(intent);
    if (!crowd.chance(0.1)) continue;
    const { ticket } = JSON.parse(intent.answer.text) as IssuedAnswer;
    await crowd.post(`/api/v1/track/${ticket.token}/cancel`, {}, null, name);
  }
}

async function signIn(crowd: Crowd, number: number): Promise<string> {
  const username = `petugas-${number}`;
  const body = { username, password: `demo-${username}` };
  const { answer } = await crowd.post('/api/v1/session', body, null, username);
  expect(answer.status).toBe(200);
  return answer.headers['set-cookie']![0]!.split(';')[0]!;
}

/** Presses keys in any order, right or wrong, at their own counter and sometimes at another. */
async function officer(crowd: Crowd, number: number): Promise<void> {
  const cookie = await signIn(crowd, number);
  const who = `petugas-${number}`;
  const at = `/api/v1/counters/counter-${number}`;
  const post = (path: string, body: unknown = {}) => crowd.post(path, body, cookie, who);
  await post(`${at}/open`);
  let ticketId = 'nobody';
  for (let step = 0; step < stepsPerOfficer; step += 1) {
    const share = crowd.chance(0.9) ? (step % 3) / 3 : 0.99;
    if (share < 0.3) {
      const { answer } = await post(`${at}/call-next`);
      const called = JSON.parse(answer.text) as { ticket?: { id: string } | null };
      ticketId = called.ticket?.id ?? ticketId;
    } else if (share < 0.6) await post(`/api/v1/tickets/${ticketId}/start`);
    else if (share < 0.9) await post(`/api/v1/tickets/${ticketId}/finish`);
    else {
      const { ticket } = JSON.parse(crowd.pick(crowd.tickets).answer.text) as IssuedAnswer;
      const other = `/api/v1/counters/counter-${crowd.pick(officerNumbers)}`;
      const wild = [
        () => post(`${at}/call`, { ticketId: ticket.id }),
        () => post(`${other}/call-next`),
        () => post(`/api/v1/tickets/${ticket.id}/cancel`),
        () => post(`/api/v1/tickets/${ticket.id}/recall`),
        () => post(`/api/v1/tickets/${ticketId}/no-show`),
        () => post(`${at}/pause`, { reason: 'meal' }).then(() => post(`${at}/open`)),
        () => post(`${at}/close`).then(() => post(`${at}/open`)),
      ];
      await crowd.pick(wild)();
    }
  }
}

/** The journal alone, read as an auditor would: CALL-5 and the numbers. */
function checkJournal(entries: readonly JournalEntry[]): void {
  const labels = new Set<string>();
  const last = new Map<string, number>();
  const counterOf = new Map<string, string>();
  const visitAt = new Map<string, string>();
  entries.forEach((entry, place) => {
    expect(entry.seq, 'STORE-2').toBe(place + 1);
    if (entry.type === 'ticket-issued') {
      const { label, series, number } = entry.data;
      expect(labels.has(label), `NUM-1 ${label}`).toBe(false);
      labels.add(label);
      expect(number, `NUM-2 ${label}`).toBe((last.get(series) ?? 0) + 1);
      last.set(series, number);
    }
    const visitId = entry.visitId ?? '';
    if (entry.type === 'leg-called') {
      expect(counterOf.has(visitId), `CALL-5 ${visitId}`).toBe(false);
      expect(visitAt.has(entry.counterId!), `CALL-10 ${entry.counterId}`).toBe(false);
      counterOf.set(visitId, entry.counterId!);
      visitAt.set(entry.counterId!, visitId);
    }
    const ends = ['leg-finished', 'leg-no-show', 'leg-cancelled', 'leg-expired'];
    if (ends.includes(entry.type) && entry.counterId) {
      expect(counterOf.get(visitId)).toBe(entry.counterId);
      counterOf.delete(visitId);
      visitAt.delete(entry.counterId);
    }
  });
}

function checkTickets(crowd: Crowd, entries: readonly JournalEntry[]): void {
  expect(crowd.tickets).toHaveLength(kiosks * ticketsPerKiosk);
  const issued = entries.flatMap(entry => (entry.type === 'ticket-issued' ? [entry] : []));
  const labels = new Map(issued.map(entry => [entry.visitId!, entry.data.label]));
  const own = new Set<string>();
  for (const { answer } of crowd.tickets) {
    const { ticket } = JSON.parse(answer.text) as IssuedAnswer;
    expect(labels.get(ticket.id)).toBe(ticket.label);
    own.add(ticket.id);
  }
  // One ticket per wish, and none that nobody holds.
  expect(own.size).toBe(crowd.tickets.length);
  expect(issued).toHaveLength(crowd.tickets.length);
}

test.each(seeds)(
  'NUM-1, NUM-2, CALL-5, IDEM-1, IDEM-4: a crowd with bad connections, FUZZ_SEED=%i',
  async seed => {
    const folder = newFolder();
    app = await openApp(
      {
        port: 0,
        host: '127.0.0.1',
        dataDir: folder,
        logLevel: 'silent',
        demoPublic: false,
        mode: 'demo',
        hasPrinter: false,
        hasVoice: false,
      },
      { clock: systemClock, log: openLog('silent') },
    );
    const crowd = new Crowd(app.url, seededRandom(seed));
    // Somebody must be there before the officers begin to press keys.
    await visitors(crowd, 'early');
    await Promise.all([
      ...Array.from({ length: kiosks - 1 }, (_, place) => visitors(crowd, `kiosk-${place}`)),
      ...officerNumbers.map(number => officer(crowd, number)),
    ]);
    expect(brokenInvariants(app.building.state)).toEqual([]);
    const running = plain(app.building.state);
    await app.close();
    app = null;

    const store = openStore(folder, Date.now());
    const entries = [...store.journal.all()];
    checkJournal(entries);
    checkTickets(crowd, entries);
    expect(plain(loadState(store))).toEqual(running);
    for (const row of store.compareWithJournal(false)) {
      expect(row).toMatchObject({ missing: 0, extra: 0 });
    }
    store.close();
    // The crowd must have worked, and must have been refused as well.
    for (const kind of ['call-next 200', 'start 200', 'finish 200']) {
      expect(crowd.statuses.get(kind) ?? 0, kind).toBeGreaterThan(0);
    }
    expect([...crowd.statuses.keys()].some(kind => kind.endsWith('409'))).toBe(true);
  },
  60_000,
);
