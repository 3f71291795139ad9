import type { RequestListener } from 'node:http';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { RefusalCode } from '../../contract/refusals.ts';
import { directly } from './direct.ts';
import {
  dispatch,
  refusedBefore,
  refuseMethod,
  sendReply,
  type DispatchOptions,
} from './dispatch.ts';
import { mountDocuments } from './documents.ts';
import { isJsonType, readJsonBody } from './json-body.ts';
import { isForeignOrigin } from '../auth/origin.ts';
import { problemAnswer } from './problem.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export interface HttpOptions extends DispatchOptions {
  readonly routes: readonly Route[];
  readonly version: string;
  /** What speaks in an envelope of its own, and so stands beside the route table. */
  mountAdapters(app: Express): void;
  /** Pages, sounds and pictures: what is not JSON. */
  mountFiles(app: Express): void;
}

function secure(app: Express): void {
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response, next) => {
    if (unsafe.has(request.method) && isForeignOrigin(request.headers)) {
      sendReply(response, problemAnswer('foreign-origin'));
    } else next();
  });
}

const parserCodes: Readonly<Record<string, RefusalCode>> = {
  'entity.too.large': 'body-too-large',
  'entity.parse.failed': 'invalid-json',
  'encoding.unsupported': 'unsupported-media-type',
  'charset.unsupported': 'unsupported-media-type',
};

/** A path that cannot be decoded names nothing; a body that cannot be inflated is not JSON. */
const refusedAs = (error: unknown): RefusalCode =>
  error instanceof URIError ? 'not-found' : 'invalid-json';

/** What the framework refuses before any route sees it: a bad body, a bad percent-encoding. */
function onError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const kind = error instanceof Error && 'type' in error ? String(error.type) : '';
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (kind in parserCodes) sendReply(response, problemAnswer(parserCodes[kind]!));
  else if (status >= 400 && status < 500) sendReply(response, problemAnswer(refusedAs(error)));
  else sendReply(response, { ...problemAnswer('fault'), status: 500 });
}

function needsJson(request: Request, response: Response, next: NextFunction): void {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const hasBody = Number(length ?? 0) > 0 || coding !== undefined;
  const isJson = isJsonType(request.headers['content-type']);
  if (unsafe.has(request.method) && hasBody && !isJson) {
    sendReply(response, problemAnswer('unsupported-media-type'));
  } else next();
}

/** Before what takes every body for JSON. Of whoever may not upload nothing is read. */
function mountUploads(app: Express, options: HttpOptions): void {
  for (const route of options.routes) {
    if (!route.upload) continue;
    const read = express.raw({ limit: route.upload.bytesMax, type: () => true, inflate: false });
    const ask: RequestHandler = (request, response, next) => {
      const { headers, socket } = request;
      const address = socket.remoteAddress ?? '';
      const refused = refusedBefore(route, { headers, address }, options);
      if (refused) sendReply(response, refused);
      else next();
    };
    app.post(route.path, ask, read, dispatch(route, options));
  }
}

/** Paths without a parameter come first: what is one of them is never taken for an id. */
function mountRoutes(app: Express, options: HttpOptions): void {
  const byPath = Map.groupBy(options.routes, ({ path }) => path);
  const paths = [...byPath.keys()].toSorted(
    (one, other) => Number(one.includes(':')) - Number(other.includes(':')),
  );
  for (const path of paths) {
    const routes = byPath.get(path)!;
    for (const route of routes) app[route.method](path, dispatch(route, options));
    const allowed = routes.map(({ method }) => method.toUpperCase());
    app.all(path, (_request, response) => refuseMethod(response, allowed));
  }
}

/** The HTTP server's application: one route table, one parser, one way to refuse. */
export function openHttp(options: HttpOptions): RequestListener {
  const app = express();
  secure(app);
  mountUploads(app, options);
  options.mountAdapters(app);
  app.use('/api', needsJson, readJsonBody);
  mountRoutes(app, options);
  // Answers of the routes carry them already.
  app.use((_request, response, next) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    next();
  });
  mountDocuments(app, options.routes, options.version);
  options.mountFiles(app);
  app.use((_request: Request, response: Response) => {
    sendReply(response, problemAnswer('not-found'));
  });
  app.use(onError);
  return directly(options.routes, options, app);
}
