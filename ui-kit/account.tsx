import { LogOut, X } from 'lucide';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import './account.css';
import { Account } from './account-model.ts';
import { AccountPassword } from './account-password.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { otherWords, t } from './account-texts.ts';
import { Icon } from './icon.tsx';
import type { StaffSession } from './sign-in.tsx';

export interface AccountSheetProps {
  readonly session: StaffSession;
  readonly onClose: () => void;
  /** Also where the server ended the session while the sheet was open. */
  readonly onSignedOut: () => void;
}

async function signOut({ session, onSignedOut }: AccountSheetProps): Promise<void> {
  await session.signOut();
  if (session.state.value === 'signed-out') onSignedOut();
}

/** Who is signed in, their password, their devices, and the way out; over any staff screen. */
export function AccountSheet(props: AccountSheetProps): JSX.Element {
  const { session, onClose, onSignedOut } = props;
  const box = useRef<HTMLDialogElement>(null);
  const account = useMemo(
    () =>
      new Account(() => {
        session.end();
        onSignedOut();
      }),
    [session],
  );
  useLayoutEffect(() => {
    box.current?.showModal();
  }, []);
  useEffect(() => {
    void account.load();
  }, [account]);
  const user = session.user.value;
  // Three fields and their keys fill a small screen: what is not asked for makes room.
  const isAsking = account.step.value === 'asked' || account.step.value === 'sending';
  const problem = session.problem.value;
  return (
    <dialog
      ref={box}
      class="account"
      data-testid="account-sheet"
      aria-labelledby="account-title"
      onClose={onClose}
      // What is typed here is for nobody behind the sheet: desks are worked by single letters.
      onKeyDown={event => event.stopPropagation()}
    >
      <header class="account-head">
        <h2 id="account-title">{t('title')}</h2>
        <button
          type="button"
          class="account-close"
          data-testid="account-close"
          aria-label={t('close')}
          onClick={() => box.current?.close()}
        >
          <Icon of={X} size={20} />
        </button>
      </header>
      <p class="account-who" data-testid="account-who">
        <b>{user?.name}</b>
        {user && <span>{t('role', { role: t(user.role), username: user.username })}</span>}
      </p>
      <AccountPassword account={account} username={user?.username ?? ''} />
      {!isAsking && <AccountSessions account={account} />}
      {!isAsking && (
        <footer class="account-foot">
          {problem && (
            <p class="account-trouble" role="alert">
              {otherWords(problem)}
            </p>
          )}
          <button
            type="button"
            class="account-key"
            data-testid="account-sign-out"
            onClick={() => void signOut(props)}
          >
            <Icon of={LogOut} size={16} />
            {t('signOut')}
          </button>
        </footer>
      )}
    </dialog>
  );
}
