import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { problemSchema, type Problem } from '../../contract/http.ts';
import type { App } from '../../server/app.ts';
import type { Route } from '../../server/http/route.ts';
import { documentOf } from './published-document.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  // What came is looked at freely: its shape was checked against the route's schema on arrival.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A program that talks to the server, keeps its cookie, and believes nothing it is told. */
export interface TestClient {
  cookie: string | null;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): void;
}

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`, 'i');

/** Every error is problem details with a code of the list, and input errors name their place. */
export function expectProblem(answer: Answer, what: string): Problem {
  expect(answer.headers['content-type'], what).toBe('application/problem+json');
  const problem = problemSchema.strict().parse(answer.json);
  expect(problem.status, what).toBe(answer.status);
  expect(problem.code, what).toMatch(/^[a-z]+(-[a-z]+)*$/);
  if (answer.status === 422) {
    expect(problem.errors?.length ?? 0, `${what}: ${answer.text}`).toBeGreaterThan(0);
    for (const error of problem.errors!) expect(error.path, `${what}: ${answer.text}`).not.toBe('');
  }
  expect(answer.text, what).not.toMatch(/node_modules|\.ts:\d|SQLITE| at \w+ \(/);
  return problem;
}

/** Holds each answer against the route table and the published document. */
function openChecks(app: App) {
  const routes = app.routes.map(route => ({ route, pattern: patternOf(route) }));
  // A path that is one by itself is never the id of another.
  const literals = new Set(app.routes.map(route => route.path));
  return (method: string, path: string, answer: Answer): void => {
    const what = `${method} ${path.slice(0, 120)} → ${answer.status}`;
    if (answer.status >= 400) expectProblem(answer, what);
    const [bare] = path.split('?');
    const found = routes.find(
      ({ route, pattern }) =>
        route.method.toUpperCase() === method &&
        (literals.has(bare!) ? route.path === bare : pattern.test(bare!)),
    );
    if (!found) return;
    const { route } = found;
    if (answer.status === route.status && route.answer) {
      const parsed: unknown = route.answer.parse(answer.json);
      // Nothing is sent that the schema does not name.
      if (!isDeepStrictEqual(parsed, answer.json)) expect(answer.json, what).toEqual(parsed);
    }
    expect(documentOf(app).complaintsOf(route, answer), what).toEqual([]);
  };
}

export function openTestClient(app: App): TestClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const check = openChecks(app);
  const send = (method: string, path: string, options: CallOptions): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent =
        options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port: app.port,
          agent,
          method,
          path,
          headers: {
            ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
            ...(sent === undefined || options.headers?.['Transfer-Encoding']
              ? {}
              : { 'Content-Length': String(Buffer.byteLength(sent)) }),
            ...(client.cookie ? { Cookie: client.cookie } : {}),
            ...options.headers,
          },
        },
        response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const text = bytes.toString('utf8');
            const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== '';
            const json: unknown = isJson ? JSON.parse(text) : null;
            const [cookie] = response.headers['set-cookie'] ?? [];
            if (cookie) client.cookie = cookie.split(';')[0]!;
            const status = response.statusCode!;
            resolve({ status, headers: response.headers, text, bytes, json });
          });
        },
      );
      request.on('error', reject);
      request.end(sent);
    });
  const client: TestClient = {
    cookie: null,
    async call(method, path, options = {}) {
      const answer = await send(method, path, options);
      if (method !== 'HEAD') check(method, path, answer);
      return answer;
    },
    get: (path, headers = {}) => client.call('GET', path, { headers }),
    post: (path, body, headers = {}) => client.call('POST', path, { body, headers }),
    close: () => agent.destroy(),
  };
  return client;
}
