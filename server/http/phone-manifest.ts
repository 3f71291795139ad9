import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { problemAnswer } from './problem.ts';

/** Drawn so that a round or a square cut leaves the house whole. */
const icons = [
  { source: 'display-ui/phone/icon-192.png', sizes: '192x192' },
  { source: 'display-ui/phone/icon-512.png', sizes: '512x512' },
] as const;
const tokenPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** By the build's own list: names of assets carry their hash. */
function builtIcons(folder: string): { src: string; sizes: string; type: string }[] {
  const file = join(folder, '.vite', 'manifest.json');
  if (!existsSync(file)) return [];
  const built = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { file: string }>;
  return icons.flatMap(({ source, sizes }) => {
    const asset = built[source];
    return asset ? [{ src: `/${asset.file}`, sizes, type: 'image/png' }] : [];
  });
}

/**
 * What a phone needs to put a number's page on its home screen: it opens that very number. Whether
 * the token is anybody's is not looked at: the page says so itself.
 */
export function mountPhoneManifest(app: Express, folder: string, shortName: () => string): void {
  const found = builtIcons(folder);
  app.get('/t/:token/manifest.webmanifest', ({ params: { token } }, response) => {
    if (!tokenPattern.test(token)) {
      const { status, body } = problemAnswer('not-found');
      response.status(status).type('application/problem+json').send(body);
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.type('application/manifest+json').send(
      JSON.stringify({
        id: `/t/${token}`,
        start_url: `/t/${token}`,
        scope: '/t/',
        name: `Antrean ${shortName()}`,
        short_name: 'Antrean',
        lang: 'id',
        display: 'standalone',
        orientation: 'portrait',
        theme_color: '#083f54',
        background_color: '#f6f4ef',
        icons: found.map(icon => ({ ...icon, purpose: 'any maskable' })),
      }),
    );
  });
}
