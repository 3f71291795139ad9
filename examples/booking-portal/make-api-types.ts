import { writeFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';

/**
 * Writes api-types.ts from what a building publishes about itself:
 * `node make-api-types.ts http://127.0.0.1:8080`.
 */

type Json = Record<string, unknown>;

export interface ApiDocument {
  readonly paths: Readonly<Record<string, unknown>>;
  readonly webhooks?: unknown;
  readonly components?: unknown;
}

const prefix = '#/components/schemas/';
const banner =
  '/** Made by make-api-types.ts from the OpenAPI document of a building; never written by hand. */';

/** Names of the schemas that a part of the document leads to, also by way of others. */
function namesIn(part: unknown, schemas: Json, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key !== '$ref' || typeof value !== 'string') {
      namesIn(value, schemas, found);
    } else if (value.startsWith(prefix) && !found.has(value.slice(prefix.length))) {
      found.add(value.slice(prefix.length));
      namesIn(schemas[value.slice(prefix.length)], schemas, found);
    }
  }
}

const typeKeys = new Set([
  'type',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
]);

const bareEach = (parts: Json): Json =>
  Object.fromEntries(Object.entries(parts).map(([name, schema]) => [name, bare(schema)]));

/** Only what the types are made of: a changed description or example changes no type. */
function bare(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(bare);
  if (typeof part !== 'object' || part === null) return part;
  const kept: Json = {};
  for (const [key, value] of Object.entries(part)) {
    if (key === 'properties') kept[key] = bareEach(value as Json);
    else if (key === '$ref') kept[key] = String(value).replace(prefix, '#/definitions/');
    else if (typeKeys.has(key)) kept[key] = bare(value);
  }
  return kept;
}

/** The types of everything that the paths of partners, and the building's own name, are made of. */
export async function apiTypesOf(document: ApiDocument): Promise<string> {
  const { schemas } = document.components as { schemas: Json };
  const found = new Set(['Problem', 'WebhookType']);
  for (const [path, operations] of Object.entries(document.paths)) {
    if (path.startsWith('/api/v1/partner/') || path === '/api/v1/building') {
      namesIn(operations, schemas, found);
    }
  }
  namesIn(document.webhooks, schemas, found);
  const names = [...found].filter(name => name in schemas).sort();
  const definitions = Object.fromEntries(names.map(name => [name, bare(schemas[name])]));
  const root = { type: 'object', additionalProperties: false, definitions } as const;
  const text = await compile(root as Parameters<typeof compile>[0], 'PartnerApi', {
    additionalProperties: false,
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 100, trailingComma: 'all', arrowParens: 'avoid' },
  });
  // What the generator says of its own work is no part of the types; the root has nothing of its own.
  return text
    .replaceAll(/^\/\*\*\n(?: \* (?:This interface|via the).*\n)+ \*\/\n/gm, '')
    .replace('export interface PartnerApi {}\n', '');
}

if (import.meta.main) {
  const url = argv[2] ?? 'http://127.0.0.1:8080';
  const answer = await fetch(`${url}/api/v1/openapi.json`);
  const text = await apiTypesOf((await answer.json()) as ApiDocument);
  writeFileSync(fileURLToPath(new URL('api-types.ts', import.meta.url)), text);
  stdout.write(`api-types.ts is what ${url} says.\n`);
}
