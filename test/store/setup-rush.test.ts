import { expect, test } from 'vitest';
import { loadState } from '../../server/building.ts';
import { openStore } from '../../server/store/store.ts';
import { plain } from '../domain/plain-state.ts';
import { Rush } from '../domain/setup-rush.ts';
import { newFolder } from './folder.ts';

const seeds = process.env['EVERY_CASE'] === '1' ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [2];

test.each(seeds)(
  'SETUP-21, STORE-3: days on which all was changed are in the tables as in the journal, and after a start (%i)',
  seed => {
    const { building } = new Rush(seed).run(250);
    const folder = newFolder();
    const first = openStore(folder, building.now);
    const kept = first.transaction(() =>
      building.journal.map(({ seq, version: _version, ...event }) =>
        first.journal.append(event, seq),
      ),
    );
    first.tables.follow(kept);
    first.close();
    const second = openStore(folder, building.now);
    const compared = second.compareWithJournal(false);
    expect(compared.filter(({ missing, extra }) => missing + extra > 0)).toEqual([]);
    expect(compared.find(({ table }) => table === 'leg')!.rows).toBeGreaterThan(10);
    expect(plain(loadState(second))).toEqual(plain(building.state));
    second.close();
  },
);
