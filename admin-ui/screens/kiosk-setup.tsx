import type { JSX } from 'preact';
import type { KioskSetupView, SetUpKiosk } from '../../contract/kiosk-setup.ts';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';
import { KioskFields } from './kiosk-fields.tsx';
import { SetupSection } from './setup-section.tsx';

function agenciesOf(kiosk: SetUpKiosk, view: KioskSetupView): string {
  if (kiosk.agencyIds === null) return d('agenciesAll');
  return d('agenciesSome', { count: kiosk.agencyIds.length, all: view.agencies.length });
}

/** What each kiosk of the building offers, one of them in a form. */
export function KioskSetup({ page }: { readonly page: DevicesPage }): JSX.Element {
  const form = page.kiosks;
  const mayChange = page.mayChange.value;
  const words = {
    title: d('kiosks'),
    lead: d('kiosksLead'),
    add: d('addKiosk'),
    none: d('noKiosks'),
    choose: d('choose'),
    readOnly: d('readOnly'),
  };
  return (
    <SetupSection
      kind="kiosk"
      form={form}
      words={words}
      mayChange={mayChange}
      linesOf={(kiosk, computer, view) => [computer, agenciesOf(kiosk, view)]}
      fields={(view, draft) => (
        <KioskFields form={form} view={view} draft={draft} mayChange={mayChange} />
      )}
    />
  );
}
