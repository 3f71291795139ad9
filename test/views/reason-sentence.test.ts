import { describe, expect, test } from 'vitest';
import type { CallReason } from '../../contract/events.ts';
import { callPolicySchema, choiceReasonSchema, needSchema } from '../../contract/values.ts';
import { reasonSentence } from '../../server/views/reason-sentence.ts';

const reason = (more: Partial<CallReason>): CallReason => ({
  policy: 'accumulating',
  class: 'vulnerable',
  need: 'elderly',
  waitedSeconds: 15 * 60,
  rate: 4,
  urgency: 3_600,
  passedOver: ['A013'],
  against: {
    label: 'A013',
    class: 'walk-in',
    need: null,
    waitedSeconds: 45 * 60,
    urgency: 45 * 60,
  },
  isHelp: false,
  choice: null,
  ...more,
});

describe('the sentence of a call', () => {
  test('CALL-17: weighs both waits, so that a reader’s own sum comes out', () => {
    expect(reasonSentence(reason({}))).toEqual({
      id: 'Lansia menunggu 15 menit dan dihitung 4 kali (60), mendahului A013: umum, 45 menit (45).',
      en: 'Elderly visitor waited 15 minutes, counted 4 times (60), before A013: walk-in, 45 minutes (45).',
    });
  });

  test('CALL-17: sums of less than a minute are not shown', () => {
    const { id } = reasonSentence(reason({ waitedSeconds: 40 }));
    expect(id).toContain('menunggu kurang dari 1 menit, naik 4 kali lebih cepat, mendahului A013');
    expect(id).not.toContain('(');
  });

  test('CALL-17: names everybody who was passed over, at most five', () => {
    const { id } = reasonSentence(reason({ passedOver: ['A013', 'A014', 'A015'] }));
    expect(id).toContain('A013: umum, 45 menit (45); juga A014, A015.');
  });

  test('CALL-17: who simply waited longest is said to have', () => {
    const plain = { class: 'walk-in', need: null, rate: 1, against: null, passedOver: [] } as const;
    const { id, en } = reasonSentence(reason({ ...plain, waitedSeconds: 20 }));
    expect(id).toBe('Umum, menunggu paling lama: kurang dari 1 menit.');
    expect(en).toBe('Walk-in, waiting longest: less than a minute.');
  });

  test('CALL-14, CALL-17: an officer’s choice is said with its reason', () => {
    const { id } = reasonSentence(reason({ policy: 'chosen', choice: 'special-need' }));
    expect(id).toContain('Dipilih petugas (perlu bantuan khusus), menunggu 15 menit');
    expect(id).toContain('mendahului A013');
  });

  test('CALL-17: every policy, need and choice has its sentence in both languages', () => {
    const seen = new Set<string>();
    for (const policy of callPolicySchema.options) {
      for (const need of [...needSchema.options, null]) {
        for (const choice of [...choiceReasonSchema.options, null]) {
          const { id, en } = reasonSentence(reason({ policy, need, choice, isHelp: true }));
          expect(id).toMatch(/^Membantu antrean lain\. [A-Z].*\.$/);
          expect(en).toMatch(/^Helping another queue\. [A-Z].*\.$/);
          expect(`${id}${en}`).not.toMatch(/undefined|NaN|null/);
          seen.add(id);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(20);
  });
});
