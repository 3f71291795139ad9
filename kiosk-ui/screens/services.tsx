import { Check, FileText } from 'lucide';
import type { JSX } from 'preact';
import type { ServiceView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { pick } from '../../ui-kit/language.ts';
import { flowText } from '../flow-texts.ts';
import { fittingPages, pageOf } from '../pages.ts';
import { Key } from '../press.tsx';
import {
  closedHeight,
  columnsOf,
  largeSizes,
  largeSizesWide,
  openedHeight,
  usualSizes,
  usualSizesWide,
} from '../service-heights.ts';
import type { RowSizes } from '../service-heights.ts';
import { shape } from '../stage.ts';
import { t } from '../inner-texts.ts';
import { drawnBarPx } from '../reach-lines.ts';
import { unbroken } from '../unbroken.ts';
import { AgencyHead } from './agency-head.tsx';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { Gone } from './gone.tsx';
import { IssuePanel } from './issue-panel.tsx';
import { Pager } from './pager.tsx';
import { Range } from './wait-words.tsx';

/** Pixels between the question and the pager, by what the visitor asked for. */
function listHeight({ aids: { value: aids }, lines }: Has['kiosk']): number {
  if (shape.value === 'wide') return aids.has('large') ? 604 : 570;
  if (!aids.has('reach')) return aids.has('large') ? 790 : 885;
  // A bar that is higher than it was drawn takes from the list.
  return (aids.has('large') ? 604 : 585) - Math.max(0, lines.value.barPx - drawnBarPx);
}

function sizesOf(aids: ReadonlySet<string>): RowSizes {
  const isLarge = aids.has('large');
  if (shape.value === 'wide') return isLarge ? largeSizesWide : usualSizesWide;
  return isLarge ? largeSizes : usualSizes;
}

export function Services({
  kiosk,
  agencyId,
  page,
}: Has & { readonly agencyId: string; readonly page: number | null }): JSX.Element | null {
  const view = kiosk.view.value;
  const agency = kiosk.agency(agencyId);
  if (view === null) return null;
  if (agency === undefined) return <Gone kiosk={kiosk} />;
  const aids = kiosk.aids.value;
  const isLookingUp = kiosk.isLookingUp.value;
  const sizes = sizesOf(aids);
  const pages = fittingPages(
    mostChosenFirst(agency.services, view.popular),
    { list: listHeight(kiosk), gap: 13 },
    service => closedHeight(service, sizes),
    service => openedHeight(service, sizes),
  );
  const marked = kiosk.choice.value;
  const ofMarked = pages.findIndex(rows => rows.some(service => service.id === marked));
  const slice = pageOf(pages, page ?? ofMarked);
  const all = agency.services.length;
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="services">
        <AgencyHead view={view} agency={agency} />
        <Question>{isLookingUp ? flowText('askLookUpService') : t('askService')}</Question>
        <div class="service-list" role="radiogroup" aria-label={t('askService')}>
          {slice.rows.map(service => (
            <Row key={service.id} kiosk={kiosk} service={service} sizes={sizes} />
          ))}
        </div>
        {slice.pages > 1 ? (
          <Pager
            kiosk={kiosk}
            slice={slice}
            words={t('servicePage', { from: slice.from, to: slice.to, all })}
          />
        ) : (
          <div class="pager">
            <span>{t('serviceCount', { all })}</span>
          </div>
        )}
      </main>
      {isLookingUp ? null : <IssuePanel kiosk={kiosk} />}
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}

function mostChosenFirst(
  services: readonly ServiceView[],
  popular: readonly string[],
): ServiceView[] {
  return services.toSorted(
    (a, b) => Number(popular.includes(b.id)) - Number(popular.includes(a.id)),
  );
}

type RowProps = Has & { readonly service: ServiceView; readonly sizes: RowSizes };

function Row({ kiosk, service, sizes }: RowProps): JSX.Element {
  const isKept = kiosk.errands.value.includes(service.id);
  const isMarked = kiosk.choice.value === service.id;
  const kind = isMarked ? 'is-marked' : service.availability.open ? '' : 'is-closed';
  return (
    <Key
      class={`service ${kind} ${isKept ? 'is-kept' : ''}`}
      testId={`service-${service.id}`}
      checked={isMarked}
      isDisabled={isKept}
      onPress={() => kiosk.chooseService(service.id)}
    >
      <span class="service-head">
        <span class="mark">
          {isMarked || isKept ? <Icon of={Check} size={40} stroke={3} /> : null}
        </span>
        <b>{unbroken(pick(service.name))}</b>
        <span class="service-wait">{isKept ? t('alreadyChosen') : <Wait service={service} />}</span>
      </span>
      {isMarked ? <ToBring service={service} columns={columnsOf(service, sizes)} /> : null}
    </Key>
  );
}

function Wait({ service }: { readonly service: ServiceView }): JSX.Element {
  if (service.availability.open) {
    return <Range estimate={service.estimate} waiting={service.waiting} />;
  }
  return <b>{t('closedWord')}</b>;
}

function ToBring(props: { readonly service: ServiceView; readonly columns: 1 | 2 }): JSX.Element {
  const { requirements } = props.service;
  if (requirements.length === 0) {
    return <span class="bring bring-nothing">{t('nothingToBring')}</span>;
  }
  return (
    <span class="bring">
      <span class="bring-head">{t('toBring')}</span>
      <span class={`bring-list columns-${props.columns}`}>
        {requirements.map(text => (
          <span class="bring-one" key={text.id}>
            <Icon of={FileText} size={38} />
            <span>{unbroken(pick(text))}</span>
          </span>
        ))}
      </span>
    </span>
  );
}
