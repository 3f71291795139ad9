import { parseArgs } from 'node:util';
import { refusalOfConnection, type PrinterConnection } from '../connection.ts';
import { AgentFault } from './agent-fault.ts';

export interface AgentOptions {
  /** Without a slash at its end. */
  readonly serverUrl: string;
  readonly printer: PrinterConnection;
  readonly folder: string;
  readonly pairingCode: string | null;
  readonly scanner: { readonly path: string; readonly baudRate: number } | null;
}

const usage =
  'Usage: npm run agent -- --server http://HOST:PORT ' +
  '--printer usb:/dev/usb/lp0|serial:/dev/ttyUSB0:9600|network:HOST:9100|cups:QUEUE ' +
  '--folder DIR [--pair CODE] [--scanner serial:/dev/ttyACM0:9600]';

const wrong = (what: string): AgentFault => new AgentFault(`${what}\n${usage}`);

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value === '') throw wrong(`--${name} is missing.`);
  return value;
}

function serverUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw wrong(`--server is "${text}", but must be the address of the server.`);
  }
  return url.origin;
}

const baudRateUsual = 9600;

function serialOf(rest: string): { kind: 'serial'; path: string; baudRate: number } {
  const [path = '', rate] = rest.split(':');
  return { kind: 'serial', path, baudRate: rate === undefined ? baudRateUsual : Number(rate) };
}

/** "kind:rest", as the connection that it names. */
function connectionOf(text: string): PrinterConnection | null {
  const [kind, ...parts] = text.split(':');
  const rest = parts.join(':');
  switch (kind) {
    case 'usb':
      return { kind, path: rest };
    case 'serial':
      return serialOf(rest);
    case 'cups':
      return { kind, queue: rest };
    case 'network': {
      const colon = rest.lastIndexOf(':');
      if (colon < 0) return { kind, host: rest, port: 9100 };
      return { kind, host: rest.slice(0, colon), port: Number(rest.slice(colon + 1)) };
    }
    default:
      return null;
  }
}

function printerOf(text: string): PrinterConnection {
  const connection = connectionOf(text);
  const refusal = connection ? refusalOfConnection(connection) : 'unknown kind';
  if (!connection || refusal !== null) {
    throw wrong(`--printer is "${text}", which names no printer (${refusal}).`);
  }
  return connection;
}

function scannerOf(text: string | undefined): AgentOptions['scanner'] {
  if (text === undefined) return null;
  const connection = text.startsWith('serial:') ? serialOf(text.slice('serial:'.length)) : null;
  if (!connection || refusalOfConnection(connection) !== null) {
    throw wrong(`--scanner is "${text}", but must be serial:/dev/NAME or serial:/dev/NAME:SPEED.`);
  }
  return { path: connection.path, baudRate: connection.baudRate };
}

/** Throws AgentFault with one line about what is wrong. */
export function readAgentOptions(args: readonly string[]): AgentOptions {
  const text = { type: 'string' } as const;
  const options = { server: text, printer: text, folder: text, pair: text, scanner: text };
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw wrong((error as Error).message.split('\n')[0]!);
  }
  return {
    serverUrl: serverUrlOf(needed(values.server, 'server')),
    printer: printerOf(needed(values.printer, 'printer')),
    folder: needed(values.folder, 'folder'),
    pairingCode: values.pair ?? null,
    scanner: scannerOf(values.scanner),
  };
}
