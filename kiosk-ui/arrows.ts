const steps: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** Arrows walk the keys in reading order, round the end; Enter presses by itself. */
export function walkByArrows(root: HTMLElement): () => void {
  const walk = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const keys = [...root.querySelectorAll<HTMLElement>('button')].filter(
      key => key.closest('[inert]') === null,
    );
    const at = keys.findIndex(key => key === document.activeElement);
    const next = at === -1 ? (step === 1 ? 0 : keys.length - 1) : at + step;
    keys.at(next % keys.length)?.focus();
  };
  root.addEventListener('keydown', walk);
  return () => root.removeEventListener('keydown', walk);
}
