import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { QueueNow, QueueTicket } from '../../contract/queue-now.ts';
import {
  causeKindSchema,
  storyStepSchema,
  type Comparison,
  type StoryStep,
} from '../../contract/stories.ts';
import { Comparing } from '../../admin-ui/comparing.ts';
import { pairOf, QueuePage } from '../../admin-ui/queue-page.ts';
import { stepWords } from '../../admin-ui/story-sentences.ts';
import { TicketsPage } from '../../admin-ui/tickets-page.ts';
import { chart, whyChart } from '../../admin-ui/why-chart.ts';
import { whyWords } from '../../admin-ui/why-sentences.ts';
import { language } from '../../ui-kit/language.ts';
import type { Answer, send } from '../../ui-kit/api.ts';

/** The pages of one line and of one number, without a browser. */

const zone = 'Asia/Makassar';
const day = (time: string): string => `2026-11-23T${time}:00.000+08:00`;
const ms = (time: string): number => Date.parse(day(time));

type Side = Comparison['first'];
function side(
  label: string,
  ref: string,
  rate: number,
  at: string,
  more: Partial<Side> = {},
): Side {
  const waitedSeconds = (ms(at) - ms(ref)) / 1000;
  return {
    ticketId: `t-${label}`,
    label,
    class: rate === 1 ? 'walk-in' : 'vulnerable',
    need: rate === 1 ? null : 'elderly',
    legId: `t-${label}-1`,
    serviceName: { id: 'KTP-el', en: 'e-ID' },
    queue: { id: 'queue-a', series: 'A', name: { id: 'KTP-el', en: 'e-ID' } },
    cameFrom: null,
    issuedAt: day(ref),
    joinedAt: day(ref),
    bookedFor: null,
    basis: 'issued',
    urgency: {
      ref: day(ref),
      rate,
      waitedSeconds,
      value: rate * waitedSeconds,
      stored: rate * waitedSeconds,
    },
    overdueAt: rate === 1 ? new Date(ms(ref) + 3_600_000).toISOString() : null,
    calledAt: null,
    state: 'waiting',
    ...more,
  };
}

/** The story of the pictures: B007 is called before A012 at 08.41. */
function told(more: Partial<Comparison> = {}): Comparison {
  const first = side('B007', '08:27', 4, '08:41', { basis: 'credit', cameFrom: 'DPMPTSP' });
  return {
    businessDate: '2026-11-23',
    first: { ...first, calledAt: day('08:41'), state: 'called' },
    second: side('A012', '08:06', 1, '08:41'),
    call: {
      seq: 9,
      at: day('08:41'),
      counter: { id: 'counter-2', number: 2 },
      by: null,
      reason: {
        policy: 'accumulating',
        class: 'vulnerable',
        need: 'elderly',
        waitedSeconds: 840,
        rate: 4,
        urgency: 3360,
        passedOver: ['A012'],
        against: null,
        isHelp: false,
        choice: null,
        sentence: { id: '-', en: '-' },
      },
    },
    at: day('08:41'),
    cause: {
      kind: 'urgency',
      counterNumber: null,
      choice: null,
      parkReason: null,
      state: null,
      count: null,
    },
    crossedAt: day('08:34'),
    behindMinutes: 3,
    agrees: true,
    policy: 'accumulating',
    rates: { 'walk-in': 1, booked: 3, vulnerable: 4 },
    maxWaitMinutes: 60,
    ...more,
  };
}

afterEach(() => {
  language.value = 'id';
  vi.useRealTimers();
});

