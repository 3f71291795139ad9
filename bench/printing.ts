import { epsonTmT82x } from '../hardware/profiles/epson-tm-t82x.ts';
import { knownProfiles } from '../hardware/profiles/known-profiles.ts';
import { renderTicket } from '../hardware/render-ticket.ts';
import { openNetworkPrinter } from '../hardware/transport/network.ts';
import { type VirtualPrinter, openVirtualPrinter } from '../hardware/virtual-printer.ts';
import { printManyJobs } from '../test/hardware/many-jobs.ts';
import { sampleTicket } from '../test/hardware/sample-ticket.ts';
import { rowOf, type Row } from './figures.ts';
import { measureWholePrinting } from './printing-whole.ts';
import type { BenchOptions } from './sides.ts';
import {
  byBareSocket,
  mmPerSecond,
  timeRow,
  timeTicket,
  type Bring,
  type TimesOfSides,
} from './ticket-times.ts';

const rounds = 15;
const roundsQuick = 2;
const dayOfJobs = 500;
const dayOfJobsQuick = 24;
const seed = 2_026;

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

async function timeBoth(count: number): Promise<TimesOfSides> {
  const devices = await Promise.all([0, 1].map(() => openVirtualPrinter({ mmPerSecond })));
  const [ourDevice, floorDevice] = devices as [VirtualPrinter, VirtualPrinter];
  const driver = byDriver(ourDevice);
  const { bytes: floorBytes } = await slipOf(1);
  const bare = await byBareSocket(floorDevice, () => floorBytes);
  const times: TimesOfSides = { ours: [], floor: [] };
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
export async function measurePrinting(options: BenchOptions): Promise<Row[]> {
  const { quick } = options;
  const count = quick ? roundsQuick : rounds;
  const times = await timeBoth(count);
  return [
    ...(await measureWholePrinting(options, count)),
    timeRow('number → first byte at the printer, p50', times, 'firstByteMs'),
    timeRow(`number → printed and proven at ${mmPerSecond} mm/s, p50`, times, 'confirmedMs'),
    ...(await weighTickets()),
    ...(await failDay(quick ? dayOfJobsQuick : dayOfJobs)),
  ];
}
