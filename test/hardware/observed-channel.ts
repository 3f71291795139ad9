import type {
  ByteChannel,
  ByteChannelListener,
  OpenProblem,
} from '../../hardware/transport/byte-channel.ts';

/** A channel that counts what passes, so that a test knows when nothing is on its way. */
export class ObservedChannel implements ByteChannel {
  sentBytes = 0;
  heardBytes = 0;
  state: 'new' | 'opening' | 'open' | 'closed' = 'new';
  readonly #channel: ByteChannel;

  constructor(channel: ByteChannel) {
    this.#channel = channel;
  }

  async open(listener: ByteChannelListener): Promise<OpenProblem | null> {
    this.state = 'opening';
    const problem = await this.#channel.open({
      onBytes: bytes => {
        this.heardBytes += bytes.length;
        listener.onBytes(bytes);
      },
      onDrain: () => listener.onDrain(),
      onClosed: () => {
        this.state = 'closed';
        listener.onClosed();
      },
    });
    if (this.state === 'opening') this.state = problem === null ? 'open' : 'closed';
    return problem;
  }

  write(bytes: Buffer): boolean {
    this.sentBytes += bytes.length;
    return this.#channel.write(bytes);
  }

  end(): Promise<void> {
    return this.#channel.end();
  }

  async destroy(): Promise<void> {
    await this.#channel.destroy();
    this.state = 'closed';
  }
}