describe('why', () => {
  test('WHY-9: the sentences of the picture, in both languages', () => {
    const words = whyWords(told(), zone, ms('08:43'), 0);
    expect(words).toEqual({
      title: 'Mengapa B007 sebelum A012?',
      lead:
        'Saat Loket 2 memanggil pukul 08.41, urgensi B007 lebih tinggi. B007 lansia. ' +
        'Waktu tunggu B007 di DPMPTSP ikut dihitung.',
      outcome:
        'A012 mundur satu panggilan, kira-kira 3 menit. Paling lambat pukul 09.06 A012 ' +
        'didahulukan dari siapa pun (batas 60 menit).',
      aloud:
        'Nomor B007 termasuk pengunjung prioritas, yang didahulukan. Nomor Anda, A012, ' +
        'berikutnya. Terima kasih sudah menunggu.',
    });
    language.value = 'en';
    expect(whyWords(told(), zone, ms('08:43'), 2).aloud).toBe(
      'Number B007 is a priority visitor, who goes first. 2 more numbers come before yours, ' +
        'A012. At 09:06 at the latest your number goes first. Thank you for waiting.',
    );
  });

  test('WHY-9: each cause has its sentence, and the one to be read aloud names no need', () => {
    const needs = /lansia|hamil|menyusui|disabilitas|balita|elderly|pregnant|nursing|disab|child/i;
    for (const spoken of ['id', 'en'] as const) {
      language.value = spoken;
      const said = new Set<string>();
      for (const kind of causeKindSchema.options) {
        for (const call of [told().call, null]) {
          const cause = { ...told().cause, kind, count: 2, counterNumber: 3 };
          const words = whyWords(told({ cause, call }), zone, ms('08:43'), 1);
          for (const sentence of [words.title, words.lead, words.outcome, words.aloud ?? '']) {
            expect(sentence, `${kind} ${sentence}`).not.toMatch(/[{}]|undefined|null/);
          }
          expect(words.aloud ?? '', kind).not.toMatch(needs);
          if (call) said.add(words.lead);
        }
      }
      expect(said.size).toBeGreaterThanOrEqual(causeKindSchema.options.length - 1);
    }
  });

  test('WHY-9: what the record does not hold is said so, and nothing is read aloud', () => {
    const cause = { ...told().cause, kind: 'unknown' as const };
    const words = whyWords(told({ cause }), zone, ms('08:43'), 0);
    expect(words.lead).toMatch(/sebabnya tidak ada dalam catatan/);
    expect(words.aloud).toBe(null);
    expect(whyWords(told({ agrees: false }), zone, ms('08:43'), 0).outcome).toMatch(/berbeda/);
  });

  test('WHY-10: the lines are urgency itself, and where they cross is when one overtook', () => {
    const drawn = whyChart(told());
    expect(drawn.kind).toBe('lines');
    const [one, other] = drawn.lines;
    const at = (line: NonNullable<typeof one>, x: number): number => {
      const [[x1, y1], [x2, y2]] = [line.from, line.to];
      return y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
    };
    const [x, y] = drawn.crossing!;
    expect(at(one!, x)).toBeCloseTo(y, 5);
    expect(at(other!, x)).toBeCloseTo(y, 5);
    expect(one!.to[1]).toBeLessThan(other!.to[1]);
    for (const line of drawn.lines) {
      for (const [px, py] of [line!.from, line!.to]) {
        expect(px).toBeGreaterThanOrEqual(chart.left);
        expect(py).toBeGreaterThanOrEqual(0);
        expect(py).toBeLessThanOrEqual(chart.height - chart.bottom);
      }
    }
    const near = told({ second: side('A012', '07:46', 1, '08:41') });
    const [high, low] = whyChart(near).labelY;
    expect(Math.abs(high - low)).toBeGreaterThanOrEqual(20);
  });

  test('WHY-10: where classes, turns or times decide, since when each has waited is drawn', () => {
    for (const policy of ['strict', 'ratio', 'fifo'] as const) {
      const drawn = whyChart(told({ policy }));
      expect([drawn.kind, drawn.crossing, drawn.heights]).toEqual(['bars', null, []]);
      expect(drawn.lines[1]!.from[0]).toBeLessThan(drawn.lines[0]!.from[0]);
    }
    const late = told({ second: { ...told().second, urgency: null, joinedAt: day('08:42') } });
    expect(whyChart(late)).toMatchObject({ kind: 'bars', lines: [expect.anything(), null] });
  });
});

