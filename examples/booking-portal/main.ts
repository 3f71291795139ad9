import process, { env, exit, stderr, stdout } from 'node:process';
import { ConfigFault, readPortalConfig, type PortalConfig } from './config.ts';
import { openPortal } from './portal.ts';

/** A booking portal for one building; see README.md. */

const say = (line: string): void => {
  stdout.write(`portal: ${line}\n`);
};

function fail(message: string): never {
  stderr.write(`${message}\n`);
  exit(2);
}

function configOrEnd(): PortalConfig {
  try {
    return readPortalConfig(env);
  } catch (error) {
    if (error instanceof ConfigFault) fail(error.message);
    throw error;
  }
}

const config = configOrEnd();
const portal = await openPortal(config, { now: () => Date.now(), log: say }).catch(
  (error: unknown) => fail(`The portal cannot start: ${String(error)}`),
);
say(`open at ${portal.url} for the building at ${config.buildingUrl}`);
void portal.enrolled.then(() => say('known to the building; webhooks arrive'));

let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    void portal.close().then(() => exit(0));
  });
}
