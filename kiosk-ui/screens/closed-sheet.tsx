import type { JSX } from 'preact';
import type { AgencyView, ServiceView } from '../../contract/views.ts';
import { language, pick } from '../../ui-kit/language.ts';
import { similarOpen } from '../catalogue.ts';
import { flowText } from '../flow-texts.ts';
import { closedReason, opensLong } from '../opening.ts';
import { Key } from '../press.tsx';
import type { Sheet } from '../screen.ts';
import { t } from '../inner-texts.ts';
import { Below } from './below.tsx';
import type { Has } from './frame.tsx';

type Shows = Has & {
  readonly sheet: Extract<Sheet, { about: 'agency-closed' | 'service-closed' }>;
};

/** Why, until when, what may do instead, and what to bring next time. */
export function ClosedSheet({ kiosk, sheet }: Shows): JSX.Element | null {
  const building = kiosk.view.value?.building;
  const isAgency = sheet.about === 'agency-closed';
  const agency = isAgency ? kiosk.agency(sheet.agencyId) : undefined;
  const service = isAgency ? undefined : kiosk.service(sheet.serviceId);
  const closed: AgencyView | ServiceView | undefined = agency ?? service;
  if (closed === undefined || building === undefined) return null;
  const place = { building, now: kiosk.clock.second.value, language: language.value };
  return (
    <Below testId="closed-sheet" title={t('isClosed', { name: pick(closed.name) })}>
      <p>
        <b>{closedReason(closed.availability)}</b> {opensLong(closed.availability, place)}
      </p>
      <Similar
        kiosk={kiosk}
        closed={service === undefined ? (agency?.services ?? []) : [service]}
      />
      <div class="sheet-keys">
        {service === undefined ? null : (
          <Key
            class="key outlined"
            testId="sheet-bring"
            onPress={() => kiosk.showWhatToBring(service.id)}
          >
            {t('toBring')}
          </Key>
        )}
        <Key class="key primary" testId="sheet-close" onPress={() => kiosk.closeSheet()}>
          {t(isAgency ? 'otherAgency' : 'otherService')}
        </Key>
      </div>
    </Below>
  );
}

/** More of them than these would leave no room for the rest. */
const similarMax = 2;

/** What is open and may do instead; a touch marks it in its list. */
export function Similar({
  kiosk,
  closed,
}: Has & { readonly closed: readonly ServiceView[] }): JSX.Element | null {
  const found = similarOpen(kiosk.view.value, closed, similarMax);
  if (found.length === 0) return null;
  return (
    <div class="similar" role="group" aria-label={flowText('similarTitle')}>
      <p>{flowText('similarTitle')}</p>
      {found.map(service => (
        <Key
          key={service.id}
          class="key"
          testId={`similar-${service.id}`}
          onPress={() => kiosk.chooseFound(service.id)}
        >
          <span>
            {pick(service.name)}
            <small>{kiosk.agencyOf(service.id)?.short}</small>
          </span>
        </Key>
      ))}
    </div>
  );
}