describe('a story', () => {
  test('STORY-7: each step has its sentence in both languages', () => {
    const base = {
      seq: 1,
      at: day('08:41'),
      legId: 'l',
      by: null,
      counter: { id: 'c', number: 3 },
      serviceName: { id: 'KTP-el', en: 'e-ID' },
    };
    const queue = { id: 'q', series: 'A', name: { id: 'KTP', en: 'ID' } };
    const facts: Record<StoryStep['what'], object> = {
      issued: {
        how: 'kiosk',
        deviceName: 'Kiosk 1',
        bookedFor: null,
        waitsFrom: day('08:41'),
        legs: [{ legId: 'l', serviceName: base.serviceName, queue, ahead: 2, quote: null }],
        hasPaper: true,
      },
      paper: { outcome: 'not-sent', fault: 'paper-end' },
      'paper-asked': { isFirst: false },
      claimed: { how: 'phone' },
      called: { reason: told().call!.reason, quote: null },
      recalled: { calls: 2 },
      started: {},
      seated: {},
      finished: { servedSeconds: 360, outcome: 'completed', isByItself: false },
      'no-show': { calls: 2 },
      requeued: { from: 'called', place: 'back' },
      parked: { reason: 'copies', until: day('08:55') },
      unparked: {},
      transferred: {
        to: 'service',
        toServiceName: base.serviceName,
        toCounterNumber: null,
        toOfficer: null,
        queue,
        place: 'order',
        returns: true,
      },
      added: { why: 'added', queue },
      'service-changed': { fromServiceName: base.serviceName, queue },
      'class-changed': { class: 'vulnerable', need: 'pregnant' },
      steered: { reason: 'mistake' },
      noted: {},
      cancelled: { who: 'visitor', state: 'waiting' },
      expired: { reason: 'day-ended' },
      undone: { action: 'call' },
      other: { type: 'something-new' },
    };
    for (const spoken of ['id', 'en'] as const) {
      language.value = spoken;
      for (const [what, more] of Object.entries(facts)) {
        const step = { ...base, what, ...more } as StoryStep;
        expect(storyStepSchema.safeParse(step).success, what).toBe(true);
        const { text, detail } = stepWords(step, zone);
        expect(text.length, what).toBeGreaterThan(5);
        expect(`${text} ${detail}`, what).not.toMatch(/[{}]|undefined/);
      }
    }
  });
});

/** A server that answers what it was given, when it is let. */
class Bench {
  readonly asked: string[] = [];
  answers: Record<string, unknown> = {};
  readonly #held: (() => void)[] = [];
  isHolding = false;

