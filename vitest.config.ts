import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

const inBrowser = ['test/browser/**/*.test.ts', 'test/e2e/**/*.test.ts'];
/** What takes minutes by its nature; run where everything is asked for (EVERY_SCREEN=1). */
const long = [
  'kiosk-measures',
  'kiosk-flow-looks',
  'kiosk-monkey',
  'screens-kiosk',
  'screens-kiosk-paper',
  'desk-screens',
  'lobby-layouts',
  'lobby-media',
  'lobby-day',
  'zone-voice',
  // A microphone is real time: it wants a core for itself.
  'screens-voice',
].map(name => `test/e2e/${name}.test.ts`);

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          // One more than there are processors: many of them wait for a printer or a process.
          maxWorkers: 3,
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: inBrowser,
        },
      },
      {
        extends: true,
        test: {
          // Afterwards: these measure seconds on screens, and wait for most of them.
          name: 'screens',
          include: inBrowser,
          exclude: env['EVERY_SCREEN'] === '1' ? [] : long,
          globalSetup: 'test/browser/global-setup.ts',
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
