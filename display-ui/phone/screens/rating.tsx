import { CircleCheck, Star } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { PhoneModel } from '../model.ts';
import type { PhoneActions } from '../phone-actions.ts';
import { t } from '../texts.ts';

/** After service: the way to the survey, or thanks for it. */
export function Rating(props: {
  readonly model: PhoneModel;
  readonly actions: PhoneActions;
}): JSX.Element | null {
  const { model, actions } = props;
  const survey = model.survey.value;
  if (!model.mayRate.value || survey === null) return null;
  if (survey.state === 'answered') {
    return (
      <p class="rated" data-testid="phone-rated">
        <Icon of={CircleCheck} size={22} />
        <span>{t('rated')}</span>
      </p>
    );
  }
  if (survey.state !== 'open') return null;
  return (
    <div class="actions">
      {model.isRatingLost.value ? (
        <p class="failed" role="alert">
          {t('rateUnreachable')}
        </p>
      ) : null}
      <button type="button" class="main-key" onClick={actions.rate} data-testid="phone-rate">
        <Icon of={Star} size={22} />
        {t('rate')}
      </button>
      <p class="rate-hint">{t('rateHint')}</p>
    </div>
  );
}
