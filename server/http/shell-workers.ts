import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express, Response } from 'express';

/** Pages that open without the server, and the addresses of the workers that keep them. */
const shells = [
  {
    family: 'kiosk',
    path: '/kiosk-worker.js',
    prefix: '/kiosk',
    address: '/kiosk',
    page: 'kiosk-ui/index.html',
    without: [],
  },
  {
    family: 'display',
    path: '/display-worker.js',
    prefix: '/display',
    address: '/display',
    page: 'display-ui/index.html',
    without: ['display-ui/phone/start.tsx', 'display-ui/paper/start.tsx'],
  },
  {
    family: 'sign',
    path: '/sign-worker.js',
    prefix: '/sign/',
    address: '/sign/any',
    page: 'display-ui/index.html',
    without: [
      'display-ui/lobby/start.tsx',
      'display-ui/phone/start.tsx',
      'display-ui/paper/start.tsx',
    ],
  },
  {
    family: 'survey',
    path: '/survey-worker.js',
    prefix: '/survey',
    address: '/survey',
    page: 'display-ui/index.html',
    without: [
      'display-ui/lobby/start.tsx',
      'display-ui/phone/start.tsx',
      'display-ui/paper/start.tsx',
      'display-ui/sign/start.tsx',
    ],
  },
  // Every number has an address of its own, and all of them are the same page.
  {
    family: 'phone',
    path: '/phone-worker.js',
    prefix: '/t/',
    address: '/t/any',
    page: 'display-ui/index.html',
    without: ['display-ui/lobby/start.tsx', 'display-ui/paper/start.tsx'],
  },
] as const;
const worker = 'ui-kit/shell-worker.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** Everything that a page may ever load, by the build's own list; `without` what others load. */
export function filesOfPage(
  manifest: Manifest,
  entry: string,
  without: readonly string[] = [],
): string[] {
  const files = new Set<string>();
  const open = [entry];
  const seen = new Set<string>(without);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) continue;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) {
      files.add(`/${file}`);
    }
    open.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []));
  }
  return [...files].sort();
}

/** A worker is one script: what it keeps stands in front of what it does. */
function scriptOf(folder: string, manifest: Manifest, shell: (typeof shells)[number]): string {
  const { family, prefix, address, page, without } = shell;
  const files = [address, ...filesOfPage(manifest, page, without)];
  const html = readFileSync(join(folder, page));
  const version = createHash('sha256').update(html).update(files.join()).digest('hex').slice(0, 16);
  const source = readFileSync(join(folder, manifest[worker]!.file), 'utf8');
  return `self.shell = ${JSON.stringify({ family, version, prefix, files })};\n${source}`;
}

/** As the pages are now: they may have been built anew while the server runs. */
function readManifest(folder: string): Manifest | null {
  const file = join(folder, '.vite', 'manifest.json');
  if (!existsSync(file)) return null;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return manifest[worker] === undefined ? null : manifest;
}

/** Serves the workers; browsers ask for them on every start and take what has changed. */
export function mountShellWorkers(app: Express, folder: string): void {
  for (const shell of shells) {
    app.get(shell.path, (_request, response: Response, next) => {
      const manifest = readManifest(folder);
      if (manifest === null) {
        next();
        return;
      }
      response.setHeader('Cache-Control', 'no-cache');
      response.type('js').send(scriptOf(folder, manifest, shell));
    });
  }
}
