import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Has } from './frame.tsx';
import { Connecting } from './lost.tsx';

type Part = typeof import('./search.tsx');

let loaded: Part | null = null;

/** The search has a script of its own; where it cannot be fetched the agencies are still there. */
export function LazySearch({ kiosk, page }: Has & { readonly page: number }): JSX.Element {
  const [part, setPart] = useState(loaded);
  useEffect(() => {
    if (part !== null) return;
    import('./search.tsx').then(
      found => {
        loaded = found;
        setPart(found);
        return found;
      },
      () => kiosk.back(),
    );
  }, []);
  return part === null ? <Connecting /> : <part.Search kiosk={kiosk} page={page} />;
}
