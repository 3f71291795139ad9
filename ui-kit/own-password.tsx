import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { PasswordField, PasswordTrouble } from './account-model.ts';
import { passwordWords, t as account } from './account-texts.ts';
import { texts } from './language.ts';
import { looks } from './sign-in-looks.ts';
import type { StaffSession } from './sign-in.tsx';

const t = texts({
  id: {
    title: 'Buat kata sandi Anda sendiri',
    lead: 'Kata sandi yang Anda terima hanya berlaku sekali. Pilih yang baru sebelum mulai.',
    given: 'Kata sandi yang Anda terima',
    save: 'Simpan dan masuk',
    leave: 'Bukan saya, keluar',
  },
  en: {
    title: 'Choose your own password',
    lead: 'The password you were given is good once. Choose a new one before you start.',
    given: 'The password you were given',
    save: 'Save and sign in',
    leave: 'Not me, sign out',
  },
});

/** Which field a refusal of the server's is about. */
const fieldOf: Readonly<Record<string, PasswordField>> = {
  'wrong-credentials': 'current',
  'password-too-weak': 'next',
  'same-password': 'next',
};

interface FieldProps {
  readonly name: Exclude<PasswordField, 'form'>;
  readonly label: string;
  readonly isShown: boolean;
  readonly trouble: PasswordTrouble | null;
  readonly hint?: string;
}

function Field({ name, label, isShown, trouble, hint }: FieldProps): JSX.Element {
  const id = `own-${name}`;
  const isWrong = trouble?.field === name;
  return (
    <div>
      <label for={id} style={{ ...looks.label, ...looks.labelText }}>
        {label}
      </label>
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
        aria-describedby={`${id}-said`}
        style={looks.field}
      />
      <p id={`${id}-said`} style={isWrong ? looks.trouble : looks.hint}>
        {isWrong ? passwordWords(trouble) : (hint ?? '')}
      </p>
    </div>
  );
}

const textOf = (form: HTMLFormElement, name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

/** The first field that cannot be meant; null where all can. */
function wrongIn(form: HTMLFormElement, asksGiven: boolean): PasswordTrouble | null {
  if (asksGiven && textOf(form, 'current') === '') return { field: 'current', problem: 'empty' };
  const next = textOf(form, 'next');
  if (next === '') return { field: 'next', problem: 'empty' };
  return next === textOf(form, 'again') ? null : { field: 'again', problem: 'different' };
}

interface FieldsProps extends Pick<FieldProps, 'isShown' | 'trouble'> {
  readonly asksGiven: boolean;
}

function Fields({ asksGiven, isShown, trouble }: FieldsProps): JSX.Element {
  return (
    <>
      {asksGiven && <Field name="current" label={t('given')} isShown={isShown} trouble={trouble} />}
      <Field
        name="next"
        label={account('next')}
        isShown={isShown}
        trouble={trouble}
        hint={account('hint')}
      />
      <Field name="again" label={account('again')} isShown={isShown} trouble={trouble} />
    </>
  );
}

/** What a newcomer does before anything else: nobody but them knows their password then. */
export function OwnPassword(props: {
  readonly session: StaffSession;
  readonly username: string;
}): JSX.Element {
  const { session, username } = props;
  const form = useRef<HTMLFormElement>(null);
  const [isShown, setShown] = useState(false);
  const [own, setOwn] = useState<PasswordTrouble | null>(null);
  const problem = session.problem.value;
  const asksGiven = !session.knowsGiven;
  const told = problem && { field: fieldOf[problem.code] ?? 'form', problem };
  const shown: PasswordTrouble | null = own ?? told;
  const isHidden = shown?.field === 'current' && !asksGiven;
  const trouble: PasswordTrouble | null = isHidden ? { ...shown, field: 'form' } : shown;
  useLayoutEffect(() => {
    const first = asksGiven ? 'current' : 'next';
    const field = shown && shown.field !== 'form' ? shown.field : first;
    form.current?.querySelector<HTMLInputElement>(`#own-${field}`)?.focus();
  }, [shown?.field, problem]);
  const save = (from: HTMLFormElement): void => {
    const wrong = wrongIn(from, asksGiven);
    setOwn(wrong);
    if (wrong) return;
    void session.choosePassword(textOf(from, 'next'), textOf(from, 'current'));
  };
  return (
    <form
      ref={form}
      style={looks.form}
      noValidate
      data-testid="own-password"
      onSubmit={event => {
        event.preventDefault();
        save(event.currentTarget);
      }}
    >
      <div>
        <h2 style={looks.title}>{t('title')}</h2>
        <p style={looks.hint}>{t('lead')}</p>
      </div>
      {/* For the browser that keeps passwords: whose it is. */}
      <input type="text" autocomplete="username" value={username} readOnly hidden />
      <Fields asksGiven={asksGiven} isShown={isShown} trouble={trouble} />
      <label style={looks.check}>
        <input
          type="checkbox"
          checked={isShown}
          onChange={event => setShown(event.currentTarget.checked)}
        />
        {account('reveal')}
      </label>
      <p role="alert" data-testid="own-password-trouble" style={looks.trouble}>
        {trouble?.field === 'form' ? passwordWords(trouble) : ''}
      </p>
      <button
        type="submit"
        data-testid="own-save"
        style={looks.key}
        disabled={session.isBusy.value}
      >
        {t('save')}
      </button>
      <button type="button" style={looks.leave} onClick={() => void session.signOut()}>
        {t('leave')}
      </button>
    </form>
  );
}
