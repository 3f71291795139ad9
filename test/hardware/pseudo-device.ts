import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { until } from './manual-clock.ts';

const sourceOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A folder with our small C programs, compiled; removed by `remove`. */
export interface Programs {
  readonly pseudoDevice: string;
  readonly busyDevice: string;
  readonly folder: string;
  remove(): void;
}

export function compilePrograms(): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'antrean-devices-'));
  const [pseudoDevice, busyDevice] = [
    join(folder, 'pseudo-device'),
    join(folder, 'busy-device.so'),
  ];
  execFileSync('cc', ['-O1', '-o', pseudoDevice, sourceOf('./pseudo-device.c')]);
  execFileSync('cc', ['-shared', '-fPIC', '-o', busyDevice, sourceOf('./busy-device.c'), '-ldl']);
  return {
    pseudoDevice,
    busyDevice,
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A device of the system behind which a printer of software stands. */
export interface PseudoDevice {
  readonly path: string;
  /** As a printer without paper: what is written to the device stays on the way. */
  stopTaking(): void;
  goOn(): void;
  /** Somebody pulls the cable. */
  vanish(): Promise<void>;
}

/** Puts a printer of software, or what else listens, behind a device file; null puts nothing. */
export async function openPseudoDevice(
  program: string,
  printer: { readonly port: number } | null,
): Promise<PseudoDevice> {
  const child: ChildProcess = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The device has no ends.');
  const state = { path: '', isGone: false };
  let socket: Socket | null = null;
  stdin.on('error', () => undefined);
  child.on('exit', () => {
    state.isGone = true;
    socket?.destroy();
  });
  stdout.on('data', (bytes: Buffer) => {
    if (state.path !== '') socket?.write(bytes);
    else state.path = bytes.toString('latin1').trim();
  });
  await until(() => state.path !== '', 'the path of the device');
  if (printer !== null) {
    socket = connect(printer.port, '127.0.0.1');
    socket.on('data', bytes => stdin.write(bytes));
    socket.on('error', () => undefined);
  }
  return {
    path: state.path,
    stopTaking: () => child.kill('SIGUSR1'),
    goOn: () => child.kill('SIGUSR2'),
    vanish: async () => {
      stdin.end();
      await until(() => state.isGone, 'the device to vanish');
    },
  };
}
