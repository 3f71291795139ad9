import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The line between a building and its hub, cut at bytes that are drawn beforehand. */

/** Longer than a question and an answer with a few calls in it, so that each place is met. */
const bytesMost = 6_000;

export interface CuttingLine {
  readonly port: number;
  /** Cuts towards the hub, and on the way back. */
  readonly cuts: { readonly up: number; readonly down: number };
  readonly left: () => number;
  close(): Promise<void>;
}

/** Cuts so many connections, each after so many bytes of one direction; then lets all pass. */
export async function openCuttingLine(
  hubPort: number,
  cutsMost: number,
  random: () => number,
): Promise<CuttingLine> {
  const cuts = { up: 0, down: 0 };
  let left = cutsMost;
  const open = new Set<Socket>();

  const carry = (from: Socket, to: Socket, cutAfter: number, cut: () => void): void => {
    let bytes = 0;
    from.on('data', (chunk: Buffer) => {
      const rest = cutAfter - bytes;
      bytes += chunk.length;
      if (bytes <= cutAfter || left === 0) to.write(chunk);
      else if (rest > 0) to.write(chunk.subarray(0, rest), cut);
      else cut();
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };

  const server: Server = createServer(near => {
    const far = connect(hubPort, '127.0.0.1');
    open.add(near).add(far);
    near.on('close', () => open.delete(near));
    far.on('close', () => open.delete(far));
    const isUp = random() < 0.5;
    const after = Math.floor(random() * bytesMost);
    let isOver = false;
    const cut = (): void => {
      if (isOver) return;
      isOver = true;
      left -= 1;
      cuts[isUp ? 'up' : 'down'] += 1;
      near.destroy();
      far.destroy();
    };
    const [up, down] = isUp ? [after, Infinity] : [Infinity, after];
    carry(near, far, up, cut);
    carry(far, near, down, cut);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cuts,
    left: () => left,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
