import { beforeEach, describe, expect, test } from 'vitest';
import type { SurveyView } from '../../contract/survey.ts';
import {
  askMs,
  calmMs,
  cannotMs,
  Tablet,
  thanksMs,
  type Scene,
} from '../../display-ui/tablet/model.ts';
import type { Answer } from '../../ui-kit/api.ts';
import { language } from '../../ui-kit/language.ts';

/** The tablet at the exit: one visitor after the other. */

const view = (rest: Partial<SurveyView> = {}): SurveyView => ({
  building: {} as SurveyView['building'],
  label: 'A012',
  businessDate: '2026-11-23',
  language: 'id',
  state: 'open',
  services: [
    { serviceId: 'service-a01', serviceName: { id: 'KTP', en: 'Card' }, agencyShort: 'D' },
  ],
  ...rest,
});

let now = 0;
let asked: { path: string; body: unknown; key: string | undefined }[] = [];
let answers: Answer<unknown>[] = [];
let tablet: Tablet;

beforeEach(() => {
  now = 1_000;
  asked = [];
  answers = [];
  tablet = new Tablet({
    newKey: () => 'key-1',
    now: () => now,
    send: (_method, path, body, options) => {
      asked.push({ path, body, key: options?.key });
      return Promise.resolve(answers.shift() ?? { ok: true, status: 200, body: view() }) as never;
    },
  });
  language.value = 'id';
});

const refused = (code: string): Answer<unknown> => ({ ok: false, problem: { code, status: 404 } });
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};
const after = (ms: number): void => {
  now += ms;
  tablet.tick();
};
async function found() {
  tablet.scanned('http://mpp.local/t/tokenOfTheTicket');
  await settled();
  const scene = tablet.scene.value as Extract<Scene, { at: 'asking' }>;
  expect(scene.at).toBe('asking');
  return scene.survey;
}

describe('who rates', () => {
  test('SURVEY-18: a scanned paper opens its survey; any other code is not known', async () => {
    await found();
    expect(asked[0]).toMatchObject({ path: '/survey/visits', body: { token: 'tokenOfTheTicket' } });
    // Somebody is answering: a second paper changes nothing.
    tablet.scanned('http://mpp.local/t/another');
    expect(asked).toHaveLength(1);
    tablet.leave();
    tablet.scanned('8991234567890');
    expect(tablet.scene.value).toEqual({ at: 'cannot', why: 'unknown' });
  });

  test('SURVEY-18: a number is typed sign by sign, and what cannot be rated says why', async () => {
    tablet.beginTyping();
    for (const sign of 'A0123') tablet.add(sign);
    tablet.erase();
    expect(tablet.typed.value).toBe('A012');
    const states = ['nothing-finished', 'answered', 'over'] as const;
    for (const state of states) {
      tablet.add('1');
      answers = [{ ok: true, status: 200, body: view({ state }) }];
      tablet.submit();
      await settled();
      expect(tablet.scene.value).toEqual({ at: 'cannot', why: state });
    }
    for (const [code, why] of [
      ['unknown-ticket', 'unknown'],
      ['too-many-attempts', 'too-many'],
      ['unreachable', 'unreachable'],
    ] as const) {
      tablet.add('1');
      answers = [refused(code)];
      tablet.submit();
      await settled();
      expect(tablet.scene.value).toEqual({ at: 'cannot', why });
    }
    after(cannotMs);
    expect(tablet.scene.value.at).toBe('invite');
  });
});

describe('what is given', () => {
  test('SURVEY-18: sent with the same key until it has arrived; then thanks, then the next visitor', async () => {
    const survey = await found();
    survey.choose('time', 4);
    language.value = 'en';
    answers = [refused('unreachable'), { ok: true, status: 201, body: {} }];
    await tablet.give();
    expect(survey.sending.value).toBe('unreachable');
    await tablet.give();
    expect(asked.slice(1)).toEqual(
      [1, 2].map(() => ({
        path: '/survey/answers',
        key: 'key-1',
        body: {
          token: 'tokenOfTheTicket',
          serviceId: 'service-a01',
          answers: { time: 4 },
          language: 'en',
        },
      })),
    );
    expect(tablet.scene.value.at).toBe('thanks');
    after(thanksMs);
    expect([tablet.scene.value.at, language.value]).toEqual(['invite', 'id']);
  });

  test('SURVEY-18: nothing is sent without an answer, and answered before is answered', async () => {
    const survey = await found();
    await tablet.give();
    expect(asked).toHaveLength(1);
    survey.choose('cost', 1);
    answers = [refused('already-answered')];
    await tablet.give();
    expect(tablet.scene.value.at).toBe('thanks');
  });

  test('SURVEY-18: who they are is asked only where they wish, question by question', async () => {
    const survey = await found();
    for (let step = 0; step < 9; step += 1) survey.next();
    expect(survey.step.value.kind).toBe('about-you');
    tablet.askProfile();
    survey.say('gender', 'female');
    for (const at of [0, 1, 2, 3]) {
      expect(tablet.profileAt.value).toBe(at);
      tablet.nextProfile();
    }
    expect(tablet.profileAt.value).toBeNull();
    tablet.askProfile();
    tablet.back();
    expect(tablet.profileAt.value).toBeNull();
    tablet.back();
    expect(survey.step.value).toMatchObject({ kind: 'element', number: 9 });
  });
});

describe('who goes away', () => {
  test('SURVEY-19: is asked after 45 s and forgotten 20 s later, answers, number and language', async () => {
    const survey = await found();
    survey.choose('time', 1);
    language.value = 'en';
    after(calmMs - 1);
    expect(tablet.askedSeconds.value).toBeNull();
    after(1);
    expect(tablet.askedSeconds.value).toBe(askMs / 1_000);
    tablet.touch();
    after(calmMs);
    expect(tablet.askedSeconds.value).toBe(20);
    after(askMs);
    expect([tablet.scene.value.at, language.value, tablet.typed.value]).toEqual([
      'invite',
      'id',
      '',
    ]);
    const next = await found();
    expect(next.isEmpty.value).toBe(true);
  });

  test('SURVEY-19: an answer that comes late is none of the next visitor’s', async () => {
    tablet.scanned('http://mpp.local/t/first');
    tablet.leave();
    await settled();
    expect(tablet.scene.value.at).toBe('invite');
    const survey = await found();
    survey.choose('time', 3);
    const giving = tablet.give();
    tablet.leave();
    await giving;
    expect(tablet.scene.value.at).toBe('invite');
  });

  test('SURVEY-19: back from the first question is the invitation', async () => {
    await found();
    tablet.back();
    expect(tablet.isResting.value).toBe(true);
  });
});
