import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openChromium } from './chromium.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Before the tests in a browser: the pages are built, and the browser is unpacked. */
export async function setup(): Promise<void> {
  const program = "import('./scripts/prepare.js').then(prepare => prepare.build())";
  const { status } = spawnSync(process.execPath, ['-e', program], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The pages could not be built: see the lines above.');
  await openChromium();
}
