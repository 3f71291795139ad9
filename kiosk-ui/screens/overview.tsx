import { X } from 'lucide';
import type { JSX } from 'preact';
import type { Plan } from '../../contract/http.ts';
import { minuteRange } from '../../ui-kit/formats.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { isGivenAt } from '../catalogue.ts';
import { flowText } from '../flow-texts.ts';
import type { Kiosk } from '../model.ts';
import { closedReason } from '../opening.ts';
import { equalPages, pageOf } from '../pages.ts';
import { Key } from '../press.tsx';
import { shape } from '../stage.ts';
import { t } from '../inner-texts.ts';
import { unbroken } from '../unbroken.ts';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { IssuePanel } from './issue-panel.tsx';
import { Pager } from './pager.tsx';
import { Range } from './wait-words.tsx';

/** Errands on one page: all five, but where type or reach leave less room. */
function perPageOf(aids: ReadonlySet<string>): number {
  const isLarge = aids.has('large');
  if (shape.value === 'wide') return isLarge ? 3 : 4;
  if (aids.has('reach')) return isLarge ? 2 : 4;
  return 5;
}

/** Several errands before they become one number: their order, how long in all, and which can go. */
export function Overview({ kiosk, page }: Has & { readonly page: number }): JSX.Element {
  const plan = kiosk.plan.now.value;
  const closed = kiosk.closedErrands.value;
  const open = kiosk.serviceIds.value.filter(id => !closed.includes(id));
  const ids = [...kiosk.plan.inOrder(open), ...closed];
  const slice = pageOf(equalPages(ids, perPageOf(kiosk.aids.value)), page);
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="overview">
        <Question>{flowText('overviewTitle')}</Question>
        <p class="overview-order">{flowText('overviewOrder')}</p>
        <ol class="errands" start={slice.from}>
          {slice.rows.map((id, at) => (
            <Errand key={id} kiosk={kiosk} serviceId={id} place={slice.from + at} plan={plan} />
          ))}
        </ol>
        {slice.pages > 1 ? (
          <Pager
            kiosk={kiosk}
            slice={slice}
            words={flowText('overviewPage', { from: slice.from, to: slice.to, all: ids.length })}
          />
        ) : null}
        <p class="overview-total" aria-live="polite" data-testid="total">
          {flowText('overviewTotal')}
          <b>{totalOf(plan)}</b>
        </p>
      </main>
      <IssuePanel kiosk={kiosk} />
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}

function totalOf(plan: Plan | null): string {
  if (plan === null) return '…';
  return plan.total === null ? t('noEstimate') : minuteRange(plan.total, language.value);
}

type Shows = Has & {
  readonly serviceId: string;
  readonly place: number;
  readonly plan: Plan | null;
};

function Errand({ kiosk, serviceId, place, plan }: Shows): JSX.Element {
  const service = kiosk.service(serviceId);
  const isOut = kiosk.closedErrands.value.includes(serviceId);
  const name = service === undefined ? t('thisService') : pick(service.name);
  const planned = plan?.errands.find(errand => errand.serviceId === serviceId)?.estimate;
  const estimate = planned ?? service?.estimate ?? null;
  return (
    <li class={isOut ? 'errand is-out' : 'errand'} data-testid={`errand-${serviceId}`}>
      <i class="figures">{isOut ? '–' : place}</i>
      <p>
        <b>{unbroken(name)}</b>
        {isOut ? (
          <span data-testid={`left-out-${serviceId}`}>
            {flowText('leftOut', { reason: whyOut(kiosk, serviceId) })}
          </span>
        ) : (
          <span>
            {kiosk.agencyOf(serviceId)?.short}
            {estimate === null ? null : ' · '}
            <Range estimate={estimate} waiting={service?.waiting ?? 0} />
          </span>
        )}
      </p>
      <Key
        class="key"
        testId={`remove-${serviceId}`}
        label={flowText('removeNamed', { name })}
        onPress={() => kiosk.removeErrand(serviceId)}
      >
        <Icon of={X} size={40} stroke={2.6} />
        {flowText('remove')}
      </Key>
    </li>
  );
}

function whyOut(kiosk: Kiosk, serviceId: string): string {
  const availability = kiosk.service(serviceId)?.availability;
  if (availability === undefined) return flowText('goneService');
  if (!isGivenAt(kiosk.view.value, serviceId)) return flowText('otherKiosk');
  return availability.open ? flowText('justClosed') : closedReason(availability);
}
