import type { JSX } from 'preact';
import type { Appliance } from '../../../ui-kit/appliance.ts';
import { BuildingMark } from '../../../ui-kit/building-mark.tsx';
import { stopwatch } from '../../../ui-kit/formats.ts';
import { Fitted } from '../../fitted.tsx';
import { applianceText as t } from '../texts.ts';
import type { WaitingCode } from '../waiting-code.ts';

/** Where a browser of the building reaches the page that takes screens in. */
const devicesPage = (): string => `${location.host}/admin/devices`;
/** In two halves, as it is read across a hall. */
const halves = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

export function PairingScreen(props: {
  readonly appliance: Appliance;
  readonly waiting: WaitingCode;
}): JSX.Element {
  const { appliance, waiting } = props;
  const admission = appliance.admission.value;
  const code = waiting.code.value;
  const isOther = admission.is === 'other-kind';
  return (
    <main class="screen-pairing" data-testid="screen-pairing">
      <header>
        <BuildingMark size={64} />
        <h1>{isOther ? t('other', { name: admission.name }) : t('title')}</h1>
      </header>
      {code === null ? (
        <p class="pairing-none">{t(waiting.isSilent.value ? 'silent' : 'fetching')}</p>
      ) : (
        <div class="pairing-shown" role="img" aria-label={t('code', { code })}>
          <Fitted class="pairing-code figures" says={code}>
            <span data-testid="screen-code">{halves(code)}</span>
          </Fitted>
        </div>
      )}
      <ol>
        <li>{t('stepOne', { address: devicesPage() })}</li>
        <li>{t('stepTwo')}</li>
      </ol>
      <p class="pairing-ends">
        {code === null ? '' : t('ends', { minutes: stopwatch(waiting.secondsLeft.value) })}
      </p>
    </main>
  );
}

export function IdentifyScreen({ appliance }: { readonly appliance: Appliance }): JSX.Element {
  return (
    <div class="screen-identify" role="alert" data-testid="identify">
      <p>{t('identify')}</p>
      <b>{appliance.deviceName}</b>
    </div>
  );
}
