import { type Socket, connect } from 'node:net';
import { askProcessId, initialise, processIdOf } from '../hardware/escpos/commands.ts';
import { epsonTmT82x } from '../hardware/profiles/epson-tm-t82x.ts';
import { knownProfiles } from '../hardware/profiles/known-profiles.ts';
import { renderTicket } from '../hardware/render-ticket.ts';
import { openNetworkPrinter } from '../hardware/transport/network.ts';
import { type VirtualPrinter, openVirtualPrinter } from '../hardware/virtual-printer.ts';
import { printManyJobs } from '../test/hardware/many-jobs.ts';
import { sampleTicket } from '../test/hardware/sample-ticket.ts';
import { median, medianRatio, nowMs, rowOf, type Row } from './figures.ts';
import type { BenchOptions } from './sides.ts';

/** As fast as a usual thermal printer. */
const mmPerSecond = 200;
const rounds = 15;
const roundsQuick = 2;
const dayOfJobs = 500;
const dayOfJobsQuick = 24;
const seed = 2_026;

interface Times {
  readonly firstByteMs: number;
  readonly confirmedMs: number;
}

/** How a side brings a ticket to a printer: resolves once the printer has confirmed it. */
type Bring = (id: number) => Promise<void>;

/** Times one ticket from its number to the first byte of it, and to the printer's own proof. */
async function timeTicket(device: VirtualPrinter, bring: Bring, id: number): Promise<Times> {
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

const slipOf = (id: number): Promise<{ bytes: Buffer }> =>
  renderTicket({ ...sampleTicket, label: `A${String(id).padStart(3, '0')}` }, epsonTmT82x);

/** The driver: it renders the ticket, asks whether the printer is ready, sends and has it proven. */
function byDriver(device: VirtualPrinter): { bring: Bring; close: () => Promise<void> } {
  const profile = epsonTmT82x;
  const printer = openNetworkPrinter({ host: '127.0.0.1', port: device.port, profile });
  return {
    bring: async id => {
      const { bytes } = await slipOf(id);
      const outcome = await printer.print({ id, bytes });
      if (outcome.outcome !== 'printed') throw new Error(`A ticket of the bench: ${outcome.fault}`);
    },
    close: () => printer.close(),
  };
}

/** The floor: bytes that are there already, written to a bare socket, with the same proof. */
async function byBareSocket(device: VirtualPrinter): Promise<{ bring: Bring; socket: Socket }> {
  const { bytes } = await slipOf(1);
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
    socket.write(Buffer.concat([bytes, askProcessId(processIdOf(id))]));
    await proven;
  };
  return { bring, socket };
}

async function timeBoth(count: number): Promise<{ ours: Times[]; floor: Times[] }> {
  const devices = await Promise.all([0, 1].map(() => openVirtualPrinter({ mmPerSecond })));
  const [ourDevice, floorDevice] = devices as [VirtualPrinter, VirtualPrinter];
  const driver = byDriver(ourDevice);
  const bare = await byBareSocket(floorDevice);
  const times: { ours: Times[]; floor: Times[] } = { ours: [], floor: [] };
  // The first of each side finds an engine that has not compiled anything yet.
  for (let round = 0; round <= count; round += 1) {
    const ours = await timeTicket(ourDevice, driver.bring, round + 1);
    const floor = await timeTicket(floorDevice, bare.bring, round + 1);
    if (round === 0) continue;
    times.ours.push(ours);
    times.floor.push(floor);
  }
  await driver.close();
  bare.socket.destroy();
  await Promise.all(devices.map(device => device.close()));
  return times;
}

function timeRow(name: string, times: { ours: Times[]; floor: Times[] }, of: keyof Times): Row {
  const [ours, floor] = [times.ours.map(time => time[of]), times.floor.map(time => time[of])];
  const figures = { ours: median(ours), floor: median(floor), ratio: medianRatio(ours, floor) };
  const target = of === 'confirmedMs' ? { ratioMax: 1.2 } : { oursMax: 50 };
  return rowOf(name, 'ms', figures, target);
}

async function weighTickets(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const profile of knownProfiles) {
    const { bytes } = await renderTicket(sampleTicket, profile);
    rows.push(rowOf(`ticket for ${profile.id}`, 'bytes', { ours: bytes.length }));
  }
  return rows;
}

/** A day of jobs through four printers that fail again and again; their time is simulated. */
async function failDay(jobs: number): Promise<Row[]> {
  const { wrongs, printed, unknown, notSent, tookMs } = await printManyJobs(jobs, seed);
  for (const wrong of wrongs) process.stdout.write(`  ${wrong}\n`);
  const name = `${jobs} jobs, 4 failing printers`;
  return [
    rowOf(
      `${name}: lost, doubled, mixed or falsely printed`,
      'jobs',
      { ours: wrongs.length },
      { oursMax: 0 },
    ),
    rowOf(`${name}: proven to be printed`, 'jobs', { ours: printed }),
    rowOf(`${name}: of unknown end`, 'jobs', { ours: unknown }),
    rowOf(`${name}: not sent, after six tries`, 'jobs', { ours: notSent }),
    rowOf(`${name}: rehearsed`, 'jobs/s', { ours: jobs / (tookMs / 1_000) }),
  ];
}

/** What it costs to know that a ticket was printed, and that it is known rightly. */
export async function measurePrinting({ quick }: BenchOptions): Promise<Row[]> {
  const times = await timeBoth(quick ? roundsQuick : rounds);
  return [
    timeRow('number → first byte at the printer, p50', times, 'firstByteMs'),
    timeRow(`number → printed and proven at ${mmPerSecond} mm/s, p50`, times, 'confirmedMs'),
    ...(await weighTickets()),
    ...(await failDay(quick ? dayOfJobsQuick : dayOfJobs)),
  ];
}
