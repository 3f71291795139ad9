import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../server/store/store.ts';

const answer = (body: string) => ({ requestHash: Buffer.alloc(32, 7), status: 201, body });

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mpp-answers-'));
  store = openStore(folder, 0);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const keep = (key: string, body: string, at = 1): void =>
  store.transaction(() => store.answered.keep('kiosk-1', key, answer(body), at));

describe('answered requests', () => {
  test('IDEM-1: an answer is found again after a restart, as it was', () => {
    keep('a', 'first');
    keep('b', 'second');
    store.close();
    store = openStore(folder, 2);
    expect(store.answered.find('kiosk-1', 'a')).toEqual(answer('first'));
    expect(store.answered.find('kiosk-1', 'b')).toEqual(answer('second'));
  });

  test('IDEM-3: the same key of another caller is another request', () => {
    keep('a', 'first');
    expect(store.answered.find('kiosk-2', 'a')).toBeUndefined();
  });

  test('IDEM-1: what was rolled back is not known, also when another takes its place', () => {
    expect(() =>
      store.transaction(() => {
        store.answered.keep('kiosk-1', 'lost', answer('never given'), 1);
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(store.answered.find('kiosk-1', 'lost')).toBeUndefined();
    keep('kept', 'given');
    expect(store.answered.find('kiosk-1', 'lost')).toBeUndefined();
    expect(store.answered.find('kiosk-1', 'kept')).toEqual(answer('given'));
  });

  test('IDEM-1: answers older than asked for are forgotten, the others stay', () => {
    keep('old', 'old', 10);
    keep('new', 'new', 20);
    store.transaction(() => store.answered.forgetBefore(20));
    expect(store.answered.find('kiosk-1', 'old')).toBeUndefined();
    expect(store.answered.find('kiosk-1', 'new')).toEqual(answer('new'));
    keep('old', 'again', 30);
    expect(store.answered.find('kiosk-1', 'old')).toEqual(answer('again'));
  });
});
