import { describe, expect, test } from 'vitest';
import { allPaths, codeFiles, textFiles, textOf, withoutComments } from './source-files.ts';

/** What the house asks of every file and a linter does not see. */

const linesMax = 400;
const isCode = /\.(tsx?|js|css|sql|html)$/;

/** Files that start a process of their own, and so may touch it. */
const programs = new Set([
  'hardware/agent.ts',
  'hardware/printer-service.ts',
  'hardware/transport/device-file-child.ts',
  'server/main.ts',
  'server/rebuild.ts',
  'server/demo/history.ts',
  'server/restore.ts',
  'server/estimate.ts',
  'server/voice/espeak-child.ts',
  'server/voice/neural-child.ts',
  'server/voice/render-default-pack.ts',
]);

const within = (...folders: string[]) =>
  codeFiles.filter(({ path }) => folders.some(folder => path.startsWith(`${folder}/`)));

describe('files', () => {
  test('none has more than 400 lines', () => {
    const long = textFiles
      .filter(({ path }) => isCode.test(path))
      .map(({ path, text }) => [path, text.trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > linesMax);
    expect(long).toEqual([]);
  });

  test('all are named in kebab-case', () => {
    const name = /^\d*[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|d))?\.[a-z0-9]+$/;
    const wrong = allPaths.filter(path => isCode.test(path) && !name.test(path.split('/').at(-1)!));
    expect(wrong).toEqual([]);
  });

  test('none is named after nothing in particular', () => {
    const vague =
      /(^|[/-])(utils?|helpers?|managers?|misc|common|shared|stuff)\b|(^|\/)index\.tsx?$/;
    const wrong = allPaths.filter(path => vague.test(path) && !path.startsWith('stubs/'));
    expect(wrong).toEqual([]);
  });

  test('folders are flat enough to be seen at once', () => {
    const deep = codeFiles.filter(({ path }) => path.split('/').length > 4);
    expect(deep.map(({ path }) => path)).toEqual([]);
  });
});

describe('code', () => {
  test('there are no default exports but where a tool asks for one', () => {
    const wrong = codeFiles.filter(
      ({ path, text }) =>
        /^export default\b/m.test(withoutComments(text)) && !/\.(config|d)\.ts$/.test(path),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('nothing is left for later', () => {
    // Written so that this line does not find itself.
    const later = /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
    const wrong = textFiles.filter(
      ({ path, text }) => path !== 'package-lock.json' && later.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('nothing is switched off without saying why', () => {
    const wrong: string[] = [];
    for (const { path, text } of codeFiles) {
      text.split('\n').forEach((line, index, lines) => {
        if (!/\/\/ *(oxlint-disable|eslint-disable|@ts-)/.test(line)) return;
        if (!/^\s*\/\//.test(lines[index - 1] ?? '')) wrong.push(`${path}:${index + 1}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  test('tests are neither alone nor left out', () => {
    const wrong = within('test').filter(({ text }) =>
      /\b(?:test|it|describe)\.(?:only|skip|todo|fails)\(/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('only a program touches the process', () => {
    const wrong = within('server', 'hardware', 'contract').filter(
      ({ path, text }) => !programs.has(path) && /\bprocess\s*[.[]/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('the domain and the views know neither the time nor chance', () => {
    const wrong = within('server/domain', 'server/views', 'contract').filter(({ text }) =>
      /\bDate\.now\b|\bMath\.random\b|\bperformance\b|\bnew Date\(\)|\bcrypto\b|\bset(Timeout|Interval)\b/.test(
        withoutComments(text),
      ),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('time of day comes from the clock that is handed in', () => {
    const allowed = new Set(['server/clock.ts', 'server/demo/simulation.ts', ...programs]);
    const wrong = within('server').filter(
      ({ path, text }) =>
        !allowed.has(path) && /\bDate\.now\b|\bnew Date\(\)/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('the server draws from the secure source of chance', () => {
    const wrong = within('server', 'hardware').filter(({ text }) =>
      /\bMath\.random\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('pages set no HTML as text and load nothing from outside', () => {
    const pages = within('ui-kit', 'kiosk-ui', 'display-ui', 'counter-ui', 'admin-ui');
    const unsafe = /\binnerHTML\b|dangerouslySetInnerHTML|\beval\(|document\.write/;
    expect(pages.filter(({ text }) => unsafe.test(text)).map(({ path }) => path)).toEqual([]);
    const foreign = textFiles.filter(
      ({ path, text }) =>
        /^(ui-kit|[a-z]+-ui)\/.*\.(css|html|tsx?)$/.test(path) &&
        /(src|href|url|import)\s*[=(]?\s*['"(]?(https?:)?\/\/[a-z]/.test(text),
    );
    expect(foreign.map(({ path }) => path)).toEqual([]);
  });
});

describe('what is not ours to tell', () => {
  test('no file names a place on somebody’s machine', () => {
    const place = /(?<![\w.])\/(?:work|home|root|Users|mnt|opt)\/\w/;
    const wrong = textFiles.filter(({ text }) => place.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test('no file names a registry, and the lock file says only what is installed', () => {
    const host = /registry\.[a-z]+\.|npm(?:js)\b/;
    expect(textFiles.filter(({ text }) => host.test(text)).map(({ path }) => path)).toEqual([]);
    const lock = JSON.parse(textOf('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    for (const [name, { resolved, integrity, link }] of Object.entries(lock.packages)) {
      expect(resolved ?? '', name).not.toMatch(/:\/\//);
      if (name.startsWith('node_modules/') && link !== true) expect(integrity, name).toBeDefined();
    }
  });
});
