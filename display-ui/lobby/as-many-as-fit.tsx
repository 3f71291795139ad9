import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Words side by side, as many as have room at their size: what does not fit is left out, nothing is
 * set smaller. The first always stands.
 */
export function AsManyAsFit(props: {
  readonly class: string;
  readonly words: readonly string[];
}): JSX.Element {
  const box = useRef<HTMLSpanElement>(null);
  const text = props.words.join(' ');
  useLayoutEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    const fit = () => fitWords(place);
    fit();
    // The first measure may have been taken with a stand-in font, or in another window size.
    void document.fonts.ready.then(fit);
    window.addEventListener('resize', fit);
    return () => window.removeEventListener('resize', fit);
  }, [text]);
  return (
    <span ref={box} class={`as-many ${props.class}`}>
      {props.words.map((word, at) => (
        <span key={`${at} ${word}`}>{word}</span>
      ))}
    </span>
  );
}

function fitWords(place: HTMLSpanElement): void {
  const words = [...place.children].filter(child => child instanceof HTMLElement);
  for (const word of words) word.hidden = false;
  const room = place.clientWidth;
  const start = words[0]?.offsetLeft ?? 0;
  words.forEach((word, at) => {
    if (at > 0 && word.offsetLeft - start + word.offsetWidth > room + 1) word.hidden = true;
  });
}
