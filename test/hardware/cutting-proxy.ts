import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between an agent and the server that can be cut at every message and within it. */

export type Direction = 'to-agent' | 'to-server';

export interface Cut {
  readonly direction: Direction;
  /** How many messages still pass, pings not counted; the request to connect is a message too. */
  readonly messages: number;
  readonly where: 'before' | 'within' | 'after';
}

export interface CuttingProxy {
  readonly port: number;
  /** Cuts made so far. */
  readonly cuts: number;
  /** How often the server has welcomed an agent. */
  readonly welcomes: number;
  /** The server may come back at another port. */
  target: number;
  /** While it is false nobody gets through. */
  isOpen: boolean;
  arm(cut: Cut | null): void;
  cutNow(): void;
  close(): Promise<void>;
}

interface Message {
  readonly bytes: Buffer;
  readonly isPing: boolean;
}

/** Splits what passes in one direction into the HTTP head and WebSocket frames. */
class MessageReader {
  #buffer = Buffer.alloc(0);
  #isHeadRead = false;
  /** Plain HTTP, as for pairing: what follows the head are no frames. */
  #isPlain = false;

  read(bytes: Buffer): Message[] {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    const messages: Message[] = [];
    for (let next = this.#next(); next; next = this.#next()) messages.push(next);
    return messages;
  }

  #next(): Message | null {
    if (!this.#isHeadRead) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return null;
      this.#isHeadRead = true;
      this.#isPlain = !/upgrade: websocket/i.test(this.#buffer.toString('latin1', 0, end));
      return this.#take(end + 4, false);
    }
    if (this.#isPlain) {
      return this.#buffer.length > 0 ? this.#take(this.#buffer.length, true) : null;
    }
    const [, second] = this.#buffer;
    if (second === undefined) return null;
    const short = second & 0x7f;
    const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
    const maskBytes = second & 0x80 ? 4 : 0;
    const head = 2 + extra + maskBytes;
    if (this.#buffer.length < head) return null;
    let length = short;
    if (extra === 2) length = this.#buffer.readUInt16BE(2);
    if (extra === 8) length = Number(this.#buffer.readBigUInt64BE(2));
    return this.#buffer.length < head + length ? null : this.#take(head + length, length <= 1);
  }

  #take(length: number, isPing: boolean): Message {
    const bytes = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return { bytes, isPing };
  }
}

export async function openCuttingProxy(target: number): Promise<CuttingProxy> {
  const pairs = new Set<() => void>();
  let armed: Cut | null = null;
  let cuts = 0;
  let welcomes = 0;
  const cutNow = (): void => {
    if (pairs.size > 0) cuts += 1;
    for (const cut of pairs) cut();
  };
  /** Whether the line still stands. */
  const pass = (direction: Direction, message: Message, to: Socket): boolean => {
    const isCounted = armed?.direction === direction && !message.isPing;
    if (!armed || !isCounted || armed.messages > 0) {
      if (armed && isCounted) armed = { ...armed, messages: armed.messages - 1 };
      to.write(message.bytes);
      if (direction === 'to-agent' && message.bytes.includes('"welcome"')) welcomes += 1;
      return true;
    }
    const { where } = armed;
    armed = null;
    if (where === 'before') cutNow();
    else {
      const { bytes } = message;
      const part = where === 'after' ? bytes : bytes.subarray(0, Math.ceil(bytes.length / 2));
      // What was written is on its way: the line ends behind it.
      to.write(part, cutNow);
    }
    return false;
  };
  const server = createServer(agent => {
    agent.on('error', () => undefined);
    if (!proxy.isOpen) {
      agent.destroy();
      return;
    }
    const upstream = connect({ host: '127.0.0.1', port: proxy.target });
    upstream.on('error', () => undefined);
    let isCut = false;
    const cut = (): void => {
      isCut = true;
      pairs.delete(cut);
      agent.destroy();
      upstream.destroy();
    };
    pairs.add(cut);
    const forward = (from: Socket, to: Socket, direction: Direction): void => {
      const reader = new MessageReader();
      from.setNoDelay(true);
      from.on('data', (bytes: Buffer) => {
        for (const message of reader.read(bytes)) {
          if (isCut || !pass(direction, message, to)) return;
        }
      });
      from.on('close', cut);
    };
    forward(agent, upstream, 'to-server');
    forward(upstream, agent, 'to-agent');
  });
  await new Promise<void>(resolve => server.listen({ port: 0, host: '127.0.0.1' }, resolve));
  const proxy: CuttingProxy = {
    port: (server.address() as AddressInfo).port,
    get cuts() {
      return cuts;
    },
    get welcomes() {
      return welcomes;
    },
    target,
    isOpen: true,
    arm: cut => (armed = cut),
    cutNow,
    close: () => {
      cutNow();
      return new Promise(resolve => {
        server.close(() => resolve());
      });
    },
  };
  return proxy;
}
