import type { RequestHandler } from 'express';
import { sendReply } from './dispatch.ts';
import { problemAnswer } from './problem.ts';

/** Sounds of calls, by the hash of what they say: the display fetches, plays, and may keep them. */
export function soundHandler(find: (contentHash: string) => Buffer | undefined): RequestHandler {
  return (request, response) => {
    const name = String(request.params['file'] ?? '');
    const wav = /^[a-f0-9]{8,64}\.wav$/.test(name) ? find(name.slice(0, -4)) : undefined;
    if (!wav) {
      sendReply(response, problemAnswer('not-found'));
      return;
    }
    response.setHeader('Cache-Control', 'public, max-age=86400, immutable');
    response.type('audio/wav').send(wav);
  };
}
