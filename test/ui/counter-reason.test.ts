import { afterEach, describe, expect, test } from 'vitest';
import { reasonFacts } from '../../counter-ui/call-reason.ts';
import { reasonSentence } from '../../counter-ui/sentences.ts';
import { language } from '../../ui-kit/language.ts';
import { idleView, ticket } from './fixtures/desk-views.ts';

const lansia = { class: 'vulnerable', need: 'elderly' } as const;
const umum = { class: 'walk-in', need: null } as const;
type Reason = typeof ticket.reason;

const sentence = (reason: Partial<Reason>, of: typeof lansia | typeof umum): string =>
  reasonSentence(reasonFacts({ ...ticket.reason, ...reason }, idleView.queues), of);

afterEach(() => {
  language.value = 'id';
});

describe('why this one', () => {
  test('DESK-12: the weight of the wait and who was passed over are said in one sentence', () => {
    expect(sentence(idleView.next!.reason, lansia)).toBe(
      'Lansia menunggu 15 menit dan dihitung 4 kali (60), mendahului A013: umum, 45 menit.',
    );
    language.value = 'en';
    expect(sentence(idleView.next!.reason, lansia)).toBe(
      'Elderly, waiting 15 min counted 4 times (60), ahead of A013: walk-in, 45 min.',
    );
  });

  test('DESK-12: of several only the first is named, and one that has left only by number', () => {
    const passed = { ...idleView.next!.reason, passedOver: ['A013', 'A014', 'A015'] };
    expect(sentence(passed, lansia)).toContain('mendahului A013 dan 2 nomor lain');
    expect(sentence({ ...passed, passedOver: ['A099'] }, lansia)).toMatch(/mendahului A099\.$/);
  });

  test('DESK-12: in turn, over the limit and by hand are each told as such', () => {
    expect(sentence({ waitedSeconds: 2280 }, umum)).toBe('Umum, paling lama menunggu: 38 menit.');
    expect(sentence({ waitedSeconds: 20, urgency: 20 }, umum)).toBe(
      'Umum, berikutnya menurut urutan.',
    );
    expect(sentence({ policy: 'max-wait', waitedSeconds: 3900 }, umum)).toContain('batas tunggu');
    expect(sentence({ policy: 'chosen', passedOver: [] }, umum)).toMatch(/^Dipilih petugas/);
  });

  test('DESK-12: a wait of seconds is never turned into a rate', () => {
    const early = { waitedSeconds: 20, urgency: 83, passedOver: ['A013'] };
    expect(sentence(early, lansia)).toContain('paling mendesak');
  });
});
