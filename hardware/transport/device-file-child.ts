import { type FileHandle, constants, open, stat } from 'node:fs/promises';

import type { DeviceFileNews, DeviceFileOrder } from './device-file-words.ts';

/**
 * The process of one device file. A write to /dev/usb/lpN does not come back while the paper is
 * out, and a thread that hangs in the system can't be taken back: only a whole process can.
 */

const readBytesMax = 4_096;
/** Some drivers say "nothing" where others wait. */
const emptyReadMs = 50;

function tell(news: DeviceFileNews): void {
  process.send?.(news);
}

/** Even an exit would wait for a thread that hangs in a write; this does not. */
function vanish(): void {
  process.kill(process.pid, 'SIGKILL');
}

function fail(error: unknown): void {
  const { code } = error as NodeJS.ErrnoException;
  const news: DeviceFileNews = { news: 'failed', code: code ?? 'EUNKNOWN' };
  if (process.send === undefined) vanish();
  else process.send(news, vanish);
}

async function openDevice(path: string): Promise<FileHandle> {
  const found = await stat(path);
  // A file would take every ticket and print none.
  if (!found.isCharacterDevice()) throw Object.assign(new Error(path), { code: 'ENOTTY' });
  return open(path, constants.O_RDWR | constants.O_NOCTTY);
}

/** Reads for as long as the device lets it; a device that only takes is still of use. */
async function listen(device: FileHandle): Promise<void> {
  const room = Buffer.alloc(readBytesMax);
  for (;;) {
    const { bytesRead } = await device.read(room, 0, room.length, null);
    if (bytesRead > 0) tell({ news: 'heard', bytes: Buffer.from(room.subarray(0, bytesRead)) });
    else await new Promise(resolve => setTimeout(resolve, emptyReadMs));
  }
}

async function write(device: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) {
    const { bytesWritten } = await device.write(bytes, from, bytes.length - from, null);
    from += bytesWritten;
  }
  tell({ news: 'written', count: bytes.length });
}

async function serve(path: string): Promise<void> {
  const device = await openDevice(path);
  let last: Promise<void> = Promise.resolve();
  process.on('message', ({ write: bytes }: DeviceFileOrder) => {
    last = last.then(() => write(device, bytes)).catch(fail);
  });
  tell({ news: 'opened' });
  await listen(device).catch((error: unknown) => {
    // EINVAL: this device has no way back.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  });
}

// Whoever started it has gone, or wants it to go.
process.on('disconnect', vanish);
await serve(process.argv[2] ?? '').catch(fail);
