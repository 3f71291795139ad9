import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** `lost`: the call could not be fetched or played; it can be asked for again. */
export type ListenState = 'idle' | 'loading' | 'playing' | 'lost';

/**
 * "Dengarkan panggilan": the visitor's own call in the building's voice. A browser allows sound from
 * a touch on, so `toggle` must be called from one.
 */
export interface CallListener {
  readonly state: ReadonlySignal<ListenState>;
  /** Begins, or stops what is being said. */
  readonly toggle: () => void;
  close(): void;
}

const loadMsMax = 8_000;

export function openCallListener(path: string): CallListener {
  const state = signal<ListenState>('idle');
  let context: AudioContext | null = null;
  let source: AudioBufferSourceNode | null = null;
  /** Raised by every touch: what was asked for before it is not played any more. */
  let touches = 0;

  const stop = () => {
    touches += 1;
    source?.stop();
    source = null;
    state.value = 'idle';
  };
  const play = async () => {
    touches += 1;
    const touch = touches;
    state.value = 'loading';
    try {
      context ??= new AudioContext();
      const resumed = context.resume();
      const signalled = AbortSignal.timeout(loadMsMax);
      const answer = await fetch(`/api/v1${path}/call-sound`, { signal: signalled });
      if (!answer.ok) throw new Error(`No call: ${answer.status}`);
      const buffer = await context.decodeAudioData(await answer.arrayBuffer());
      await resumed;
      if (touch !== touches) return;
      source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(context.destination);
      source.addEventListener('ended', () => {
        if (touch === touches) state.value = 'idle';
      });
      source.start();
      state.value = 'playing';
    } catch {
      if (touch === touches) state.value = 'lost';
    }
  };
  return {
    state,
    toggle: () => {
      if (state.peek() === 'playing') stop();
      else if (state.peek() !== 'loading') void play();
    },
    close() {
      stop();
      void context?.close();
    },
  };
}
