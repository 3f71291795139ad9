import { send } from '../ui-kit/api.ts';
import type { SetupDeskEdges } from './setup-desk.ts';

/** How long somebody has stopped typing before the server is asked. */
const stillMs = 300;

/** The set-up's desk in a browser. */
export const setupEdges: SetupDeskEdges = {
  send,
  now: () => Date.now(),
  later(work) {
    const timer = setTimeout(work, stillMs);
    return () => clearTimeout(timer);
  },
};
