import { ArrowRight, FileText } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { flowText } from '../flow-texts.ts';
import { closedReason, opensLong } from '../opening.ts';
import { Key } from '../press.tsx';
import { t } from '../inner-texts.ts';
import { unbroken } from '../unbroken.ts';
import { AgencyHead } from './agency-head.tsx';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { Gone } from './gone.tsx';
import { WaitWords } from './wait-words.tsx';

/** What a service asks for, without a number; then either the number or another look. */
export function Bring({ kiosk, serviceId }: Has & { readonly serviceId: string }): JSX.Element {
  const view = kiosk.view.value;
  const agency = kiosk.agencyOf(serviceId);
  const service = kiosk.service(serviceId);
  if (view === null || agency === undefined || service === undefined) return <Gone kiosk={kiosk} />;
  const { availability, requirements, estimate, waiting } = service;
  const place = {
    building: view.building,
    now: kiosk.clock.second.value,
    language: language.value,
  };
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="bring-screen">
        <AgencyHead view={view} agency={agency} />
        <Question>{unbroken(pick(service.name))}</Question>
        <p class="bring-now">
          {availability.open ? (
            <WaitWords estimate={estimate} waiting={waiting} />
          ) : (
            <>
              <b>{closedReason(availability)}</b> {opensLong(availability, place)}
            </>
          )}
        </p>
        <h2>{t('toBring')}</h2>
        {requirements.length === 0 ? <p class="bring-all">{t('nothingToBring')}</p> : null}
        <ul class={requirements.length > 6 ? 'bring-all is-long' : 'bring-all'}>
          {requirements.map(text => (
            <li key={text.id}>
              <Icon of={FileText} size={44} />
              <span>{unbroken(pick(text))}</span>
            </li>
          ))}
        </ul>
      </main>
      <section class="bring-foot">
        <p>{flowText('bringNoNumber')}</p>
        <div class="panel-keys">
          <Key class="key outlined" testId="bring-other" onPress={() => kiosk.back()}>
            {flowText('bringOther')}
          </Key>
          <Key
            class="key primary"
            testId="bring-take"
            isDisabled={!availability.open}
            onPress={() => kiosk.takeAfterAll(serviceId)}
          >
            {flowText('bringTake')}
            <Icon of={ArrowRight} size={48} stroke={2.6} />
          </Key>
        </div>
      </section>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}
