import type { Speak } from '../../contract/sockets.ts';

/**
 * Plays the sounds that the server made, one after the other, through Web Audio. A sound that
 * could not be played to its end is never reported as spoken; the server waits for no report.
 */
export interface VoicePlayer {
  speak(message: Speak): void;
  /** Drops what has not begun: nothing old is spoken after a silence. */
  clear(): void;
  unlocked(): boolean;
  close(): void;
}

export interface VoiceReports {
  spoken(announcementId: string): void;
  /** Called whenever the browser allows or forbids sound. */
  unlocked(unlocked: boolean): void;
}

const waitingMax = 4;
/** On top of the sound's own length, for loading and for clocks of sound cards. */
const graceMs = 4_000;
const loadMsMax = 4_000;
const unlockEvents = ['pointerdown', 'keydown', 'touchend'] as const;

export function openVoicePlayer(reports: VoiceReports): VoicePlayer {
  const context = new AudioContext({ latencyHint: 'playback' });
  const waiting: Speak[] = [];
  let playing = false;
  let closed = false;

  const isUnlocked = () => context.state === 'running';
  const tell = () => reports.unlocked(isUnlocked());
  const unlock = () => {
    if (!isUnlocked()) void context.resume().catch(() => undefined);
  };
  const playWaiting = async () => {
    if (playing) return;
    playing = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (!isUnlocked()) continue;
      const heard = await play(context, next);
      if (heard && !closed) reports.spoken(next.announcementId);
    }
    playing = false;
  };

  context.addEventListener('statechange', tell);
  for (const name of unlockEvents) window.addEventListener(name, unlock);
  // A browser that was started with sound allowed needs no touch.
  unlock();

  return {
    unlocked: isUnlocked,
    speak(message) {
      if (waiting.some(other => other.announcementId === message.announcementId)) return;
      waiting.push(message);
      if (waiting.length > waitingMax) waiting.shift();
      void playWaiting();
    },
    clear() {
      waiting.length = 0;
    },
    close() {
      closed = true;
      waiting.length = 0;
      context.removeEventListener('statechange', tell);
      for (const name of unlockEvents) window.removeEventListener(name, unlock);
      void context.close();
    },
  };
}

/** True when the sound was heard to its end. */
async function play(context: AudioContext, message: Speak): Promise<boolean> {
  const sound = await load(context, message.url);
  if (sound === null || context.state !== 'running') return false;
  const source = context.createBufferSource();
  source.buffer = sound;
  source.connect(context.destination);
  return new Promise(resolve => {
    const late = setTimeout(() => finish(false), sound.duration * 1_000 + graceMs);
    const finish = (heard: boolean) => {
      clearTimeout(late);
      source.removeEventListener('ended', heardToEnd);
      if (!heard) source.stop();
      source.disconnect();
      resolve(heard);
    };
    const heardToEnd = () => finish(true);
    source.addEventListener('ended', heardToEnd);
    source.start();
  });
}

async function load(context: AudioContext, url: string): Promise<AudioBuffer | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(loadMsMax) });
    if (!answer.ok) return null;
    return await context.decodeAudioData(await answer.arrayBuffer());
  } catch {
    // A sound that does not come is a fault of the building's network; the picture stands.
    return null;
  }
}
