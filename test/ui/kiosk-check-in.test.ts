import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeSigns, readScanned, shownCode } from '../../kiosk-ui/booking-code.ts';
import type { Kiosk } from '../../kiosk-ui/model.ts';
import { KioskBench, birth, dukcapil, issued, refused } from './kiosk-bench.ts';

const qr = 'MPP:mpp-1:7K3QX9RT';
const ticketAddress = 'http://antrean.example:3000/t/k3JYw0QmR7uTz9aP2bXc5d';

let bench: KioskBench;
let kiosk: Kiosk;

beforeEach(() => {
  bench = new KioskBench();
  ({ kiosk } = bench);
});

afterEach(() => bench.close());

function type(code: string): void {
  for (const sign of code) kiosk.checkIn.type(sign);
}

const settled = () => new Promise<void>(resolve => process.nextTick(resolve));

describe('codes', () => {
  test('CHECKIN-6: a scan is a booking, a ticket, or neither', () => {
    expect(readScanned(qr)).toEqual({ is: 'booking', code: qr, typed: '7K3QX9RT' });
    expect(readScanned(' 7k3q-x9rt ')).toMatchObject({ is: 'booking', code: '7K3QX9RT' });
    expect(readScanned(ticketAddress)).toEqual({ is: 'ticket' });
    for (const text of ['http://example.org/7K3QX9RT', 'A012', '7K3QX9R', '7K3QX9R0', 'MPP::X']) {
      expect(readScanned(text), text).toEqual({ is: 'other' });
    }
  });

  test('CHECKIN-6: thirty-two signs, none of them mistaken for another', () => {
    expect(new Set(codeSigns)).toHaveLength(32);
    expect(codeSigns).not.toMatch(/[01IO]/);
    expect(shownCode('7K3QX9RT')).toBe('7K3Q-X9RT');
    expect(shownCode('7K3')).toBe('7K3');
  });
});

describe('typing', () => {
  test('CHECKIN-7: eight signs and no more; nothing is asked before the eighth', async () => {
    kiosk.checkIn.begin();
    type('7K3QX9R');
    await kiosk.checkIn.ask();
    expect(bench.sent).toEqual([]);
    type('T8I');
    expect(kiosk.checkIn.code.value).toBe('7K3QX9RT');
    bench.answers.push(issued({ jobId: 7, state: 'queued' }));
    await kiosk.checkIn.ask();
    expect(bench.sent).toMatchObject([{ path: '/check-ins', body: { code: '7K3QX9RT' } }]);
    expect(kiosk.screen.value.at).toBe('ticket');
    kiosk.leave();
    expect(kiosk.checkIn.code.value).toBe('');
  });

  test('CHECKIN-7: the ticket speaks the language of the booking unless the visitor chose one', async () => {
    kiosk.speak('en');
    kiosk.checkIn.begin();
    type('7K3QX9RT');
    bench.answers.push(issued(null));
    await kiosk.checkIn.ask();
    expect(bench.sent[0]?.body).toEqual({ code: '7K3QX9RT', language: 'en' });
  });

  test('CHECKIN-7: a lost answer goes out again as it was', async () => {
    kiosk.checkIn.begin();
    type('7K3QX9RT');
    bench.answers.push(refused('unreachable'), issued(null));
    await kiosk.checkIn.ask();
    expect(kiosk.sheet.value).toMatchObject({ about: 'check-in-refused' });
    await kiosk.checkIn.ask();
    expect(bench.sent[1]).toEqual(bench.sent[0]);
  });
});

