import type { RequestHandler } from 'express';
import { sendReply } from './dispatch.ts';
import type { MediaFolder } from './media-folder.ts';
import { problemAnswer } from './problem.ts';

/**
 * Pictures and videos for the screens of the hall, whole or in ranges. Only what the folder has
 * looked at and found good is sent, as what its first bytes say it is.
 */
export function mediaHandler(folder: MediaFolder): RequestHandler {
  return (request, response) => {
    const file = folder.find(String(request.params['file'] ?? ''));
    if (!file) {
      sendReply(response, problemAnswer('not-found'));
      return;
    }
    response.type(file.type);
    const options = {
      acceptRanges: true,
      immutable: true,
      maxAge: '1d',
      dotfiles: 'allow',
    } as const;
    response.sendFile(file.path, options, error => {
      // Gone meanwhile; a screen that went away needs no answer.
      if (!error || response.headersSent) return;
      const isRange = 'status' in error && error.status === 416;
      if (isRange) response.status(416).end();
      else sendReply(response, problemAnswer('not-found'));
    });
  };
}
