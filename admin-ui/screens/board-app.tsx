import type { JSX } from 'preact';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { boardRoles, type BoardPage } from '../model.ts';
import { t } from '../texts.ts';
import { Board } from './board-screen.tsx';
import { Gate } from './gate.tsx';

function SignInGate(props: { readonly page: BoardPage }): JSX.Element {
  const { page } = props;
  const isAdmin = location.pathname === '/admin';
  const username = isAdmin ? 'admin' : 'supervisor';
  return (
    <Gate building={page.building.value}>
      <h1>{t(isAdmin ? 'signInAdmin' : 'signInSupervisor')}</h1>
      <p class="lead">{t('signInLead')}</p>
      <SignIn session={page.session} />
      {page.building.value?.demo && (
        <p class="demo-hint" data-testid="demo-sign-in">
          {t('demo')} <b>{username}</b> {t('demoPassword')} <b>demo-{username}</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole(props: { readonly page: BoardPage; readonly user: StaffUser }): JSX.Element {
  const { page, user } = props;
  const isOffice = user.role === 'agency-administrator';
  return (
    <Gate building={page.building.value}>
      <h1>{t(isOffice ? 'wrongRoleOffice' : 'wrongRole')}</h1>
      <p class="lead">
        {t(isOffice ? 'wrongRoleOfficeLead' : 'wrongRoleLead', { name: user.name })}
      </p>
      <p class="gate-ways">
        {isOffice ? (
          <a href="/admin/setup/agencies">{t('toOffice')}</a>
        ) : (
          <a href="/counter">{t('toCounter')}</a>
        )}
        <button type="button" data-testid="sign-out" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

export function BoardApp(props: { readonly page: BoardPage }): JSX.Element {
  const { page } = props;
  const user = page.session.user.value;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} />;
  if (user && !boardRoles.has(user.role)) return <WrongRole page={page} user={user} />;
  const overview = page.overview.value;
  if (user && overview) {
    const closeAccount = () => (page.isAccountOpen.value = false);
    return (
      <>
        <Board page={page} overview={overview} user={user} />
        {page.isAccountOpen.value && (
          <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
        )}
      </>
    );
  }
  const isSilent = page.session.problem.value !== null || page.link.value === 'lost';
  return (
    <main class="loading" aria-busy="true" data-testid="loading">
      <p>{t(isSilent ? 'silent' : 'loading')}</p>
    </main>
  );
}
