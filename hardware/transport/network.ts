import { type Clock, systemClock } from '../clock.ts';
import type { Printer } from '../printer.ts';
import type { PrinterProfile } from '../profiles/profile.ts';
import { ChannelPrinter } from './channel-printer.ts';
import { TcpChannel } from './tcp-channel.ts';

export interface NetworkPrinterOptions {
  readonly host: string;
  readonly port: number;
  readonly profile: PrinterProfile;
  readonly mayHoldPartOfJob?: boolean;
}

/** A printer on the network's raw port. Starts to connect at once. */
export function openNetworkPrinter(
  { host, port, ...options }: NetworkPrinterOptions,
  clock: Clock = systemClock,
): Printer {
  const createChannel = () => new TcpChannel({ host, port }, clock);
  const printer = new ChannelPrinter({ ...options, createChannel, clock });
  printer.open();
  return printer;
}
