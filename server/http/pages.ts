import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Response } from 'express';
import { mountShellWorkers } from './shell-workers.ts';

/** Which page answers which address. Several screens share a page and choose by the address. */
const pages: readonly { readonly paths: readonly string[]; readonly file: string }[] = [
  { paths: ['/kiosk'], file: 'kiosk-ui/index.html' },
  {
    paths: ['/display', '/sign/:counter', '/t/:token', '/paper', '/survey'],
    file: 'display-ui/index.html',
  },
  { paths: ['/counter', '/reception'], file: 'counter-ui/index.html' },
  {
    paths: [
      '/',
      '/supervisor',
      '/supervisor/queues/:queueId',
      '/supervisor/counters',
      '/supervisor/tickets',
      '/supervisor/messages',
      '/supervisor/replay',
      '/supervisor/sheets',
      '/supervisor/manual-entry',
      '/admin',
      '/admin/devices',
      '/admin/printers',
      '/admin/ticket',
      '/admin/voice',
      '/admin/voice/names',
      '/admin/partners',
      '/admin/booking',
      '/admin/setup/:section',
      '/admin/staff',
      '/admin/audit',
      '/admin/privacy',
      '/admin/health',
      '/admin/backups',
      '/reports',
      '/reports/estimates',
      '/reports/survey',
      '/setup',
    ],
    file: 'admin-ui/index.html',
  },
];

/** While there is no building every address of a screen leads to where one is made. */
export function mountFirstPages(app: Express, folder: string): void {
  app.get(/^\/(?!api\/|assets\/|setup$)/, (_request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(302, '/setup');
  });
  mountPages(app, folder);
}

/** Serves the built pages. Names of assets carry their hash, so they may be kept for ever. */
export function mountPages(app: Express, folder: string): void {
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '365d', index: false }),
  );
  mountShellWorkers(app, folder);
  for (const { paths, file } of pages) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    app.get([...paths], (_request, response: Response) => {
      response.setHeader('Cache-Control', 'no-cache');
      // As it is now: pages that were built anew name other files, and the old ones are gone.
      response.type('html').send(readFileSync(path, 'utf8'));
    });
  }
}
