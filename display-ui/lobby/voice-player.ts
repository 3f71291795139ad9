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
  /** The first sample is heard. */
  started(announcementId: string): void;
  spoken(announcementId: string): void;
  /** Called whenever the browser allows or forbids sound. */
  unlocked(unlocked: boolean): void;
}

const waitingMax = 4;
/** On top of the sound's own length, for loading and for clocks of sound cards. */
const graceMs = 4_000;
const loadMsMax = 4_000;
const unlockEvents = ['pointerdown', 'keydown', 'touchend'] as const;

/** A sound as it came, and until when it may begin. */
interface Waiting {
  readonly message: Speak;
  /** By this page's own clock, milliseconds. */
  readonly beginsUntil: number;
}

export function openVoicePlayer(reports: VoiceReports): VoicePlayer {
  const context = new AudioContext({ latencyHint: 'playback' });
  const waiting: Waiting[] = [];
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
      const heard = await play(context, next, id => {
        if (!closed) reports.started(id);
      });
      if (heard && !closed) reports.spoken(next.message.announcementId);
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
      if (waiting.some(other => other.message.announcementId === message.announcementId)) return;
      waiting.push({ message, beginsUntil: performance.now() + message.startMsMax });
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

/** True when the sound was heard to its end. What is late is not begun: another screen says it. */
async function play(
  context: AudioContext,
  { message, beginsUntil }: Waiting,
  started: (announcementId: string) => void,
): Promise<boolean> {
  const sound = await load(context, message.url);
  if (sound === null || context.state !== 'running' || performance.now() > beginsUntil) {
    return false;
  }
  const source = context.createBufferSource();
  const volume = context.createGain();
  source.buffer = sound;
  volume.gain.value = message.volumePercent / 100;
  source.connect(volume).connect(context.destination);
  return new Promise(resolve => {
    const late = setTimeout(() => finish(false), sound.duration * 1_000 + graceMs);
    const finish = (heard: boolean) => {
      clearTimeout(late);
      source.removeEventListener('ended', heardToEnd);
      if (!heard) source.stop();
      source.disconnect();
      volume.disconnect();
      resolve(heard);
    };
    const heardToEnd = () => finish(true);
    source.addEventListener('ended', heardToEnd);
    source.start();
    started(message.announcementId);
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
