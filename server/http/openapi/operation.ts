import { z } from 'zod';
import type { Route } from '../route.ts';
import { bodyExamples } from './body-examples.ts';
import { refusalResponses } from './refusals.ts';
import { sampleOf } from './samples.ts';
import type { Json, SchemaBook } from './schemas.ts';

/** Headers that are asked for or answered by their rows of the route table. */
export const parameterComponents: Readonly<Record<string, Json>> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The same key and body give the first answer again, also after a restart; the same key ' +
      'with another body is refused. Kept for 48 hours, for each caller apart.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
    example: '6f1d2f0e-5a7c-4a53-9f0f-0d6a6f3c1b52',
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of an earlier answer: where nothing has changed, 304 and no body.',
    schema: { type: 'string', maxLength: 1_000 },
    example: '"pT6vW1yS3cBq8n0ZrXkLmA"',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that was read: what has changed since is left alone, 412.',
    schema: { type: 'string', maxLength: 1_000 },
    example: '"pT6vW1yS3cBq8n0ZrXkLmA"',
  },
};

export const headerComponents: Readonly<Record<string, Json>> = {
  ETag: {
    description: 'Names exactly this answer; for `If-None-Match` and `If-Match`.',
    required: true,
    schema: { type: 'string' },
    example: '"pT6vW1yS3cBq8n0ZrXkLmA"',
  },
};

function parametersOf(route: Route, book: SchemaBook): Json[] {
  const parameters: Json[] = [];
  const add = (schema: z.ZodType | undefined, place: 'path' | 'query'): void => {
    if (!(schema instanceof z.ZodObject)) return;
    for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
      // As the handler gets it: a number is written as digits in an address, but is a number.
      const written = book.of(field, 'output');
      const { description } = written;
      const required = place === 'path' || !field.safeParse(undefined).success;
      const said = description === undefined ? {} : { description };
      parameters.push({ name, in: place, required, ...said, schema: written });
    }
  };
  add(route.params, 'path');
  add(route.query, 'query');
  const header = (name: string) => ({ $ref: `#/components/parameters/${name}` });
  if (route.method === 'post') parameters.push(header('IdempotencyKey'));
  if (route.hasEtag && route.method === 'get') parameters.push(header('IfNoneMatch'));
  if (route.takesIfMatch) parameters.push(header('IfMatch'));
  return parameters;
}

function fileTypeOf({ isSound, isArchive, isDatabase, fileType }: Route): string {
  if (isDatabase) return 'application/vnd.sqlite3';
  return fileType ?? (isSound ? 'audio/wav' : isArchive ? 'application/zip' : 'image/png');
}

const fileContent = (type: string): Json => ({
  [type]: { schema: { type: 'string', contentMediaType: type } },
});

type Schemas = Readonly<Record<string, Json>>;

/** An example by hand where somebody wrote one, else one made from the schema. */
function contentOf(schema: Json, io: 'body' | 'answer', route: Route, schemas: Schemas): Json {
  const id = io === 'body' && route.body ? nameOf(route.body) : undefined;
  const byHand = route.examples?.[io] ?? (id === undefined ? undefined : bodyExamples[id]);
  const example = byHand ?? sampleOf(schema, schemas);
  return { 'application/json': { schema, example } };
}

function nameOf(schema: z.ZodType): string | undefined {
  const inner = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
  return z.globalRegistry.get(inner)?.id;
}

function goodResponses(route: Route, book: SchemaBook, schemas: Schemas): Json {
  const etag = { headers: { ETag: { $ref: '#/components/headers/ETag' } } };
  const content = route.answer
    ? contentOf(book.of(route.answer, 'output'), 'answer', route, schemas)
    : fileContent(fileTypeOf(route));
  const good = {
    description: route.status === 201 ? 'Made' : 'Done',
    ...(route.hasEtag ? etag : {}),
    content,
  };
  const same = {
    description: 'Unchanged: the answer that `If-None-Match` names still holds',
    ...etag,
  };
  const hasSame = route.hasEtag && route.method === 'get';
  return { [route.status]: good, ...(hasSame ? { 304: same } : {}) };
}

function requestBodyOf(route: Route, book: SchemaBook, schemas: Schemas): Json {
  const { body, upload } = route;
  if (upload) return { requestBody: { required: true, content: fileContent(upload.type) } };
  if (!body) return {};
  const content = contentOf(book.of(body, 'input'), 'body', route, schemas);
  return { requestBody: { required: !(body instanceof z.ZodDefault), content } };
}

const securityOf = ({ access, scope }: Route): Json[] => {
  const ways: Readonly<Record<Route['access'], Json[]>> = {
    anyone: [],
    demo: [],
    kiosk: [{ session: [] }, { device: [] }],
    screen: [{ session: [] }, { device: [] }],
    account: [{ session: [] }],
    staff: [{ session: [] }],
    supervisor: [{ session: [] }],
    'agency-administrator': [{ session: [] }],
    administrator: [{ session: [] }],
    partner: [{ partnerKey: scope ? [scope] : [] }],
  };
  return ways[access];
};

export const tagOf = ({ access, scope }: Pick<Route, 'access' | 'scope'>): string =>
  scope ? `partner ${scope}` : access;

/** What an operation is, and what else there is to know of it. */
function descriptionOf({ summary, description, scope }: Route): string {
  const said = description ?? `${summary}.`;
  return scope ? `${said}\n\nThe key needs the scope \`${scope}\`.` : said;
}

/** `schemas` are those that examples are made from; may be empty while they are only counted. */
export function operationOf(route: Route, book: SchemaBook, schemas: Schemas): Json {
  const words = route.path.split('/').filter(part => part && !['api', 'v1'].includes(part));
  const name = words.map(part => part.replace(':', 'by-').replace('.', '-')).join('-');
  return {
    operationId: `${route.method}-${name}`,
    summary: route.summary,
    description: descriptionOf(route),
    tags: [tagOf(route)],
    security: securityOf(route),
    parameters: parametersOf(route, book),
    ...requestBodyOf(route, book, schemas),
    responses: { ...goodResponses(route, book, schemas), ...refusalResponses(route) },
  };
}
