import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

/** The picture a kiosk stands in: higher than wide, or the other way round. */
export type Shape = 'tall' | 'wide';

/**
 * Both are drawn at the same size to the eye, about 0.25 mm a pixel: 21.5" at 1080 × 1920, and 17"
 * at 1280 × 1024. Any other window shows one of them fitted into it.
 */
const sizes = {
  tall: { widthPx: 1080, heightPx: 1920 },
  wide: { widthPx: 1350, heightPx: 1080 },
} as const satisfies Record<Shape, { widthPx: number; heightPx: number }>;

const current = signal<Shape>('tall');
export const shape: ReadonlySignal<Shape> = current;

export function fitStage(root: HTMLElement): () => void {
  const fit = () => {
    current.value = window.innerWidth > window.innerHeight ? 'wide' : 'tall';
    const { widthPx, heightPx } = sizes[current.value];
    const scale = Math.min(window.innerWidth / widthPx, window.innerHeight / heightPx);
    const leftPx = (window.innerWidth - widthPx * scale) / 2;
    root.style.width = `${widthPx}px`;
    root.style.height = `${heightPx}px`;
    root.style.transform = scale === 1 ? 'none' : `translateX(${leftPx}px) scale(${scale})`;
  };
  fit();
  window.addEventListener('resize', fit);
  return () => window.removeEventListener('resize', fit);
}
