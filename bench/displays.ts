import { io, type Socket } from 'socket.io-client';
import { nowMs } from './figures.ts';

/**
 * Screens of a lobby in a process of their own: real clients over WebSocket. Tells the parent when
 * the last of them has received and parsed a call.
 */
const [url = '', count = '1'] = process.argv.slice(2);
const countMax = Number(count);

interface Change {
  readonly patch?: { readonly call?: { readonly callId: number } };
}

const receivedBy = new Map<number, number>();
const sockets: Socket[] = [];

function received({ patch }: Change): void {
  const callId = patch?.call?.callId;
  if (callId === undefined) return;
  const total = (receivedBy.get(callId) ?? 0) + 1;
  receivedBy.set(callId, total);
  if (total < countMax) return;
  process.send?.({ callId, atMs: nowMs() });
  receivedBy.delete(callId);
  // Every display acknowledges what it shows; here after the last one has it, because they share a
  // process and would otherwise wait for each other, which screens in a hall do not.
  for (const socket of sockets) socket.emit('shown', { callId });
}

async function connect(): Promise<void> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  socket.on('change', received);
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

process.on('message', message => {
  if (message !== 'stop') return;
  for (const socket of sockets) socket.disconnect();
  process.exit(0);
});
process.on('disconnect', () => process.exit(1));
while (sockets.length < countMax) await connect();
process.send?.({ connected: sockets.length });
