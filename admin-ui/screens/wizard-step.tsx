import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { wizardText as w } from '../wizard-texts.ts';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  /** What the main key says; Enter presses it. */
  readonly main: string;
  readonly isReady?: boolean;
  readonly onMain: () => void;
  readonly onSkip?: () => void;
  /** Asked above the keys. */
  readonly question?: string;
  readonly second?: ComponentChildren;
  readonly trouble?: string | null;
  readonly children?: ComponentChildren;
}

/** One step: what it is about, what is filled in, and one key on. */
export function WizardStep(props: Props): JSX.Element {
  const { id, title, lead, main, isReady = true, onMain, onSkip, question, trouble } = props;
  const form = useRef<HTMLFormElement>(null);
  const hasQuestion = question !== undefined;
  useEffect(() => {
    const first = hasQuestion
      ? '.wizard-key'
      : '.wizard-body input:not([type="radio"]), .wizard-body select, .wizard-key';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, [id, hasQuestion]);
  return (
    <form
      ref={form}
      class="wizard-step"
      data-testid={`step-${id}`}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (isReady) onMain();
      }}
    >
      <h1>{title}</h1>
      <p class="wizard-lead">{lead}</p>
      <div class="wizard-body">{props.children}</div>
      {question === undefined ? null : <h2 class="wizard-question">{question}</h2>}
      <p class="wizard-trouble" role="alert" data-testid="wizard-trouble">
        {trouble}
      </p>
      <div class="wizard-keys">
        <button type="submit" class="wizard-key" data-testid="main-key" disabled={!isReady}>
          {main} <kbd aria-hidden="true">Enter</kbd>
        </button>
        {props.second}
        {onSkip === undefined ? null : (
          <button type="button" class="wizard-skip" data-testid="skip" onClick={onSkip}>
            {w('skip')}
          </button>
        )}
      </div>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly wrong?: string | null;
  readonly placeholder?: string;
  readonly charactersMax?: number;
  readonly type?: 'text' | 'password';
  readonly look?: string;
}

export function WizardField(props: FieldProps): JSX.Element {
  const { id, label, hint, wrong = null, type = 'text' } = props;
  return (
    <div class={`wizard-field ${props.look ?? ''}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        data-testid={id}
        {...(type === 'password' ? { type: 'password' as const } : { type: 'text' as const })}
        value={props.value}
        maxLength={props.charactersMax ?? 60}
        placeholder={props.placeholder}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellcheck={false}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-said`}
        onInput={event => props.onInput(event.currentTarget.value)}
      />
      <small id={`${id}-said`} class={wrong === null ? '' : 'wizard-wrong'}>
        {wrong ?? hint}
      </small>
    </div>
  );
}
