import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a request is lost: before the server has it, or once it has done its work. */
export type Cut = 'before' | 'after';

/** The cable between a screen and the server: it can be pulled, and cut at a moment of one request. */
export class CutLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #cuts: { readonly match: string; readonly cut: Cut }[] = [];
  #targetPort: number;
  #isPulled = false;
  /** Requests that were cut. */
  cutCount = 0;

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
    this.#server = createServer(client => this.#join(client));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async open(): Promise<this> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  /** What goes over it ends, and nothing new begins. */
  pull(): void {
    this.#isPulled = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isPulled = false;
    this.#cuts.length = 0;
  }

  /** The next request whose head holds `match` is lost; once for each call. */
  cutNext(match: string, cut: Cut): void {
    this.#cuts.push({ match, cut });
  }

  async close(): Promise<void> {
    this.pull();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #join(client: Socket): void {
    if (this.#isPulled) {
      client.destroy();
      return;
    }
    const server = connect(this.#targetPort, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        end();
      });
    }
    let isDoomed = false;
    client.on('data', bytes => {
      const head = bytes.toString('latin1');
      const at = this.#cuts.findIndex(({ match }) => head.includes(match));
      const found = at === -1 ? undefined : this.#cuts.splice(at, 1)[0];
      if (found) this.cutCount += 1;
      if (found?.cut === 'before') return end();
      isDoomed ||= found?.cut === 'after';
      server.write(bytes);
    });
    server.on('data', bytes => {
      if (isDoomed) end();
      else client.write(bytes);
    });
  }
}
