/** What a transport must be able to do for the conversation with a printer. Used once each. */
export interface ByteChannel {
  /** Rejects when it can't be opened in its time. */
  open(listener: ByteChannelListener): Promise<void>;
  /** False: the bytes are taken, and no more should come before `onDrain`. */
  write(bytes: Buffer): boolean;
  /** Ends after everything written has left, and goes on reading until the other side ends. */
  end(): Promise<void>;
  /** Breaks off at once; what was written may be lost. */
  destroy(): void;
}

export interface ByteChannelListener {
  onBytes(bytes: Buffer): void;
  onDrain(): void;
  /** Called once, whoever ended it. */
  onClosed(): void;
}
