import { ArrowRight, FileText, Keyboard, Search, Ticket } from 'lucide';
import type { JSX } from 'preact';
import type { AgencyView, KioskView } from '../../contract/views.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { language, pick } from '../../ui-kit/language.ts';
import { isOpenAt } from '../catalogue.ts';
import { flowText } from '../flow-texts.ts';
import { closedBriefly, opensShort } from '../opening.ts';
import { equalPages, pageOf } from '../pages.ts';
import { Key } from '../press.tsx';
import { drawnBarPx } from '../reach-lines.ts';
import { shape } from '../stage.ts';
import { t } from '../inner-texts.ts';
import { AgencyMark } from './agency-mark.tsx';
import { Dock, Question, TopBar } from './frame.tsx';
import type { Has } from './frame.tsx';
import { Pager } from './pager.tsx';
import { WaitWords } from './wait-words.tsx';

/** More of them than these would be too high for one page. */
const closedMaxInWords = 6;

/** Tiles on one page: twenty agencies need no turning. */
function perPageOf(kiosk: Has['kiosk'], hasErrands: boolean): number {
  const [aids, count] = [kiosk.aids.value, kiosk.agencies.value.length];
  const { barPx } = kiosk.lines.value;
  if (shape.value === 'wide') return aids.has('large') ? 4 : 10;
  const isHigh = aids.has('reach') && barPx > drawnBarPx + 1;
  if (aids.has('large')) return (aids.has('reach') ? 4 : 6) - (hasErrands || isHigh ? 1 : 0);
  if (aids.has('reach')) return isHigh ? 10 : 12;
  return count <= 20 ? 20 : 18;
}

export function Agencies({ kiosk, page }: Has & { readonly page: number }): JSX.Element | null {
  const view = kiosk.view.value;
  if (view === null) return null;
  const aids = kiosk.aids.value;
  const hasErrands = kiosk.errands.value.length > 0;
  const agencies = kiosk.agencies.value;
  const isLookingUp = kiosk.isLookingUp.value;
  const question = isLookingUp ? flowText('askLookUp') : t(hasErrands ? 'askAnother' : 'askAgency');
  const perPage = perPageOf(kiosk, hasErrands);
  const slice = pageOf(equalPages(agencies, perPage), page);
  return (
    <>
      <TopBar kiosk={kiosk} hasKeys />
      <main class="agencies">
        <Question>{question}</Question>
        <div class="ways-to-find">
          <SearchKey kiosk={kiosk} />
          {hasErrands ? null : <LookUpKey kiosk={kiosk} />}
        </div>
        {hasErrands ? <Kept kiosk={kiosk} /> : null}
        {hasErrands || aids.has('large') ? null : <Popular kiosk={kiosk} view={view} />}
        <div class="agency-grid">
          {slice.rows.map(agency => (
            <Tile key={agency.id} kiosk={kiosk} view={view} agency={agency} />
          ))}
        </div>
        {slice.pages > 1 ? (
          <Pager
            kiosk={kiosk}
            slice={slice}
            words={t('agencyPage', { from: slice.from, to: slice.to, all: agencies.length })}
          />
        ) : null}
      </main>
      <Dock kiosk={kiosk} leave="back" />
    </>
  );
}

function SearchKey({ kiosk }: Has): JSX.Element {
  return (
    <Key class="search-key" testId="search" onPress={() => kiosk.search.begin()}>
      <Icon of={Search} size={44} />
      <span>{flowText('searchKey')}</span>
      <b>
        <Icon of={Keyboard} size={40} />
        {flowText('searchType')}
      </b>
    </Key>
  );
}

/** What to bring, without a number; and back to numbers. */
function LookUpKey({ kiosk }: Has): JSX.Element {
  const isOn = kiosk.isLookingUp.value;
  return (
    <Key
      class={isOn ? 'look-up-key is-on' : 'look-up-key'}
      testId="look-up"
      onPress={() => kiosk.lookUp()}
    >
      <Icon of={isOn ? Ticket : FileText} size={40} />
      <span>{flowText(isOn ? 'takeInstead' : 'lookUp')}</span>
    </Key>
  );
}

type Shows = Has & { readonly view: KioskView };

function Popular({ kiosk, view }: Shows): JSX.Element | null {
  const services = view.popular
    .map(id => kiosk.service(id))
    .filter(service => service !== undefined && isOpenAt(view, service.id));
  if (services.length === 0) return null;
  return (
    <div class="popular">
      <span>{t('popular')}</span>
      {services.map(service =>
        service === undefined ? null : (
          <Key
            key={service.id}
            class="popular-key"
            testId={`popular-${service.id}`}
            onPress={() => kiosk.chooseFound(service.id)}
          >
            {pick(service.name)}
          </Key>
        ),
      )}
    </div>
  );
}

/** Signs of their names that the line of kept errands holds; longer ones are only counted. */
function namesMax(isLarge: boolean): number {
  if (shape.value === 'wide') return isLarge ? 0 : 36;
  return isLarge ? 26 : 80;
}

/** The errands taken along so far, with the way to the number without another one. */
function Kept({ kiosk }: Has): JSX.Element {
  const names = kiosk.errands.value.map(id => {
    const service = kiosk.service(id);
    return service === undefined ? '' : pick(service.name);
  });
  const all = names.join(' · ');
  const isLarge = kiosk.aids.value.has('large');
  return (
    <div class="kept" data-testid="kept">
      <p>
        <b>{t('errandsKept', { count: names.length })}</b>
        {all.length <= namesMax(isLarge) ? all : ''}
      </p>
      <Key class="key primary" testId="issue" onPress={() => void kiosk.issue()}>
        {names.length === 1 ? t('issue') : flowText('look')}
        <Icon of={ArrowRight} size={40} stroke={2.6} />
      </Key>
    </div>
  );
}

function Tile({ kiosk, view, agency }: Shows & { readonly agency: AgencyView }): JSX.Element {
  const { availability } = agency;
  return (
    <Key
      class={availability.open ? 'agency' : 'agency is-closed'}
      testId={`agency-${agency.id}`}
      onPress={() => kiosk.chooseAgency(agency.id)}
    >
      <AgencyMark agency={agency} zones={view.zones} class="agency-mark" size={46} />
      <span class="agency-text">
        <b>{pick(agency.name)}</b>
        {availability.open ? (
          <span>
            <WaitWords estimate={agency.estimate} waiting={agency.waiting} />
          </span>
        ) : (
          <span class="agency-why">
            <WhyClosed kiosk={kiosk} view={view} agency={agency} />
          </span>
        )}
      </span>
    </Key>
  );
}

/** Reason and next opening on two lines; while many are closed, the opening alone on one. */
function WhyClosed({ kiosk, view, agency }: Shows & { readonly agency: AgencyView }): JSX.Element {
  const { availability } = agency;
  const place = {
    building: view.building,
    now: kiosk.clock.second.value,
    language: language.value,
  };
  const opens = opensShort(availability, place);
  const closed = kiosk.agencies.value.filter(one => !one.availability.open).length;
  if (closed > closedMaxInWords) {
    return <b>{opens === '' ? t('closed') : opens.slice(0, 1).toUpperCase() + opens.slice(1)}</b>;
  }
  const words = [closedBriefly(availability), opens].filter(part => part !== '');
  return (
    <>
      <b>{t('closed')}</b> {words.join(', ')}
    </>
  );
}
