import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * One line that is never cut: words wider than their place are set smaller until they fit. The
 * style sheet decides the size that they start from.
 */
export function Fitted(props: {
  readonly class: string;
  readonly children: ComponentChildren;
  /** What the line says, where its children are more than a string. */
  readonly says?: string;
}): JSX.Element {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const fit = () => fitLine(place);
    fit();
    // The first measure may have been taken with a stand-in font, or in another window size.
    void document.fonts.ready.then(fit);
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  }, [props.says ?? props.children]);
  return (
    <span ref={box} class={`fitted ${props.class}`}>
      <span>{props.children}</span>
    </span>
  );
}

function fitLine(place: HTMLSpanElement): void {
  const line = place.firstElementChild;
  if (!(line instanceof HTMLElement)) return;
  line.style.fontSize = '';
  // The layout's width: a panel that is still growing into place must not mislead it.
  const wide = line.offsetWidth;
  const room = place.clientWidth;
  if (room > 0 && wide > room) line.style.fontSize = `${Math.floor((room / wide) * 1000) / 10}%`;
}
