import { Square, Volume2 } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { PhoneActions } from '../phone-actions.ts';
import { t } from '../texts.ts';

/** The own call in the building's voice, for who could not hear it in the hall. */
export function ListenKey({ actions }: { readonly actions: PhoneActions }): JSX.Element {
  const { listening } = actions;
  const isPlaying = listening === 'playing';
  return (
    <>
      <button
        type="button"
        class="main-key listen-key"
        aria-busy={listening === 'loading'}
        onClick={actions.listen}
        data-testid="phone-listen"
        data-state={listening}
      >
        <Icon of={isPlaying ? Square : Volume2} size={22} />
        {t(isPlaying ? 'listenStop' : 'listen')}
      </button>
      {listening === 'lost' ? (
        <p class="listen-lost" role="status" data-testid="phone-listen-lost">
          {t('listenLost')}
        </p>
      ) : null}
    </>
  );
}
