import { Unplug } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { t } from '../texts.ts';
import { Dock } from './frame.tsx';
import type { Has } from './frame.tsx';
import { Hero } from './home.tsx';

/** Nothing may be promised without the server: no keys, one sentence, the information desk. */
export function Lost({ kiosk }: Has): JSX.Element {
  const isKnown = kiosk.view.value !== null;
  return (
    <>
      <Hero kiosk={kiosk}>{[t('lostTitle'), '']}</Hero>
      <main class="lost" data-testid="lost" aria-live="assertive">
        <Icon of={Unplug} size={140} stroke={1.6} />
        {isKnown ? null : <h1>{t('lostTitle')}</h1>}
        <p class="lost-what">{t('lostText')}</p>
        <p>{t('lostMore')}</p>
      </main>
      <Dock kiosk={kiosk} />
    </>
  );
}

/** Shown after 300 ms only: most connections are faster. */
export function Connecting(): JSX.Element {
  return (
    <main class="connecting" aria-busy="true" data-testid="connecting">
      <i class="bone bone-hero" />
      <i class="bone bone-take" />
      <i class="bone bone-booked" />
      <p class="spoken-only">{t('connecting')}</p>
    </main>
  );
}
