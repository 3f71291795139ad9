import { expect, test } from 'vitest';
import { giveSurveySchema, type SurveyView } from '../../contract/survey.ts';
import { commentLengthMax } from '../../contract/survey.ts';
import * as page from '../../display-ui/survey/model.ts';
import { surveyElements } from '../../server/domain/satisfaction.ts';
import { building } from './fixtures/display-fixtures.ts';

const { SurveyModel } = page;

const service = (serviceId: string) => ({
  serviceId,
  serviceName: { id: 'Akta Kelahiran', en: 'Birth certificate' },
  agencyShort: 'Dukcapil',
});

const surveyView = (...serviceIds: string[]): SurveyView => ({
  building,
  label: 'A012',
  businessDate: '2026-11-23',
  language: 'id',
  state: 'open',
  services: serviceIds.map(service),
});

const open = (kept: string | null = null, ...serviceIds: string[]) =>
  new SurveyModel(surveyView(...(serviceIds.length === 0 ? ['service-a05'] : serviceIds)), kept);

test('SKM-1: the page asks the nine elements of the regulation in its order, the best answer first', () => {
  expect(page.elements).toEqual(surveyElements);
  expect(page.grades).toEqual([4, 3, 2, 1]);
  expect(page.commentLengthMax).toBe(commentLengthMax);
  const model = open();
  const asked = model.steps.map(step => (step.kind === 'element' ? step.element : step.kind));
  expect(asked).toEqual([...surveyElements, 'about-you', 'thanks']);
});

test('SURVEY-7: a touch selects, the next key moves on, also without an answer, and back goes back', () => {
  const model = open();
  model.choose('requirements', 3);
  expect(model.at.value).toBe(0);
  model.choose('requirements', 4);
  model.next();
  model.next();
  expect(model.step.value).toMatchObject({ element: 'time', number: 3 });
  expect(model.back()).toBe(true);
  expect(model.back()).toBe(true);
  expect(model.back()).toBe(false);
  expect(model.answers.value).toEqual({ requirements: 4 });
});

test('SURVEY-7: what is sent is what the server takes, without what was left out', () => {
  const model = open(null, 'service-b01', 'service-a01');
  expect(model.step.value.kind).toBe('service');
  model.serviceId.value = 'service-a01';
  for (const element of page.elements.slice(0, 8)) {
    model.next();
    model.choose(element, 2);
  }
  model.comment.value = '  ';
  model.say('age', '30-44');
  model.say('gender', 'female');
  model.say('gender', '');
  const body = model.body('en');
  expect(giveSurveySchema.parse(body)).toEqual(body);
  expect(body).toMatchObject({ serviceId: 'service-a01', respondent: { age: '30-44' } });
  expect(body.answers).not.toHaveProperty('complaints');
  expect(body).not.toHaveProperty('comment');
});

test('SURVEY-8: who leaves finds their answers again, where they were', () => {
  const model = open(null, 'service-b01', 'service-a01');
  model.serviceId.value = 'service-a01';
  model.next();
  model.choose('requirements', 1);
  model.next();
  model.comment.value = 'Ramai sekali.';
  const again = open(model.kept(), 'service-b01', 'service-a01');
  expect(again.step.value).toEqual(model.step.value);
  expect(again.body('id')).toEqual(model.body('id'));
});

test('SURVEY-8: what the phone kept is no way to break the page', () => {
  for (const kept of [
    '',
    'null',
    '{',
    '[]',
    '{"at":99}',
    '{"at":-3,"serviceId":"gone"}',
    '7',
    '{"answers":{"time":9,"speed":4}}',
  ]) {
    const model = open(kept);
    expect(['element', 'about-you'], kept).toContain(model.step.value.kind);
    expect(model.body('id').serviceId, kept).toBe('service-a05');
    expect(model.isEmpty.value, kept).toBe(true);
  }
});
