import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IssuedAnswer } from '../../contract/http.ts';
import { errandsMax } from '../../kiosk-ui/errands.ts';
import type { Kiosk } from '../../kiosk-ui/model.ts';
import { proofMsMax } from '../../kiosk-ui/paper.ts';
import { language } from '../../ui-kit/language.ts';
import { KioskBench, birth, dukcapil, idOf, issued, refused, view } from './kiosk-bench.ts';
import type { IssueAnswer, PrintTold } from './kiosk-bench.ts';

const death = idOf('A06');
const immigration = view.agencies.find(agency => !agency.availability.open)?.id ?? '';

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

describe('choosing', () => {
  test('KIOSK-1: three touches after the first lead to the number', async () => {
    await take({ jobId: 7, state: 'queued' });
    expect(kiosk.screen.value.at).toBe('ticket');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.path).toBe('/tickets');
    expect(sent[0]?.body).toEqual({ serviceIds: [birth], language: 'id' });
  });

  test('KIOSK-2: another row moves the mark, a wrong touch never makes two errands', () => {
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.chooseService(death);
    expect(kiosk.serviceIds.value).toEqual([death]);
  });

  test('KIOSK-3: only "another errand" adds one, up to five, and back takes it away again', () => {
    const codes = ['A01', 'A02', 'A03', 'A04', 'A05'].map(idOf);
    for (const [at, id] of codes.entries()) {
      kiosk.chooseAgency(dukcapil);
      kiosk.chooseService(id);
      expect(kiosk.canAddErrand).toBe(at < errandsMax - 1);
      kiosk.addErrand();
    }
    expect(kiosk.serviceIds.value).toEqual(codes);
    expect(kiosk.choice.value).toBe(codes[4]);
    kiosk.back();
    expect(kiosk.serviceIds.value).toEqual(codes.slice(0, 4));
    kiosk.back();
    expect(kiosk.screen.value.at).toBe('services');
    expect(kiosk.choice.value).toBe(codes[3]);
    kiosk.chooseService(codes[0] ?? '');
    expect(kiosk.choice.value).toBe(codes[3]);
  });

  test('KIOSK-4: priority is one touch, a second touch takes it back', async () => {
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.toggleNeed('elderly');
    kiosk.toggleNeed('pregnant');
    expect(kiosk.need.value).toBe('pregnant');
    answers.push(issued(null));
    await kiosk.issue();
    expect(sent[0]?.body).toMatchObject({ class: 'vulnerable', need: 'pregnant' });
    kiosk.leave();
    kiosk.toggleNeed('elderly');
    kiosk.toggleNeed('elderly');
    expect(kiosk.need.value).toBe(null);
  });

  test('KIOSK-5: a closed agency answers with its reason and is not entered', () => {
    kiosk.takeNumber();
    kiosk.chooseAgency(immigration);
    expect(kiosk.sheet.value).toEqual({ about: 'agency-closed', agencyId: immigration });
    expect(kiosk.screen.value.at).toBe('agencies');
    kiosk.chooseService(idOf('F01'));
    expect(kiosk.choice.value).toBe(null);
  });

  test('KIOSK-6: the language changes at any moment and the choice stays', () => {
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.toggleNeed('elderly');
    kiosk.speak('en');
    expect(language.value).toBe('en');
    expect(kiosk.serviceIds.value).toEqual([birth]);
    expect(kiosk.need.value).toBe('elderly');
    expect(kiosk.screen.value).toMatchObject({ at: 'services', agencyId: dukcapil });
  });

  test('KIOSK-7: a patch replaces the agencies it names and leaves the others', () => {
    const busy = { ...view.agencies[1], waiting: 99 } as (typeof view.agencies)[number];
    bench.tell({ agencies: [busy] });
    expect(kiosk.view.value?.agencies.map(agency => agency.waiting)).toEqual(
      view.agencies.map(agency => (agency.id === busy.id ? 99 : agency.waiting)),
    );
  });
});

