const soundKey = 'tower-sound';

/** Whether this browser makes the sound of a new alert; on until somebody switches it off. */
export const keptSound = {
  read: (): boolean => localStorage.getItem(soundKey) !== 'off',
  keep: (isOn: boolean): void => localStorage.setItem(soundKey, isOn ? 'on' : 'off'),
};

let heard: AudioContext | null = null;

/**
 * Two soft tones, a fifth apart, within half a second. A browser that nobody has touched yet stays
 * silent; the alert stands on the board all the same.
 */
export function playSoft(): void {
  heard ??= new AudioContext();
  const context = heard;
  void context.resume();
  [523.25, 783.99].forEach((hertz, place) => {
    const begins = context.currentTime + place * 0.16;
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz });
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setValueAtTime(0, begins);
    loudness.gain.linearRampToValueAtTime(0.12, begins + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.34);
    tone.connect(loudness).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 0.36);
  });
}
