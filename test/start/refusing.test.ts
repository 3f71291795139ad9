import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp } from '../http/open-test-app.ts';
import { contentsOf, startServer } from './server-child.ts';

/** What cannot start says why in one line, ends with 2, and has changed nothing. */

let root = '';
let count = 0;
/** A data folder of a demo building that was started and ended once. */
let demoFolder = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'mpp-start-'));
  demoFolder = join(root, 'demo');
  await (await openTestApp({ dataDir: demoFolder })).close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const newPath = (): string => join(root, `folder-${(count += 1)}`);
const copyOfDemo = (): string => {
  const folder = newPath();
  cpSync(demoFolder, folder, { recursive: true });
  return folder;
};

interface Refused {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly dataDir?: string;
  readonly says: RegExp;
  readonly program?: 'main' | 'rebuild';
}

async function expectRefusal({ args = [], environment = {}, dataDir, says, program }: Refused) {
  const DATA_DIR = dataDir ?? newPath();
  const before = [existsSync(DATA_DIR), contentsOf(DATA_DIR)];
  const { ended } = startServer(args, { DATA_DIR, ...environment }, program);
  const { code, out, err } = await ended;
  const what = `${args.join(' ')} ${JSON.stringify(environment)}: ${err}`;
  expect(err, what).toMatch(says);
  expect(err.trimEnd().split('\n'), what).toHaveLength(1);
  expect([code, out], what).toEqual([2, '']);
  expect([existsSync(DATA_DIR), contentsOf(DATA_DIR)], what).toEqual(before);
}

/** Two at once: each is a process, and most machines have two processors. */
async function expectRefusals(rows: readonly Refused[]): Promise<void> {
  const left = [...rows];
  const work = async (): Promise<void> => {
    for (let row = left.shift(); row; row = left.shift()) await expectRefusal(row);
  };
  await Promise.all([work(), work()]);
}

/** The server that runs there keeps what its printer first says, and its tables follow. */
async function settled(dataDir: string): Promise<void> {
  let before = '';
  let sameSince = performance.now();
  while (performance.now() - sameSince < 1_500) {
    const now = JSON.stringify(contentsOf(dataDir));
    if (now !== before) sameSince = performance.now();
    before = now;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

describe('the environment', () => {
  test('START-1: a wrong value is one clear line that names it', async () => {
    const port = /^PORT is ".*", but must be/;
    await expectRefusals([
      { environment: { PORT: 'abc' }, says: port },
      { environment: { PORT: '-1' }, says: port },
      { environment: { PORT: '65536' }, says: port },
      { environment: { PORT: '0x50' }, says: port },
      { environment: { PORT: ' 80' }, says: port },
      { environment: { LOG_LEVEL: 'loud' }, says: /^LOG_LEVEL is "loud", but must be one of/ },
      { environment: { HOST: 'a b' }, says: /^HOST is "a b", but must be/ },
      { environment: { DEMO_PUBLIC: 'yes' }, says: /^DEMO_PUBLIC is "yes", but must be 0 or 1/ },
      { environment: { REPORTS_DIR: 'laporan' }, says: /^REPORTS_DIR is "laporan", but must be/ },
      { environment: { REPORTS_EXPORT: '0' }, says: /^REPORTS_EXPORT is "0", but must be on or/ },
      {
        environment: { HOST: 'no-such-host.invalid', DEMO_PUBLIC: '1' },
        says: /no-such-host\.invalid/,
      },
      { environment: { HOST: '192.0.2.77', DEMO_PUBLIC: '1' }, says: /192\.0\.2\.77/ },
    ]);
  });

  test('START-1: a wrong argument is told with the right ones', async () => {
    await expectRefusals([
      { args: ['--nonsense'], says: /--nonsense.*Known: / },
      { args: ['something'], says: /something.*Known: / },
      { args: ['--simulate=yes'], says: /simulate.*Known: / },
      { args: ['--simulate', '--speed', '0'], says: /^--speed is "0", but must be/ },
      { args: ['--simulate', '--speed', 'fast'], says: /^--speed is "fast", but must be/ },
      { args: ['--simulate', '--speed', '601'], says: /^--speed is "601", but must be/ },
      { args: ['--simulate', '--speed'], says: /speed/ },
    ]);
  });

  test('START-1: a port in use is named, and nothing is made', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const PORT = String((other.address() as AddressInfo).port);
    const says = new RegExp(
      `^Port ${PORT} on 127\\.0\\.0\\.1 is in use by another program\\.$`,
      'm',
    );
    await expectRefusals([
      { environment: { PORT }, says },
      { environment: { PORT }, says, dataDir: copyOfDemo() },
      { environment: { PORT }, says, args: ['--production'] },
    ]);
    other.close();
  });

  test('START-3: a demo building is not served beyond this computer', async () => {
    const says = /^A demo building is only served on this computer\. HOST=.* needs DEMO_PUBLIC=1\./;
    await expectRefusals(
      ['0.0.0.0', '::', '192.0.2.77', 'example.org', '127.0.0.1.example.org'].map(HOST => ({
        environment: { HOST },
        says,
      })),
    );
  });
});

describe('the data folder', () => {
  test('START-2: a file, a foreign folder, another program’s database', async () => {
    const file = newPath();
    writeFileSync(file, 'a file');
    const below = join(file, 'below');
    const foreign = newPath();
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'holiday.jpg'), 'a picture');
    const other = newPath();
    mkdirSync(other);
    const database = new Sqlite(join(other, 'building.sqlite'));
    database.exec('CREATE TABLE photo (name TEXT); INSERT INTO photo VALUES (1)');
    database.close();
    const text = newPath();
    mkdirSync(text);
    writeFileSync(join(text, 'building.sqlite'), 'not a database at all');
    await expectRefusals([
      { dataDir: file, says: /^The data folder .* cannot be used/ },
      { dataDir: below, says: /^The data folder .* cannot be used/ },
      { dataDir: foreign, says: /holds "holiday\.jpg", which is not of MPP Antrean/ },
      { dataDir: other, says: /is a database of another program/ },
      { dataDir: text, says: /building\.sqlite|database/ },
    ]);
  });

  test('START-2: a database of a newer version', async () => {
    const newer = copyOfDemo();
    const database = new Sqlite(join(newer, 'building.sqlite'));
    database.exec(`INSERT INTO migration VALUES (900, '0901-of-tomorrow.sql', 'x')`);
    database.close();
    await expectRefusals([{ dataDir: newer, says: /newer version.*0901-of-tomorrow\.sql/ }]);
  });

  test('START-2: a folder that another server works on', async () => {
    const dataDir = copyOfDemo();
    const first = startServer([], { DATA_DIR: dataDir });
    const url = await first.ready();
    await settled(dataDir);
    const says = /^Another server already runs on the data folder/;
    await expectRefusals([
      { dataDir, says },
      { dataDir, says, program: 'rebuild' },
    ]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
  });

  test('START-4: production starts no building that was not set up, and no demo one', async () => {
    const empty = newPath();
    mkdirSync(empty);
    const args = ['--production'];
    await expectRefusals([
      { args, says: /^No building is set up in the data folder/ },
      { args, dataDir: empty, says: /^No building is set up in the data folder/ },
      { args, dataDir: copyOfDemo(), says: /^The data folder holds a demo building/ },
    ]);
  });
});

