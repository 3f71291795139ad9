import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ambilAntreanSchema,
  batalAntreanSchema,
  checkinAntreanSchema,
  saveAntreanSchema,
  statusAntreanSchema,
} from '../../contract/antrean.ts';
import { askForRequestsSchema, bringAnswersSchema, hubRequestSchema } from '../../contract/hub.ts';
import { readAnswers, readQuestion } from '../../examples/hub/words.ts';
import { tokenMinutes } from '../../server/auth/antrean-tokens.ts';

/** What the documents show is what is taken. */

const textOf = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

const blocksOf = (name: string, after: string): unknown[] => {
  const text = textOf(name);
  const from = text.indexOf(after);
  expect(from, after).toBeGreaterThan(-1);
  return [...text.slice(from).matchAll(/```json\n([^]*?)```/g)].map(
    ([, json]) => JSON.parse(json!) as unknown,
  );
};

test('HUB-1: question, calls and answers are shown as both ends read them', () => {
  const blocks = blocksOf('BOOKING.md', '## Gedung di balik NAT');
  expect(blocks).toHaveLength(3);
  const [question, calls, answers] = blocks;
  askForRequestsSchema.parse(question);
  expect(readQuestion(JSON.stringify(question))).toMatchObject({ places: 16, waitSeconds: 25 });
  hubRequestSchema.parse((calls as { requests: unknown[] }).requests[0]);
  bringAnswersSchema.parse(answers);
  expect(readAnswers(JSON.stringify(answers))).toHaveLength(1);
});

test('ANTREAN-1: the set-up and every field are told as they are', () => {
  const [setup] = blocksOf('ANTREAN.md', '## Turning it on');
  expect(saveAntreanSchema.parse(setup).antrean.mappings).toHaveLength(2);
  const text = textOf('ANTREAN.md');
  const schemas = [
    ambilAntreanSchema,
    batalAntreanSchema,
    checkinAntreanSchema,
    statusAntreanSchema,
  ];
  const fields = schemas.flatMap(({ shape }) => Object.keys(shape));
  for (const field of fields) expect(text, field).toContain(`\`${field}\``);
  expect(text).toContain(`good for ${tokenMinutes} minutes`);
});
