import type { TicketContent } from '../../contract/ticket-content.ts';
import type { PrintOutcome, Printer } from '../../hardware/printer.ts';
import type { PrinterProfile } from '../../hardware/profiles/profile.ts';
import { renderTicket } from '../../hardware/render-ticket.ts';
import { ChannelPrinter } from '../../hardware/transport/channel-printer.ts';
import { TcpChannel } from '../../hardware/transport/tcp-channel.ts';
import {
  type VirtualPrinter,
  type VirtualPrinterOptions,
  openVirtualPrinter,
} from '../../hardware/virtual-printer.ts';
import type { VirtualFaults } from '../../hardware/virtual/faults.ts';
import { ObservedChannel } from './observed-channel.ts';
import { PumpedClock } from './pumped-clock.ts';
import { sampleTicket } from './sample-ticket.ts';

/** What a device of such a profile can't do, from the day it was made. */
export const natureOf = (profile: PrinterProfile): Partial<VirtualFaults> => ({
  withoutProcessId: profile.proof !== 'confirming',
  mute: profile.proof === 'mute',
  withoutNativeQr: profile.qr === 'raster',
  withoutNearEndSensor: !profile.hasNearEndSensor,
});

/** The driver of a profile, and a printer of software of the same kind, over a real connection. */
export interface Rehearsal {
  readonly profile: PrinterProfile;
  readonly device: VirtualPrinter;
  readonly printer: Printer;
  readonly clock: PumpedClock;
  /** Prints a ticket whose number is made of the job's id; time passes as it must. */
  readonly print: (id: number) => Promise<PrintOutcome>;
  /** The same, not waited for. */
  readonly begin: (id: number) => Promise<PrintOutcome>;
  readonly labels: () => (string | undefined)[];
  readonly close: () => Promise<void>;
}

export const labelOf = (id: number): string => `A${String(id).padStart(3, '0')}`;

const rendered = new Map<string, Promise<Buffer>>();

/** The ticket of a job as bytes; drawn once for each profile and number. */
export function ticketBytes(id: number, profile: PrinterProfile): Promise<Buffer> {
  const key = `${profile.id} ${id}`;
  let bytes = rendered.get(key);
  if (bytes === undefined) {
    const ticket: TicketContent = { ...sampleTicket, label: labelOf(id) };
    bytes = renderTicket(ticket, profile).then(result => result.bytes);
    rendered.set(key, bytes);
  }
  return bytes;
}

export async function openRehearsal(
  profile: PrinterProfile,
  faults: Partial<VirtualFaults> = {},
  options: VirtualPrinterOptions & {
    readonly mayHoldPartOfJob?: boolean;
    /** Whether something beside the line is at work: then no time passes. */
    readonly isBusy?: () => boolean;
  } = {},
): Promise<Rehearsal> {
  const device = await openVirtualPrinter({ dots: profile.dots, ...options });
  device.setFault({ ...natureOf(profile), ...faults });
  const channels: ObservedChannel[] = [];
  const clock = new PumpedClock(() =>
    options.isBusy?.() === true ? null : progressOf(channels, device),
  );
  const printer = openOn(profile, device.port, clock, channels, options.mayHoldPartOfJob);
  const begin = async (id: number): Promise<PrintOutcome> =>
    printer.print({ id, bytes: await ticketBytes(id, profile) });
  return {
    profile,
    device,
    printer,
    clock,
    begin,
    print: id => clock.run(begin(id)),
    labels: () => device.papers().map(paper => paper.label),
    close: async () => {
      await clock.run(printer.close());
      await device.close();
    },
  };
}

/** A driver whose channels are watched. */
export function openOn(
  profile: PrinterProfile,
  port: number,
  clock: PumpedClock,
  channels: ObservedChannel[],
  mayHoldPartOfJob = false,
): Printer {
  const printer = new ChannelPrinter({
    profile,
    clock,
    mayHoldPartOfJob,
    createChannel: () => {
      const channel = new ObservedChannel(new TcpChannel({ host: '127.0.0.1', port }, clock));
      channels.push(channel);
      return channel;
    },
  });
  printer.open();
  return printer;
}

/** Bytes that passed so far; null while some have not arrived, on either side. */
export function progressOf(
  channels: readonly ObservedChannel[],
  device: VirtualPrinter,
): number | null {
  const passed = channels.reduce(
    (sum, { sentBytes, heardBytes }) => sum + sentBytes + heardBytes,
    0,
  );
  const channel = channels.at(-1);
  if (channel === undefined || channel.state === 'closed') return passed;
  const traffic = device.traffic();
  if (channel.state !== 'open' || traffic === null) return null;
  const hasArrived = traffic.isDeaf || traffic.receivedBytes === channel.sentBytes;
  return hasArrived && traffic.sentBytes === channel.heardBytes ? passed : null;
}

/** A megabyte of what no printer says, with bytes in it that look like answers. */
export const junk = Buffer.alloc(1_048_576, 'Lorem ipsum \u0000\u0016\u0012 dolor', 'latin1');
