import { Bell, BellOff, BellRing } from 'lucide';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { PhoneActions } from '../phone-actions.ts';
import { t } from '../texts.ts';
import type { AlertMeans } from '../turn-alert.ts';

/** The key that lets the phone make itself noticed, then what it can do, and what it cannot. */
export function AlertKeys(props: {
  readonly actions: PhoneActions;
  readonly label?: 'alertOn' | 'alertOnCalled';
}): JSX.Element {
  const { actions, label = 'alertOn' } = props;
  const { means } = actions;
  const [hasTried, setTried] = useState(false);
  const tryIt = () => {
    setTried(true);
    actions.tryAlert();
  };
  if (means === null) {
    return (
      <button type="button" class="main-key" onClick={actions.arm} data-testid="phone-alert">
        <Icon of={Bell} size={22} />
        {t(label)}
      </button>
    );
  }
  const isSilent = !means.sound && !means.vibration;
  return (
    <div class={isSilent ? 'armed silent' : 'armed'}>
      <Icon of={isSilent ? BellOff : BellRing} size={22} />
      <p role="status" data-testid={isSilent ? 'phone-alert-impossible' : 'phone-alert-on'}>
        <b>{t(isSilent ? 'alertSilent' : 'alertActive')}</b> {hintsOf(means, hasTried).join(' ')}
      </p>
      <span class="armed-keys">
        {isSilent ? null : (
          <button type="button" onClick={tryIt} data-testid="phone-alert-try">
            {t('alertTry')}
          </button>
        )}
        <button type="button" onClick={actions.disarm} data-testid="phone-alert-off">
          {t('alertOff')}
        </button>
      </span>
    </div>
  );
}

/** How to hear it better is said to whoever has tried it. */
function hintsOf({ sound, vibration, awake }: AlertMeans, hasTried: boolean): string[] {
  const hints: string[] = [];
  if (sound && hasTried) hints.push(t('alertVolume'));
  else if (sound) hints.push(t(vibration ? 'alertSoundShake' : 'alertSound'));
  else hints.push(t(vibration ? 'alertShake' : 'alertNothing'));
  if (!awake) hints.push(t('alertSleeps'));
  return hints;
}
