import { PlugZap, Unplug } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../../ui-kit/icon.tsx';
import { t } from '../texts.ts';

/** Without the server nothing is true any more, so no call stays on the screen. */
export function LostScreen(): JSX.Element {
  return (
    <div class="notice" data-testid="lobby-lost" role="alert">
      <div class="sign fault">
        <Icon of={Unplug} stroke={1.6} />
      </div>
      <div class="message">
        <h1>{t('lostTitle')}</h1>
        <p>{t('lostKeeps')}</p>
        <p>{t('lostDo')}</p>
      </div>
    </div>
  );
}

export function BackScreen(): JSX.Element {
  return (
    <div class="notice" data-testid="lobby-back">
      <div class="sign good">
        <Icon of={PlugZap} stroke={1.6} />
      </div>
      <div class="message middle">
        <h1>{t('back')}</h1>
      </div>
    </div>
  );
}

export function ConnectingScreen(): JSX.Element {
  return (
    <div class="notice late" data-testid="lobby-connecting">
      <div class="message middle alone">
        <h1>{t('connecting')}</h1>
        <p>{t('connectingHint')}</p>
      </div>
    </div>
  );
}
