import { Languages } from 'lucide';
import type { JSX } from 'preact';
import type { KioskLanguage } from '../../contract/printers.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { spokenCode } from '../../ui-kit/language.ts';
import { languageText as t } from '../language-texts.ts';
import type { Kiosk } from '../model.ts';
import { Key } from '../press.tsx';
import { isDraft, languageNames } from '../spoken-language.ts';
import './language-keys.css';

interface Has {
  readonly kiosk: Kiosk;
}

const offered = (kiosk: Kiosk): readonly KioskLanguage[] =>
  kiosk.view.value?.kiosk.languages ?? ['id', 'en'];

/** In the dock of the resting screen: two languages are two words, more are asked for by a key. */
export function HomeLanguages({ kiosk }: Has): JSX.Element | null {
  const codes = offered(kiosk);
  if (codes.length < 2) return null;
  if (codes.length > 2) return <MoreKey kiosk={kiosk} />;
  return (
    <div class="languages">
      {codes.map(code => (
        <Key
          key={code}
          class={spokenCode() === code ? 'is-on' : ''}
          testId={`language-${code}`}
          pressed={spokenCode() === code}
          onPress={() => kiosk.speak(code)}
        >
          <span lang={code}>{languageNames[code]}</span>
        </Key>
      ))}
    </div>
  );
}

/** On every other screen: the other one of two, or the sheet of all. */
export function LanguageKey({ kiosk }: Has): JSX.Element | null {
  const codes = offered(kiosk);
  const other = codes.find(code => code !== spokenCode());
  if (other === undefined) return null;
  if (codes.length > 2) return <MoreKey kiosk={kiosk} />;
  return (
    <Key class="dock-key dock-language" testId="language" onPress={() => kiosk.speak(other)}>
      <Icon of={Languages} size={42} />
      <span lang={other}>{languageNames[other]}</span>
    </Key>
  );
}

function MoreKey({ kiosk }: Has): JSX.Element {
  return (
    <Key class="dock-key dock-language" testId="language" onPress={() => kiosk.asksLanguage()}>
      <Icon of={Languages} size={42} />
      {t('languageKey')}
    </Key>
  );
}

/** While the screen speaks a translation that nobody has checked. */
export function DraftMark(): JSX.Element | null {
  if (!isDraft(spokenCode())) return null;
  return (
    <p class="draft-mark" data-testid="draft-mark">
      {t('draftMark')}
    </p>
  );
}
