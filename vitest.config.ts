import { defineConfig } from 'vitest/config';

const inBrowser = ['test/browser/**/*.test.ts', 'test/e2e/**/*.test.ts'];

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
          globalSetup: 'test/browser/global-setup.ts',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
