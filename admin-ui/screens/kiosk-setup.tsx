import { Plus } from 'lucide';
import type { JSX } from 'preact';
import type { KioskSetupView, SetUpKiosk } from '../../contract/kiosk-setup.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';
import { KioskFields } from './kiosk-fields.tsx';

type Has = { readonly page: DevicesPage };

function agenciesOf(kiosk: SetUpKiosk, view: KioskSetupView): string {
  if (kiosk.agencyIds === null) return d('agenciesAll');
  return d('agenciesSome', { count: kiosk.agencyIds.length, all: view.agencies.length });
}

function List({ page, view }: Has & { readonly view: KioskSetupView }): JSX.Element {
  const { kiosks } = page;
  const draft = kiosks.draft.value;
  const nameOf = (id: string | null): string =>
    view.computers.find(computer => computer.id === id)?.name ?? d('noComputer');
  return (
    <div class="devices-kiosks">
      <ul>
        {view.kiosks.map(kiosk => (
          <li key={kiosk.id}>
            <button
              type="button"
              data-testid={`kiosk-${kiosk.name}`}
              aria-current={draft?.id === kiosk.id ? 'true' : undefined}
              onClick={() => kiosks.edit(kiosk.id)}
            >
              <b>{kiosk.name}</b>
              <span>{nameOf(kiosk.deviceId)}</span>
              <span>{agenciesOf(kiosk, view)}</span>
            </button>
          </li>
        ))}
        {draft?.id === null ? (
          <li>
            <button type="button" aria-current="true">
              <b>{draft.choices.name}</b>
              <span>{d('addKiosk')}</span>
            </button>
          </li>
        ) : null}
      </ul>
      {view.kiosks.length === 0 && draft === null ? (
        <p class="printing-note">{d('noKiosks')}</p>
      ) : null}
      {page.mayChange.value ? (
        <button
          type="button"
          class="printing-second"
          data-testid="add-kiosk"
          onClick={() => void kiosks.add()}
        >
          <Icon of={Plus} size={18} />
          {d('addKiosk')}
        </button>
      ) : (
        <p class="printing-note">{d('readOnly')}</p>
      )}
    </div>
  );
}

/** What each kiosk of the building offers, one of them in a form. */
export function KioskSetup({ page }: Has): JSX.Element {
  const view = page.kiosks.view.value;
  const draft = page.kiosks.draft.value;
  return (
    <section class="devices-setup">
      <h2>{d('kiosks')}</h2>
      <p class="printing-note">{d('kiosksLead')}</p>
      {view === null ? null : (
        <div class="devices-columns">
          <List page={page} view={view} />
          {draft === null ? (
            <p class="devices-choose printing-note">{d('choose')}</p>
          ) : (
            <KioskFields
              form={page.kiosks}
              view={view}
              draft={draft}
              mayChange={page.mayChange.value}
            />
          )}
        </div>
      )}
    </section>
  );
}
