import { ArrowRight, Send, UserRound } from 'lucide';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { elements, type SurveyModel } from '../../survey/model.ts';
import { respondentFields } from '../../survey/screens/about-you-step.tsx';
import { Choices, ElementStep, ServiceStep } from '../../survey/screens/choice-step.tsx';
import { t as s } from '../../survey/texts.ts';
import { profileNames, type Tablet } from '../model.ts';
import { t } from '../texts.ts';
import { BackKey } from './invite-scenes.tsx';

interface Props {
  readonly tablet: Tablet;
  readonly survey: SurveyModel;
}

/** One question a screen; the same order, words and answers as on the phone. */
export function AskingScene(props: Props): JSX.Element {
  const { tablet, survey } = props;
  const profileAt = tablet.profileAt.value;
  const step = survey.step.value;
  if (profileAt !== null) return <ProfileStep {...props} at={profileAt} />;
  if (step.kind === 'service') {
    return (
      <Question {...props} name="service" title={s('whichService')}>
        <ServiceStep model={survey} />
        <NextKey tablet={tablet} survey={survey} isSkip={false} />
      </Question>
    );
  }
  if (step.kind !== 'element') return <LastStep {...props} />;
  const isSkip = survey.answers.value[step.element] === undefined;
  return (
    <Question
      {...props}
      name={step.element}
      title={s(`${step.element}-ask`)}
      number={step.number}
      above={s(step.element)}
      hint={step.element === 'cost' ? s('cost-hint') : null}
    >
      <ElementStep model={survey} element={step.element} />
      <NextKey tablet={tablet} survey={survey} isSkip={isSkip} />
    </Question>
  );
}

function Question(
  props: Props & {
    readonly name: string;
    readonly title: string;
    readonly number?: number;
    readonly above?: string;
    readonly hint?: string | null;
    readonly children: ComponentChildren;
  },
): JSX.Element {
  const { survey, name, title, number = 0, above, hint } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [name]);
  const chosen = survey.view.services.find(one => one.serviceId === survey.serviceId.value);
  return (
    <main class="tablet-asking" data-step={name}>
      <div class="progress" aria-hidden="true">
        {elements.map((element, at) => (
          <i key={element} class={at < number ? 'full' : ''} />
        ))}
      </div>
      <p class="count">
        {t('rates', { label: survey.view.label })}
        {chosen === undefined ? null : `, ${pick(chosen.serviceName)}`}
      </p>
      {above === undefined ? null : (
        <p class="count strong">
          {t('progress', { number, total: elements.length })} · {above}
        </p>
      )}
      <h1 ref={heading} id="survey-question" tabIndex={-1} data-testid="survey-question">
        {title}
      </h1>
      {hint ? <p class="hint">{hint}</p> : null}
      {props.children}
    </main>
  );
}

function NextKey(props: Props & { readonly isSkip: boolean }): JSX.Element {
  const { tablet, survey, isSkip } = props;
  return (
    <div class="tablet-keys">
      <BackKey tablet={tablet} />
      <button
        type="button"
        class={isSkip ? 'tablet-key skip' : 'tablet-key'}
        data-testid="tablet-next"
        onClick={() => survey.next()}
      >
        {t(isSkip ? 'skip' : 'next')}
        <Icon of={ArrowRight} size={36} />
      </button>
    </div>
  );
}

/** Everything is answered: it can be sent, and whoever likes says who they are. */
function LastStep({ tablet, survey }: Props): JSX.Element {
  const sending = survey.sending.value;
  const isEmpty = survey.isEmpty.value;
  const isWhole = elements.every(element => survey.answers.value[element] !== undefined);
  const lead = isWhole ? t('lastLead') : t('lastLeadSome');
  return (
    <Question tablet={tablet} survey={survey} name="last" title={t('send')} number={9}>
      <p class="hint">{isEmpty ? t('nothing') : lead}</p>
      {sending === 'unreachable' ? (
        <p class="failed" role="alert" data-testid="tablet-unsent">
          {t('unsent')}
        </p>
      ) : null}
      <button
        type="button"
        class="tablet-profile"
        data-testid="tablet-profile"
        onClick={() => tablet.askProfile()}
      >
        <Icon of={UserRound} size={44} />
        <span>
          <b>{t('aboutYou')}</b>
          <small>{t('aboutYouLead')}</small>
        </span>
      </button>
      <p class="hint">{t('commentLead')}</p>
      <p class="anonymous">{s('anonymous')}</p>
      <div class="tablet-keys">
        <BackKey tablet={tablet} />
        <button
          type="button"
          class="tablet-key"
          disabled={isEmpty || sending === 'sending'}
          data-testid="tablet-send"
          onClick={() => void tablet.give()}
        >
          <Icon of={Send} size={36} />
          {t(sending === 'sending' ? 'sending' : 'send')}
        </button>
      </div>
    </Question>
  );
}

type WordKey = Parameters<typeof s>[0];

function ProfileStep({ tablet, survey, at }: Props & { readonly at: number }): JSX.Element {
  const name = profileNames[at]!;
  const chosen = survey.respondent.value[name] ?? null;
  return (
    <Question tablet={tablet} survey={survey} name={`about-${name}`} title={s(name)} number={9}>
      <div class={respondentFields[name].length > 4 ? 'many' : ''}>
        <Choices
          key={name}
          name={name}
          chosen={chosen}
          choices={respondentFields[name].map(value => ({
            value,
            words: s(`${name}-${value}` as WordKey),
          }))}
          choose={value => survey.say(name, value)}
        />
      </div>
      <div class="tablet-keys">
        <BackKey tablet={tablet} />
        <button
          type="button"
          class={chosen === null ? 'tablet-key skip' : 'tablet-key'}
          data-testid="tablet-next-about"
          onClick={() => tablet.nextProfile()}
        >
          {t(chosen === null ? 'skip' : 'next')}
          <Icon of={ArrowRight} size={36} />
        </button>
      </div>
    </Question>
  );
}
