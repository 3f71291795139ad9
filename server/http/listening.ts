import type { RequestListener, Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { StartFault } from '../store/start-fault.ts';
import { problemAnswer } from './problem.ts';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Takes the port before anything is written, so that a port in use changes nothing. */
export async function listen(server: Server, { port, host }: Place): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `Port ${port} on ${host} is in use by another program.`,
        EACCES: `Port ${port} on ${host} may not be used by this user.`,
        EADDRNOTAVAIL: `HOST ${host} is not an address of this computer.`,
        ENOTFOUND: `HOST ${host} is not known.`,
      };
      reject(new StartFault(reasons[error.code ?? ''] ?? `Cannot listen: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}

/** What a phone can open: where all addresses are listened on, the first one of this computer. */
export function reachableHost(host: string): string {
  const isAny = host === '0.0.0.0' || host === '::';
  const own = Object.values(networkInterfaces())
    .flatMap(rows => rows ?? [])
    .find(row => row.family === 'IPv4' && !row.internal)?.address;
  const named = isAny ? (own ?? '127.0.0.1') : host;
  return named.includes(':') ? `[${named}]` : named;
}

/** Whoever comes before the building is open. */
export const starting: RequestListener = (_request, response) => {
  const { status, body } = problemAnswer('fault', { part: 'starting' });
  response.writeHead(status, { 'Content-Type': 'application/problem+json', 'Retry-After': '1' });
  response.end(body);
};
