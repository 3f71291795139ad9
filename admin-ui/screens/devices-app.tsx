import type { JSX } from 'preact';
import type { DevicesPage } from '../devices-page.ts';
import { devicesText as d } from '../devices-texts.ts';
import { DeviceRows } from './device-rows.tsx';
import { DisplaySetup } from './display-setup.tsx';
import { KioskSetup } from './kiosk-setup.tsx';
import { NewCode } from './new-code.tsx';
import { Office } from './office.tsx';

type Has = { readonly page: DevicesPage };

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
  const words = {
    title: d('title'),
    signInLead: d('signInLead'),
    wrongRoleLead: (name: string) => d('wrongRoleLead', { name }),
    loading: d('loading'),
  };
  const isLoaded = page.devices.rows.value !== null && page.kiosks.view.value !== null;
  return (
    <Office page={page} nav="devices" testId="devices" words={words} isLoaded={isLoaded}>
      {building => (
        <main class="devices-main">
          <div class="devices-left">
            <NewCode devices={page.devices} />
            <DeviceRows page={page} building={building} />
          </div>
          <Setups page={page} />
        </main>
      )}
    </Office>
  );
}
