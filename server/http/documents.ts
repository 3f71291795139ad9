import type { Express } from 'express';
import { docsPage, docsStyle } from './docs-page.ts';
import { refuseMethod } from './dispatch.ts';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';

/** The API as a document for programs and as a page for people. Made once, when first asked for. */
export function mountDocuments(app: Express, routes: readonly Route[], version: string): void {
  let document: ReturnType<typeof openApiDocument> | null = null;
  const made = () => (document ??= openApiDocument(routes, version));
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.type('application/json').send(JSON.stringify(made()));
  });
  app.get('/api/docs', (_request, response) => {
    response.type('html').send(docsPage(made()));
  });
  app.get('/api/docs/style.css', (_request, response) => {
    response.type('text/css').send(docsStyle);
  });
  app.all(['/api/v1/openapi.json', '/api/docs', '/api/docs/style.css'], (_request, response) => {
    refuseMethod(response, ['GET']);
  });
}
