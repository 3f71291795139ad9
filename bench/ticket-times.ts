import { type Socket, connect } from 'node:net';
import { askProcessId, initialise, processIdOf } from '../hardware/escpos/commands.ts';
import type { VirtualPrinter } from '../hardware/virtual-printer.ts';
import { median, medianRatio, nowMs, rowOf, type Row } from './figures.ts';

/** As fast as a usual thermal printer. */
export const mmPerSecond = 200;

export interface Times {
  readonly firstByteMs: number;
  readonly confirmedMs: number;
}

/** How a side brings a ticket to a printer: resolves once whoever waits knows that it was printed. */
export type Bring = (id: number) => Promise<void>;

/** Times one ticket from its begin to the first byte of it, and to the proof that it was printed. */
export async function timeTicket(device: VirtualPrinter, bring: Bring, id: number): Promise<Times> {
  const begunMs = nowMs();
  let firstByteMs = Number.NaN;
  device.onBytes(bytes => {
    // Questions come before a ticket, which begins with ESC @.
    if (Number.isNaN(firstByteMs) && bytes.includes(initialise)) firstByteMs = nowMs() - begunMs;
  });
  await bring(id);
  device.onBytes(null);
  return { firstByteMs, confirmedMs: nowMs() - begunMs };
}

/** The floor: bytes that are there already, written to a bare socket, with the same proof. */
export async function byBareSocket(
  device: VirtualPrinter,
  bytesOf: () => Buffer,
): Promise<{ bring: Bring; socket: Socket }> {
  const socket = connect(device.port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise(resolve => socket.once('connect', resolve));
  const bring: Bring = async id => {
    const proof = Buffer.from(`7"${processIdOf(id)}\0`, 'latin1');
    const proven = new Promise<void>(resolve => {
      let heard = Buffer.alloc(0);
      const listen = (part: Buffer): void => {
        heard = Buffer.concat([heard, part]);
        if (!heard.includes(proof)) return;
        socket.off('data', listen);
        resolve();
      };
      socket.on('data', listen);
    });
    socket.write(Buffer.concat([bytesOf(), askProcessId(processIdOf(id))]));
    await proven;
  };
  return { bring, socket };
}

/** Both sides, round by round. */
export interface TimesOfSides {
  readonly ours: Times[];
  readonly floor: Times[];
}

export function timeRow(name: string, times: TimesOfSides, of: keyof Times): Row {
  const [ours, floor] = [times.ours.map(time => time[of]), times.floor.map(time => time[of])];
  const figures = { ours: median(ours), floor: median(floor), ratio: medianRatio(ours, floor) };
  const target = of === 'confirmedMs' ? { ratioMax: 1.2 } : { oursMax: 50 };
  return rowOf(name, 'ms', figures, target);
}
