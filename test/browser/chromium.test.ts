import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { openChromium } from './chromium.ts';
import { launchOptions } from './launch.ts';

const isNamed = (process.env['CHROMIUM_PATH'] ?? '') !== '';

test.skipIf(isNamed)('the browser runs on the libraries that come with it', async () => {
  const { environment } = await openChromium({ ownLibraries: true });
  const server = await chromium.launchServer(await launchOptions({ ownLibraries: true }));
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const page = await browser.newPage();
    await page.setContent('<title>ready</title>');
    expect(await page.title()).toBe('ready');
    const maps = readFileSync(`/proc/${server.process().pid}/maps`, 'utf8');
    const own = environment['LD_LIBRARY_PATH']!;
    const names = ['libexpat.so.1', 'libnspr4.so', 'libnss3.so', 'libnssutil3.so'];
    const loaded = new Set(maps.match(/\/\S+\/lib(nss3|nssutil3|nspr4|expat)\.so\S*/g));
    expect([...loaded].toSorted()).toEqual(names.map(name => join(own, name)));
    await browser.close();
  } finally {
    await server.close();
  }
});
