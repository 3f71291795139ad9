import { connect } from 'node:net';

/** Hands bytes to whatever listens on that port of this computer, and leaves. */
export function sendToPrinter(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.resume();
    socket.end(bytes);
  });
}
