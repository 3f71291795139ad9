import type { JSX } from 'preact';
import { texts } from './language.ts';

const t = texts({
  id: { mark: 'Gedung contoh (demo)' },
  en: { mark: 'Example building (demo)' },
});

/** Every screen of a demo building says that it is one. */
export function DemoMark(props: {
  readonly demo: boolean;
  readonly class?: string;
}): JSX.Element | null {
  if (!props.demo) return null;
  return (
    <span class={props.class === undefined ? 'demo-mark' : `demo-mark ${props.class}`}>
      {t('mark')}
    </span>
  );
}
