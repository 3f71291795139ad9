import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import type { Kiosk } from '../../kiosk-ui/model.ts';
import { secondsToClaim } from '../../kiosk-ui/screens/paper-failed.tsx';
import { language } from '../../ui-kit/language.ts';
import { KioskBench, refused } from './kiosk-bench.ts';
import type { IssueAnswer, PrintTold } from './kiosk-bench.ts';

let bench: KioskBench;
let kiosk: Kiosk;
let sent: KioskBench['sent'];
let answers: KioskBench['answers'];

const tellPrint = (print: PrintTold): void => bench.tellPrint(print);
const pass = (seconds: number): void => bench.pass(seconds);
const take = (print: IssuedAnswer['print']): Promise<void> => bench.take(print);

beforeEach(() => {
  bench = new KioskBench();
  ({ kiosk, sent, answers } = bench);
});

afterEach(() => bench.close());

/** The server's answers to a claim, in the place of an issued number. */
const claimed = { ok: true, status: 200, body: {} } as unknown as IssueAnswer;
const claims = () => sent.filter(({ path }) => path === '/tickets/visit-1/claim').length;

describe('a number without paper', () => {
  test('KIOSK-23: it stays a minute without a question, and a touch does not prolong it', async () => {
    await bench.takeWithoutPaper(7);
    pass(50);
    kiosk.touched();
    expect(secondsToClaim(kiosk)).toBe(10);
    pass(12);
    expect(secondsToClaim(kiosk)).toBe(0);
    expect(kiosk.screen.value.at).toBe('ticket');
    pass(4);
    expect(kiosk.screen.value.at).toBe('home');
    expect(claims()).toBe(0);
  });

  test('KIOSK-23: the count-down ends when the building ends the number, not a minute later', async () => {
    await take({ jobId: 7, state: 'queued' });
    // A word that took its time, of a building with another rule.
    const keptUntil = '2026-11-23T09:14:25+08:00';
    tellPrint({ jobId: 7, state: 'not-sent', fault: 'cutter', keptUntil });
    expect(kiosk.paper.value).toEqual({
      is: 'failed',
      fault: 'cutter',
      keptUntil: Date.parse(keptUntil),
    });
    expect(secondsToClaim(kiosk)).toBe(25);
    pass(24);
    expect(secondsToClaim(kiosk)).toBe(1);
    pass(4);
    expect([secondsToClaim(kiosk), kiosk.screen.value.at]).toEqual([0, 'ticket']);
    pass(3);
    expect(kiosk.screen.value.at).toBe('home');
  });

  test('KIOSK-31: a number that keeps holding without its paper is never counted down', async () => {
    await take({ jobId: 7, state: 'queued' });
    tellPrint({ jobId: 7, state: 'unknown', fault: 'connection-lost' });
    // Its copy failed too; the first paper may still lie somewhere.
    tellPrint({ jobId: 7, state: 'not-sent', fault: 'paper-end', keptUntil: null });
    expect(kiosk.paper.value).toEqual({ is: 'unknown', fault: 'paper-end' });
    tellPrint({ jobId: 7, state: 'unknown', fault: 'connection-lost', number: 'phone' });
    expect(kiosk.paper.value).toEqual({ is: 'held', by: 'phone' });
  });

  test('KIOSK-24: who says that they noted it keeps it, and the screen soon closes', async () => {
    await bench.takeWithoutPaper(7);
    answers.push(claimed);
    await kiosk.hasNumber();
    expect(kiosk.paper.value).toEqual({ is: 'held', by: 'noted' });
    tellPrint({ jobId: 7, state: 'not-sent', number: 'noted' });
    pass(11);
    expect(kiosk.screen.value.at).toBe('home');
    expect(claims()).toBe(1);
  });

  test('KIOSK-24: more presses are one, and one without an answer may be made again', async () => {
    await bench.takeWithoutPaper(7);
    answers.push(refused('unreachable'), claimed);
    await Promise.all([kiosk.hasNumber(), kiosk.hasNumber()]);
    expect(claims()).toBe(1);
    expect(kiosk.claim.value).toBe('lost');
    expect(kiosk.paper.value.is).toBe('failed');
    await kiosk.hasNumber();
    expect(kiosk.paper.value.is).toBe('held');
  });

  test('KIOSK-25: asking for time keeps the number too, and gives the time', async () => {
    await bench.takeWithoutPaper(7);
    answers.push(claimed);
    kiosk.needsTime();
    await vi.waitFor(() => expect(kiosk.paper.value.is).toBe('held'));
    // The stream's echo of it takes none of the time away.
    tellPrint({ jobId: 7, state: 'not-sent', number: 'noted' });
    pass(59);
    expect(kiosk.waiting.value.phase).toBe('calm');
    pass(2);
    expect(kiosk.waiting.value.phase).toBe('asking');
    kiosk.needsTime();
    expect(claims()).toBe(1);
  });

  test('KIOSK-26: who calls staff reads what to say, and has claimed nothing by it', async () => {
    await bench.takeWithoutPaper(7);
    answers.push({ ok: true, status: 200, body: { isSeen: true } as never });
    kiosk.callsStaff();
    expect(kiosk.sheet.value).toEqual({ about: 'staff' });
    expect(claims()).toBe(0);
    answers.push(claimed);
    await kiosk.hasNumber();
    expect(kiosk.sheet.value).toBe(null);
  });

  test('KIOSK-27: a phone that opened the number ends the count-down', async () => {
    await bench.takeWithoutPaper(7);
    tellPrint({ jobId: 7, state: 'not-sent', number: 'phone' });
    expect(kiosk.paper.value).toEqual({ is: 'held', by: 'phone' });
    // A word about an earlier moment takes nothing away.
    tellPrint({ jobId: 7, state: 'not-sent', fault: 'paper-end' });
    expect(kiosk.paper.value.is).toBe('held');
  });

  test('KIOSK-28: a cancelled number is said to be so, and the way on keeps language and aids', async () => {
    kiosk.toggleAid('large');
    kiosk.speak('en');
    await bench.takeWithoutPaper(7);
    pass(60);
    tellPrint({ jobId: 7, state: 'not-sent', number: 'cancelled' });
    expect(kiosk.paper.value.is).toBe('cancelled');
    pass(20);
    kiosk.takeAnother();
    expect(kiosk.screen.value).toEqual({ at: 'agencies', page: 0 });
    expect(kiosk.serviceIds.value).toEqual([]);
    expect([language.value, kiosk.aids.value.has('large')]).toEqual(['en', true]);
  });

  test('KIOSK-28: a claim that comes too late says that the number is cancelled', async () => {
    await bench.takeWithoutPaper(7);
    answers.push(refused('wrong-state'));
    await kiosk.hasNumber();
    expect(kiosk.paper.value.is).toBe('cancelled');
  });

  test('KIOSK-29: another printer is waited for anew, and named until the end', async () => {
    const printer = { name: 'Printer Kiosk 2', isOther: true };
    await take({ jobId: 7, state: 'printing' });
    pass(20);
    tellPrint({ jobId: 7, state: 'queued', printer });
    pass(20);
    expect(kiosk.paper.value).toEqual({ is: 'queued', printer });
    tellPrint({ jobId: 7, state: 'printing', printer });
    tellPrint({ jobId: 7, state: 'printed', printer });
    expect(kiosk.paper.value).toEqual({ is: 'printed', printer });
    pass(11);
    await take({ jobId: 8, state: 'queued' });
    expect(kiosk.paper.value).toEqual({ is: 'queued', printer: null });
  });

  test('KIOSK-29: a copy that staff ask for at this printer brings the paper after all', async () => {
    await bench.takeWithoutPaper(7);
    tellPrint({ jobId: 7, state: 'queued' });
    pass(10);
    expect(kiosk.paper.value.is).toBe('queued');
    tellPrint({ jobId: 7, state: 'printed' });
    expect(kiosk.paper.value.is).toBe('printed');
  });
});
