import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Account, PasswordField } from './account-model.ts';
import { passwordWords, t } from './account-texts.ts';

interface FieldProps {
  readonly account: Account;
  readonly name: Exclude<PasswordField, 'form'>;
  readonly isShown: boolean;
  readonly hint?: string;
}

function Field({ account, name, isShown, hint }: FieldProps): JSX.Element {
  const trouble = account.trouble.value;
  const isWrong = trouble?.field === name;
  const id = `account-${name}`;
  const described = [...(hint ? [`${id}-hint`] : []), ...(isWrong ? [`${id}-trouble`] : [])];
  return (
    <div class="account-field">
      <label for={id}>{t(name)}</label>
      <input
        id={id}
        name={name}
        data-testid={id}
        {...(isShown ? { type: 'text' as const } : { type: 'password' as const })}
        autocomplete={name === 'current' ? 'current-password' : 'new-password'}
        autocapitalize="none"
        spellcheck={false}
        maxLength={256}
        aria-invalid={isWrong}
        {...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {})}
      />
      {hint && (
        <p class="account-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {isWrong && (
        <p class="account-trouble" id={`${id}-trouble`} role="alert" data-testid="account-trouble">
          {passwordWords(trouble)}
        </p>
      )}
    </div>
  );
}

const textOf = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

function PasswordForm(props: {
  readonly account: Account;
  readonly username: string;
}): JSX.Element {
  const { account, username } = props;
  const form = useRef<HTMLFormElement>(null);
  const [isShown, setShown] = useState(false);
  const trouble = account.trouble.value;
  // Before the next key press: the field at fault is typed anew at once.
  useLayoutEffect(() => {
    const field = trouble && trouble.field !== 'form' ? trouble.field : 'current';
    const input = form.current?.querySelector<HTMLInputElement>(`#account-${field}`);
    input?.focus();
    if (trouble) input?.select();
  }, [trouble]);
  return (
    <form
      ref={form}
      class="account-form"
      // Refusals are said in our own words, beside their field.
      noValidate
      onSubmit={event => {
        event.preventDefault();
        const from = event.currentTarget;
        void account.changePassword({
          current: textOf(from, 'current'),
          next: textOf(from, 'next'),
          again: textOf(from, 'again'),
        });
      }}
    >
      {/* For the browser that keeps passwords: whose it is. */}
      <input type="text" autocomplete="username" value={username} readOnly hidden />
      <Field account={account} name="current" isShown={isShown} />
      <Field account={account} name="next" isShown={isShown} hint={t('hint')} />
      <Field account={account} name="again" isShown={isShown} />
      <label class="account-reveal">
        <input
          type="checkbox"
          data-testid="account-reveal"
          checked={isShown}
          onChange={event => setShown(event.currentTarget.checked)}
        />
        {t('reveal')}
      </label>
      <p class="account-hint">{t('othersLeave')}</p>
      {trouble?.field === 'form' && (
        <p class="account-trouble" role="alert" data-testid="account-trouble">
          {passwordWords(trouble)}
        </p>
      )}
      <div class="account-keys">
        <button
          type="button"
          class="account-key"
          data-testid="account-cancel"
          onClick={() => account.closePassword()}
        >
          {t('cancel')}
        </button>
        <button
          type="submit"
          class="account-key primary"
          data-testid="account-save"
          disabled={account.step.value === 'sending'}
        >
          {t('save')}
        </button>
      </div>
    </form>
  );
}

/** The own password: one key, and three fields once it is pressed. */
export function AccountPassword(props: {
  readonly account: Account;
  readonly username: string;
}): JSX.Element {
  const { account, username } = props;
  const step = account.step.value;
  const isAsked = step === 'asked' || step === 'sending';
  const change = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  useLayoutEffect(() => {
    // The fields had the focus and are gone: it goes back to where they were opened.
    if (wasAsked.current && !isAsked) change.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  return (
    <section class="account-part" aria-labelledby="account-password-title">
      <h3 id="account-password-title">{t('password')}</h3>
      <p class="account-good" role="status" data-testid="account-changed">
        {step === 'changed' ? t('changed') : ''}
      </p>
      {isAsked ? (
        <PasswordForm account={account} username={username} />
      ) : (
        <button
          ref={change}
          type="button"
          class="account-key"
          data-testid="account-change"
          onClick={() => account.askPassword()}
        >
          {t('change')}
        </button>
      )}
    </section>
  );
}
