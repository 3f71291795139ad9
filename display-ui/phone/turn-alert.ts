import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Notice } from './model.ts';

/**
 * Sound, vibration and an awake screen for a page that stays open. No push service is used: it
 * would need the internet. Sound needs one touch of the visitor, which `arm` must be called from.
 */
export interface TurnAlert {
  readonly armed: ReadonlySignal<boolean>;
  readonly arm: () => void;
  readonly notice: (notice: Exclude<Notice, null>) => void;
  close(): void;
}

const vibrationMs = { near: [200], called: [300, 200, 300, 200, 300] } as const;
/** Hertz; rising for "near", three rising pairs for "called". */
const tones = { near: [660, 880], called: [660, 880, 660, 880, 660, 880] } as const;
const toneSeconds = 0.22;
const loudness = 0.35;

export function openTurnAlert(): TurnAlert {
  const armed = signal(false);
  let context: AudioContext | null = null;
  let awake: WakeLockSentinel | null = null;

  const stayAwake = async () => {
    // Only pages loaded over TLS may ask; elsewhere the screen sleeps as it is set to.
    if (!armed.peek() || !('wakeLock' in navigator)) return;
    try {
      awake = await navigator.wakeLock.request('screen');
    } catch {
      awake = null;
    }
  };
  const lookAgain = () => {
    if (document.visibilityState === 'visible') void stayAwake();
  };
  document.addEventListener('visibilitychange', lookAgain);

  return {
    armed,
    arm() {
      if (armed.peek()) return;
      armed.value = true;
      context = new AudioContext();
      void context.resume().catch(() => undefined);
      playTones(context, tones.near);
      void stayAwake();
    },
    notice(notice) {
      // Before the first touch a browser refuses, and reports it as an error of the page.
      const isTouched = !('userActivation' in navigator) || navigator.userActivation.hasBeenActive;
      if (isTouched && 'vibrate' in navigator) navigator.vibrate([...vibrationMs[notice]]);
      if (context !== null) playTones(context, tones[notice]);
    },
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