describe('one intent, one number', () => {
  test('KIOSK-8: presses while it is under way are the same press', async () => {
    kiosk.chooseService(birth);
    let answerNow: (answer: IssueAnswer) => void = () => undefined;
    answers.push(
      new Promise(resolve => {
        answerNow = resolve;
      }),
    );
    const first = kiosk.issue();
    await kiosk.issue();
    expect(kiosk.isIssuing.value).toBe(true);
    answerNow(issued(null));
    await first;
    expect(sent).toHaveLength(1);
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('KIOSK-9: after a lost answer the same body goes out under the same key', async () => {
    kiosk.chooseService(birth);
    answers.push(refused('unreachable'), issued({ jobId: 7, state: 'queued' }));
    await kiosk.issue();
    expect(kiosk.sheet.value).toMatchObject({ about: 'refused' });
    kiosk.speak('en');
    await kiosk.issue();
    expect(sent[1]).toEqual(sent[0]);
    expect(kiosk.screen.value.at).toBe('ticket');
  });

  test('KIOSK-9: another wish, or one that was refused, goes out under a new key', async () => {
    kiosk.chooseService(birth);
    answers.push(refused('unreachable'), refused('service-closed'), issued(null));
    await kiosk.issue();
    kiosk.chooseService(death);
    await kiosk.issue();
    await kiosk.issue();
    expect(new Set(sent.map(one => one.key)).size).toBe(3);
  });

  test('KIOSK-10: a refusal keeps the choice and says its code', async () => {
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    answers.push(refused('service-closed'));
    await kiosk.issue();
    expect(kiosk.sheet.value).toMatchObject({ problem: { code: 'service-closed' } });
    expect(kiosk.choice.value).toBe(birth);
    kiosk.closeSheet();
    expect(kiosk.screen.value.at).toBe('services');
  });

  test('KIOSK-11: an answer for a visitor who left does not show to the next one', async () => {
    kiosk.chooseService(birth);
    let answerNow: (answer: IssueAnswer) => void = () => undefined;
    answers.push(
      new Promise(resolve => {
        answerNow = resolve;
      }),
    );
    const first = kiosk.issue();
    kiosk.leave();
    answerNow(issued(null));
    await first;
    expect(kiosk.screen.value.at).toBe('home');
  });
});

describe('paper', () => {
  test('KIOSK-12: the paper follows its own job, and closes 8–12 s after proof', async () => {
    await take({ jobId: 7, state: 'queued' });
    expect(kiosk.paper.value.is).toBe('queued');
    tellPrint({ jobId: 6, state: 'printed' });
    tellPrint({ jobId: 7, state: 'printing' });
    expect(kiosk.paper.value.is).toBe('printing');
    pass(20);
    expect(kiosk.screen.value.at).toBe('ticket');
    tellPrint({ jobId: 7, state: 'printed' });
    pass(8);
    kiosk.touched();
    expect(kiosk.screen.value.at).toBe('ticket');
    pass(4);
    expect(kiosk.screen.value.at).toBe('home');
  });

  test('KIOSK-13: a word of the printer that is faster than the answer counts', async () => {
    tellPrint({ jobId: 7, state: 'not-sent', fault: 'paper-end' });
    await take({ jobId: 7, state: 'queued' });
    expect(kiosk.paper.value).toMatchObject({ is: 'failed', fault: 'paper-end' });
  });

  test('KIOSK-13: a final state in the answer itself needs no stream', async () => {
    await take({ jobId: 9, state: 'unknown' });
    expect(kiosk.paper.value.is).toBe('unknown');
  });

  test('KIOSK-14: a number that holds without paper stays 60 s, then asks 20 s', async () => {
    await take({ jobId: 7, state: 'unknown' });
    for (let round = 0; round < 10; round += 1) {
      pass(59);
      expect(kiosk.waiting.value.phase).toBe('calm');
      pass(2);
      expect(kiosk.waiting.value.phase).toBe('asking');
      kiosk.needsTime();
      expect(kiosk.waiting.value.phase).toBe('calm');
    }
    pass(81);
    expect(kiosk.screen.value.at).toBe('home');
  });

  test('KIOSK-15: without any word of the printer nothing is promised', async () => {
    await take({ jobId: 7, state: 'queued' });
    pass(proofMsMax / 1000 + 1);
    expect(kiosk.paper.value).toEqual({ is: 'unknown', fault: 'no-proof' });
    tellPrint({ jobId: 7, state: 'printed' });
    expect(kiosk.paper.value.is).toBe('printed');
  });

  test('KIOSK-15: a kiosk without a printer says so', async () => {
    await take(null);
    expect(kiosk.paper.value.is).toBe('none');
    expect(kiosk.waiting.value.phase).toBe('calm');
  });
});

describe('forgetting', () => {
  test('KIOSK-16: 45 s idle, then 20 s to answer, then everything is forgotten', () => {
    kiosk.takeNumber();
    kiosk.chooseAgency(dukcapil);
    kiosk.chooseService(birth);
    kiosk.toggleNeed('disability');
    kiosk.toggleAid('contrast');
    kiosk.speak('en');
    pass(44);
    kiosk.touched();
    pass(44);
    expect(kiosk.waiting.value.phase).toBe('calm');
    pass(2);
    expect(kiosk.waiting.value).toEqual({ phase: 'asking', secondsLeft: 19 });
    kiosk.touched();
    expect(kiosk.waiting.value.phase).toBe('asking');
    kiosk.needsTime();
    pass(66);
    expect(kiosk.screen.value).toEqual({ at: 'home' });
    expect(kiosk.serviceIds.value).toEqual([]);
    expect(kiosk.need.value).toBe(null);
    expect(kiosk.aids.value.size).toBe(0);
    expect(language.value).toBe('id');
  });

  test('KIOSK-17: a language left behind on the home screen goes back by itself', () => {
    kiosk.speak('en');
    pass(46);
    expect(language.value).toBe('id');
  });

  test('KIOSK-18: a resting kiosk has nothing to count', () => {
    expect(kiosk.waiting.value.phase).toBe('off');
  });
});
