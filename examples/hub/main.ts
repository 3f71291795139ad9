import { Hub } from './hub.ts';

/** `HUB_TOKEN=… node examples/hub/main.ts`; PORT and HOST as everywhere. */

const { HUB_TOKEN: token = '', PORT = '8090', HOST = '127.0.0.1' } = process.env;
if (token.length < 16) {
  process.stderr.write('HUB_TOKEN must be 16 characters or more, the same as at the building.\n');
  process.exit(2);
}
const hub = await new Hub({ token }).listen(Number(PORT), HOST);
process.stdout.write(
  [
    `The hub listens on http://${HOST}:${hub.port}.`,
    `  At the building:  HUB_URL=http://${HOST}:${hub.port}/hub HUB_TOKEN=…`,
    `  For a portal:     http://${HOST}:${hub.port}/api/v1/partner/services`,
    '',
  ].join('\n'),
);
const end = (): void => {
  hub.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
process.on('SIGINT', end);
process.on('SIGTERM', end);
