import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

const secure = helmet({
  // Plain HTTP inside the building: upgrading would only break it.
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'", 'ws:', 'wss:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
});

/** They are the same for every answer, so helmet is asked once, with an answer nobody gets. */
function collect(): [name: string, value: string][] {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  secure(request, response, () => {});
  return response.getHeaderNames().map(name => [name, String(response.getHeader(name))]);
}

/** What every answer carries to keep a browser from being used against its user. */
export const securityHeaders: readonly (readonly [name: string, value: string])[] = collect();
