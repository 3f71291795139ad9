import { scanRGBABuffer } from '@undecaf/zbar-wasm';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** Two readers that share no code, with what a phone's camera would see at its best. */

export function readByJsQr(png: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(png);
  // The package is CommonJS: what Node imports as its default is the function itself.
  const decode = jsQR as unknown as typeof jsQR.default;
  return decode(new Uint8ClampedArray(data), width, height)?.data;
}

/** Everything that zbar finds, of whatever kind of code. */
export async function readByZbar(png: Buffer): Promise<string[]> {
  const { data, width, height } = PNG.sync.read(png);
  const found = await scanRGBABuffer(Uint8Array.from(data).buffer, width, height);
  return found.map(symbol => symbol.decode());
}
