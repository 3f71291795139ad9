import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { Eye, EyeOff } from 'lucide';
import type { Session } from '../contract/http.ts';
import { send } from './api.ts';
import type { Problem } from './api.ts';
import { Icon } from './icon.tsx';
import { clockAfter } from './instant-time.ts';
import { language, texts } from './language.ts';
import { OwnPassword } from './own-password.tsx';
import { looks } from './sign-in-looks.ts';

export type StaffUser = Session['user'];

const retryMs = 3_000;

/** Who works at this screen, as the server knows it: a cookie decides, the page only asks. */
export class StaffSession {
  readonly #user = signal<StaffUser | null>(null);
  readonly #state = signal<'unknown' | 'signed-out' | 'signed-in'>('unknown');
  readonly #problem = signal<Problem | null>(null);
  readonly #isBusy = signal(false);
  readonly #newcomer = signal<StaffUser | null>(null);
  readonly #send: typeof send;
  /** What was just signed in with, until they have chosen their own. */
  #givenPassword: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(ask: typeof send = send) {
    this.#send = ask;
  }

  get user(): ReadonlySignal<StaffUser | null> {
    return this.#user;
  }

  /** `unknown` until the server has answered once. */
  get state(): ReadonlySignal<'unknown' | 'signed-out' | 'signed-in'> {
    return this.#state;
  }

  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }

  get isBusy(): ReadonlySignal<boolean> {
    return this.#isBusy;
  }

  /** Who came with a password that somebody gave them, and has to choose their own first. */
  get newcomer(): ReadonlySignal<StaffUser | null> {
    return this.#newcomer;
  }

  /** Whether the password they came with is still known here: it is not typed a second time. */
  get knowsGiven(): boolean {
    return this.#givenPassword !== null;
  }

  /** Asks until the server answers; a screen that is signed in stays so while it cannot be asked. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    const answer = await this.#send<Session>('GET', '/session', undefined, { tries: 1 });
    if (this.#isClosed) return;
    if (answer.ok) this.#enter(answer.body.user);
    else if (answer.problem.status === 401) this.#leave();
    else {
      this.#problem.value = answer.problem;
      this.#timer = setTimeout(() => void this.load(), retryMs);
    }
  }

  async signIn(username: string, password: string): Promise<void> {
    if (this.#isBusy.value) return;
    this.#isBusy.value = true;
    this.#problem.value = null;
    const answer = await this.#send<Session>('POST', '/session', { username, password });
    this.#isBusy.value = false;
    if (answer.ok) {
      this.#givenPassword = answer.body.user.mustChange ? password : null;
      this.#enter(answer.body.user);
    } else this.#problem.value = answer.problem;
  }

  /** A newcomer's own password; `given` where the page was loaded anew since they signed in. */
  async choosePassword(next: string, given: string): Promise<void> {
    if (this.#isBusy.value) return;
    this.#isBusy.value = true;
    this.#problem.value = null;
    const body = { current: this.#givenPassword ?? given, next };
    const answer = await this.#send<Session>('POST', '/session/password', body);
    this.#isBusy.value = false;
    if (answer.ok) this.#enter(answer.body.user);
    else if (answer.problem.code === 'not-signed-in') this.#leave();
    else this.#problem.value = answer.problem;
  }

  /** Signed out is shown only when the server has ended the session: the cookie is its. */
  async signOut(): Promise<void> {
    const answer = await this.#send<unknown>('DELETE', '/session');
    if (answer.ok || answer.problem.status === 401) this.#leave();
    else this.#problem.value = answer.problem;
  }

  /** The server no longer knows the session: signed out elsewhere, or expired. */
  end(): void {
    this.#leave();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #enter(user: StaffUser): void {
    this.#problem.value = null;
    if (user.mustChange) {
      this.#user.value = null;
      this.#newcomer.value = user;
      this.#state.value = 'signed-out';
      return;
    }
    this.#newcomer.value = null;
    this.#givenPassword = null;
    // Asked again and again while a link is lost: the same person is no change.
    if (JSON.stringify(user) !== JSON.stringify(this.#user.value)) this.#user.value = user;
    this.#state.value = 'signed-in';
  }

  #leave(): void {
    this.#problem.value = null;
    this.#user.value = null;
    this.#newcomer.value = null;
    this.#givenPassword = null;
    this.#state.value = 'signed-out';
  }
}

const t = texts({
  id: {
    username: 'Nama pengguna',
    password: 'Kata sandi',
    show: 'Lihat',
    hide: 'Sembunyikan',
    enter: 'Masuk',
    wrong: 'Nama pengguna atau kata sandi tidak cocok.',
    left: '{attempts} percobaan lagi.',
    stopped: 'Terlalu banyak percobaan. Coba lagi pukul {time}, atau hubungi supervisor.',
    stoppedAwhile: 'Terlalu banyak percobaan. Tunggu sebentar, atau hubungi supervisor.',
    locked:
      'Akun ini terkunci sampai pukul {time} karena terlalu banyak kata sandi salah. ' +
      'Supervisor atau admin gedung bisa membukanya sekarang.',
    lockedAwhile:
      'Akun ini terkunci karena terlalu banyak kata sandi salah. ' +
      'Supervisor atau admin gedung bisa membukanya.',
    unreachable: 'Server gedung belum menjawab. Periksa kabel jaringan, lalu coba lagi.',
    other: 'Belum bisa masuk. Coba lagi, atau hubungi admin gedung.',
    empty: 'Isi nama pengguna dan kata sandi.',
    forgotten: 'Lupa kata sandi? Hubungi admin gedung.',
    forgottenCall: 'Lupa kata sandi? Hubungi {contact}.',
  },
  en: {
    username: 'User name',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    enter: 'Sign in',
    wrong: 'User name or password does not match.',
    left: '{attempts} more attempts.',
    stopped: 'Too many attempts. Try again at {time}, or ask a supervisor.',
    stoppedAwhile: 'Too many attempts. Wait a moment, or ask a supervisor.',
    locked:
      'This account is locked until {time} after too many wrong passwords. ' +
      'A supervisor or the administrator can open it now.',
    lockedAwhile:
      'This account is locked after too many wrong passwords. ' +
      'A supervisor or the administrator can open it.',
    unreachable: 'The building’s server does not answer. Check the network cable and try again.',
    other: 'Could not sign in. Try again, or ask the administrator.',
    empty: 'Enter a user name and a password.',
    forgotten: 'Forgot your password? Ask the administrator.',
    forgottenCall: 'Forgot your password? Ask {contact}.',
  },
});

/** What went wrong, what it means and the way on, in one or two short sentences. */
export function signInTrouble(problem: Problem): string {
  const { code, facts } = problem;
  if (code === 'wrong-credentials') {
    const attempts = facts?.triesLeft;
    return typeof attempts === 'number' ? `${t('wrong')} ${t('left', { attempts })}` : t('wrong');
  }
  const time = typeof facts?.until === 'string' ? clockAfter(facts.until, language.value) : null;
  if (code === 'account-locked') return time === null ? t('lockedAwhile') : t('locked', { time });
  if (code === 'too-many-attempts' || code === 'too-many-requests') {
    return time === null ? t('stoppedAwhile') : t('stopped', { time });
  }
  if (code === 'invalid-input') return t('empty');
  return code === 'unreachable' ? t('unreachable') : t('other');
}

function PasswordField(props: { readonly onInput: (password: string) => void }): JSX.Element {
  const [isShown, setShown] = useState(false);
  return (
    <div style={looks.box}>
      <input
        id="password"
        name="password"
        data-testid="password"
        {...(isShown ? { type: 'text' as const } : { type: 'password' as const })}
        autocomplete="current-password"
        maxLength={256}
        style={{ ...looks.field, paddingRight: '132px' }}
        onInput={event => props.onInput(event.currentTarget.value)}
      />
      <button
        type="button"
        style={looks.show}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        <Icon of={isShown ? EyeOff : Eye} size={17} />
        {t(isShown ? 'hide' : 'show')}
      </button>
    </div>
  );
}

/** Name and password, and where the password was somebody else's gift the choice of an own one. */
export function SignIn(props: { readonly session: StaffSession }): JSX.Element {
  const { session } = props;
  const newcomer = session.newcomer.value;
  return newcomer ? (
    <OwnPassword session={session} username={newcomer.username} />
  ) : (
    <NameAndPassword session={session} />
  );
}

/** Who helps somebody who forgot their password; `contact` as the building has it. */
export const forgottenWords = (contact: string): string =>
  contact === '' ? t('forgotten') : t('forgottenCall', { contact });

/** After a refusal the password stands selected, ready to be typed anew. */
function NameAndPassword({ session }: { readonly session: StaffSession }): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [password, setPassword] = useState('');
  const problem = session.problem.value;
  useEffect(() => {
    const field = problem ? '#password' : '#username';
    const input = form.current?.querySelector<HTMLInputElement>(field);
    input?.focus();
    if (problem) input?.select();
  }, [problem]);
  return (
    <form
      ref={form}
      style={looks.form}
      onSubmit={event => {
        event.preventDefault();
        const username = new FormData(event.currentTarget).get('username');
        void session.signIn(typeof username === 'string' ? username.trim() : '', password);
      }}
    >
      <div>
        <label for="username" style={{ ...looks.label, ...looks.labelText }}>
          {t('username')}
        </label>
        <input
          id="username"
          name="username"
          data-testid="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={64}
          style={looks.field}
        />
      </div>
      <div>
        <label for="password" style={{ ...looks.label, ...looks.labelText }}>
          {t('password')}
        </label>
        <PasswordField onInput={setPassword} />
      </div>
      {problem && (
        <p role="alert" data-testid="sign-in-trouble" style={looks.trouble}>
          {signInTrouble(problem)}
        </p>
      )}
      <button type="submit" data-testid="sign-in" style={looks.key} disabled={session.isBusy.value}>
        {t('enter')}
        <kbd style={looks.cap} aria-hidden="true">
          Enter
        </kbd>
      </button>
    </form>
  );
}
