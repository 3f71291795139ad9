import { describe, expect, test } from 'vitest';
import { codeFiles, importsOf } from './source-files.ts';

/** Which room may know of which: all other arrows are forbidden (docs/ARCHITECTURE.md). */

interface Room {
  /** Rooms it may import from, itself included by nature. */
  readonly rooms: readonly string[];
  /** Rooms it may import types from, beside those. */
  readonly types?: readonly string[];
  /** Packages it may use; 'node:' is the runtime's own library. */
  readonly packages: readonly string[];
  /** Packages whose types it may name. */
  readonly packageTypes?: readonly string[];
}

const page: Room = {
  rooms: ['ui-kit'],
  types: ['contract'],
  packages: ['preact', '@preact/signals', 'lucide', '@fontsource-variable/plus-jakarta-sans'],
};

const everythingInServer = [
  'contract',
  'server/domain',
  'server/store',
  'server/views',
  'server/auth',
  'server/voice',
  'server/http',
  'server/realtime',
  'server/jobs',
  'server/connector',
  'server/building.ts',
  'server/clock.ts',
  'server/config.ts',
  'server/log.ts',
];

const rooms: Readonly<Record<string, Room>> = {
  contract: { rooms: [], packages: ['zod'] },
  'server/domain': { rooms: [], types: ['contract'], packages: [] },
  'server/store': {
    rooms: ['contract', 'server/domain'],
    packages: ['better-sqlite3', 'node:'],
  },
  'server/clock.ts': { rooms: [], packages: [] },
  'server/log.ts': { rooms: [], packages: ['pino'] },
  'server/config.ts': { rooms: ['server/log.ts', 'server/store'], packages: [] },
  'server/building.ts': {
    rooms: ['contract', 'server/domain'],
    types: ['server/store', 'server/clock.ts', 'server/log.ts'],
    packages: [],
  },
  'server/views': {
    rooms: ['server/domain'],
    types: ['contract'],
    packages: [],
    packageTypes: ['zod'],
  },
  'server/auth': {
    rooms: ['server/domain'],
    types: ['contract', 'server/store'],
    packages: ['@node-rs/argon2', 'node:'],
  },
  'server/voice': { rooms: ['server/domain'], packages: ['zod', 'fflate', 'node:'] },
  'server/http': {
    rooms: ['contract', 'server/domain', 'server/views', 'server/auth', 'server/building.ts'],
    types: ['server/store', 'server/log.ts'],
    packages: [
      'express',
      'helmet',
      'cookie',
      'zod',
      'yaml',
      'csv-parse',
      'write-excel-file',
      'node:',
    ],
  },
  'server/realtime': {
    rooms: ['contract', 'server/domain', 'server/views', 'server/auth'],
    // An agent's printer is one like any other: it has their interface.
    types: ['server/building.ts', 'server/store', 'server/voice', 'server/log.ts', 'hardware'],
    packages: ['socket.io', 'cookie'],
    packageTypes: ['node:'],
  },
  'server/jobs': {
    rooms: [
      'hardware',
      'server/views',
      'server/auth',
      'server/domain',
      'server/store',
      'server/building.ts',
    ],
    types: ['contract', 'server/clock.ts', 'server/log.ts'],
    packages: ['fflate', 'write-excel-file', 'node:'],
    packageTypes: ['better-sqlite3'],
  },
  // It calls the building's own door over HTTP, so it needs nothing of the building.
  'server/connector': {
    rooms: ['contract'],
    types: ['server/log.ts'],
    packages: ['node:'],
  },
  'server/demo': {
    rooms: [...everythingInServer, 'hardware', 'server/app.ts'],
    packages: ['node:'],
  },
  'server/app': {
    rooms: [...everythingInServer, 'server/demo'],
    types: ['hardware'],
    packages: [],
    packageTypes: ['node:'],
  },
  'server/app.ts': {
    rooms: [...everythingInServer, 'server/app', 'server/demo', 'hardware'],
    packages: ['node:'],
  },
  'server/first-run.ts': {
    rooms: [...everythingInServer, 'server/app', 'server/app.ts', 'server/demo'],
    packages: ['node:'],
  },
  'server/main.ts': {
    rooms: [
      'server/app.ts',
      'server/first-run.ts',
      'server/config.ts',
      'server/clock.ts',
      'server/log.ts',
      'server/demo',
    ],
    types: [],
    packages: ['node:'],
  },
  'server/rebuild.ts': { rooms: ['server/config.ts', 'server/store'], packages: [] },
  // The product's own forward run over the log of any hall.
  'server/estimates': { rooms: ['server/domain'], packages: ['csv-parse', 'node:'] },
  'server/estimate.ts': { rooms: ['server/estimates'], packages: ['node:'] },
  'server/restore.ts': { rooms: ['server/config.ts', 'server/store'], packages: ['node:'] },
  hardware: {
    rooms: [],
    types: ['contract'],
    // The agent on a kiosk's own computer is a client of the server's.
    packages: [
      'node:',
      'escpos',
      'node-thermal-printer',
      'pngjs',
      'serialport',
      'socket.io-client',
    ],
  },
  'ui-kit': {
    rooms: [],
    types: ['contract'],
    packages: [...page.packages, 'socket.io-client', 'jsqr'],
  },
  'kiosk-ui': { ...page, packages: [...page.packages, 'uqr', '@leeoniya/ufuzzy'] },
  'display-ui': page,
  'counter-ui': page,
  'admin-ui': { ...page, packages: [...page.packages, '@observablehq/plot'] },
  // Somebody else's program: it knows the building by what is published, and nothing of the house.
  examples: {
    rooms: [],
    packages: [
      'node:',
      'better-sqlite3',
      'cookie',
      'express',
      'ical-generator',
      'json-schema-to-typescript',
      'standardwebhooks',
      'uqr',
    ],
  },
};

