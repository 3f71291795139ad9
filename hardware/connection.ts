/** Where a printer is, and what carries the bytes to it. */
export type PrinterConnection =
  | { readonly kind: 'network'; readonly host: string; readonly port: number }
  /** A device file of the system, such as /dev/usb/lp0. */
  | { readonly kind: 'usb'; readonly path: string }
  | {
      readonly kind: 'serial';
      readonly path: string;
      readonly baudRate: number;
      /** How the printer asks for a pause; 'none' unless told. */
      readonly flow?: 'none' | 'xon-xoff' | 'rts-cts';
    }
  /** A print queue of the system, which never says what became of a job. */
  | { readonly kind: 'cups'; readonly queue: string };

export const baudRates = [9_600, 19_200, 38_400, 57_600, 115_200] as const;
export const rawPortUsual = 9_100;

/** Why a connection can't be right, before anything is opened. */
export type ConnectionRefusal =
  'bad-host' | 'bad-port' | 'bad-path' | 'bad-baud-rate' | 'bad-queue';

const hostCharactersMax = 253;
const host = /^(?!-)[A-Za-z0-9.:_-]+$/;
/** Folders of devices only, so that no set-up makes a ticket overwrite a file. */
const devicePath = /^\/dev\/(?:[A-Za-z0-9_-][\w.:-]*\/)*[A-Za-z0-9_-][\w.:-]{0,62}$/;
/** What the system allows as the name of a queue, and nothing that reads as an option. */
const queue = /^[A-Za-z0-9_][\w.-]{0,126}$/;

/** Null where it can be right. */
export function refusalOfConnection(connection: PrinterConnection): ConnectionRefusal | null {
  switch (connection.kind) {
    case 'network':
      if (connection.host.length > hostCharactersMax || !host.test(connection.host)) {
        return 'bad-host';
      }
      return isPort(connection.port) ? null : 'bad-port';
    case 'usb':
      return devicePath.test(connection.path) ? null : 'bad-path';
    case 'serial':
      if (!devicePath.test(connection.path)) return 'bad-path';
      return baudRates.some(rate => rate === connection.baudRate) ? null : 'bad-baud-rate';
    case 'cups':
      return queue.test(connection.queue) ? null : 'bad-queue';
  }
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65_535;
}
