import type { JSX } from 'preact';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';
import { t } from '../texts.ts';
import { AccountKey } from './account-key.tsx';
import { DeviceRows } from './device-rows.tsx';
import { Gate } from './gate.tsx';
import { DisplaySetup } from './display-setup.tsx';
import { KioskSetup } from './kiosk-setup.tsx';
import { NewCode } from './new-code.tsx';

type Has = { readonly page: DevicesPage };

function Top(props: Has & { readonly building: BuildingView; readonly user: StaffUser }) {
  const { page, building, user } = props;
  return (
    <header class="board-top printing-top">
      <BuildingMark size={30} />
      <h1>{d('title')}</h1>
      <DemoMark demo={building.demo} />
      <a class="printing-back" href="/admin">
        {d('board')}
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
      <h1>{d('signIn')}</h1>
      <p class="lead">{d('signInLead')}</p>
      <SignIn session={page.session} />
      {building?.demo && (
        <p class="demo-hint">
          {t('demo')} <b>admin</b> {t('demoPassword')} <b>demo-admin</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole({ page, name }: Has & { readonly name: string }): JSX.Element {
  return (
    <Gate building={page.building.value}>
      <h1>{d('wrongRole')}</h1>
      <p class="lead">{d('wrongRoleLead', { name })}</p>
      <p class="gate-ways">
        <a href="/counter">{t('toCounter')}</a>
        <button type="button" data-testid="sign-out" onClick={() => void page.session.signOut()}>
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

/** Kiosks or screens: one of the two is set up at a time. */
function Setups({ page }: Has): JSX.Element {
  return (
    <div class="devices-right">
      <nav class="devices-tabs">
        {(['kiosks', 'displays'] as const).map(name => (
          <button
            key={name}
            type="button"
            data-testid={`set-up-${name}`}
            aria-pressed={page.shown.value === name}
            onClick={() => (page.shown.value = name)}
          >
            {d(`tab:${name}`)}
          </button>
        ))}
      </nav>
      {page.shown.value === 'kiosks' ? <KioskSetup page={page} /> : <DisplaySetup page={page} />}
    </div>
  );
}

export function DevicesApp({ page }: Has): JSX.Element {
  const user = page.session.user.value;
  const building = page.building.value;
  if (page.session.state.value === 'signed-out') return <SignInGate page={page} />;
  if (user && !page.maySee.value) return <WrongRole page={page} name={user.name} />;
  const isLoaded = page.devices.rows.value !== null && page.kiosks.view.value !== null;
  if (user === null || building === null || !isLoaded) {
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{d(page.session.problem.value === null ? 'loading' : 'silent')}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  return (
    <div class="printing" data-testid="devices">
      <Top page={page} building={building} user={user} />
      <main class="devices-main">
        <div class="devices-left">
          <NewCode devices={page.devices} />
          <DeviceRows page={page} building={building} />
        </div>
        <Setups page={page} />
      </main>
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
