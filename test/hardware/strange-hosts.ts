import { type Server as HttpServer, createServer as createHttpServer } from 'node:http';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';

/** Things that stand where a printer was expected, on this computer. */
export interface StrangeHost {
  readonly port: number;
  /** What was sent to it. */
  readonly received: () => Buffer;
  close(): Promise<void>;
}

async function listening(server: Server | HttpServer): Promise<number> {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** A host that does with each connection, and with what it hears, as told. */
export async function openStrangeHost(
  greet: (socket: Socket) => void,
  hear: (socket: Socket, bytes: Buffer) => void = () => undefined,
): Promise<StrangeHost> {
  const sockets = new Set<Socket>();
  const chunks: Buffer[] = [];
  const server = createServer(socket => {
    sockets.add(socket);
    // Else the system holds small answers back for 40 ms.
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', bytes => {
      chunks.push(Buffer.from(bytes));
      hear(socket, Buffer.from(bytes));
    });
    greet(socket);
  });
  const port = await listening(server);
  return {
    port,
    received: () => Buffer.concat(chunks),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

/** A real web server: Node's own. */
export async function openWebServer(): Promise<StrangeHost> {
  const chunks: Buffer[] = [];
  const server = createHttpServer((_request, response) => response.end('<html></html>'));
  server.on('connection', (socket: Socket) => {
    socket.on('data', bytes => chunks.push(Buffer.from(bytes)));
  });
  const port = await listening(server);
  return {
    port,
    received: () => Buffer.concat(chunks),
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

/** Sends the same again and again, as fast as it is taken. */
export function flood(socket: Socket, bytes: Buffer): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(bytes));
  };
  socket.on('drain', more);
  more();
}

/** Answers of a healthy printer to DLE EOT 1 to 4. */
const healthy: Readonly<Record<number, number>> = { 1: 0x16, 2: 0x12, 3: 0x12, 4: 0x12 };

/** The answers to the real-time questions in what was heard. */
export function answersTo(bytes: Buffer): Buffer {
  const answers: number[] = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0x10 && bytes[at + 1] === 0x04)
      answers.push(healthy[bytes[at + 2] ?? 0] ?? 0);
  }
  return Buffer.from(answers);
}