  readonly edges = {
    send: (async (_method: string, path: string) => {
      this.asked.push(path);
      if (this.isHolding) await new Promise<void>(resolve => this.#held.push(resolve));
      const key = Object.keys(this.answers).find(start => path.startsWith(start));
      const body = key === undefined ? undefined : this.answers[key];
      if (body === undefined) return { ok: false, problem: { code: 'not-found', status: 404 } };
      return { ok: true, status: 200, body } as Answer<unknown>;
    }) as typeof send,
    openOverview: () => {
      throw new Error('No socket here');
    },
  };

  release(place: number): void {
    this.#held[place]?.();
  }
}

const ticket = (label: string, passedBy: string | null = null): QueueTicket => ({
  ticketId: `t-${label}`,
  legId: `t-${label}-1`,
  label,
  class: 'walk-in',
  need: null,
  bookedFor: null,
  serviceId: 's',
  serviceName: { id: 'x', en: 'x' },
  waitedSeconds: 600,
  urgency: 600,
  isFirst: false,
  isOverdue: false,
  isElsewhere: false,
  keptForCounter: null,
  keptForOfficer: false,
  passedBy: passedBy === null ? null : { ticketId: `t-${passedBy}`, label: passedBy },
});
const lineOf = (seq: number, ...tickets: QueueTicket[]): QueueNow =>
  ({ seq, queue: { id: 'queue-a' }, tickets, counters: [], calls: [] }) as unknown as QueueNow;

describe('the page of one line', () => {
  let bench: Bench;
  let page: QueuePage;
  beforeEach(() => {
    bench = new Bench();
    bench.answers = { '/comparisons': told() };
    page = new QueuePage(bench.edges, 'queue-a');
  });
  const show = async (line: QueueNow): Promise<void> => {
    bench.answers['/queues/queue-a/now'] = line;
    await page.look();
    await vi.waitFor(() => expect(page.comparing.isAsking.value).toBe(false));
  };

  test('STORY-8: the choice moves within the list, and the story follows it', async () => {
    await show(lineOf(1, ticket('A012', 'B007'), ticket('A013'), ticket('A014')));
    expect(page.chosen.value?.label).toBe('A012');
    expect(bench.asked.at(-1)).toContain('first=t-B007&second=t-A012');
    page.move(-1);
    expect(page.chosen.value?.label).toBe('A012');
    page.move(1);
    expect(bench.asked.at(-1)).toContain('first=t-A012&second=t-A013');
    page.move(1);
    page.move(1);
    expect(page.chosen.value?.label).toBe('A014');
    page.against('t-C001');
    expect(bench.asked.at(-1)).toContain('first=t-C001&second=t-A014');
  });

  test('STORY-8: who was called leaves their place to the next; the same day asks nothing', async () => {
    const rows = [ticket('A012'), ticket('A013'), ticket('A014')] as const;
    await show(lineOf(1, ...rows));
    page.choose('t-A013');
    const before = bench.asked.filter(path => path.startsWith('/comparisons')).length;
    await show(lineOf(1, ...rows));
    expect(bench.asked.filter(path => path.startsWith('/comparisons'))).toHaveLength(before);
    await show(lineOf(2, rows[0], rows[2]));
    expect(page.chosen.value?.label).toBe('A014');
    await show(lineOf(3));
    expect(page.chosen.value).toBe(null);
    expect(page.comparing.told.value).toBe(null);
  });

  test('STORY-8: a lone number has nobody to be compared with', () => {
    const line = lineOf(1, ticket('A012'));
    expect(pairOf(line, line.tickets[0]!, null)).toBe(null);
    expect(pairOf(line, line.tickets[0]!, 't-A012')).toBe(null);
  });

  test('STORY-8: of answers that cross only the newest is shown', async () => {
    const comparing = new Comparing(bench.edges.send);
    bench.isHolding = true;
    const first = comparing.show({ first: 'a', second: 'b' });
    bench.answers['/comparisons?first=c'] = told({ behindMinutes: 9 });
    bench.answers = { '/comparisons?first=c': told({ behindMinutes: 9 }), ...bench.answers };
    const second = comparing.show({ first: 'c', second: 'd' });
    bench.release(1);
    await second;
    bench.release(0);
    await first;
    expect(comparing.told.value?.behindMinutes).toBe(9);
  });
});

describe('the page of tickets', () => {
  test('STORY-4: a number, a code or neither; other days as people write them', async () => {
    const bench = new Bench();
    const page = new TicketsPage(bench.edges, '');
    const nothing = { date: '2026-11-20', found: [], booking: null };
    bench.answers = { '/stories': nothing };
    const search = async (typed: string, date = ''): Promise<string | null> => {
      page.typed.value = typed;
      page.date.value = date;
      await page.search();
      return page.trouble.value;
    };
    expect(await search('a012', '20-11-2026')).toBe('none');
    expect(bench.asked.at(-1)).toBe('/stories?label=a012&date=2026-11-20');
    expect(await search('7KQM-4TXR')).toBe('none-code');
    expect(bench.asked.at(-1)).toBe('/stories?code=7KQM-4TXR');
    const asked = bench.asked.length;
    expect(await search('hello there')).toBe('wrong');
    expect(await search('A012', '31-02-2026')).toBe('wrong');
    expect(bench.asked).toHaveLength(asked);
    bench.answers = {};
    expect(await search('A012')).toBe('silent');
  });
});
