import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to a printer that can be made to carry only so much of what comes next. */
export interface ShortLine {
  readonly port: number;
  /** Bytes that still pass to the printer; what is beyond them is lost. */
  passes(bytes: number): void;
  /** Bytes that were lost so far. */
  readonly lost: number;
  close(): Promise<void>;
}

export async function openShortLine(printerPort: number): Promise<ShortLine> {
  const sockets = new Set<Socket>();
  let left = Number.POSITIVE_INFINITY;
  let lost = 0;
  const server = createServer(sender => {
    const printer = connect({ host: '127.0.0.1', port: printerPort });
    for (const socket of [sender, printer]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        sender.destroy();
        printer.destroy();
      });
    }
    printer.pipe(sender);
    sender.on('data', (bytes: Buffer) => {
      const part = bytes.subarray(0, Math.min(left, bytes.length));
      left -= part.length;
      lost += bytes.length - part.length;
      if (part.length > 0) printer.write(part);
    });
  });
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    passes: bytes => (left = bytes),
    get lost() {
      return lost;
    },
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
