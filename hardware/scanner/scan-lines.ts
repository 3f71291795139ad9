/** Longest code taken: a ticket's address is at most 200 characters. */
export const scanCharactersMax = 300;

/** A byte more than a scan may have tells that it is no scan. */
const bytesKept = scanCharactersMax + 1;

/**
 * Cuts what a serial scanner sends into codes, wherever the line cuts its bytes. CR, LF or both
 * end a code; STX and ETX around it are left out. A code with any other byte in it was misread or
 * comes from a line with the wrong speed: it is dropped whole, and so is one that is too long.
 */
export class ScanLines {
  #bytes: number[] = [];
  #isGarbage = false;

  /** True while a code has begun and not ended. */
  get isWithinCode(): boolean {
    return this.#bytes.length > 0 || this.#isGarbage;
  }

  read(bytes: Buffer): string[] {
    const codes: string[] = [];
    for (const byte of bytes) {
      if (byte === 0x0d || byte === 0x0a) {
        const code = this.take();
        if (code !== null) codes.push(code);
      } else if (byte !== 0x02 && byte !== 0x03) this.#add(byte);
    }
    return codes;
  }

  /** What has arrived so far as a whole code; null where that is nothing or garbage. */
  take(): string | null {
    const code = String.fromCharCode(...this.#bytes).trim();
    const isGarbage = this.#isGarbage || this.#bytes.length > scanCharactersMax;
    this.forget();
    return isGarbage || code === '' ? null : code;
  }

  forget(): void {
    this.#bytes = [];
    this.#isGarbage = false;
  }

  #add(byte: number): void {
    if (byte < 0x20 || byte > 0x7e) this.#isGarbage = true;
    else if (this.#bytes.length < bytesKept) this.#bytes.push(byte);
  }
}
