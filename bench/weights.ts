import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

/** What a page loads at first: its entry, what that imports, and the screen it then opens. */
const pages: readonly { readonly name: string; readonly entries: readonly string[] }[] = [
  { name: 'kiosk', entries: ['kiosk-ui/index.html'] },
  { name: 'display (lobby)', entries: ['display-ui/index.html', 'display-ui/lobby/start.tsx'] },
];
const kilobytesMax = 45;
const wholeKilobytesMax = 250;
const kioskPage = 'kiosk-ui/index.html';
const buildMsMax = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const manifestOf = (folder: string): string => join(folder, '.vite', 'manifest.json');

/** The folder of built pages: the one that is served, else one built for the moment; or null. */
function builtPages(options: BenchOptions): string | null {
  const served = join(root, 'dist');
  if (existsSync(manifestOf(served))) return served;
  const folder = join(options.folder, 'pages');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--outDir', folder], {
    cwd: root,
    stdio: 'ignore',
    timeout: buildMsMax,
  });
  return status === 0 && existsSync(manifestOf(folder)) ? folder : null;
}

function filesOf(manifest: Manifest, entries: readonly string[]): Set<string> {
  const files = new Set<string>();
  const open = [...entries];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The pages were built without ${key}`);
    if (files.has(chunk.file)) continue;
    files.add(chunk.file);
    open.push(...(chunk.imports ?? []));
  }
  return files;
}

/** Everything that a kiosk keeps for itself: every part, style, font, picture and language. */
function wholeKiosk(folder: string, manifest: Manifest): Row {
  const files = new Set<string>();
  const open = [kioskPage];
  const seen = new Set<string>();
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    open.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []));
  }
  let bytes = 0;
  for (const file of files) bytes += gzipSync(readFileSync(join(folder, file))).length;
  return rowOf(
    'everything of the kiosk, gzip',
    'kB',
    { ours: bytes / 1000 },
    {
      oursMax: wholeKilobytesMax,
    },
  );
}

/** Gzipped scripts of the screens that stand in a hall and start by themselves. */
export function measureWeights(options: BenchOptions): Row[] {
  const folder = builtPages(options);
  const rows = pages.map(({ name, entries }): Row => {
    const title = `scripts of ${name}, gzip`;
    const target = { oursMax: kilobytesMax };
    if (!folder) {
      const row = rowOf(title, 'kB', { ours: 0 }, target);
      return { ...row, ours: null, holds: null };
    }
    const manifest = JSON.parse(readFileSync(manifestOf(folder), 'utf8')) as Manifest;
    let bytes = 0;
    for (const file of filesOf(manifest, entries)) {
      if (file.endsWith('.js')) bytes += gzipSync(readFileSync(join(folder, file))).length;
    }
    return rowOf(title, 'kB', { ours: bytes / 1000 }, target);
  });
  if (!folder) return rows;
  const manifest = JSON.parse(readFileSync(manifestOf(folder), 'utf8')) as Manifest;
  return [...rows, wholeKiosk(folder, manifest)];
}