describe('needs', () => {
  test('CHECKIN-12: one touch before the code says a need; the next visitor has none', async () => {
    kiosk.checkIn.begin();
    kiosk.toggleNeed('elderly');
    type('7K3QX9RT');
    bench.answers.push(refused('booking-too-late'), issued(null), issued(null));
    await kiosk.checkIn.ask();
    await kiosk.checkIn.ask(true);
    expect(bench.sent[0]?.body).toEqual({ code: '7K3QX9RT', need: 'elderly' });
    expect(bench.sent[1]?.body).toEqual({ code: '7K3QX9RT', need: 'elderly', asWalkIn: true });
    kiosk.leave();
    kiosk.scanned(qr);
    await settled();
    expect(bench.sent[2]?.body).toEqual({ code: qr });
  });

  test('CHECKIN-12: a need that was said goes along with a scan too; a second touch takes it back', async () => {
    kiosk.checkIn.begin();
    kiosk.toggleNeed('disability');
    bench.answers.push(refused('unknown-booking'), issued(null));
    kiosk.scanned(qr);
    await settled();
    expect(bench.sent[0]?.body).toEqual({ code: qr, need: 'disability' });
    kiosk.closeSheet();
    kiosk.toggleNeed('disability');
    await kiosk.checkIn.ask();
    expect(bench.sent[1]?.body).toEqual({ code: qr });
  });
});

describe('scanning', () => {
  test('CHECKIN-8: at home a booking is checked in without a touch', async () => {
    bench.answers.push(issued({ jobId: 7, state: 'queued' }));
    kiosk.scanned(qr);
    await settled();
    expect(bench.sent).toMatchObject([{ path: '/check-ins', body: { code: qr } }]);
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('CHECKIN-8: a scan while one is under way, or while a ticket is shown, is nothing', async () => {
    bench.answers.push(issued({ jobId: 7, state: 'queued' }));
    kiosk.scanned(qr);
    kiosk.scanned('MPP:mpp-1:22222222');
    await settled();
    kiosk.scanned('MPP:mpp-1:33333333');
    await settled();
    expect(bench.sent).toHaveLength(1);
  });

  test('CHECKIN-8: a code that is corrected after a scan goes out as it was typed', async () => {
    bench.answers.push(refused('unknown-booking'), issued(null));
    kiosk.scanned(qr);
    await settled();
    kiosk.closeSheet();
    expect(kiosk.screen.value).toEqual({ at: 'check-in', by: 'code' });
    kiosk.checkIn.erase();
    type('2');
    await kiosk.checkIn.ask();
    expect(bench.sent[1]?.body).toEqual({ code: '7K3QX9R2' });
  });

  test('CHECKIN-9: a ticket or something else at home is answered in a sentence, and forgotten', () => {
    kiosk.scanned(ticketAddress);
    expect(kiosk.sheet.value).toEqual({ about: 'scanned', what: 'ticket' });
    kiosk.scanned('8991234567890');
    expect(kiosk.sheet.value).toEqual({ about: 'scanned', what: 'other' });
    expect(bench.sent).toEqual([]);
    bench.pass(66);
    expect(kiosk.sheet.value).toBe(null);
    expect(kiosk.screen.value.at).toBe('home');
  });

  test('CHECKIN-8: a camera that fails leads to the keys, and says so', () => {
    kiosk.checkIn.begin();
    kiosk.checkIn.usesCamera(true);
    kiosk.checkIn.cameraFailed();
    expect(kiosk.screen.value).toEqual({ at: 'check-in', by: 'code' });
    expect(kiosk.checkIn.isCameraBroken.value).toBe(true);
    kiosk.back();
    kiosk.checkIn.cameraFailed();
    expect(kiosk.screen.value.at).toBe('home');
    expect(kiosk.checkIn.isCameraBroken.value).toBe(false);
  });
});

describe('ways on', () => {
  test('CHECKIN-10: too late is one touch from a usual number', async () => {
    kiosk.checkIn.begin();
    type('7K3QX9RT');
    bench.answers.push(refused('booking-too-late'), issued(null));
    await kiosk.checkIn.ask();
    await kiosk.checkIn.ask(true);
    expect(bench.sent[1]?.body).toEqual({ code: '7K3QX9RT', asWalkIn: true });
    expect(bench.sent[1]?.key).not.toBe(bench.sent[0]?.key);
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('CHECKIN-10: a number instead begins with the booked service marked', () => {
    kiosk.takeNumberFor(birth);
    expect(kiosk.screen.value).toMatchObject({ at: 'services', agencyId: dukcapil });
    expect(kiosk.choice.value).toBe(birth);
    kiosk.leave();
    kiosk.takeNumberFor(null);
    expect(kiosk.screen.value).toMatchObject({ at: 'agencies' });
  });
});
