/** The screen is drawn for 1080 × 1920 and fitted to any other window, as in a demonstration. */
const widthPx = 1080;
const heightPx = 1920;

export function fitStage(root: HTMLElement): () => void {
  const fit = () => {
    const scale = Math.min(window.innerWidth / widthPx, window.innerHeight / heightPx);
    const leftPx = (window.innerWidth - widthPx * scale) / 2;
    root.style.transform = scale === 1 ? 'none' : `translateX(${leftPx}px) scale(${scale})`;
  };
  fit();
  window.addEventListener('resize', fit);
  return () => window.removeEventListener('resize', fit);
}
