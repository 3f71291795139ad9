import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '../../server/app.ts';
import { openApiDocument, type OpenApiDocument } from '../../server/http/openapi.ts';
import type { Route } from '../../server/http/route.ts';

/** What the document says of an answer, as somebody would read it who has nothing else. */

interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly json: unknown;
}

interface Response {
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly required?: true }>>;
  readonly content?: Readonly<
    Record<string, { readonly examples?: Readonly<Record<string, unknown>> }>
  >;
}

export interface PublishedDocument {
  readonly document: OpenApiDocument;
  /** Whether a value fits the schema at a place of the document; what is wrong, where it does not. */
  misfits(pointer: string, value: unknown): readonly string[];
  /** What an answer says that the document does not, or keeps from what the document promises. */
  complaintsOf(route: Pick<Route, 'method' | 'path'>, answer: Told): readonly string[];
}

const documents = new WeakMap<App, PublishedDocument>();
const inPointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
export const pathOf = ({ path }: Pick<Route, 'path'>): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** Each schema is compiled when an answer first needs it. */
function openValidators(document: OpenApiDocument): PublishedDocument['misfits'] {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, addUsedSchema: false });
  // A module of CommonJS: its default is under the name that it has there.
  ajvFormats.default(ajv);
  ajv.addSchema(document, 'openapi.json');
  const compiled = new Map<string, ValidateFunction>();
  return (pointer, value) => {
    let validate = compiled.get(pointer);
    if (!validate) {
      validate = ajv.compile({ $ref: `openapi.json#${encodeURI(pointer)}` });
      compiled.set(pointer, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  };
}

function openDocument(app: App): PublishedDocument {
  const document = openApiDocument(app.routes, 'test');
  const misfits = openValidators(document);
  const missingHeaders = ({ headers = {} }: Response, answer: Told): string[] =>
    Object.keys(headers)
      .filter(name => answer.headers[name.toLowerCase()] === undefined)
      .map(name => `the header ${name} is promised and missing`);
  return {
    document,
    misfits,
    complaintsOf(route, answer) {
      const { method } = route;
      const path = pathOf(route);
      const status = String(answer.status);
      const responses = document.paths[path]![method]!['responses'] as Record<string, Response>;
      const response = responses[status];
      if (!response) return [`${status} is not in openapi.json`];
      const complaints = missingHeaders(response, answer);
      const { content } = response;
      if (!content) return complaints;
      const [type] = (answer.headers['content-type'] ?? '').split(';');
      const written = content[type!];
      if (!written) return [...complaints, `${status} as ${type} is not in openapi.json`];
      if (!type!.endsWith('json')) return complaints;
      const { code } = answer.json as { code?: string };
      if (answer.status >= 400 && !Object.hasOwn(written.examples ?? {}, code ?? '')) {
        complaints.push(`${status} ${code} is not in openapi.json`);
      }
      const place = ['paths', path, method, 'responses', status, 'content', type!, 'schema'];
      const pointer = place.map(name => `/${inPointer(name)}`).join('');
      return [...complaints, ...misfits(pointer, answer.json)];
    },
  };
}

/** Made once for each server. */
export function documentOf(app: App): PublishedDocument {
  const known = documents.get(app);
  if (known) return known;
  const made = openDocument(app);
  documents.set(app, made);
  return made;
}
