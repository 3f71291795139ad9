import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import type { IssuedAnswer } from '../contract/http.ts';
import type { Change } from '../contract/sockets.ts';
import { initialise } from '../hardware/escpos/commands.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../hardware/virtual-printer.ts';
import type { Row } from './figures.ts';
import { HttpConnection } from './http-connection.ts';
import { startProcess } from './processes.ts';
import type { BenchOptions } from './sides.ts';
import {
  byBareSocket,
  mmPerSecond,
  timeRow,
  timeTicket,
  type Bring,
  type Times,
  type TimesOfSides,
} from './ticket-times.ts';
import { postOnce } from './visitors.ts';

/** What begins the question for the proof, right behind a ticket (GS ( H). */
const fence = Buffer.from([0x1d, 0x28, 0x48, 0x06, 0x00]);

/** A kiosk's page without its page: the stream on which it hears what became of a paper. */
function openKiosk(port: number): { printed: (jobId: number) => Promise<void>; close(): void } {
  const socket: Socket = io(`http://127.0.0.1:${port}/kiosk`, { transports: ['websocket'] });
  const over = new Map<number, string>();
  let wake: () => void = () => undefined;
  socket.on('change', ({ patch }: Change<'kiosk'>) => {
    const print = patch?.print;
    if (!print || print.state === 'queued' || print.state === 'printing') return;
    over.set(print.jobId, print.state);
    wake();
  });
  return {
    async printed(jobId) {
      while (!over.has(jobId)) await new Promise<void>(resolve => (wake = resolve));
      const end = over.get(jobId);
      if (end !== 'printed') throw new Error(`A ticket of the bench is ${end}`);
    },
    close: () => socket.close(),
  };
}

/** A touch: the number is asked for over HTTP, and the kiosk waits until it is told of its paper. */
async function byServer(port: number): Promise<{ bring: Bring; close: () => void }> {
  const connection = await HttpConnection.open(port);
  const kiosk = openKiosk(port);
  const body = JSON.stringify({ serviceIds: ['service-a01'], language: 'id' });
  return {
    bring: async () => {
      const answer = await postOnce(connection, '/api/v1/tickets', body);
      const { print } = JSON.parse(answer) as IssuedAnswer;
      if (!print) throw new Error('The kiosk of the bench has no printer');
      await kiosk.printed(print.jobId);
    },
    close: () => {
      kiosk.close();
      connection.close();
    },
  };
}

/** The ticket as it went over the line, between its begin and its fence. */
function ticketIn(heard: Buffer): Buffer {
  return heard.subarray(heard.indexOf(initialise), heard.indexOf(fence));
}

/** The next ticket through the server, and its bytes: what the floor then has to print. */
async function timeOurs(
  device: VirtualPrinter,
  bring: Bring,
  id: number,
): Promise<{ times: Times; bytes: Buffer }> {
  const papers = device.papers().length;
  const parts: Buffer[] = [];
  const listen = device.onBytes.bind(device);
  const spied: VirtualPrinter = {
    ...device,
    onBytes: listener =>
      listen(listener && (bytes => (parts.push(Buffer.from(bytes)), listener(bytes)))),
  };
  const times = await timeTicket(spied, bring, id);
  if (device.papers().length !== papers + 1) throw new Error('One ticket is one paper');
  return { times, bytes: ticketIn(Buffer.concat(parts)) };
}

async function timeSides(port: number, device: VirtualPrinter, count: number) {
  const floorDevice = await openVirtualPrinter({ mmPerSecond });
  let bytes = Buffer.alloc(0);
  const bare = await byBareSocket(floorDevice, () => bytes);
  const server = await byServer(port);
  const times: TimesOfSides = { ours: [], floor: [] };
  // The first of each side finds an engine that has not compiled anything yet.
  for (let round = 0; round <= count; round += 1) {
    const ours = await timeOurs(device, server.bring, round + 1);
    bytes = Buffer.from(ours.bytes);
    const floor = await timeTicket(floorDevice, bare.bring, round + 1);
    if (round === 0) continue;
    times.ours.push(ours.times);
    times.floor.push(floor);
  }
  server.close();
  bare.socket.destroy();
  await floorDevice.close();
  return times;
}

/**
 * From the touch on, through everything: HTTP, the durable number, the spool, the driver, a printer
 * at its real speed, and back to the kiosk. The floor prints the same bytes from a bare socket.
 */
export async function measureWholePrinting(options: BenchOptions, count: number): Promise<Row[]> {
  const device = await openVirtualPrinter({ mmPerSecond });
  const dataDir = mkdtempSync(join(options.folder, 'printing-'));
  const server = startProcess('./printing-server.ts', [dataDir, String(device.port)]);
  try {
    const { port } = await server.receive<{ port: number }>();
    const times = await timeSides(port, device, count);
    return [
      timeRow('touch → first byte at the printer, whole server, p50', times, 'firstByteMs'),
      timeRow(
        `touch → told to be printed at ${mmPerSecond} mm/s, whole server, p50`,
        times,
        'confirmedMs',
      ),
    ];
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
    await device.close();
  }
}
