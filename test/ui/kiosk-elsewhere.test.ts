import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OtherKiosk } from '../../contract/views.ts';
import type { Kiosk } from '../../kiosk-ui/model.ts';
import { paperWords } from '../../kiosk-ui/paper-words.ts';
import { KioskBench, refused } from './kiosk-bench.ts';
import type { IssueAnswer } from './kiosk-bench.ts';

/** A number whose paper failed, with another kiosk that prints. */

const north: OtherKiosk = { id: 'kiosk-2', name: 'Kiosk 2', place: 'dekat pintu utara' };
const at2 = { name: 'Printer Kiosk 2', isOther: true } as const;
const accepted = { ok: true, status: 200, body: {} } as unknown as IssueAnswer;

let bench: KioskBench;
let kiosk: Kiosk;

beforeEach(() => {
  bench = new KioskBench();
  ({ kiosk } = bench);
  bench.tell({ others: [north] });
});

afterEach(() => bench.close());

const words = () => paperWords(kiosk.paper.value, 'A012', kiosk.inHand.sentTo.value);

test('KIOSK-33: what was not sent is printed at another kiosk, and where is said', async () => {
  await bench.takeWithoutPaper(7);
  expect(kiosk.inHand.otherKiosk).toEqual(north);
  bench.answers.push(accepted);
  await kiosk.inHand.printAt(north);
  expect(bench.sent.at(-1)).toMatchObject({
    path: '/tickets/visit-1/print-at',
    body: { kioskId: 'kiosk-2' },
  });
  bench.tellPrint({ jobId: 7, state: 'printing', printer: at2 });
  expect(words().meaning).toBe('Tiket dicetak di Kiosk 2, dekat pintu utara.');
  expect(kiosk.inHand.otherKiosk).toBe(null);
  bench.pass(20);
  expect(kiosk.screen.value.at).toBe('ticket');
  bench.tellPrint({ jobId: 7, state: 'printed', printer: at2 });
  expect(words().meaning).toBe('Tiket keluar di Kiosk 2, dekat pintu utara.');
  bench.pass(12);
  expect([kiosk.screen.value.at, kiosk.inHand.sentTo.value]).toEqual(['home', null]);
});

test('KIOSK-33: a number that was noted can still have its paper there', async () => {
  await bench.takeWithoutPaper(7);
  bench.answers.push(accepted, accepted);
  await kiosk.hasNumber();
  expect(kiosk.inHand.otherKiosk).toEqual(north);
  await kiosk.inHand.printAt(north);
  bench.tellPrint({ jobId: 7, state: 'queued', number: 'noted', printer: at2 });
  expect(kiosk.paper.value.is).toBe('queued');
  bench.tellPrint({ jobId: 7, state: 'not-sent', number: 'noted', printer: at2 });
  expect(kiosk.paper.value).toEqual({ is: 'held', by: 'noted' });
});

test('KIOSK-33: it is not offered where paper may have come, nor where no kiosk prints', async () => {
  await bench.take({ jobId: 7, state: 'queued' });
  bench.tellPrint({ jobId: 7, state: 'unknown', fault: 'connection-lost' });
  expect(kiosk.inHand.otherKiosk).toBe(null);
  kiosk.leave();
  await bench.takeWithoutPaper(8);
  expect(kiosk.inHand.otherKiosk).toEqual(north);
  bench.tell({ others: [] });
  expect(kiosk.inHand.otherKiosk).toBe(null);
});

test('KIOSK-33: pressed twice it is one press; without an answer it can be pressed again', async () => {
  await bench.takeWithoutPaper(7);
  const before = bench.sent.length;
  bench.answers.push(refused('unreachable'), accepted);
  const first = kiosk.inHand.printAt(north);
  await kiosk.inHand.printAt(north);
  await first;
  expect(bench.sent).toHaveLength(before + 1);
  expect([kiosk.inHand.printingElsewhere.value, kiosk.inHand.sentTo.value]).toEqual(['lost', null]);
  await kiosk.inHand.printAt(north);
  expect([kiosk.inHand.printingElsewhere.value, kiosk.inHand.sentTo.value]).toEqual([
    'none',
    north,
  ]);
});
