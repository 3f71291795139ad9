import type { JSX } from 'preact';
import type { Respondent } from '../../../contract/survey.ts';
import { commentLengthMax } from '../model.ts';
import type { SurveyModel } from '../model.ts';
import { t } from '../texts.ts';

/** Who answers, as the regulation's form asks; each field may stay empty. */
export const respondentFields = {
  age: ['under-18', '18-29', '30-44', '45-59', '60-over'],
  gender: ['female', 'male'],
  education: ['sd', 'smp', 'sma', 's1', 's2', 's3'],
  occupation: ['pns', 'tni', 'polri', 'private', 'business', 'other'],
} as const satisfies { readonly [Name in keyof Respondent]-?: readonly Respondent[Name][] };

type Field = keyof typeof respondentFields;
const names = ['age', 'gender', 'education', 'occupation'] as const satisfies readonly Field[];
/** With so many letters left or fewer, they are counted. */
const lettersToldMax = 100;

type WordKey = Parameters<typeof t>[0];

export function AboutYouStep({ model }: { readonly model: SurveyModel }): JSX.Element {
  const comment = model.comment.value;
  const left = commentLengthMax - comment.length;
  return (
    <div class="about-you">
      <p class="hint">{t('aboutYouHint')}</p>
      <label class="field">
        <b>{t('comment')}</b>
        <textarea
          rows={3}
          maxLength={commentLengthMax}
          value={comment}
          onInput={event => {
            model.comment.value = event.currentTarget.value;
          }}
          data-testid="survey-comment"
        />
        <small>{left <= lettersToldMax ? t('commentLeft', { left }) : t('commentHint')}</small>
      </label>
      {names.map(name => (
        <label key={name} class="field">
          <b>{t(name)}</b>
          <select
            value={model.respondent.value[name] ?? ''}
            onChange={event => model.say(name, event.currentTarget.value)}
            data-testid={`survey-${name}`}
          >
            <option value="">{t('unsaid')}</option>
            {respondentFields[name].map(value => (
              <option key={value} value={value}>
                {t(`${name}-${value}` as WordKey)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}
