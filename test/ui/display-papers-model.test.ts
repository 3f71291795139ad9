import { expect, test } from 'vitest';
import { PapersModel, papersMax } from '../../display-ui/paper/model.ts';

const paper = (id: number) => ({
  id,
  at: '2026-11-23T09:15:00+08:00',
  label: `A${String(id).padStart(3, '0')}`,
  text: `Nomor A${id}`,
  url: `/api/v1/demo/papers/${id}.png`,
});

test('PAPER-1: a paper printed while the page is open slides out, earlier ones lie there', () => {
  const model = new PapersModel();
  model.see([paper(2), paper(1)]);
  expect(model.slidingId.value).toBe(null);
  model.see([paper(3), paper(2), paper(1)]);
  expect(model.slidingId.value).toBe(3);
});

test('PAPER-2: an answer without a new paper changes nothing on the screen', () => {
  const model = new PapersModel();
  model.see([paper(1)]);
  const before = model.papers.value;
  model.see([paper(1)]);
  expect(model.papers.value).toBe(before);
});

test('PAPER-3: only the newest papers are kept, and a lost server is said', () => {
  const model = new PapersModel();
  model.see(Array.from({ length: 40 }, (_, at) => paper(40 - at)));
  expect(model.papers.value).toHaveLength(papersMax);
  model.fail(0);
  expect(model.state.value.kind).toBe('lost');
  model.fail(404);
  expect(model.state.value.kind).toBe('not-demo');
});

test('PAPER-4: the first paper of an empty printer slides out too', () => {
  const model = new PapersModel();
  model.see([]);
  model.see([paper(1)]);
  expect(model.slidingId.value).toBe(1);
});
