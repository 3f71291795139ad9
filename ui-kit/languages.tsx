import type { JSX } from 'preact';
import { language } from './language.ts';

/** Both languages by their own names; the page gives the looks. */
export function Languages(): JSX.Element {
  return (
    <span class="languages">
      {(['id', 'en'] as const).map(code => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={language.value === code}
          data-testid={`language-${code}`}
          onClick={() => (language.value = code)}
        >
          {code === 'id' ? 'Indonesia' : 'English'}
        </button>
      ))}
    </span>
  );
}
