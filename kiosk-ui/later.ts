import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';

type Inner = typeof import('./screens/inner.tsx');

const loaded = signal<Inner | null>(null);
/** Everything behind the home screen, fetched as soon as that one stands; null until it is there. */
export const inner: ReadonlySignal<Inner | null> = loaded;

const lookEveryMs = 2_000;

/** A page without its screens could only stand still: it is opened anew once the server is back. */
export function reopenWhenServed(): void {
  const timer = setInterval(() => void look(), lookEveryMs);
  const look = async (): Promise<void> => {
    const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(
      () => null,
    );
    if (answer?.ok !== true) return;
    clearInterval(timer);
    location.reload();
  };
}

export async function loadInner(): Promise<void> {
  try {
    loaded.value = await import('./screens/inner.tsx');
  } catch {
    reopenWhenServed();
  }
}
