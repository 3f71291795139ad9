import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import { printingPaths } from '../printing-page.ts';
import type { PrintingPage } from '../printing-page.ts';
import { printingText } from '../printing-texts.ts';
import { t } from '../texts.ts';
import { AccountKey } from './account-key.tsx';
import { Gate } from './gate.tsx';
import { PrintersScreen } from './printers-screen.tsx';
import { SlipScreen } from './slip-screen.tsx';

type Has = { readonly page: PrintingPage };

function Tabs({ page }: Has): JSX.Element | null {
  if (!page.mayChange.value) return null;
  return (
    <nav class="printing-tabs">
      {(['printers', 'ticket'] as const).map(tab => (
        <button
          type="button"
          key={tab}
          data-testid={`tab-${tab}`}
          aria-current={page.tab.value === tab ? 'page' : undefined}
          onClick={() => {
            page.tab.value = tab;
            history.replaceState(null, '', printingPaths[tab]);
          }}
        >
          {printingText(tab === 'printers' ? 'tabPrinters' : 'tabTicket')}
        </button>
      ))}
    </nav>
  );
}

function Top(props: Has & { readonly building: BuildingView; readonly user: StaffUser }) {
  const { page, building, user } = props;
  return (
    <header class="board-top printing-top">
      <BuildingMark size={30} />
      <h1 class="cut">{printingText('title')}</h1>
      <Tabs page={page} />
      <DemoMark demo={building.demo} />
      <a class="printing-back" href="/admin">
        {printingText('board')}
      </a>
      <AccountKey user={user} onOpen={() => (page.isAccountOpen.value = true)} />
      <Languages />
    </header>
  );
}

function SignInGate({ page }: Has): JSX.Element {
  const building = page.building.value;
  return (
    <Gate building={building}>
      <h1>{printingText('signIn')}</h1>
      <p class="lead">{printingText('signInLead')}</p>
      <SignIn session={page.session} />
      {building?.demo && (
        <p class="demo-hint">
          {t('demo')} <b>admin</b> {t('demoPassword')} <b>demo-admin</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole(props: Has & { readonly user: StaffUser }): JSX.Element {
  const { page, user } = props;
  return (
    <Gate building={page.building.value}>
      <h1>{printingText('wrongRole')}</h1>
      <p class="lead">{printingText('wrongRoleLead', { name: user.name })}</p>
      <p class="gate-ways">
        <a href="/counter">{t('toCounter')}</a>
        <button type="button" class="quiet" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

export function PrintingApp({ page }: Has): JSX.Element {
  const user = page.session.user.value;
  const building = page.building.value;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} />;
  if (user !== null && !page.maySee.value) return <WrongRole page={page} user={user} />;
  if (user === null || building === null || page.printers.view.value === null) {
    const isSilent = page.session.problem.value !== null;
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{isSilent ? t('silent') : printingText('loading')}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  const isTicket = page.mayChange.value && page.tab.value === 'ticket';
  return (
    <div class="printing" data-testid="printing">
      <Top page={page} building={building} user={user} />
      {isTicket ? (
        <SlipScreen slip={page.slip} />
      ) : (
        <PrintersScreen
          setup={page.printers}
          timeZone={building.timeZone}
          mayChange={page.mayChange.value}
        />
      )}
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
