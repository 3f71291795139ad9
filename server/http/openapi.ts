import { z } from 'zod';
import { refusals, type RefusalCode } from '../../contract/refusals.ts';
import '../../contract/http.ts';
import '../../contract/printer-setup.ts';
import '../../contract/setup.ts';
import '../../contract/speech.ts';
import '../../contract/staff.ts';
import '../../contract/ticket-setup.ts';
import '../../contract/views.ts';
import '../../contract/voice-studio.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

export interface OpenApiDocument extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

const pictureSchema = { schema: { type: 'string', contentMediaType: 'image/png' } };
const archiveSchema = { schema: { type: 'string', contentMediaType: 'application/zip' } };
const soundSchema = { schema: { type: 'string', contentMediaType: 'audio/wav' } };
const reference = (id: string): string => `#/components/schemas/${id}`;

/** Every named schema of the contract, once, with references among them. */
function components(io: 'input' | 'output'): Json {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { uri: reference, io });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $id: _id, $schema: _schema, ...rest } = schema;
      return [id, rest];
    }),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const inner = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
  const id = z.globalRegistry.get(inner)?.id;
  if (id) return { $ref: reference(id) };
  const made = z.toJSONSchema(inner, { io, unrepresentable: 'any' });
  const { $schema: _schema, $defs: _named, ...rest } = made;
  // Named schemas within an unnamed one are found among the components.
  return JSON.parse(JSON.stringify(rest).replaceAll('#/$defs/', reference(''))) as Json;
}

function parametersOf(route: Route): Json[] {
  const parameters: Json[] = [];
  const add = (schema: z.ZodType | undefined, place: 'path' | 'query'): void => {
    if (!(schema instanceof z.ZodObject)) return;
    for (const [name, field] of Object.entries<z.ZodType>(schema.shape)) {
      parameters.push({
        name,
        in: place,
        required: place === 'path',
        // As the handler gets it: a number is written as digits in an address, but is a number.
        schema: schemaOf(field, 'output'),
      });
    }
  };
  add(route.params, 'path');
  add(route.query, 'query');
  if (route.method === 'post') {
    parameters.push({ $ref: '#/components/parameters/IdempotencyKey' });
  }
  return parameters;
}

/** Refusals that any route of this kind may give before it is handled. */
function commonRefusals(route: Route): RefusalCode[] {
  const codes: RefusalCode[] = [];
  if (route.params) codes.push('not-found');
  if (route.query || route.body || route.method === 'post') codes.push('invalid-input');
  if (route.body || route.upload) {
    codes.push('invalid-json', 'body-too-large', 'unsupported-media-type');
  }
  if (route.access === 'kiosk' || route.access === 'staff') codes.push('not-signed-in');
  if (route.access === 'supervisor' || route.access === 'administrator') {
    codes.push('not-signed-in', 'not-allowed');
  }
  if (route.access === 'partner') {
    codes.push('not-signed-in', 'not-allowed', 'too-many-requests');
  }
  if (route.method === 'post') codes.push('idempotency-conflict', 'busy', 'fault');
  if (route.method !== 'get') codes.push('foreign-origin');
  return codes;
}

function responsesOf(route: Route): Json {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of new Set([...route.refusals, ...commonRefusals(route)])) {
    byStatus.set(refusals[code], [...(byStatus.get(refusals[code]) ?? []), code]);
  }
  const good = {
    description: 'Done',
    content: route.answer
      ? { 'application/json': { schema: schemaOf(route.answer, 'output') } }
      : route.isSound
        ? { 'audio/wav': soundSchema }
        : route.isArchive
          ? { 'application/zip': archiveSchema }
          : { 'image/png': pictureSchema },
  };
  const bad = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.join(', '),
      content: { 'application/problem+json': { schema: { $ref: reference('Problem') } } },
    },
  ]);
  const same = { description: 'Unchanged: the answer that `If-None-Match` names still holds' };
  return {
    [route.status]: good,
    ...(route.hasEtag ? { 304: same } : {}),
    ...Object.fromEntries(bad),
  };
}

const securityOf: Readonly<Record<Route['access'], Json[]>> = {
  anyone: [],
  demo: [],
  kiosk: [{ session: [] }, {}],
  staff: [{ session: [] }],
  supervisor: [{ session: [] }],
  administrator: [{ session: [] }],
  partner: [{ partnerKey: [] }],
};

const uploadContent = ({ type }: NonNullable<Route['upload']>): Json => ({
  [type]: { schema: { type: 'string', contentMediaType: type } },
});

function operationOf(route: Route): Json {
  const words = route.path.split('/').filter(part => part && !['api', 'v1'].includes(part));
  const name = words.map(part => part.replace(':', 'by-')).join('-');
  return {
    operationId: `${route.method}-${name}`,
    summary: route.summary,
    tags: [route.access],
    security: securityOf[route.access],
    parameters: parametersOf(route),
    ...(route.body
      ? {
          requestBody: {
            required: !(route.body instanceof z.ZodDefault),
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    ...(route.upload
      ? { requestBody: { required: true, content: uploadContent(route.upload) } }
      : {}),
    responses: responsesOf(route),
  };
}

/** OpenAPI 3.1, made from the same table the server runs on: it cannot fall behind. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'MPP Antrean',
      version,
      description:
        'The queue of a Mal Pelayanan Publik. Sockets are described in docs/realtime.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: components('output'),
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'The same key and body give the first answer again, also after a restart.',
          schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'mpp_session' },
        partnerKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key made in the administrator’s office.',
        },
      },
    },
  };
}
