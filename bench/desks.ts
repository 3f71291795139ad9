import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { Ticket } from '../contract/http.ts';
import { HttpConnection } from './http-connection.ts';
import type { Side } from './sides.ts';
import { postOnce } from './visitors.ts';

/**
 * The other desks of a building in a process of their own: each keeps its screen over WebSocket and
 * presses next over HTTP. For everybody who leaves somebody new comes, so that the lines stay full.
 */
const [side = 'ours', portText = '', first = '1', count = '1', turnMs = '1000'] =
  process.argv.slice(2) as [Side?, string?, string?, string?, string?];
const port = Number(portText);
const sockets: Socket[] = [];

async function screen(path: string, options: object): Promise<void> {
  const socket = io(`http://127.0.0.1:${port}${path}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
}

type Turn = () => Promise<void>;

async function ourDesk(number: number): Promise<Turn> {
  const connection = await HttpConnection.open(port);
  const username = `petugas-${number}`;
  const body = JSON.stringify({ username, password: `demo-${username}` });
  const { head, status } = await connection.post('/api/v1/session', body);
  const cookie = /^set-cookie: ([^;]+)/im.exec(head)?.[1];
  if (!cookie) throw new Error(`${username} could not sign in: ${status}`);
  const headers = `Cookie: ${cookie}\r\n`;
  const counterId = `counter-${number}`;
  const counter = `/api/v1/counters/${counterId}`;
  await postOnce(connection, `${counter}/open`, '{}', headers);
  const query = { counterId, windowId: `bench-${number}` };
  await screen('/counter', { extraHeaders: { Cookie: cookie }, query });
  let finish: object = {};
  return async () => {
    const answer = await postOnce(
      connection,
      `${counter}/call-next`,
      JSON.stringify(finish),
      headers,
    );
    const { ticket } = JSON.parse(answer) as { ticket: Ticket | null };
    finish = ticket ? { finish: { outcome: 'completed' } } : {};
    if (!ticket) return;
    await postOnce(connection, `/api/v1/tickets/${ticket.id}/start`, '{}', headers);
    const serviceIds = [ticket.legs[0]!.serviceId];
    await postOnce(connection, '/api/v1/tickets', JSON.stringify({ serviceIds }));
  };
}

/** As many requests and as many words on the sockets, with nothing behind them. */
async function bareDesk(): Promise<Turn> {
  const connection = await HttpConnection.open(port);
  await screen('', {});
  return async () => {
    for (let request = 0; request < 3; request += 1) await postOnce(connection, '/call');
  };
}

/** Each desk begins at another moment of the turn, and waits a turn between two presses. */
async function work(turn: Turn, place: number): Promise<void> {
  await pause((place / Number(count)) * Number(turnMs));
  for (;;) {
    await turn();
    await pause(Number(turnMs));
  }
}

process.on('message', message => {
  if (message !== 'stop') return;
  for (const socket of sockets) socket.disconnect();
  process.exit(0);
});
process.on('disconnect', () => process.exit(1));

const turns: Turn[] = [];
for (let place = 0; place < Number(count); place += 1) {
  const number = Number(first) + place;
  turns.push(side === 'ours' ? await ourDesk(number) : await bareDesk());
}
process.send?.({ connected: sockets.length });
turns.forEach((turn, place) => void work(turn, place));
