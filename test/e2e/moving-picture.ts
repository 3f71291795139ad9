import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

/** A video of some seconds that the browser itself records: no film lies among the sources. */
export async function recordVideo(page: Page, seconds: number): Promise<Buffer> {
  const text = await page.evaluate(async recordMs => {
    const canvas = document.createElement('canvas');
    canvas.width = 960;
    canvas.height = 540;
    const pen = canvas.getContext('2d')!;
    let frame = 0;
    const draw = (): void => {
      frame += 1;
      pen.fillStyle = `hsl(${(frame * 3) % 360} 60% 40%)`;
      pen.fillRect(0, 0, 960, 540);
      pen.fillStyle = '#fff';
      pen.fillRect((frame * 7) % 900, 240, 60, 60);
    };
    draw();
    const drawing = setInterval(draw, 33);
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', event => parts.push(event.data));
    const stopped = new Promise(resolve => recorder.addEventListener('stop', resolve));
    recorder.start();
    setTimeout(() => recorder.stop(), recordMs);
    await stopped;
    clearInterval(drawing);
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  }, seconds * 1_000);
  return Buffer.from(text, 'latin1');
}

/** One colour from edge to edge, so that it is told from everything else on a screen. */
export function plainPicture(width: number, height: number, colour: readonly number[]): Buffer {
  const picture = new PNG({ width, height });
  for (let at = 0; at < picture.data.length; at += 4) {
    picture.data.set([...colour, 255], at);
  }
  return PNG.sync.write(picture);
}