describe('rebuilding', () => {
  test('START-2: without a building, or with a wrong argument, it changes nothing', async () => {
    await expectRefusals([
      { program: 'rebuild', says: /^The data folder .* holds no building\.$/m },
      {
        program: 'rebuild',
        args: ['--wirte'],
        dataDir: copyOfDemo(),
        says: /^Unknown argument --wirte\. Known: --write\.$/m,
      },
    ]);
  });

  test('STORE-3: it says that the tables are what the journal says, and changes nothing', async () => {
    const DATA_DIR = copyOfDemo();
    const before = contentsOf(DATA_DIR);
    const { code, out, err } = await startServer([], { DATA_DIR }, 'rebuild').ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('The tables are what the journal says.');
    expect(contentsOf(DATA_DIR)).toEqual(before);
  });
});

describe('a simulation', () => {
  test('START-1: one that cannot start leaves the one that runs alone', async () => {
    const [DATA_DIR, TMPDIR] = [newPath(), newPath()];
    mkdirSync(TMPDIR);
    const first = startServer(['--simulate'], { DATA_DIR, TMPDIR });
    const url = await first.ready();
    const PORT = new URL(url).port;
    const names = () => [DATA_DIR, TMPDIR].map(path => Object.keys(contentsOf(path)));
    const before = names();
    const second = await startServer(['--simulate'], { DATA_DIR, TMPDIR, PORT }).ended;
    expect([second.code, second.err]).toEqual([2, expect.stringContaining('is in use')]);
    expect(names()).toEqual(before);
    const take = await fetch(`${url}/api/v1/tickets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ serviceIds: ['service-a01'] }),
    });
    expect(take.status).toBe(201);
    first.child.kill('SIGTERM');
    const { code, err } = await first.ended;
    expect([code, err]).toEqual([0, '']);
    // What was simulated is gone, and a building of one's own was never touched.
    expect(names()).toEqual([[], []]);
  });
});
