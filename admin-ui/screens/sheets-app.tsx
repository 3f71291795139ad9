import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import type { SheetsPage, SheetsTab } from '../sheets-model.ts';
import { sheetsText } from '../sheets-texts.ts';
import { t } from '../texts.ts';
import { AccountKey } from './account-key.tsx';
import { Gate } from './gate.tsx';
import { ManualEntryScreen } from './manual-entry-screen.tsx';
import { SheetsPrint } from './sheets-print.tsx';

type Has = { readonly page: SheetsPage };

/** Both have an address of their own, so that each can be a bookmark. */
const paths: Readonly<Record<SheetsTab, string>> = {
  print: '/supervisor/sheets',
  enter: '/supervisor/manual-entry',
};

export const tabAt = (path: string): SheetsTab => (path === paths.enter ? 'enter' : 'print');

function Tabs({ page }: Has): JSX.Element | null {
  if (!page.mayPrint.value) return null;
  return (
    <nav class="sheets-tabs">
      {(['print', 'enter'] as const).map(tab => (
        <button
          type="button"
          key={tab}
          data-testid={`tab-${tab}`}
          aria-current={page.tab.value === tab ? 'page' : undefined}
          onClick={() => {
            page.show(tab);
            history.replaceState(null, '', paths[tab]);
          }}
        >
          {sheetsText(tab === 'print' ? 'tabPrint' : 'tabEnter')}
        </button>
      ))}
    </nav>
  );
}

function Top(props: Has & { readonly building: BuildingView; readonly user: StaffUser }) {
  const { page, building, user } = props;
  return (
    <header class="board-top sheets-top">
      <BuildingMark size={30} />
      <h1>{sheetsText('title')}</h1>
      <Tabs page={page} />
      <DemoMark demo={building.demo} />
      <a class="sheets-back" href={page.mayPrint.value ? '/supervisor' : '/counter'}>
        {sheetsText(page.mayPrint.value ? 'board' : 'counter')}
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
      <h1>{sheetsText('signIn')}</h1>
      <p class="lead">{sheetsText('signInLead')}</p>
      <SignIn session={page.session} />
      {building?.demo && (
        <p class="demo-hint">
          {t('demo')} <b>supervisor</b> {t('demoPassword')} <b>demo-supervisor</b>.
        </p>
      )}
    </Gate>
  );
}

export function SheetsApp({ page }: Has): JSX.Element {
  const user = page.session.user.value;
  const building = page.building.value;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} />;
  if (user === null || building === null || !page.isLoaded) {
    const isSilent = page.session.problem.value !== null;
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{isSilent ? t('silent') : sheetsText('loading')}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  return (
    <div class="sheets" data-testid="sheets">
      <Top page={page} building={building} user={user} />
      {page.tab.value === 'print' ? (
        <SheetsPrint page={page} building={building} />
      ) : (
        <ManualEntryScreen page={page} />
      )}
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
