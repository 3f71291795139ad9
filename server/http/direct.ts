import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isForeignOrigin } from '../auth/origin.ts';
import { answer, sendReply, type DispatchOptions } from './dispatch.ts';
import { isJsonType, isPlain, readPlainBody } from './json-body.ts';
import { problemAnswer } from './problem.ts';
import type { Route } from './route.ts';

const nothing = Object.freeze({});

/** As every screen of ours posts: plain JSON, from a page of ours, to a path without a query. */
const isUsual = (request: IncomingMessage): boolean =>
  isPlain(request) &&
  isJsonType(request.headers['content-type']) &&
  !isForeignOrigin(request.headers);

function answerUsual(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  options: DispatchOptions,
): void {
  readPlainBody(request, (error, body) => {
    if (error) {
      sendReply(response, problemAnswer('invalid-json'));
      return;
    }
    const { headers } = request;
    const address = request.socket.remoteAddress ?? '';
    const asked = { path: route.path, params: nothing, query: nothing, body, headers, address };
    answer(route, asked, response, options);
  });
}

/**
 * The way of a ticket through the server, shortened: a usual POST to a path without parameters is
 * answered by its row of the route table at once; everything else, and everything unusual, goes
 * through the framework, which costs half as much again. Both end in the same `answer`.
 */
export function directly(
  routes: readonly Route[],
  options: DispatchOptions,
  framework: RequestListener,
): RequestListener {
  const direct = new Map(
    routes
      .filter(({ method, path, body }) => method === 'post' && body && !path.includes(':'))
      .map(route => [route.path, route]),
  );
  return (request, response) => {
    const route = request.method === 'POST' ? direct.get(request.url ?? '') : undefined;
    if (route && isUsual(request)) answerUsual(route, request, response, options);
    else framework(request, response);
  };
}
