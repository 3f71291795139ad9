import { Annoyed, Check, Frown, Laugh, Smile } from 'lucide';
import type { JSX } from 'preact';
import type { SurveyElement } from '../../../contract/survey.ts';
import { Icon } from '../../../ui-kit/icon.tsx';
import type { IconNode } from '../../../ui-kit/icon.tsx';
import { pick } from '../../../ui-kit/language.ts';
import { grades } from '../model.ts';
import type { Grade, SurveyModel } from '../model.ts';
import { t } from '../texts.ts';

/** The words carry the meaning; the faces help to find them again. */
const faces: Readonly<Record<Grade, IconNode>> = { 4: Laugh, 3: Smile, 2: Annoyed, 1: Frown };

interface Choice {
  readonly value: string;
  readonly words: string;
  readonly small?: string;
  readonly icon?: IconNode;
}

/** One of a few. A touch selects and nothing more, so that a slip can be put right. */
export function Choices(props: {
  readonly name: string;
  readonly chosen: string | null;
  readonly choices: readonly Choice[];
  readonly choose: (value: string) => void;
}): JSX.Element {
  const { name, chosen, choices, choose } = props;
  return (
    <fieldset class="choices" aria-labelledby="survey-question">
      {choices.map(({ value, words, small, icon }) => (
        <label key={value} class={value === chosen ? 'choice chosen' : 'choice'}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => choose(value)}
            data-testid={`survey-${name}-${value}`}
          />
          {icon === undefined ? null : <Icon of={icon} size={32} />}
          <span>
            {words}
            {small === undefined ? null : <small>{small}</small>}
          </span>
          {value === chosen ? <Icon of={Check} size={24} /> : null}
        </label>
      ))}
    </fieldset>
  );
}

export function ElementStep(props: {
  readonly model: SurveyModel;
  readonly element: SurveyElement;
}): JSX.Element {
  const { model, element } = props;
  const answer = model.answers.value[element];
  return (
    <Choices
      key={element}
      name={element}
      chosen={answer === undefined ? null : String(answer)}
      choices={grades.map(grade => ({
        value: String(grade),
        words: t(`${element}-${grade}`),
        icon: faces[grade],
      }))}
      choose={value => model.choose(element, Number(value) as Grade)}
    />
  );
}

export function ServiceStep({ model }: { readonly model: SurveyModel }): JSX.Element {
  return (
    <Choices
      name="service"
      chosen={model.serviceId.value}
      choices={model.view.services.map(service => ({
        value: service.serviceId,
        words: pick(service.serviceName),
        small: service.agencyShort,
      }))}
      choose={value => {
        model.serviceId.value = value;
      }}
    />
  );
}
