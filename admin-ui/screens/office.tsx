import type { ComponentChildren, JSX } from 'preact';
import type { Role } from '../../contract/values.ts';
import type { BuildingView } from '../../contract/views.ts';
import { AccountSheet } from '../../ui-kit/account.tsx';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { DemoMark } from '../../ui-kit/demo-mark.tsx';
import { Languages } from '../../ui-kit/languages.tsx';
import { SignIn } from '../../ui-kit/sign-in.tsx';
import type { StaffUser } from '../../ui-kit/sign-in.tsx';
import type { OfficePage } from '../office-page.ts';
import { officeText as o } from '../office-texts.ts';
import type { SectionId } from '../office-sections.ts';
import { t } from '../texts.ts';
import { towerSectionWords } from '../tower-sections.ts';
import { AccountKey } from './account-key.tsx';
import { Gate } from './gate.tsx';
import { OfficeNav } from './office-nav.tsx';

/** What a page of the office calls itself, in the language of now. */
export interface OfficeWords {
  readonly title: string;
  readonly signInLead: string;
  readonly wrongRoleLead?: (name: string) => string;
  readonly loading: string;
  /** Where it is not the administrator’s alone. */
  readonly signIn?: string;
}

interface Props {
  readonly page: OfficePage;
  readonly testId: string;
  readonly words: OfficeWords;
  readonly isLoaded: boolean;
  readonly tabs?: ComponentChildren;
  /** Whose classes its frame has. */
  readonly look?: 'printing' | 'sheets';
  /** Whom the demo building lets in here. */
  readonly demoRole?: 'admin' | 'supervisor';
  /** Where it leads back to; absent: the board. */
  readonly back?: { readonly href: string; readonly words: string };
  /** Which entry of the office's navigation this page is; absent: it stands without it. */
  readonly nav?: SectionId;
  readonly children: (building: BuildingView) => ComponentChildren;
}

function SignInGate(props: Pick<Props, 'page' | 'words' | 'demoRole'>): JSX.Element {
  const { page, words, demoRole = 'admin' } = props;
  const building = page.building.value;
  return (
    <Gate building={building}>
      <h1>{words.signIn ?? o('signIn')}</h1>
      <p class="lead">{words.signInLead}</p>
      <SignIn session={page.session} />
      {building?.demo && !page.session.newcomer.value && (
        <p class="demo-hint">
          {t('demo')} <b>{demoRole}</b> {t('demoPassword')} <b>demo-{demoRole}</b>.
        </p>
      )}
    </Gate>
  );
}

function WrongRole(props: Pick<Props, 'page' | 'words'> & { readonly name: string }): JSX.Element {
  const { page, words, name } = props;
  return (
    <Gate building={page.building.value}>
      <h1>{o('wrongRole')}</h1>
      <p class="lead">{words.wrongRoleLead?.(name)}</p>
      <p class="gate-ways">
        <a href="/counter">{t('toCounter')}</a>
        <button
          type="button"
          class="quiet"
          data-testid="sign-out"
          onClick={() => void page.session.signOut()}
        >
          {t('signOut')}
        </button>
      </p>
    </Gate>
  );
}

/** To the board, or for whom it is not to what visitors say of their agency. */
const wayBackFor = (role: Role): NonNullable<Props['back']> =>
  role === 'agency-administrator'
    ? { href: '/reports/survey', words: towerSectionWords('reports') }
    : { href: '/admin', words: o('board') };

function Top(
  props: Pick<Props, 'page' | 'words' | 'tabs' | 'look' | 'back'> & {
    readonly building: BuildingView;
    readonly user: StaffUser;
  },
): JSX.Element {
  const { page, words, tabs, look = 'printing', building, user } = props;
  const back = props.back ?? wayBackFor(user.role);
  return (
    <header class={`board-top ${look}-top`}>
      <BuildingMark size={30} />
      <h1 class="cut">{words.title}</h1>
      {tabs}
      <DemoMark demo={building.demo} />
      <a class={`${look}-back`} href={back.href}>
        {back.words}
      </a>
      <AccountKey user={user} onOpen={() => (page.isAccountOpen.value = true)} />
      <Languages />
    </header>
  );
}

/** A page of the office: for whom it is, its head, and what it holds. */
export function Office(props: Props): JSX.Element {
  const { page, testId, words, isLoaded, look = 'printing', nav, children } = props;
  const user = page.session.user.value;
  const building = page.building.value;
  if (page.session.state.value === 'signed-out') return <SignInGate {...props} />;
  if (user && !page.maySee.value) return <WrongRole page={page} words={words} name={user.name} />;
  if (user === null || building === null || !isLoaded) {
    return (
      <main class="loading" aria-busy="true" data-testid="loading">
        <p>{page.session.problem.value === null ? words.loading : t('silent')}</p>
      </main>
    );
  }
  const closeAccount = () => (page.isAccountOpen.value = false);
  return (
    <div class={look} data-testid={testId}>
      <Top {...props} building={building} user={user} />
      {nav === undefined ? (
        children(building)
      ) : (
        <div class="office-body">
          <OfficeNav shown={nav} role={user.role} />
          <div class="office-room">{children(building)}</div>
        </div>
      )}
      {page.isAccountOpen.value && (
        <AccountSheet session={page.session} onClose={closeAccount} onSignedOut={closeAccount} />
      )}
    </div>
  );
}
