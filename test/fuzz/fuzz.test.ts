import { afterEach, expect, test } from 'vitest';
import type { JournalEntry } from '../../contract/events.ts';
import type { IssuedAnswer } from '../../contract/http.ts';
import { openApp, type App } from '../../server/app.ts';
import { systemClock } from '../../server/clock.ts';
import { loadState } from '../../server/building.ts';
import { brokenInvariants } from '../../server/domain/invariants.ts';
import { isAtCounter } from '../../server/domain/visit.ts';
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

/** What officers write for each other; it may be nowhere in the journal. */
const secret = 'berkas Bu Ratih';

type Post = (path: string, body?: unknown) => Promise<Intent>;

/** Whatever else the desk can do, to this visitor or at this counter. */
function wildPresses(crowd: Crowd, at: string, post: Post): ((id: string) => Promise<unknown>)[] {
  const ticket = (id: string, what: string, body: unknown = {}) =>
    post(`/api/v1/tickets/${id}/${what}`, body);
  const other = (): string => `counter-${crowd.pick(officerNumbers)}`;
  const place = () => crowd.pick(['first', 'order', 'last'] as const);
  const to = () =>
    crowd.pick([
      () => ({ serviceId: crowd.pick(serviceIds) }),
      () => ({ counterId: other() }),
      () => ({ staffId: `staff-petugas-${crowd.pick(officerNumbers)}` }),
    ])();
  return [
    id => post(`${at}/call`, { ticketId: id, reason: 'other' }),
    id => post(`${at}/call`, { ticketId: id }),
    () => post(`/api/v1/counters/${other()}/call-next`),
    () => post(`/api/v1/counters/${other()}/open`, { takeOver: crowd.chance(0.5) }),
    () => post(`${at}/open`, { takeOver: true }),
    () => post(`${at}/undo`),
    () => post(`${at}/undo`),
    () => post(`${at}/auto-call`, { on: crowd.chance(0.5) }),
    () => post(`${at}/walk-in`, { serviceId: crowd.pick(serviceIds) }),
    () => post(`${at}/pause`, { reason: 'meal' }).then(() => post(`${at}/open`)),
    () => post(`${at}/close`).then(() => post(`${at}/open`)),
    id => ticket(id, 'cancel'),
    id => ticket(id, 'recall'),
    id => ticket(id, 'no-show'),
    id => ticket(id, 'requeue', crowd.chance(0.5) ? { place: 'last' } : {}),
    id => ticket(id, 'park', { reason: 'copies', note: secret }),
    id => ticket(id, 'unpark'),
    id => ticket(id, 'transfer', { ...to(), place: place(), returns: crowd.chance(0.4) }),
    id => ticket(id, 'transfer', { ...to(), place: place(), note: secret }),
    id => ticket(id, 'add-service', { serviceId: crowd.pick(serviceIds) }),
    id => ticket(id, 'change-service', { serviceId: crowd.pick(serviceIds) }),
    id => ticket(id, 'note', { text: secret }),
    id => ticket(id, 'finish', { deliveredServiceIds: [crowd.pick(serviceIds)] }),
  ];
}

/** Presses keys in any order, right or wrong, at their own counter and sometimes at another. */
async function officer(crowd: Crowd, number: number): Promise<void> {
  const cookie = await signIn(crowd, number);
  const who = `petugas-${number}`;
  const at = `/api/v1/counters/counter-${number}`;
  const post: Post = (path, body = {}) => crowd.post(path, body, cookie, who);
  await post(`${at}/open`);
  // Somebody without a ticket comes first; whose errand is of another counter is refused.
  for (const serviceId of serviceIds) await post(`${at}/walk-in`, { serviceId });
  let ticketId = 'nobody';
  const wild = wildPresses(crowd, at, post);
  for (let step = 0; step < stepsPerOfficer; step += 1) {
    const share = crowd.chance(0.65) ? (step % 3) / 3 : 0.99;
    if (share < 0.3) {
      const { answer } = await post(`${at}/call-next`, crowd.chance(0.3) ? { finish: {} } : {});
      const called = JSON.parse(answer.text) as { ticket?: { id: string } | null };
      ticketId = called.ticket?.id ?? ticketId;
    } else if (share < 0.6) await post(`/api/v1/tickets/${ticketId}/start`);
    else if (share < 0.9) await post(`/api/v1/tickets/${ticketId}/finish`);
    else {
      const { ticket } = JSON.parse(crowd.pick(crowd.tickets).answer.text) as IssuedAnswer;
      await crowd.pick(wild)(crowd.chance(0.7) ? ticketId : ticket.id);
    }
  }
}

