import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Notice } from './model.ts';

/** What this phone can do to be noticed, as far as a page can know. */
export interface AlertMeans {
  readonly sound: boolean;
  readonly vibration: boolean;
  /** The screen is kept from sleeping: only pages loaded over TLS may ask for that. */
  readonly awake: boolean;
}

/**
 * Sound, vibration and an awake screen for a page that stays open. No push service is used: it
 * would need the internet. Sound needs one touch of the visitor, which `arm` must be called from.
 */
export interface TurnAlert {
  readonly means: ReadonlySignal<AlertMeans | null>;
  readonly arm: () => void;
  readonly disarm: () => void;
  /** As it will be at the turn. */
  readonly tryAlert: () => void;
  readonly notice: (notice: Exclude<Notice, null>) => void;
  close(): void;
}

const vibrationMs = { near: [200], called: [300, 200, 300, 200, 300] } as const;
/** Hertz; rising for "near", three rising pairs for "called". */
const tones = { near: [660, 880], called: [660, 880, 660, 880, 660, 880] } as const;
const toneSeconds = 0.22;
const loudness = 0.35;
/** A browser that has not let the sound begin within this will not. */
const soundMsMax = 1_000;

export function openTurnAlert(): TurnAlert {
  const means = signal<AlertMeans | null>(null);
  let context: AudioContext | null = null;
  let awake: WakeLockSentinel | null = null;

  const tell = (change: Partial<AlertMeans>) => {
    if (means.peek() !== null) means.value = { ...means.peek()!, ...change };
  };
  const stayAwake = async () => {
    if (means.peek() === null || !('wakeLock' in navigator)) return;
    try {
      awake = await navigator.wakeLock.request('screen');
      // Switched off while the browser was asked.
      if (means.peek() === null) await awake.release();
      tell({ awake: true });
    } catch {
      awake = null;
    }
  };
  const openSound = async () => {
    if (!('AudioContext' in window)) return;
    context ??= new AudioContext();
    const tooLong = new Promise(resolve => {
      setTimeout(resolve, soundMsMax);
    });
    await Promise.race([context.resume().catch(() => undefined), tooLong]);
    const isRunning = context.state === 'running';
    tell({ sound: isRunning });
    if (isRunning) playTones(context, tones.near);
  };
  const lookAgain = () => {
    if (document.visibilityState !== 'visible') return;
    void stayAwake();
    void context?.resume().catch(() => undefined);
  };
  const shake = (notice: Exclude<Notice, null>) => {
    // Before the first touch a browser refuses, and reports it as an error of the page.
    const isTouched = !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
    if (isTouched && 'vibrate' in navigator) navigator.vibrate([...vibrationMs[notice]]);
  };
  document.addEventListener('visibilitychange', lookAgain);

  const notice = (why: Exclude<Notice, null>) => {
    shake(why);
    if (context !== null && means.peek() !== null) playTones(context, tones[why]);
  };
  return {
    means,
    arm() {
      if (means.peek() !== null) return;
      means.value = { sound: true, vibration: 'vibrate' in navigator, awake: false };
      if (!('AudioContext' in window)) tell({ sound: false });
      void openSound();
      void stayAwake();
    },
    disarm() {
      means.value = null;
      void awake?.release();
      awake = null;
      void context?.suspend();
    },
    tryAlert: () => notice('called'),
    notice,
    close() {
      document.removeEventListener('visibilitychange', lookAgain);
      void awake?.release();
      void context?.close();
    },
  };
}

function playTones(context: AudioContext, frequencies: readonly number[]): void {
  frequencies.forEach((frequency, at) => {
    const from = context.currentTime + 0.05 + at * toneSeconds;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + toneSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + toneSeconds);
  });
}
