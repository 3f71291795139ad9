import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpackArchive, unpackProgram } from './unpack-archive.ts';

/** A browser that can be started: a file, and what it needs in its environment. */
export interface Chromium {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const packageFolder = join(nodeModules, '@sparticuz', 'chromium');

function packageVersion(): string {
  const file = join(packageFolder, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}

const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;

/** Unpacks beside its place and moves it there: half a browser is never found. */
async function unpackInto(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const packed = (name: string): string => join(packageFolder, 'bin', name);
  await Promise.all([
    unpackProgram(packed('chromium.br'), join(draft, 'chromium')),
    unpackArchive(packed('swiftshader.tar.br'), draft),
    unpackArchive(packed('fonts.tar.br'), draft),
    unpackArchive(packed('al2023.tar.br'), draft),
  ]);
  writeFileSync(join(draft, 'fonts.conf'), fontsConf(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was first, and its browser is as good as ours.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
}

function startFault(executablePath: string, environment: Record<string, string>): string | null {
  const { status, stderr, error } = spawnSync(executablePath, ['--version'], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

export interface ChromiumOptions {
  /** Takes the package's libraries even where the host has its own. */
  readonly ownLibraries?: boolean;
}

/**
 * The browser of the tests: CHROMIUM_PATH, or the one that comes inside an npm package, unpacked
 * once for each version of it. Where the host lacks the libraries it needs (libnss3 and its
 * family), the copies in the package are used, by the browser alone.
 */
export async function openChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH'] ?? '';
  if (named !== '') return { executablePath: named, environment: {} };
  const folder = join(nodeModules, '.cache', `chromium-${packageVersion()}`);
  const executablePath = join(folder, 'chromium');
  if (!existsSync(executablePath)) await unpackInto(folder);
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const isAsked = options.ownLibraries === true;
  if (!isAsked && startFault(executablePath, fonts) === null) {
    return { executablePath, environment: fonts };
  }
  const environment = { ...fonts, LD_LIBRARY_PATH: join(folder, 'lib') };
  const fault = startFault(executablePath, environment);
  if (fault !== null) throw new Error(`The browser of the tests does not start: ${fault}`);
  return { executablePath, environment };
}
