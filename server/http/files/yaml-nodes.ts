import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { fileFaultsMax, type FileFault } from '../../../contract/setup-files.ts';

/** A text in YAML or JSON as plain values, and in which line each of them stands. */
export interface ReadYaml {
  readonly value: unknown;
  /** By paths as `services/3/minutes`. */
  readonly lines: ReadonlyMap<string, number>;
  readonly faults: readonly FileFault[];
}

/** Errors of the writing itself: after the first few each one follows from the others. */
const brokenMax = 20;
const depthMax = 12;
const nodesMax = 200_000;
const keyLengthMax = 100;

const pathOf = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}/${key}`;

class TooMuch extends Error {}

class Reader {
  readonly lines = new Map<string, number>();
  readonly faults: FileFault[] = [];
  readonly #counter: LineCounter;
  #nodes = 0;

  constructor(counter: LineCounter) {
    this.#counter = counter;
  }

  #note(path: string, line: number | null, code: FileFault['code']): void {
    if (this.faults.length < fileFaultsMax) this.faults.push({ path, line, code });
  }

  lineOf(at: number): number {
    return Math.max(1, this.#counter.linePos(at).line);
  }

  read(node: Node | null, path: string, depth: number): unknown {
    this.#nodes += 1;
    const line = node?.range ? this.lineOf(node.range[0]) : null;
    if (depth > depthMax || this.#nodes > nodesMax) {
      this.#note(path, line, 'too-deep');
      throw new TooMuch();
    }
    if (line !== null && !this.lines.has(path)) this.lines.set(path, line);
    if (isAlias(node)) {
      this.#note(path, line, 'alias');
      return null;
    }
    if (isSeq<Node>(node)) {
      return node.items.map((row, at) => this.read(row, pathOf(path, at), depth + 1));
    }
    if (!isMap<Node, Node | null>(node)) return isScalar(node) ? node.value : null;
    const entries = new Map<string, unknown>();
    for (const { key, value } of node.items) {
      const name = String(isScalar(key) ? key.value : '').slice(0, keyLengthMax);
      const below = pathOf(path, name);
      const at = key.range ? this.lineOf(key.range[0]) : line;
      if (entries.has(name)) this.#note(below, at, 'duplicate-key');
      else if (at !== null) this.lines.set(below, at);
      entries.set(name, this.read(value, below, depth + 1));
    }
    return Object.fromEntries(entries);
  }
}

const isTooMuch = (code: string): boolean => code === 'RESOURCE_EXHAUSTION';

/** What is missing at the end is missing in the last line that holds something. */
function lineAt(text: string, at: number): number {
  const end = Math.max(0, Math.min(at, text.trimEnd().length - 1));
  return text.slice(0, end).split('\n').length;
}

/**
 * Reads it whole. Not the parser's own look for keys that stand twice: it compares each with all
 * others of its map, and takes minutes for a map of 60,000.
 */
export function readYaml(text: string): ReadYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    // Silent, it would not say that there is a second document.
    logLevel: 'error',
    version: '1.2',
    schema: 'core',
  });
  const reader = new Reader(lineCounter);
  const broken = document.errors.slice(0, brokenMax).map(({ code, message, pos }): FileFault => ({
    path: 'file',
    line: lineAt(text, pos[0]),
    code: isTooMuch(code) ? 'too-deep' : 'broken',
    message: `${code}: ${message}`.slice(0, 200),
  }));
  if (broken.length > 0) return { value: null, lines: reader.lines, faults: broken };
  let value: unknown = null;
  try {
    value = reader.read(document.contents, '', 0);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
  }
  return { value, lines: reader.lines, faults: reader.faults };
}
