import { isDeepStrictEqual } from 'node:util';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './open-test-app.ts';
import { documentOf, pathOf, type PublishedDocument } from './published-document.ts';

/** The document by which others build on a building: complete, sound, and with examples. */

let server: TestApp;
let published: PublishedDocument;

beforeAll(async () => {
  server = await openTestApp();
  published = documentOf(server.app);
});
afterAll(() => server?.close());

interface Content {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref: string }>>;
}
interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly headers?: object;
        readonly content?: Readonly<Record<string, Content>>;
      }
    >
  >;
}

const operationAt = (path: string, method: string): Operation =>
  published.document.paths[path]![method] as unknown as Operation;

const pointerOf = (...names: readonly string[]): string =>
  names.map(name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

interface Components {
  readonly examples: Readonly<Record<string, { readonly value: { readonly code: string } }>>;
}
const components = (): Components => published.document['components'] as Components;

describe('a public linter', () => {
  /** Where the document is right and the rule cannot know it. */
  const known: Readonly<Record<string, RegExp>> = {
    // A path without a parameter comes first, as the specification says it must.
    'no-ambiguous-paths': /by-token|waiting-screens|pairing-codes/,
    // They take nothing from whoever asks, and everybody may ask: nothing can be wrong with it.
    'operation-4xx-response': /healthz|~1building|~1device\/get|~1plans|~1first-run\/get/,
  };

  test('HTTP-7: the recommended rules find nothing wrong', async () => {
    const problems = await lintFromString({
      source: JSON.stringify(published.document),
      absoluteRef: '/openapi.json',
      config: await createConfig({ extends: ['recommended'] }),
    });
    const found = problems
      .map(({ ruleId, severity, message, location }) => {
        const at = location[0]?.pointer ?? '';
        return { ruleId, text: `${severity} ${ruleId} ${at}: ${message}` };
      })
      .filter(({ ruleId, text }) => !known[ruleId]?.test(text))
      .map(({ text }) => text);
    expect(found).toEqual([]);
  });
});

describe('examples', () => {
  test('HTTP-8: every body and every good answer has one, which fits its own schema', () => {
    let count = 0;
    const look = (what: string, content: Content | undefined, ...place: string[]): void => {
      if (!content) return;
      expect(content.example, what).toBeDefined();
      expect(published.misfits(pointerOf(...place, 'schema'), content.example), what).toEqual([]);
      count += 1;
    };
    for (const route of server.app.routes) {
      const [path, { method }] = [pathOf(route), route];
      const { requestBody, responses } = operationAt(path, method);
      const json = 'application/json';
      const body = requestBody?.content[json];
      const place = ['paths', path, method];
      look(`${method} ${path} body`, body, ...place, 'requestBody', 'content', json);
      const status = String(route.status);
      const answer = responses[status]!.content?.[json];
      look(`${method} ${path}`, answer, ...place, 'responses', status, 'content', json);
    }
    expect(count).toBeGreaterThan(150);
  });

  test('HTTP-8: what is shown as a body is taken by its route as it stands', () => {
    const wrong: unknown[] = [];
    for (const route of server.app.routes) {
      if (!route.body) continue;
      const body = operationAt(pathOf(route), route.method).requestBody;
      const { example } = body!.content['application/json']!;
      const { error } = route.body.safeParse(example);
      if (error) wrong.push([route.path, example, error.issues]);
    }
    expect(wrong).toEqual([]);
  });

  test('HTTP-8: what is shown as an answer is what the route may answer', () => {
    const wrong: unknown[] = [];
    for (const route of server.app.routes) {
      if (!route.answer) continue;
      const { responses } = operationAt(pathOf(route), route.method);
      const { example } = responses[String(route.status)]!.content!['application/json']!;
      const { data, error } = route.answer.safeParse(example);
      if (error || !isDeepStrictEqual(data, example)) wrong.push([route.path, error?.issues]);
    }
    expect(wrong).toEqual([]);
  });

  test('HTTP-8: every refusal of every route is shown, and fits the schema of problems', () => {
    const { examples } = components();
    for (const [name, { value }] of Object.entries(examples)) {
      expect(published.misfits(pointerOf('components', 'schemas', 'Problem'), value)).toEqual([]);
      expect(name).toBe(`problem-${value.code}`);
    }
    for (const route of server.app.routes) {
      const { responses } = operationAt(pathOf(route), route.method);
      const shown = Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      );
      expect(shown, route.path).toEqual(expect.arrayContaining([...route.refusals]));
    }
  });

  test('HTTP-8: what is sent to partners is shown for every type', () => {
    const webhooks = published.document['webhooks'] as Record<string, { post: Operation }>;
    expect(Object.keys(webhooks)).toHaveLength(12);
    for (const [type, { post }] of Object.entries(webhooks)) {
      const { example } = post.requestBody!.content['application/json']!;
      const place = ['webhooks', type, 'post', 'requestBody', 'content', 'application/json'];
      expect(published.misfits(pointerOf(...place, 'schema'), example), type).toEqual([]);
      expect(example).toMatchObject({ type });
    }
  });
});

