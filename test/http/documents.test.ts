import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusals } from '../../contract/refusals.ts';
import { openTestApp, type TestApp } from './open-test-app.ts';
import type { TestClient } from './test-client.ts';

/** What the server says of itself, and the headers that protect those who read it. */

type Json = Record<string, unknown>;

let server: TestApp;
let client: TestClient;
let document: Json & { paths: Record<string, Record<string, Json>> };

beforeAll(async () => {
  server = await openTestApp();
  client = server.client();
  document = (await client.get('/api/v1/openapi.json')).json;
});
afterAll(() => server?.close());

function* nodes(value: unknown, path = '#'): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Json];
  for (const [key, child] of Object.entries(value)) yield* nodes(child, `${path}/${key}`);
}

const at = (pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document);

describe('openapi.json', () => {
  test('HTTP-5: it is OpenAPI 3.1 and holds exactly the routes that are served', () => {
    expect(document['openapi']).toMatch(/^3\.1\./);
    const served = server.app.routes.map(row => `${row.method} ${row.path}`);
    const written = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(written.sort()).toEqual(served.sort());
  });

  test('HTTP-5: every reference resolves', () => {
    let count = 0;
    for (const [path, node] of nodes(document)) {
      const { $ref } = node;
      if (typeof $ref !== 'string') continue;
      count += 1;
      expect(at($ref), `${path} → ${$ref}`).toBeTypeOf('object');
    }
    expect(count).toBeGreaterThan(50);
  });

  test('HTTP-5: every operation names its parameters, its body, its answer and its errors', () => {
    const ids = new Set<unknown>();
    for (const route of server.app.routes) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      const operation = document.paths[path]![route.method]!;
      const what = `${route.method} ${path}`;
      ids.add(operation['operationId']);
      const names = (operation['parameters'] as Json[]).map(row => row['name']);
      for (const [, name] of route.path.matchAll(/:(\w+)/g)) expect(names, what).toContain(name);
      expect(operation['requestBody'] !== undefined, what).toBe(
        (route.body ?? route.upload) !== undefined,
      );
      const responses = operation['responses'] as Record<string, { content: Json }>;
      expect(responses[route.status], what).toBeDefined();
      for (const [status, { content }] of Object.entries(responses)) {
        // Unchanged: nothing is sent again.
        if (status === '304') continue;
        const database = route.isDatabase ? 'application/vnd.sqlite3' : 'image/png';
        const other = route.isArchive ? 'application/zip' : database;
        const file = route.fileType ?? (route.isSound ? 'audio/wav' : other);
        const good = route.answer ? 'application/json' : file;
        const type = Number(status) < 400 ? good : 'application/problem+json';
        const { schema } = content[type] as { schema: Json };
        expect(Object.keys(schema), `${what} ${status}`).not.toEqual([]);
      }
      for (const code of route.refusals) expect(responses[refusals[code]], what).toBeDefined();
    }
    expect(ids.size).toBe(server.app.routes.length);
  });

  test('HTTP-5: every schema says what it is', () => {
    const says = ['type', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', 'const', 'not'];
    const open: string[] = [];
    const look = (schema: unknown, path: string): void => {
      const node = schema as Json;
      if (!says.some(key => key in node)) open.push(path);
      for (const [key, child] of Object.entries((node['properties'] as Json) ?? {})) {
        look(child, `${path}.${key}`);
      }
      if (typeof node['items'] === 'object') look(node['items'], `${path}[]`);
      for (const word of ['anyOf', 'oneOf', 'allOf']) {
        ((node[word] as unknown[]) ?? []).forEach((child, index) =>
          look(child, `${path}.${word}${index}`),
        );
      }
      for (const name of (node['required'] as string[]) ?? []) {
        expect(node['properties'], `${path} requires ${name}`).toHaveProperty(name);
      }
    };
    const { schemas } = document['components'] as { schemas: Json };
    for (const [name, schema] of Object.entries(schemas)) look(schema, name);
    for (const [path, node] of nodes(document.paths, 'paths')) {
      if (node['schema']) look(node['schema'], path);
    }
    expect(open).toEqual([]);
  });

  test('HTTP-5: limits of requests are written down', () => {
    const { schemas } = document['components'] as { schemas: Record<string, Json> };
    const body = schemas['IssueTicket']!;
    expect(body['additionalProperties']).toBe(false);
    expect(body['required']).toEqual(['serviceIds']);
    expect((body['properties'] as Record<string, Json>)['serviceIds']).toMatchObject({
      minItems: 1,
      maxItems: 5,
    });
    const journal = document.paths['/api/v1/journal']!['get']!;
    const limit = (journal['parameters'] as Json[]).find(row => row['name'] === 'limit');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
    });
  });
});

describe('/api/docs', () => {
  test('HTTP-6: the page needs nothing from outside and nothing inline', async () => {
    const { status, headers, text } = await client.get('/api/docs');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    const links = [...text.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(server.app.routes.length);
    for (const link of links) expect(link).toMatch(/^(data:,$|[/#](?!\/))/);
    for (const link of new Set(links.filter(row => row.startsWith('/')))) {
      expect((await client.get(link)).status, link).toBe(200);
    }
    const style = await client.get('/api/docs/style.css');
    expect(style.headers['content-type']).toMatch(/^text\/css/);
    expect(style.text).not.toMatch(/@import|url\(/);
  });

  test('HTTP-5: the page names every route and every refusal, and its links lead somewhere', async () => {
    const { text } = await client.get('/api/docs');
    for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
    for (const code of Object.keys(refusals)) expect(text).toContain(`id="problem-${code}"`);
    for (const { path } of server.app.routes) {
      expect(text).toContain(`<code>${path.replaceAll(/:(\w+)/g, '{$1}')}</code>`);
    }
  });
});

describe('headers', () => {
  test('HTTP-6: the policy of content forbids inline script and everything foreign', async () => {
    for (const path of ['/healthz', '/api/docs', '/nothing', '/api/v1/session']) {
      const { headers } = await client.get(path);
      const policy = String(headers['content-security-policy']);
      expect(policy, path).toContain("default-src 'self'");
      expect(policy, path).toContain("frame-ancestors 'none'");
      expect(policy, path).toContain("object-src 'none'");
      expect(policy, path).toContain("base-uri 'none'");
      expect(policy, path).not.toMatch(/unsafe-inline|unsafe-eval|https?:/);
      expect(headers['x-content-type-options'], path).toBe('nosniff');
      expect(headers['referrer-policy'], path).toBe('no-referrer');
      expect(headers['x-powered-by'], path).toBeUndefined();
    }
  });

  test('HTTP-6: answers with personal or passing content are not kept by anybody', async () => {
    const officer = await server.signedIn('petugas-1');
    for (const path of ['/healthz', '/api/v1/catalogue', '/api/v1/session', '/api/v1/nothing']) {
      expect((await officer.get(path)).headers['cache-control'], path).toBe('no-store');
    }
  });

  test('HTTP-3: HEAD is GET without a body', async () => {
    const { status, text, headers } = await client.call('HEAD', '/healthz');
    expect([status, text]).toEqual([200, '']);
    expect(headers['content-type']).toMatch(/^application\/json/);
  });
});
