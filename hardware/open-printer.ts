import { type Clock, systemClock } from './clock.ts';
import { type PrinterConnection, refusalOfConnection } from './connection.ts';
import type { Printer } from './printer.ts';
import type { PrinterProfile } from './profiles/profile.ts';
import type { ByteChannel } from './transport/byte-channel.ts';
import { ChannelPrinter } from './transport/channel-printer.ts';
import { CupsPrinter } from './transport/cups-printer.ts';
import { DeviceFileChannel } from './transport/device-file-channel.ts';
import { SerialChannel } from './transport/serial-channel.ts';
import { TcpChannel } from './transport/tcp-channel.ts';

export interface OpenPrinterOptions {
  readonly connection: PrinterConnection;
  readonly profile: PrinterProfile;
  /** True where a job was under way when the last owner of this printer ended. */
  readonly mayHoldPartOfJob?: boolean;
}

/**
 * A printer, whatever its bytes go through. Starts to connect at once. Throws where the connection
 * can't be right: a set-up is to be checked with `refusalOfConnection` when it is made.
 */
export function openPrinter(
  { connection, profile, mayHoldPartOfJob = false }: OpenPrinterOptions,
  clock: Clock = systemClock,
): Printer {
  const refusal = refusalOfConnection(connection);
  if (refusal !== null) throw new Error(`A printer's connection is refused: ${refusal}.`);
  if (connection.kind === 'cups') return new CupsPrinter(connection.queue, clock);
  const createChannel = () => createChannelTo(connection, clock);
  const printer = new ChannelPrinter({ profile, createChannel, clock, mayHoldPartOfJob });
  printer.open();
  return printer;
}

/** A channel that is not open yet. */
export function createChannelTo(
  connection: Exclude<PrinterConnection, { kind: 'cups' }>,
  clock: Clock,
): ByteChannel {
  switch (connection.kind) {
    case 'network':
      return new TcpChannel(connection, clock);
    case 'usb':
      return new DeviceFileChannel(connection.path, clock);
    case 'serial':
      return new SerialChannel(connection, clock);
  }
}