describe('operations', () => {
  test('HTTP-7: each says what it is for, who may, and under which name it is found', () => {
    const tags = published.document['tags'] as { name: string; description: string }[];
    const described = new Map(tags.map(({ name, description }) => [name, description]));
    for (const route of server.app.routes) {
      const operation = operationAt(pathOf(route), route.method);
      expect(operation.operationId).toMatch(/^[a-zA-Z0-9-]+$/);
      expect(operation.description.length, route.path).toBeGreaterThan(5);
      for (const tag of operation.tags) {
        expect(described.get(tag)?.length ?? 0, tag).toBeGreaterThan(20);
      }
      if (route.access === 'partner') {
        expect(operation.security).toEqual([{ partnerKey: [route.scope] }]);
        expect(operation.description).toContain(`\`${route.scope}\``);
      }
    }
  });

  test('HTTP-7: headers that are taken and sent are written down', () => {
    const path = '/api/v1/partner/bookings/{code}';
    const references = (method: string) =>
      operationAt(path, method).parameters.map(({ $ref, name }) => name ?? $ref!.split('/').at(-1));
    expect(references('get')).toEqual(['code', 'IfNoneMatch']);
    expect(references('patch')).toEqual(['code', 'IfMatch']);
    expect(references('delete')).toEqual(['code', 'IfMatch']);
    const { responses } = operationAt(path, 'get');
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '304', '404', '429']));
    expect(responses['304']!.headers).toHaveProperty('ETag');
    expect(responses['429']!.headers).toHaveProperty('Retry-After');
  });

  test('HTTP-7: a field with a default need not be sent', () => {
    const { schemas } = published.document['components'] as {
      schemas: Record<string, { required: string[] }>;
    };
    expect(schemas['NewPartnerKey']!.required).toEqual(['partnerName', 'scopes']);
    expect(schemas['NewWebhook']!.required).toEqual(['url']);
  });
});

describe('an answer that the document does not tell', () => {
  const route = { method: 'get', path: '/api/v1/partner/bookings/:code' } as const;
  const headers = { 'content-type': 'application/json; charset=utf-8', etag: '"x"' };
  const good = (): object => {
    const content = operationAt(pathOf(route), 'get').responses['200']!.content!;
    return structuredClone(content['application/json']!.example) as object;
  };
  const complaints = (answer: { status: number; headers?: object; json?: unknown }) =>
    published.complaintsOf(route, { headers: headers, json: good(), ...answer } as never);

  test('HTTP-9: is noticed: its status, its code, its fields, its headers', () => {
    expect(complaints({ status: 200 })).toEqual([]);
    expect(complaints({ status: 202 })).toEqual(['202 is not in openapi.json']);
    const extra = { ...(good() as { booking: object }), name: 'Sukerti' };
    expect(complaints({ status: 200, json: extra }).join()).toMatch(/additional/);
    expect(complaints({ status: 200, json: { booking: null } }).join()).toMatch(/must be object/);
    const bare = { 'content-type': 'application/json' };
    expect(complaints({ status: 200, headers: bare }).join()).toMatch(/ETag is promised/);
    const problem = { 'content-type': 'application/problem+json', 'retry-after': '1' };
    const { value } = components().examples['problem-slot-full']!;
    expect(complaints({ status: 404, headers: problem, json: value }).join()).toMatch(
      /404 slot-full is not/,
    );
  });
});
