import { openConnector, type Connector } from '../connector/connector.ts';
import type { Rooms } from './rooms.ts';

const anyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Where this computer finds its own server: where all addresses are listened on, the nearest one. */
function ownUrl({ options, server }: Pick<Rooms, 'options' | 'server'>): string {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen');
  const host = anyAddress[options.host] ?? options.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}

/** The way to a hub, where the environment names one. */
export function openHub(rooms: Rooms, random: () => number): Connector | null {
  const { options, edges, store } = rooms;
  if (!options.hub) return null;
  return openConnector({
    ...options.hub,
    buildingId: store.identity.buildingId,
    serverUrl: ownUrl(rooms),
    log: edges.log,
    random,
    elapsedMs: () => performance.now(),
  });
}
