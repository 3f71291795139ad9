import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import express from 'express';
import { Server } from 'socket.io';
import { bareDeskPage } from './bare-desk.ts';
import { bareKioskPage } from './bare-kiosk.ts';
import { answerParent } from './processes.ts';

/**
 * The floor: what the same libraries do with nothing of a queue system between them. One statement
 * per request in a transaction of its own, as durable as ours (WAL, synchronous FULL).
 */
const [dataDir = '', , port = '0'] = process.argv.slice(2);
mkdirSync(dataDir, { recursive: true });
const database = new Sqlite(join(dataDir, 'bare.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`CREATE TABLE IF NOT EXISTS ticket (
  id INTEGER PRIMARY KEY, token TEXT NOT NULL, service_id TEXT NOT NULL, issued_at INTEGER NOT NULL,
  state TEXT NOT NULL, changed_at INTEGER) STRICT`);
const insert = database.prepare(
  `INSERT INTO ticket (token, service_id, issued_at, state) VALUES (?, ?, ?, 'waiting')`,
);
const update = database.prepare('UPDATE ticket SET state = ?, changed_at = ? WHERE id = ?');

const ticketOf = (id: number, state: string, serviceId: string, token: string, at: number) => ({
  id: String(id),
  label: `A${String(id).padStart(3, '0')}`,
  businessDate: '2026-01-01',
  issuedAt: new Date(at).toISOString(),
  class: 'walk-in',
  need: null,
  language: 'id',
  legs: [
    {
      id: `${id}-1`,
      serviceId,
      queueId: 'queue-a',
      state,
      ahead: 12,
      estimate: { fromMinutes: 20, toMinutes: 35 },
      counterId: null,
    },
  ],
  token,
  trackUrl: `http://127.0.0.1/t/${token}`,
});

const app = express();
const server = createServer(app);
const io = new Server(server, { transports: ['websocket'] });
app.use(express.json());
app.get('/healthz', (_request, response) => {
  response.json({ status: 'ok' });
});
app.post('/tickets', (request, response) => {
  const { serviceIds } = request.body as { serviceIds: string[] };
  const now = Date.now();
  const token = randomUUID();
  const id = Number(insert.run(token, serviceIds[0], now).lastInsertRowid);
  const ticket = ticketOf(id, 'waiting', serviceIds[0]!, token, now);
  response.status(201).json({ ticket, print: null });
});
app.post('/tickets/:id/:state', (request, response) => {
  const { id, state } = request.params;
  const now = Date.now();
  update.run(state, now, Number(id));
  response.json({ ticket: ticketOf(Number(id), state, 'service-a01', 'v', now) });
});

let callId = 0;
/** About 300 bytes, what a lobby screen needs of one call. */
app.post('/call', (_request, response) => {
  callId += 1;
  const patch = { call: { callId, label: 'A012', counter: 'Loket 3', filling: 'x'.repeat(210) } };
  io.emit('change', { seq: callId, at: new Date().toISOString(), patch });
  response.json({ callId });
});

app.get('/kiosk', (_request, response) => {
  response.type('html').send(bareKioskPage);
});
app.get('/desk', (_request, response) => {
  response.type('html').send(bareDeskPage);
});
let echoes = 0;
app.post('/echo', (_request, response) => {
  echoes += 1;
  io.emit('echo', { label: `A${echoes}` });
  response.json({});
});

server.listen(Number(port), '127.0.0.1', () => {
  answerParent((server.address() as AddressInfo).port, async () => {
    await io.close();
    server.closeAllConnections();
    database.close();
  });
});
