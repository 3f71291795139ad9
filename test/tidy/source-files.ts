import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ignored = /^(node_modules|dist|data|data-.*|\.git|.*\.log)$/;
const binary = /\.(wav|png|jpe?g|webp|ico|woff2?|ttf|bin|sqlite|gz|zip)$/;

export interface SourceFile {
  /** From the root of the project, with slashes. */
  readonly path: string;
  readonly text: string;
}

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (ignored.test(entry.name)) continue;
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Every file of the project, without what is built, installed or kept. */
export const allPaths: readonly string[] = [...walk('')].sort();

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

export const textFiles: readonly SourceFile[] = allPaths
  .filter(path => !binary.test(path))
  .map(path => ({ path, text: textOf(path) }));

export const codeFiles = textFiles.filter(({ path }) => /\.tsx?$/.test(path));

/** The code without its comments: words in a sentence are no code. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\\])\/\/.*$/gm, '$1');

export interface Import {
  /** A path of the project, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
  readonly specifier: string;
}

const statement = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s*from\s+)?'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;

const packageOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node:';
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
};

/** What a file imports, also as a type and also later. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text);
  const found: [specifier: string, isTypeOnly: boolean][] = [];
  for (const [, type, names, specifier] of code.matchAll(statement)) {
    const inner = /^\{([\s\S]*)\}$/.exec(names?.trim() ?? '')?.[1];
    const parts = inner?.split(',').filter(part => part.trim() !== '') ?? [];
    const isEachType = parts.length > 0 && parts.every(part => /^\s*type\s/.test(part));
    found.push([specifier!, type !== undefined || isEachType]);
  }
  for (const [, specifier] of code.matchAll(dynamic)) {
    // `import('./x.ts').Type` within a type is found here too; it loads nothing, but it is an arrow.
    found.push([specifier!, false]);
  }
  return found.map(([specifier, isTypeOnly]) => {
    const isPackage = !specifier.startsWith('.');
    const target = isPackage ? packageOf(specifier) : posix.join(dirname(path), specifier);
    return { target, isPackage, isTypeOnly, specifier };
  });
}
