import type { KeptPack, KeptTake } from '../contract/voice-studio.ts';
import { newKey } from '../ui-kit/api.ts';
import type { Answer, Problem } from '../ui-kit/api.ts';
import { outlineOf, toServerRate, wavOf } from './pcm.ts';

/** Sounds to and from the server, and to the ear. */

const uploadMsMax = 60_000;
const fileBytesMax = 50_000_000;

async function post<Body>(path: string, body: Blob, type: string): Promise<Answer<Body>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'idempotency-key': newKey() },
      body,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(uploadMsMax),
    });
    const read: unknown = await response.json();
    if (response.ok) return { ok: true, status: response.status, body: read as Body };
    const problem = { ...(read as Problem), status: response.status };
    return { ok: false, problem };
  } catch {
    return { ok: false, problem: { code: 'unreachable', status: 0 } };
  }
}

export const uploadTake = (path: string, samples: Int16Array): Promise<Answer<KeptTake>> =>
  post(path, wavOf(samples), 'audio/wav');

export const uploadArchive = (file: Blob): Promise<Answer<KeptPack>> =>
  post('/admin/voice/archives', file, 'application/zip');

/** A sound file of any kind that the browser can read; null where it cannot. */
export async function readSoundFile(file: Blob): Promise<Int16Array | null> {
  if (file.size > fileBytesMax) return null;
  const context = new AudioContext();
  try {
    return await toServerRate(await context.decodeAudioData(await file.arrayBuffer()));
  } catch {
    return null;
  } finally {
    await context.close();
  }
}

/** How loud a sound of the server's is from its beginning to its end, 0 to 1. */
export async function fetchOutline(path: string): Promise<number[]> {
  try {
    const response = await fetch(`/api/v1${path}`, { credentials: 'same-origin' });
    const samples = response.ok ? await readSoundFile(await response.blob()) : null;
    return samples === null ? [] : outlineOf(samples);
  } catch {
    return [];
  }
}

let heard: HTMLAudioElement | null = null;

/** One sound at a time; false where the browser does not play it. */
export async function playSound(url: string): Promise<boolean> {
  heard?.pause();
  heard = new Audio(url);
  try {
    await heard.play();
    return true;
  } catch {
    return false;
  }
}
