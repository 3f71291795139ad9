import { ArrowLeft, ArrowRight, CircleCheck } from 'lucide';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../ui-kit/icon.tsx';
import { PhoneHead } from '../../phone/screens/phone-screen.tsx';
import { elements } from '../model.ts';
import type { Step, SurveyModel } from '../model.ts';
import { t } from '../texts.ts';
import { AboutYouStep } from './about-you-step.tsx';
import { ElementStep, ServiceStep } from './choice-step.tsx';

export interface SurveyActions {
  /** One question back, or to the number. */
  readonly back: () => void;
  readonly give: () => void;
}

export interface SurveyScreenProps {
  readonly model: SurveyModel;
  readonly actions: SurveyActions;
}

export function SurveyScreen({ model, actions }: SurveyScreenProps): JSX.Element {
  const step = model.step.value;
  return (
    <div class="phone survey" data-testid="survey" data-step={stepName(step)}>
      <PhoneHead building={model.view.building} />
      {step.kind === 'thanks' ? (
        <Thanks actions={actions} />
      ) : (
        <main>
          <Progress model={model} step={step} />
          <Heading model={model} step={step} />
          <StepBody model={model} step={step} />
          <Foot model={model} step={step} actions={actions} />
        </main>
      )}
    </div>
  );
}

const stepName = (step: Step): string => (step.kind === 'element' ? step.element : step.kind);

interface StepProps extends Pick<SurveyScreenProps, 'model'> {
  readonly step: Step;
}

/** A bar a question: those before this one are full. */
function Progress({ step }: StepProps): JSX.Element | null {
  if (step.kind === 'service') return null;
  const number = step.kind === 'element' ? step.number : elements.length + 1;
  return (
    <div class="progress" aria-hidden="true">
      {elements.map((element, at) => (
        <i key={element} class={at < number ? 'full' : ''} />
      ))}
    </div>
  );
}

/** The question takes the focus, so that a listener hears it and the keys after it are next. */
function Heading({ model, step }: StepProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = stepName(step);
  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [name]);
  const service = model.view.services.find(one => one.serviceId === model.serviceId.value);
  return (
    <>
      {step.kind === 'element' ? (
        <p class="count">
          {t('count', { number: step.number, total: elements.length })} · {t(step.element)}
        </p>
      ) : null}
      <h1 ref={heading} id="survey-question" tabIndex={-1} data-testid="survey-question">
        {headingWords(step)}
      </h1>
      {step.kind === 'element' && step.element === 'cost' ? (
        <p class="hint">{t('cost-hint')}</p>
      ) : null}
      {service === undefined ? null : <span class="spoken-only">{service.agencyShort}</span>}
    </>
  );
}

function headingWords(step: Step): string {
  if (step.kind === 'element') return t(`${step.element}-ask`);
  return step.kind === 'service' ? t('whichService') : t('aboutYou');
}

function StepBody({ model, step }: StepProps): JSX.Element {
  if (step.kind === 'service') return <ServiceStep model={model} />;
  if (step.kind === 'element') return <ElementStep model={model} element={step.element} />;
  return <AboutYouStep model={model} />;
}

function Foot({ model, step, actions }: StepProps & SurveyScreenProps): JSX.Element {
  const sending = model.sending.value;
  const isLast = step.kind === 'about-you';
  const isSkip = step.kind === 'element' && model.answers.value[step.element] === undefined;
  return (
    <>
      {isLast && model.isEmpty.value ? <p class="notice">{t('nothingAnswered')}</p> : null}
      {sending === 'unreachable' || sending === 'refused' ? (
        <p class="failed" role="alert" data-testid="survey-failed">
          {t(sending)}
        </p>
      ) : null}
      {isLast ? null : <p class="anonymous">{t('anonymous')}</p>}
      <div class="survey-keys">
        <button type="button" class="back-key" onClick={actions.back} data-testid="survey-back">
          <Icon of={ArrowLeft} size={20} />
          {t('back')}
        </button>
        {isLast ? (
          <button
            type="button"
            class="main-key"
            onClick={actions.give}
            disabled={model.isEmpty.value || sending === 'sending'}
            data-testid="survey-send"
          >
            {t(sending === 'sending' ? 'sending' : 'send')}
          </button>
        ) : (
          <button
            type="button"
            class={isSkip ? 'main-key skip' : 'main-key'}
            onClick={() => model.next()}
            data-testid="survey-next"
          >
            {t(isSkip ? 'skip' : 'next')}
            <Icon of={ArrowRight} size={20} />
          </button>
        )}
      </div>
    </>
  );
}

function Thanks({ actions }: Pick<SurveyScreenProps, 'actions'>): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main>
      <section class="end" data-testid="survey-thanks">
        <span class="sign good">
          <Icon of={CircleCheck} size={40} />
        </span>
        <h1 ref={heading} tabIndex={-1}>
          {t('thanks')}
        </h1>
        <p>{t('thanksHint')}</p>
      </section>
      <div class="actions">
        <button type="button" class="main-key" onClick={actions.back} data-testid="survey-close">
          {t('close')}
        </button>
      </div>
    </main>
  );
}
