import { describe, expect, test } from 'vitest';
import { newVisitId, tokenOf, visitIdOf } from '../../server/auth/ticket-tokens.ts';

const secret = Buffer.alloc(32, 3);
const now = Date.UTC(2026, 10, 16, 2);

describe('ids and tokens of visits', () => {
  test('NUM-5: ids of one millisecond differ, and later ones sort after earlier ones', () => {
    const ids = Array.from({ length: 2_000 }, () => newVisitId(now));
    expect(new Set(ids).size).toBe(ids.length);
    const later = [1, 2, 60_000, 86_400_000, 20 * 365 * 86_400_000].map(ms => newVisitId(now + ms));
    const all = [ids[0]!, ...later];
    expect(all.toSorted()).toEqual(all);
    for (const id of all) expect(id).toMatch(/^v[2-9A-HJ-NP-Za-km-z]{13}$/);
  });

  test('TRACK-1: a token opens its own visit, and any other text opens none', () => {
    const id = newVisitId(now);
    const token = tokenOf(secret, id);
    expect(visitIdOf(secret, token)).toBe(id);
    expect(visitIdOf(Buffer.alloc(32, 4), token)).toBeNull();
    expect(visitIdOf(secret, `${newVisitId(now)}${token.slice(id.length)}`)).toBeNull();
    for (let place = 0; place < token.length; place += 1) {
      const other = token[place] === 'x' ? 'y' : 'x';
      expect(visitIdOf(secret, token.slice(0, place) + other + token.slice(place + 1))).toBeNull();
    }
    expect(visitIdOf(secret, id)).toBeNull();
    expect(visitIdOf(secret, '')).toBeNull();
  });
});
