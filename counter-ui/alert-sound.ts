/** Two soft notes, a third of a second in all: heard by who sits at the desk and by nobody else. */
const notesHz = [659, 880];
const noteSeconds = 0.16;
const volume = 0.08;

function playNotes(context: AudioContext): void {
  const start = context.currentTime + 0.02;
  notesHz.forEach((hz, place) => {
    const tone = context.createOscillator();
    const gain = context.createGain();
    const from = start + place * noteSeconds;
    tone.type = 'sine';
    tone.frequency.value = hz;
    // Rising and fading without an edge: an edge is heard as a click.
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(volume, from + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + noteSeconds * 1.8);
    tone.connect(gain).connect(context.destination);
    tone.start(from);
    tone.stop(from + noteSeconds * 2);
  });
}

/** The sound of the idle alert. Browsers let a page be heard only after it was touched once. */
export function startAlertSound(): { readonly ring: () => void } {
  let context: AudioContext | null = null;
  const unlock = (): void => {
    context ??= new AudioContext();
    void context.resume();
  };
  window.addEventListener('pointerdown', unlock, { once: true });
  window.addEventListener('keydown', unlock, { once: true });
  return {
    ring() {
      if (context?.state === 'running') playNotes(context);
    },
  };
}