const leaves: ReadonlySet<string> = new Set([
  'leg-finished',
  'leg-no-show',
  'leg-cancelled',
  'leg-expired',
  'leg-requeued',
  'leg-parked',
  'leg-transferred',
]);

/** Who is where, as the journal alone tells it. */
class Auditor {
  readonly #legs = new Map<string, { readonly visitId: string; readonly counterId: string }>();

  #seat(legId: string, visitId: string, counterId: string): void {
    const held = [...this.#legs.values()];
    expect(
      held.map(row => row.visitId),
      `CALL-5 ${visitId}`,
    ).not.toContain(visitId);
    expect(
      held.map(row => row.counterId),
      `CALL-10 ${counterId}`,
    ).not.toContain(counterId);
    this.#legs.set(legId, { visitId, counterId });
  }

  read(entry: JournalEntry): void {
    const { type, legId = '', visitId = '', counterId = '' } = entry;
    if (type === 'leg-called' || type === 'leg-seated') this.#seat(legId, visitId, counterId);
    else if (leaves.has(type) && this.#legs.has(legId)) {
      expect(this.#legs.get(legId)!.counterId, `CALL-5 ${visitId}`).toBe(counterId);
      this.#legs.delete(legId);
    } else if (entry.type === 'action-undone') {
      for (const id of entry.data.removedLegIds) this.#legs.delete(id);
      for (const { id } of entry.data.legs) this.#legs.delete(id);
      for (const leg of entry.data.legs) {
        if (isAtCounter(leg)) this.#seat(leg.id, leg.visitId, leg.counterId!);
      }
    }
  }
}

/** The journal alone, read as an auditor would: CALL-5, the numbers, and no note's text. */
function checkJournal(entries: readonly JournalEntry[]): void {
  const labels = new Set<string>();
  const last = new Map<string, number>();
  const auditor = new Auditor();
  entries.forEach((entry, place) => {
    expect(entry.seq, 'STORE-2').toBe(place + 1);
    if (entry.type === 'ticket-issued') {
      const { label, series, number } = entry.data;
      expect(labels.has(label), `NUM-1 ${label}`).toBe(false);
      labels.add(label);
      expect(number, `NUM-2 ${label}`).toBe((last.get(series) ?? 0) + 1);
      last.set(series, number);
    }
    auditor.read(entry);
  });
  const isTold = entries.some(entry => JSON.stringify(entry).includes(secret));
  expect(isTold, 'NOTE-1').toBe(false);
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
  // One ticket per wish, and none that nobody holds, but for those served without one.
  expect(own.size).toBe(crowd.tickets.length);
  const direct = entries.filter(({ type }) => type === 'leg-seated').length;
  expect(issued).toHaveLength(crowd.tickets.length + direct);
  expect(crowd.statuses.get('walk-in 201') ?? 0).toBe(direct);
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
    const of = (kind: string): number => crowd.statuses.get(kind) ?? 0;
    for (const kind of ['call-next 200', 'start 200', 'finish 200']) {
      expect(of(kind), kind).toBeGreaterThan(0);
    }
    // How many of the rarer ones succeed depends on how the crowd's requests meet.
    const rarer = ['walk-in 201', 'undo 200', 'park 200', 'transfer 200', 'requeue 200'];
    expect(rarer.reduce((sum, kind) => sum + of(kind), 0)).toBeGreaterThan(0);
    expect([...crowd.statuses.keys()].some(kind => kind.endsWith('409'))).toBe(true);
  },
  60_000,
);
