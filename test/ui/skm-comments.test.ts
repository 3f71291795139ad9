import { expect, test } from 'vitest';
import { CommentList } from '../../admin-ui/skm-comments.ts';
import type { SurveyComment } from '../../contract/survey-comments.ts';
import type { Answer } from '../../ui-kit/api.ts';

const comment = (id: string): SurveyComment => ({
  id,
  week: '2026-11-16',
  agencyId: 'agency-a',
  agencyShort: 'Dukcapil',
  serviceName: null,
  language: 'id',
  text: 'Kursi kurang',
  hidden: null,
  reply: null,
});

test('SURVEY-20: a supervisor hides, shows and answers comments; pages go on by weeks', async () => {
  const asked: string[] = [];
  const counts = { all: 2, new: 2, acted: 0, hidden: 0 };
  const answers: Answer<unknown>[] = [
    { ok: true, status: 200, body: { comments: [comment('a')], nextBefore: '2026-11-16', counts } },
    { ok: true, status: 200, body: { comments: [comment('b')], nextBefore: null, counts } },
    { ok: true, status: 200, body: { id: 'a', hidden: 'insult', reply: null } },
    { ok: true, status: 200, body: { comments: [], nextBefore: null, counts } },
    { ok: false, problem: { code: 'unreachable', status: 0 } },
  ];
  const list = new CommentList((method, path) => {
    asked.push(`${method} ${path}`);
    return Promise.resolve(answers.shift()!) as never;
  });
  await list.of(new URLSearchParams({ from: '2026-11-01', to: '2026-12-01' }));
  await list.more();
  expect(list.rows.value.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(asked[1]).toContain('before=2026-11-16');
  list.moderating.value = { id: 'a', what: 'hide' };
  await list.hide('a', 'insult');
  expect(asked[2]).toBe('POST /reports/survey/comments/a/hide');
  expect(list.rows.value[0]).toMatchObject({ hidden: 'insult' });
  expect(list.moderating.value).toBeNull();
  // Nothing is said, and nothing is sent.
  await list.reply('b', '  ');
  expect(asked).toHaveLength(4);
  await list.reply('b', 'Kursi ditambah.');
  expect([list.hasFailed.value, list.rows.value[1]!.reply]).toEqual([true, null]);
});