/** `StartFault` is told to whoever starts the program, wherever it was found. */
const openToAll = new Set(['server/store/start-fault.ts']);
const outside = new Set(['test', 'bench', 'scripts', 'stubs']);

function roomOf(path: string): string | null {
  const [first, second] = path.split('/') as [string, string?];
  if (second === undefined || outside.has(first)) return null;
  return first === 'server' ? `server/${second}` : first;
}

describe('arrows', () => {
  test('every file of the program is in a room, and every room has a file', () => {
    const found = new Set(codeFiles.flatMap(({ path }) => roomOf(path) ?? []));
    expect([...found].sort()).toEqual(Object.keys(rooms).sort());
  });

  test('no file imports from a room it may not know', () => {
    const forbidden: string[] = [];
    let count = 0;
    for (const file of codeFiles) {
      const name = roomOf(file.path);
      const room = rooms[name ?? ''];
      if (!room) continue;
      for (const { target, isPackage, isTypeOnly } of importsOf(file)) {
        if (isPackage) continue;
        count += 1;
        const to = roomOf(target);
        const isAllowed =
          to === name ||
          openToAll.has(target) ||
          (to !== null && room.rooms.includes(to)) ||
          (to !== null && isTypeOnly && room.types?.includes(to) === true);
        if (!isAllowed) forbidden.push(`${file.path} → ${target}${isTypeOnly ? ' (type)' : ''}`);
      }
    }
    expect(forbidden).toEqual([]);
    expect(count).toBeGreaterThan(500);
  });

  test('no file uses a package that its room has no business with', () => {
    const forbidden: string[] = [];
    for (const file of codeFiles) {
      const room = rooms[roomOf(file.path) ?? ''];
      if (!room) continue;
      for (const { target, isPackage, isTypeOnly } of importsOf(file)) {
        if (!isPackage || room.packages.includes(target)) continue;
        if (isTypeOnly && room.packageTypes?.includes(target)) continue;
        forbidden.push(`${file.path} → ${target}${isTypeOnly ? ' (type)' : ''}`);
      }
    }
    expect(forbidden).toEqual([]);
  });

  test('the table is not wider than the program', () => {
    const used = new Set<string>();
    for (const file of codeFiles) {
      const name = roomOf(file.path);
      for (const { target, isPackage } of importsOf(file)) {
        used.add(`${name} → ${isPackage ? target : roomOf(target)}`);
      }
    }
    for (const name of ['contract', 'hardware', 'server/domain', 'server/views', 'ui-kit']) {
      const { rooms: to, types = [], packages } = rooms[name]!;
      const unused = [...to, ...types, ...packages].filter(
        target => !used.has(`${name} → ${target}`) && !target.startsWith('@fontsource'),
      );
      expect(unused, name).toEqual([]);
    }
  });

  test('arrows are seen in every form they are written in', () => {
    const text = [
      "import type { A } from './a.ts';",
      "import { type B, type C } from '../server/domain/b.ts';",
      "import {\n  d,\n  type D,\n} from '../../contract/d.ts';",
      "import './e.css';",
      "export * from '../../hardware/f.ts';",
      "const g = await import('../../server/g.ts');",
      "import { z } from 'zod';",
      "import preact, { h } from '@preact/signals/utils';",
      "// import { no } from './no.ts';",
      "/* import { no } from './no.ts'; */",
    ].join('\n');
    const found = importsOf({ path: 'kiosk-ui/screens/x.ts', text });
    expect(
      found.map(({ target, isTypeOnly }) => `${target}${isTypeOnly ? ' (type)' : ''}`),
    ).toEqual([
      'kiosk-ui/screens/a.ts (type)',
      'kiosk-ui/server/domain/b.ts (type)',
      'contract/d.ts',
      'kiosk-ui/screens/e.css',
      'hardware/f.ts',
      'zod',
      '@preact/signals',
      'server/g.ts',
    ]);
  });
});
