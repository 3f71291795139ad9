import { Check } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { spokenCode } from '../../ui-kit/language.ts';
import { languageText as t } from '../language-texts.ts';
import { Key } from '../press.tsx';
import { isDraft, languageNames } from '../spoken-language.ts';
import { Below } from './below.tsx';
import type { Has } from './frame.tsx';
import './language-sheet.css';

/** Every language of this kiosk by its own name; what was chosen before stays chosen. */
export function LanguageSheet({ kiosk }: Has): JSX.Element {
  const codes = kiosk.view.value?.kiosk.languages ?? ['id', 'en'];
  return (
    <Below testId="language-sheet" title={t('askLanguage')}>
      {codes.some(isDraft) ? <p>{t('draftNote')}</p> : null}
      <div class="language-list" role="radiogroup" aria-label={t('askLanguage')}>
        {codes.map(code => {
          const isSpoken = spokenCode() === code;
          return (
            <Key
              key={code}
              class={isSpoken ? 'language-row is-on' : 'language-row'}
              testId={`language-${code}`}
              checked={isSpoken}
              onPress={() => kiosk.speak(code)}
            >
              <span lang={code}>{languageNames[code]}</span>
              {isDraft(code) ? <small>{t('draftWord')}</small> : null}
              {isSpoken ? <Icon of={Check} size={48} stroke={2.6} /> : null}
            </Key>
          );
        })}
      </div>
      <div class="sheet-keys">
        <Key class="key outlined" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t('keepLanguage')}
        </Key>
      </div>
    </Below>
  );
}
