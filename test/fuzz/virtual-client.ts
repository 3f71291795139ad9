import { request, type IncomingHttpHeaders } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** How a request goes wrong on its way; the visitor or officer at the screen just tries again. */
export type Mishap = 'none' | 'gone-at-once' | 'gone-before-the-answer' | 'twice';

interface Post {
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
  readonly cookie: string | null;
}

/** One POST. `drop` decides when the connection is torn down: then the answer is never read. */
function send(post: Post, drop: Mishap): Promise<Answered | null> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(post.body);
    const call = request(`${post.url}${post.path}`, {
      method: 'POST',
      agent: false,
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'Idempotency-Key': post.key,
        ...(post.cookie ? { cookie: post.cookie } : {}),
      },
    });
    const isDropped = drop === 'gone-at-once' || drop === 'gone-before-the-answer';
    call.once('error', error => (isDropped ? resolve(null) : reject(error)));
    call.once('close', () => resolve(null));
    call.once('response', response => {
      if (isDropped) {
        call.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode!, headers: response.headers, text });
      });
    });
    call.end(body, () => {
      // Everything was handed to the system: the server may or may not see the end of it.
      if (drop === 'gone-at-once') call.destroy();
    });
  });
}

/** Sends until an answer was read, with the same key each time, as the screens do. */
export async function persist(post: Post, mishaps: readonly Mishap[]): Promise<Answered> {
  for (const mishap of mishaps) {
    if (mishap === 'twice') {
      const [one, two] = await Promise.all([send(post, 'none'), send(post, 'none')]);
      if (one?.text !== two?.text || one?.status !== two?.status) {
        throw new Error(`IDEM-4: two answers to ${post.key}: ${one?.text} and ${two?.text}`);
      }
    } else if (mishap !== 'none') await send(post, mishap);
  }
  const answered = await send(post, 'none');
  if (!answered) throw new Error(`No answer to ${post.key}`);
  return answered;
}
