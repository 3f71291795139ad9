import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The way from a portal to its building, which can fail in the ways that networks do. */
export class PortalLine {
  readonly #server: Server;
  readonly #target: () => string;
  /** Nothing gets through. */
  isCut = false;
  /** So many changes arrive, but what is answered to them gets lost. */
  answersToLose = 0;
  #url = '';

  constructor(target: () => string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      if (this.isCut) return void request.socket.destroy();
      const { method = 'GET', url = '', headers } = request;
      const onward = httpRequest(new URL(url, this.#target()), { method, headers }, answer => {
        if (method !== 'GET' && this.answersToLose > 0) {
          this.answersToLose -= 1;
          request.socket.destroy();
          answer.resume();
          return;
        }
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => request.socket.destroy());
      request.pipe(onward);
    });
  }

  get url(): string {
    return this.#url;
  }

  async open(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
